"""排名 and 末位: from published composites to ranks and flags (docs/细则语言.md, 计分的先后)."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.table import published
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import ONE, ZERO, Exact
from dangjian_kaoping.model.measure import AreaBreaker, ItemBreaker, LastPlaces, Measure, Ranking, TieBreaker

Standing = tuple[Exact, ...]
"""What ranks are decided by; the smaller stands higher."""


def standing(score: BranchScore, measure: Measure) -> Standing | None:
    """Published composite, then the named tie-breakers; None where there is no composite.

    A veto `last_place` puts a branch below all others, those with a total of zero included.
    """
    if score.composite is None:
        return None
    last = any(each.veto.effect == "last_place" for each in score.vetoes)
    place: list[Exact] = [Decimal(last), -score.composite.value]
    for breaker in measure.tie_breakers:
        place += _decided_by(score, breaker, measure)
    return tuple(place)


def broken_by(score: BranchScore, breaker: TieBreaker, measure: Measure) -> Step | None:
    """The figure (分) that a tie-breaker compares, as it is printed; None where the branch has none.

    Of an area or an item these are the inspection's points: of an item that is not applicable what it was given,
    and none where that is nothing, because it is out of the table.
    """
    match breaker:
        case AreaBreaker():
            step = score.inspected.areas.get(breaker.area)
        case ItemBreaker():
            found = (each for each in score.inspected.items if each.item.id == breaker.item)
            step = next((each.step for each in found if each.status != "rescaled"), None)
        case _:
            figure: Step | None = getattr(score, breaker)
            return figure
    if step is None or step.operation == "rounded":
        return step
    return published(names.COMPARED, step, measure.rounding)


def _decided_by(score: BranchScore, breaker: TieBreaker, measure: Measure) -> tuple[Exact, ...]:
    step = broken_by(score, breaker, measure)
    if isinstance(breaker, (AreaBreaker, ItemBreaker)):
        # without points it stands behind all that have any, also behind those below zero
        return (ONE, ZERO) if step is None else (ZERO, -step.value)
    if step is None:
        return (ZERO,)
    # fewer penalties stand higher; of everything else, more
    return (step.value if breaker == "penalty" else -step.value,)


def ranks(standings: Sequence[Standing | None], ranking: Ranking = "standard") -> list[int | None]:
    """1, 2, 2, 4, or 1, 2, 2, 3 of a `dense` ranking; None for those without a standing."""
    ordered = sorted(each for each in standings if each is not None)
    if ranking == "dense":
        ordered = sorted(set(ordered))
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
