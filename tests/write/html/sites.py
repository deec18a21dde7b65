"""Sites of the sample's last whole year, in memory: one that tells everything, one for everybody."""

from collections.abc import Mapping, Sequence
from functools import cache

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.session.site import Choice, dossiers, revisions
from dangjian_kaoping.views.publicity import WHOLE, Publicity
from dangjian_kaoping.write.html.site.matter import Matter, SiteRound
from dangjian_kaoping.write.html.site.pages import site_files
from sample import SAMPLE

ROUNDS = tuple(Quarter(2020, number) for number in (1, 2, 3, 4))
RANKS = Publicity(frozenset({"last_places", "undone", "trend"}))
Files = Mapping[str, bytes]


@cache
def session() -> Session:
    return Session(SAMPLE)


@cache
def found() -> tuple[Dossier, ...]:
    """The dossiers of the sample's year."""
    return dossiers(session(), Choice(ROUNDS, ()))


def matter(
    told: Sequence[Publicity | None], dossiers: Sequence[Dossier] | None = None, *, internal: bool = False
) -> Matter:
    """A site of the sample's year, of each round what is told of it."""
    given = dossiers or found()
    rounds = tuple(
        SiteRound(one, session().edition(one.result.quarter), each) for one, each in zip(given, told, strict=True)
    )
    branches = {each.score.branch.id for one in given for each in one.result.placings}
    versions = revisions(session(), given)
    names = {rubric.version: rubric.version for rubric, _ in versions}
    return Matter(rounds, rounds[-1].edition, internal, ROUNDS, versions, {each: each for each in branches}, names)


@cache
def internal() -> Files:
    return dict(site_files(matter([WHOLE] * 4, internal=True)))


@cache
def public() -> Files:
    return dict(site_files(matter([RANKS] * 4)))
