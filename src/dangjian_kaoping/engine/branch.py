"""One branch in one round: inspection, self-assessment and composite."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.circumstances import Circumstances, ClauseKey
from dangjian_kaoping.engine.clause import FindingScore
from dangjian_kaoping.engine.event import Records, suppressed_findings
from dangjian_kaoping.engine.item import ItemScore, full_marks, not_applicable, score_item
from dangjian_kaoping.engine.step import NOTHING, Step, given, summed
from dangjian_kaoping.engine.table import Incomplete, TableScore, inspection_of, on_total, published, score_table
from dangjian_kaoping.model.clause import Clause, Veto
from dangjian_kaoping.model.fact import ImportedFact, ScorersFact
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.numbers import ZERO, divided, minus, times
from dangjian_kaoping.periods import Quarter

MONTHS_OF_A_QUARTER = 3


class BranchRecords(NamedTuple):
    """What one round's documents say of one branch.

    `departments` are those that inspected it, `not_applicable` the reasons by item, `months` how many
    months of self-assessment were filed.
    """

    departments: Mapping[str, date]
    inspected: Records
    not_applicable: Mapping[str, str]
    months: int
    declared: Records
    earlier: Mapping[ClauseKey, int]


class VetoInForce(NamedTuple):
    """A veto that a finding set off."""

    veto: Veto
    item: Item
    clause: Clause


class BranchScore(NamedTuple):
    """A branch's result (分). Steps are None where something is missing (see `incomplete`).

    The steps named `composite`, `inspection`, `self_assessment` and `base` are the published figures.
    """

    branch: Branch
    inspected: TableScore
    declared: TableScore | None
    base: Step | None
    bonus: Step
    penalty: Step
    inspection: Step | None
    self_assessment: Step | None
    composite: Step | None
    vetoes: tuple[VetoInForce, ...]
    incomplete: tuple[Incomplete, ...]

    @property
    def findings(self) -> list[FindingScore]:
        """The inspection's findings in order of date, department and place in the file."""
        found = [finding for score in self.inspected.items for finding in score.findings]
        return sorted(found, key=lambda each: (each.recorded.day, each.recorded.source, each.recorded.finding.at))

    @property
    def undone(self) -> list[Item]:
        """The single tasks that were left undone."""
        return [score.item for score in self.inspected.items if score.undone]


class Scorer:
    """Scores branches under one rubric in one quarter; what is the same for many branches is scored once."""

    def __init__(self, rubric: Rubric, quarter: Quarter, departments: Callable[[Item], frozenset[str]]) -> None:
        self.rubric = rubric
        self.quarter = quarter
        self._items = tuple((item, departments(item)) for item in rubric.items())
        self._plain: dict[tuple[str, str], ItemScore] = {}
        self._unmarked: dict[tuple[object, ...], TableScore] = {}
        self._borrows = frozenset(
            (item.id, clause.id)
            for item in rubric.items()
            for clause in item.clauses
            if isinstance(clause.fact, (ImportedFact, ScorersFact))
        )

    def score(self, branch: Branch, records: BranchRecords) -> BranchScore:
        """The whole of one branch. Raises Refusal."""
        inspected = self._inspect(branch, records)
        measure = self.rubric.measure
        bonus = on_total("bonus", [each.bonus for each in inspected.items], measure.bonus.at_most, measure)
        penalty = on_total("penalty", [each.penalty for each in inspected.items], measure.penalty.at_most, measure)
        vetoes = _vetoes(inspected)
        inspection = None
        if inspected.base is not None:
            inspection = inspection_of(inspected.base, bonus, penalty, measure)
        declared, own, missing = self._assess(branch, records, inspected)
        incomplete = (*inspected.incomplete, *missing)
        composite = None
        if inspection is not None and inspected.base is not None and not incomplete:
            composite = self._composite(inspected.base, bonus, penalty, inspection, own, vetoes)
        rounding = measure.rounding
        return BranchScore(
            branch,
            inspected,
            declared,
            None if inspected.base is None else published("base", inspected.base, rounding),
            bonus,
            penalty,
            None if inspection is None else published("inspection", inspection, rounding),
            None if own is None else published("self_assessment", own, rounding),
            composite,
            vetoes,
            incomplete,
        )

    def _inspect(self, branch: Branch, records: BranchRecords) -> TableScore:
        terms = Circumstances(branch.branch_class, MONTHS_OF_A_QUARTER, records.earlier)
        if any(
            finding.finding.event
            for clauses in records.inspected.values()
            for each in clauses.values()
            for finding in each
        ):
            terms = terms._replace(suppressed=suppressed_findings(self.rubric, records.inspected, terms))
        scores = []
        for item, departments in self._items:
            recorded = records.inspected.get(item.id)
            if recorded is None:
                scores.append(self._without_findings(item, departments, branch, records, terms))
            else:
                scores.append(score_item(item, recorded, terms))
        return score_table(self.rubric, tuple(scores))

    def _without_findings(
        self, item: Item, departments: frozenset[str], branch: Branch, records: BranchRecords, terms: Circumstances
    ) -> ItemScore:
        if item.id in records.not_applicable:
            return not_applicable(item, "not_applicable", terms, records.not_applicable[item.id])
        if not self._applies(item, branch):
            return self._remembered(item, branch, lambda: self._standing_apart(item, branch, terms))
        if departments.isdisjoint(records.departments):
            return ItemScore(
                item, "not_inspected", full_marks(item, branch.branch_class), NOTHING, None, NOTHING, NOTHING
            )
        return self._remembered(item, branch, lambda: score_item(item, {}, terms))

    def _applies(self, item: Item, branch: Branch) -> bool:
        return branch.branch_class not in item.not_applicable_to and item.due_in(self.quarter.number)

    def _standing_apart(self, item: Item, branch: Branch, terms: Circumstances) -> ItemScore:
        if branch.branch_class in item.not_applicable_to:
            return not_applicable(item, "not_applicable", terms)
        return not_applicable(item, "not_due", terms)

    def _remembered(self, item: Item, branch: Branch, compute: Callable[[], ItemScore]) -> ItemScore:
        key = (item.id, branch.branch_class)
        score = self._plain.get(key)
        if score is None:
            score = self._plain[key] = compute()
        return score

    def _assess(
        self, branch: Branch, records: BranchRecords, inspected: TableScore
    ) -> tuple[TableScore | None, Step | None, tuple[Incomplete, ...]]:
        """The self-assessment: the months' facts scored once as a quarter, base only."""
        measure = self.rubric.measure
        weighs = measure.weights.self_assessment > 0
        months = records.months
        if not months:
            if not weighs:
                return None, None, ()
            if measure.missing_month == "refuse":
                return None, None, (Incomplete("months", months),)
            return None, given("no_month", ZERO, measure), ()
        if inspected.base is None:
            return None, None, ()
        table = self._declared(branch, records, inspected)
        if table.base is None:
            return (
                table,
                None,
                tuple(Incomplete(f"self_{each.kind}", each.subject) for each in table.incomplete) if weighs else (),
            )
        if months == MONTHS_OF_A_QUARTER:
            return table, table.base, ()
        if measure.missing_month == "refuse":
            return table, None, (Incomplete("months", months),) if weighs else ()
        part = Step(
            "months_part",
            "quotient",
            divided(Decimal(months), Decimal(MONTHS_OF_A_QUARTER)),
            (given("months", Decimal(months), measure), given("months_due", Decimal(MONTHS_OF_A_QUARTER), measure)),
            measure,
        )
        return (
            table,
            Step("proportional", "product", times(table.base.value, part.value), (table.base, part), measure),
            (),
        )

    def _declared(self, branch: Branch, records: BranchRecords, inspected: TableScore) -> TableScore:
        # where nothing was declared, branches of one class with the same items not applicable are alike
        alike: tuple[object, ...] | None = None
        if not records.declared and not self._borrows:
            aside = tuple(each.item.id for each in inspected.items if each.status in ("not_applicable", "rescaled"))
            alike = (branch.branch_class, aside)
            if alike in self._unmarked:
                return self._unmarked[alike]
        terms = Circumstances(branch.branch_class, records.months, records.earlier)
        terms = terms._replace(suppressed=suppressed_findings(self.rubric, records.declared, terms))
        scores = []
        for held_against in inspected.items:
            item = held_against.item
            if held_against.status in ("not_applicable", "not_due", "rescaled"):
                scores.append(held_against)
                continue
            given_there = {
                score.clause.id: score for score in held_against.clauses if (item.id, score.clause.id) in self._borrows
            }
            recorded = records.declared.get(item.id, {})
            scores.append(_base_only(score_item(item, recorded, terms, given_there)))
        table = score_table(self.rubric, tuple(scores))
        if alike is not None:
            self._unmarked[alike] = table
        return table

    def _composite(
        self,
        base: Step,
        bonus: Step,
        penalty: Step,
        inspection: Step,
        own: Step | None,
        vetoes: Sequence[VetoInForce],
    ) -> Step:
        measure = self.rubric.measure
        weights = measure.weights
        weighed = inspection
        if measure.bonus_on == "composite":
            weighed = Step(
                "inspection_without_bonus", "difference", minus(base.value, penalty.value), (base, penalty), measure
            )
        parts = [_weighted("weighted_inspection", weighed, weights.inspection, measure)]
        if own is not None:
            parts.append(_weighted("weighted_self", own, weights.self_assessment, measure))
        if measure.bonus_on == "composite":
            parts.append(bonus)
        exact = summed("weighted", tuple(parts), measure)
        zeroing = next((each for each in vetoes if each.veto.effect == "total_zero"), None)
        if zeroing is not None:
            exact = Step("vetoed", "given", ZERO, (), zeroing.clause, (exact,))
        return published("composite", exact, measure.rounding)


def _weighted(name: str, step: Step, weight: Decimal, subject: object) -> Step:
    return Step(name, "product", times(step.value, weight), (step, given("weight", weight, subject)), subject)


def _base_only(score: ItemScore) -> ItemScore:
    """A self-assessment has no bonus, no penalty and no flag."""
    return score._replace(bonus=NOTHING, penalty=NOTHING)


def _vetoes(table: TableScore) -> tuple[VetoInForce, ...]:
    return tuple(
        VetoInForce(clause_score.clause.veto, score.item, clause_score.clause)
        for score in table.items
        for clause_score in score.clauses
        if clause_score.vetoes and clause_score.clause.veto is not None
    )
