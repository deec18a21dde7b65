"""因素连乘: the numbers of a policy and the facts of a branch, multiplied, as steps."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from dangjian_kaoping.diagnostics import Diagnostic, codes, problems
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.money.claim import Claim, ranked_in_class
from dangjian_kaoping.engine.names import StepName
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.interval import completed, written
from dangjian_kaoping.engine.step import Step, given, summed
from dangjian_kaoping.exact import ZERO, Exact, divided, least, minus, most, plain, times
from dangjian_kaoping.model.by_class import decided, for_class
from dangjian_kaoping.model.measure import Ranking
from dangjian_kaoping.model.reward import (
    AboveFactor,
    BandsFactor,
    BelowFactor,
    Coefficient,
    Factor,
    GradeFactor,
    RankFactor,
    Row,
    ShortFactor,
    When,
)
from dangjian_kaoping.model.values import ByClass, Placed


class Facts:
    """The facts of all branches of a round, for factors that look at the others too (a rank in a class, a tie)."""

    def __init__(self, claims: Sequence[Claim], coefficient: Coefficient | None, ranking: Ranking = "standard") -> None:
        """`ranking` says how the ranks of the claims were given."""
        self._ranking = ranking
        self._ranks = {
            "all": {each.branch.id: each.rank for each in claims},
            "class": ranked_in_class(claims, ranking),
        }
        self._classes = {each.branch.id: each.branch.branch_class for each in claims}
        self._ties = {
            within: Counter((rank, self._pool(branch_id, within)) for branch_id, rank in ranks.items())
            for within, ranks in self._ranks.items()
        }
        self._rule = coefficient
        self.coefficients: dict[str, Step] = {}
        if coefficient is not None:
            self.coefficients = {each.branch.id: self._coefficient(coefficient, each) for each in claims}

    def tie_in(self, product: Iterable[Factor], claims: Iterable[Claim]) -> tuple[int, int] | None:
        """The first rank that several of the branches share and that a table of ranks pays to each of them in full,
        and how many they are; None where no factor of the product does so, or where the ranking is dense: then a tie
        takes one place.
        """
        if self._ranking == "dense":
            return None
        factors = list(product)
        if "coefficient" in factors and self._rule is not None:
            factors += self._rule.product
        for within in [each.within for each in factors if isinstance(each, RankFactor) and each.ties == "same"]:
            for claim in claims:
                rank = self._ranks[within][claim.branch.id]
                tied = self._ties[within][rank, self._pool(claim.branch.id, within)]
                if tied > 1:
                    return rank, tied
        return None

    def _coefficient(self, rule: Coefficient, claim: Claim) -> Step:
        own = for_class(rule, claim.branch.branch_class)
        step = self.product(names.COEFFICIENT_PRODUCT, own.product, claim, rule)
        return limited(names.COEFFICIENT, step, own.at_least, own.at_most, rule)

    def product(
        self, name: StepName, factors: Iterable[Factor], claim: Claim, subject: Placed, reward: Step | None = None
    ) -> Step:
        """The factors multiplied from left to right; `reward` is what the word means in a penalty."""
        steps = [self._factor(each, claim, subject, reward) for each in factors]
        result, *rest = steps
        for step in rest:
            result = Step(names.MULTIPLIED, "product", times(result.value, step.value), (result, step), subject)
        return called(name, result, subject)

    def _factor(self, factor: Factor, claim: Claim, subject: Placed, reward: Step | None) -> Step:
        score = claim.score
        match factor:
            case "score":
                # penalties may take a score below 0; money by it is then none, and never a sum to be paid back
                return score if score.value >= 0 else _not_negative(names.SCORE_AS_FACTOR, score, subject)
            case "heads":
                return given(names.HEADS, Decimal(self._heads(claim, subject)), subject)
            case "coefficient":
                return self.coefficients.get(claim.branch.id, given(names.COEFFICIENT, Decimal(1), subject))
            case "undone":
                return given(names.TASKS_UNDONE, Decimal(claim.undone), subject)
            case "reward":
                return reward if reward is not None else given(names.REWARD, ZERO, subject)
            case Decimal():
                return given(names.NUMBER, factor, subject)
            case ByClass():
                return given(names.NUMBER, factor.of(claim.branch.branch_class), subject, of=claim.branch.branch_class)
            case AboveFactor():
                line = given(names.LINE, _number(factor.above, claim), factor)
                return _not_negative(names.ABOVE, _less(score, line), factor)
            case BelowFactor():
                line = given(names.LINE, _number(factor.below, claim), factor)
                return _not_negative(names.BELOW, _less(line, score), factor)
            case ShortFactor():
                line = given(names.LINE, _number(factor.short_of, claim), factor)
                gap = _less(line, score)
                part = Step(names.PART_OF_LINE, "quotient", divided(gap.value, line.value), (gap, line), factor)
                return _not_negative(names.SHORT_OF, part, factor)
            case RankFactor():
                return self._by_rank(factor, claim)
            case GradeFactor():
                return _by_grade(factor, claim)
            case BandsFactor():
                value = _found(factor.bands, score.value, claim)
                if value is None:
                    raise _refusal(factor, problems.score_without_number(plain(score.value), claim.branch.name))
                return given(names.BY_BAND, value, factor, score=score.value)
        raise AssertionError(factor)

    def _heads(self, claim: Claim, subject: Placed) -> int:
        if claim.branch.head_count is None:
            raise Refusal(Diagnostic(codes.KP602(branches=claim.branch.name), subject.at))
        return claim.branch.head_count

    def _pool(self, branch_id: str, within: str) -> str:
        return self._classes[branch_id] if within == "class" else ""

    def _by_rank(self, factor: RankFactor, claim: Claim) -> Step:
        rank = self._ranks[factor.within][claim.branch.id]
        tied = self._ties[factor.within][rank, self._pool(claim.branch.id, factor.within)]
        # in a dense ranking a tie takes one place, and the next rank is not left out
        taken = tied if factor.ties == "mean" and self._ranking == "standard" else 1
        places = range(rank, rank + taken)
        numbers = []
        for place in places:
            value = _found(factor.rank, Decimal(place), claim)
            if value is None:
                raise _refusal(factor, problems.rank_without_number(place, claim.branch.name))
            numbers.append(given(names.BY_RANK, value, factor, rank=place))
        if len(numbers) == 1:
            return numbers[0]
        whole = summed(names.RANKS_SUM, tuple(numbers), factor)
        count = given(names.RANKS_TAKEN, Decimal(len(numbers)), factor)
        return Step(names.RANKS_MEAN, "quotient", divided(whole.value, count.value), (whole, count), factor)


def _by_grade(factor: GradeFactor, claim: Claim) -> Step:
    value = None if claim.grade is None else factor.grade.get(claim.grade)
    if value is None:
        raise _refusal(
            factor, problems.grades_without_number(claim.grade) if claim.grade else problems.ungraded(claim.branch.name)
        )
    return given(names.BY_GRADE, _number(value, claim), factor, grade=claim.grade)


def _refusal(subject: Placed, problem: str) -> Refusal:
    return Refusal(Diagnostic(codes.KP603(problem=problem), subject.at))


def _number(number: Decimal | ByClass, claim: Claim) -> Decimal:
    return number if isinstance(number, Decimal) else number.of(claim.branch.branch_class)


def _found(rows: Sequence[Row], value: Exact, claim: Claim) -> Decimal | None:
    for row, stretch in zip(rows, completed(rows), strict=True):
        if stretch.holds(value):
            return _number(row.value, claim)
    return None


def _less(one: Step, other: Step) -> Step:
    return Step(names.DISTANCE, "difference", minus(one.value, other.value), (one, other), other.subject)


def _not_negative(name: StepName, step: Step, subject: Placed) -> Step:
    return Step(name, "most", most(step.value, ZERO), (step, given(names.NOTHING, ZERO)), subject)


def limited(name: StepName, step: Step, floor: object, ceiling: object, subject: Placed) -> Step:
    """A step between its limits, if there are any; the limits are of a class that has been chosen."""
    low = None if floor is None else given(names.AT_LEAST, decided(floor), subject)  # type: ignore[arg-type]
    high = None if ceiling is None else given(names.AT_MOST, decided(ceiling), subject)  # type: ignore[arg-type]
    value = step.value
    if low is not None:
        value = most(value, low.value)
        step = Step(names.NOT_LESS, "most", value, (step, low), subject)
    if high is not None:
        step = Step(names.NOT_MORE, "least", least(value, high.value), (step, high), subject)
    return called(name, step, subject)


def called(name: StepName, step: Step, subject: Placed) -> Step:
    """A step under another name: a reckoned one is renamed, any other one becomes the only part of a sum."""
    if step.name in (names.MULTIPLIED, names.NOT_LESS, names.NOT_MORE):
        return step._replace(name=name)
    return summed(name, (step,), subject)


def holds(when: When | None, claim: Claim) -> bool:
    """Whether a condition holds of a branch; none holds of all."""
    if when is None:
        return True
    if when.flags and not set(when.flags) & set(claim.flags):
        return False
    if when.grades and claim.grade not in when.grades:
        return False
    if when.classes and claim.branch.branch_class not in when.classes:
        return False
    return written(when).holds(claim.score.value)
