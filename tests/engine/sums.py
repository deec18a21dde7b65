"""What the findings of a branch cost adds up to what its items lost."""

from decimal import Decimal
from fractions import Fraction

from dangjian_kaoping.engine.score.apportioning import Part, gains, item_losses, losses
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.score.table import TableScore
from dangjian_kaoping.exact import ZERO, plain, total
from dangjian_kaoping.model.rubric import Rubric

from .plant import scored


def adds_up(score: BranchScore, rubric: Rubric) -> None:
    """The laws of a branch: every item, the base, bonus and penalties; every finding stands once."""
    table = score.inspected
    for item in table.items:
        if item.value is not None and item.status != "rescaled" and not item.item.factor:
            assert _sum(item_losses(item)) == Fraction(item.points) - Fraction(item.value), item.item.id
    parts = losses(score, rubric)
    if table.base is not None:
        assert _sum(parts) == _full_marks(table, rubric) - Fraction(table.base.value)
    more = gains(score)
    assert _sum(more) == Fraction(score.bonus.value) - Fraction(score.penalty.value)
    told = [id(part.finding) for part in (*parts, *more) if part.finding is not None]
    assert sorted(told) == sorted(map(id, score.findings))
    for part in (*parts, *more):
        assert (part.finding is None) == (part.rest is not None)
        if part.finding is None:
            assert part.points, "a rest of nothing is not told"
        elif part.finding.suppressed_by is not None or part.finding.recorded.withdrawn:
            assert not part.points


def _full_marks(table: TableScore, rubric: Rubric) -> Fraction:
    """What all items in the sum could come to, as their areas and the measure weigh them."""
    by = rubric.measure.times
    whole = sum(
        (
            Fraction(item.points) * Fraction(rubric.area_of[item.item.id].weight)
            for item in table.items
            if not rubric.is_factor(item.item)
        ),
        Fraction(0),
    )
    return whole * (Fraction(by) if isinstance(by, Decimal) else 1)


def _sum(parts: tuple[Part, ...]) -> Fraction:
    return Fraction(total(part.points or ZERO for part in parts))


def all_add_up(result: RoundResult) -> None:
    for placing in result.placings:
        adds_up(placing.score, result.rubric)


def told(item: str, findings: str) -> list[tuple[str, str]]:
    """The parts of an item: the clause, or which rest, and what it took."""
    parts = item_losses(scored(item, findings).item())
    return [
        (str(part.rest) if part.clause is None else part.clause.clause.id, plain(part.points or ZERO)) for part in parts
    ]
