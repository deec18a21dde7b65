"""排名 and 末位: from published composites to ranks and flags (docs/细则语言.md, 计分的先后)."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.measure import LastPlaces, Measure, TieBreaker

Standing = tuple[Exact, ...]
"""What ranks are decided by; the smaller stands higher."""


def standing(score: BranchScore, measure: Measure) -> Standing | None:
    """Published composite, then the named tie-breakers; None where there is no composite.

    A veto `last_place` puts a branch below all others, those with a total of zero included.
    """
    if score.composite is None:
        return None
    last = any(each.veto.effect == "last_place" for each in score.vetoes)
    return (Decimal(last), -score.composite.value, *(_tie_breaker(score, each) for each in measure.tie_breakers))


def _tie_breaker(score: BranchScore, name: TieBreaker) -> Exact:
    step = getattr(score, name)
    if step is None:
        return Decimal(0)
    # fewer penalties stand higher; of everything else, more
    value: Exact = step.value
    return value if name == "penalty" else -value


def ranks(standings: Sequence[Standing | None]) -> list[int | None]:
    """1, 2, 2, 4; None for those without a standing."""
    ordered = sorted(each for each in standings if each is not None)
    return [None if each is None else rank_among(each, ordered) for each in standings]


def rank_among(mine: Standing, ordered: Sequence[Standing]) -> int:
    """One more than the number that stand strictly above; `ordered` are all, the highest first."""
    return 1 + bisect_left(ordered, mine)


def in_last_places(standings: Sequence[Standing], last: LastPlaces) -> list[bool]:
    """Who is flagged in one pool."""
    ordered = sorted(standings)
    return [is_last(each, ordered, last) for each in standings]


def is_last(mine: Standing, ordered: Sequence[Standing], last: LastPlaces) -> bool:
    """Whether fewer than so many stand strictly below; `ordered` are all of one pool, the highest first.

    A tie that reaches across the edge is flagged whole (`edge: all`) or not at all (`none`).
    """
    places = last.among(len(ordered))
    if last.edge == "all":
        return len(ordered) - bisect_right(ordered, mine) < places
    return len(ordered) - bisect_left(ordered, mine) <= places
