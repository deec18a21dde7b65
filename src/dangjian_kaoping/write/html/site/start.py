"""首页: the rounds, the branches, the versions of the rubric, and the search over all of them."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from dangjian_kaoping.engine.follow.foremost import foremost
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.words.names import names_in_words, version_in_words
from dangjian_kaoping.words.notice.publicity import pending_in_words
from dangjian_kaoping.write.html.document import document
from dangjian_kaoping.write.html.site.matter import FORM, SCOPE, Matter, SiteRound
from dangjian_kaoping.write.html.site.places import INDEX, START, Places, way

_FIRST = 3
"""So many that share the first rank are named."""


class Held(NamedTuple):
    """A round in the list of them."""

    name: str
    href: str
    branches: int
    first: str
    composite: str
    problems: int
    pending: str


class Listed(NamedTuple):
    """A branch in the list of them; `rank` is that of the newest round of which the ranking is told."""

    name: str
    href: str
    branch_class: str
    rank: str
    composite: str


def start_page(matter: Matter, places: Places, index: bytes) -> bytes:
    """The page; the `index` for the search stands in a file beside it."""
    return document(
        "site.html",
        matter.edition,
        form=FORM,
        styles=("ranking.css", "site.css"),
        script="site.js",
        said={SCOPE: scope_of(matter.edition.unit, internal=matter.internal)},
        beside=b64encode(sha256(index).digest()).decode(),
        index=INDEX,
        site=places.around(START),
        rounds=tuple(_held(each, places) for each in reversed(matter.rounds)),
        branches=tuple(_listed(matter, places)),
        told=matter.told[-1].quarter if matter.told else None,
        versions=tuple(
            (rubric.title, version_in_words(rubric), way(START, places.rubric(rubric.version)))
            for rubric, _ in reversed(matter.revisions)
        ),
        left_out="、".join(each.chinese for each in matter.left_out),
        internal=matter.internal,
        newest=matter.newest.quarter,
    )


def scope_of(unit: str, *, internal: bool) -> str:
    """Whose site it is, and for whom."""
    return f"{'internal' if internal else 'public'} {unit}"


def _held(this: SiteRound, places: Places) -> Held:
    result = this.dossier.result
    first = [each for each in result.placings if each.rank == 1]
    if this.publicity is None:
        first = [each for each in foremost(result).first if each.rank == 1]
    return Held(
        this.quarter.chinese,
        way(START, places.round(this.quarter)),
        len(result.placings),
        names_in_words([each.score.branch.name for each in first], most=_FIRST) or "—",
        published(first[0].score.composite) if first else "—",
        sum(each.state != "withdrawn" for each in this.dossier.found_in(result)),
        pending_in_words(this.edition.pending, "本轮的网页") if this.edition.pending else "",
    )


def _listed(matter: Matter, places: Places) -> Iterator[Listed]:
    """The branches that have a page: those of the newest round as they stand there, then those of rounds before."""
    seen: set[str] = set()
    for this in reversed(matter.followed):
        newest = this is matter.told[-1]
        for placing in this.dossier.result.placings:
            branch = placing.score.branch
            if branch.id not in seen:
                seen.add(branch.id)
                ranked = newest and placing.rank is not None
                yield Listed(
                    branch.name,
                    way(START, places.branch(branch.id)),
                    branch.branch_class,
                    str(placing.rank) if ranked else "—",
                    published(placing.score.composite) if newest and placing.score.composite else "—",
                )
