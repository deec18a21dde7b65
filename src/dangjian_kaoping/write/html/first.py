"""first.html: the page that everybody may read where the office has not written that the ranks are public."""

from collections.abc import Iterator
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.foremost import Foremost, foremost
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.views.publicity import Publicity
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.words.method import page_method
from dangjian_kaoping.words.names import titled_version_in_words, why_provisional
from dangjian_kaoping.words.notice.publicity import pending_in_words
from dangjian_kaoping.words.rubric.full_marks import head_in_words
from dangjian_kaoping.write.html.around import Around
from dangjian_kaoping.write.html.document import document
from dangjian_kaoping.write.html.rectification import MOST_LISTED, rectification

_COUNTS = Publicity(frozenset())
"""Of the problems only how many there are."""


class First(NamedTuple):
    """A branch that is named."""

    rank: int
    branch: str
    composite: str


class Mean(NamedTuple):
    """An area with its full marks, and its mean."""

    area: str
    points: str


def first_page(dossier: Dossier, edition: Edition, *, form: str, site: Around | None = None) -> bytes:
    """Who stands first, how many branches and problems there are, and the areas' means: not who stands last."""
    result = dossier.result
    facts = foremost(result)
    return document(
        "first.html",
        edition,
        form=form,
        about=result.quarter,
        styles=("ranking.css",) if site is None else ("ranking.css", "site.css"),
        result=result,
        pending=pending_in_words(edition.pending, "本页") if edition.pending else "",
        count=len(result.placings),
        first=tuple(_first(facts)),
        means=tuple(_means(facts, dossier)),
        rectification=rectification(dossier, _COUNTS),
        most_listed=MOST_LISTED,
        rules=titled_version_in_words(result.rubric),
        why_provisional=why_provisional(result, "本页", edition.departure) if edition.draft else "",
        method=tuple(page_method(result, edition)),
        site=site,
    )


def _first(facts: Foremost) -> Iterator[First]:
    for each in facts.first:
        assert each.rank is not None
        yield First(each.rank, each.score.branch.name, published(each.score.composite))


def _means(facts: Foremost, dossier: Dossier) -> Iterator[Mean]:
    classes = list(dict.fromkeys(each.score.branch.branch_class for each in dossier.result.placings))
    for each in facts.means:
        yield Mean(f"{each.area.name}{head_in_words(each.area, classes)}", format(each.value, "f"))
