"""排名 and 末位: from published composites to ranks and flags (docs/细则语言.md, 计分的先后)."""

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
    """1, 2, 2, 4: one more than the number that stand strictly above; None for those without a standing."""
    ordered = sorted(each for each in standings if each is not None)
    first: dict[Standing, int] = {}
    for index, each in enumerate(ordered):
        first.setdefault(each, index + 1)
    return [None if each is None else first[each] for each in standings]


def in_last_places(standings: Sequence[Standing], last: LastPlaces) -> list[bool]:
    """Who is flagged in one pool: fewer than so many stand strictly below.

    A tie that reaches across the edge is flagged whole (`edge: all`) or not at all (`none`).
    """
    places = last.among(len(standings))
    ordered = sorted(standings, reverse=True)
    below: dict[Standing, int] = {}
    size: dict[Standing, int] = {}
    for index, each in enumerate(ordered):
        below.setdefault(each, index)
        size[each] = size.get(each, 0) + 1
    if last.edge == "all":
        return [below[each] < places for each in standings]
    return [below[each] + size[each] <= places for each in standings]
