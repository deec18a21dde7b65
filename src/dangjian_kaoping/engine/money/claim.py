"""What money asks of a branch: score, rank, grade, flags, heads; from a round's published figures."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.composite import limited, stages
from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.ranking import ranks
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import published
from dangjian_kaoping.engine.score.veto import DatedVeto
from dangjian_kaoping.engine.step import Step, given
from dangjian_kaoping.exact import minus, times
from dangjian_kaoping.model.measure import Measure, Ranking
from dangjian_kaoping.model.reward import Figure
from dangjian_kaoping.model.roster import Branch


class Claim(NamedTuple):
    """A branch with what its money follows from.

    `score` is 计奖得分 (分), the published figure that the policy names; `undone` the number of single tasks undone;
    `barred` whether a veto of this or of an earlier round of the year bars it from money, and `vetoes` those that do.
    """

    branch: Branch
    score: Step
    rank: int
    grade: str | None = None
    flags: tuple[Flag, ...] = ()
    undone: int = 0
    barred: bool = False
    vetoes: tuple[DatedVeto, ...] = ()

    @property
    def order(self) -> tuple[int, str]:
        """Who comes first where nothing else decides: by rank, then by the branch's id."""
        return self.rank, self.branch.id


def claims_of(result: RoundResult, figure: Figure) -> tuple[Claim, ...]:
    """The claims of a round, in the order of the ranking; a branch without a composite has none."""
    found = (_claim(placing, result, figure) for placing in result.placings)
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.order))


def _claim(placing: Placing, result: RoundResult, figure: Figure) -> Claim | None:
    score = placing.score
    step = figure_of(score, figure, result.rubric.measure)
    if step is None or placing.rank is None:
        return None
    vetoes = (*placing.earlier, *(DatedVeto(result.quarter, each) for each in score.vetoes))
    bars = tuple(each for each in vetoes if each.bars("money"))
    undone = len(score.undone)
    return Claim(score.branch, step, placing.rank, placing.grade, placing.flags, undone, bool(bars), bars)


def figure_of(score: BranchScore, figure: Figure, measure: Measure) -> Step | None:
    """The figure that money is paid on; `without_bonus` is rounded once, from its exact value, like the others."""
    match figure:
        case "composite":
            return score.composite
        case "inspection":
            return score.inspection
        case "base":
            return score.base
        case "without_bonus":
            return None if score.composite is None else _without_bonus(score, score.composite, measure)


def _without_bonus(score: BranchScore, composite: Step, measure: Measure) -> Step:
    exact = composite.exact
    if exact.name != names.VETOED:
        weighted = stages(composite)[0]
        bonus = score.bonus
        if measure.bonus_on == "inspection":
            weight = given(names.WEIGHT, measure.weights.inspection, measure)
            bonus = Step(names.WEIGHTED_BONUS, "product", times(bonus.value, weight.value), (bonus, weight), measure)
        less = Step(names.LESS_BONUS, "difference", minus(weighted.value, bonus.value), (weighted, bonus), measure)
        exact = limited(less, score.vetoes, measure)
    return published(names.WITHOUT_BONUS, exact, measure.rounding)


def ranked_in_class(claims: Iterable[Claim], ranking: Ranking) -> dict[str, int]:
    """The rank of each branch among those of its class, as the measure ranks."""
    several = list(claims)
    found: dict[str, int] = {}
    for branch_class in {each.branch.branch_class for each in several}:
        mine = [each for each in several if each.branch.branch_class == branch_class]
        own = ranks([(Decimal(each.rank),) for each in mine], ranking)
        found |= {each.branch.id: rank for each, rank in zip(mine, own, strict=True) if rank is not None}
    return found
