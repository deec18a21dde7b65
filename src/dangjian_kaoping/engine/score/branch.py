"""One branch in one round: inspection, self-assessment and composite."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.names import StepName
from dangjian_kaoping.engine.score.absence import Absence, absent_item
from dangjian_kaoping.engine.score.adjustment import Revision
from dangjian_kaoping.engine.score.alike import Alike
from dangjian_kaoping.engine.score.circumstances import ALONE, Across, Circumstances, Refusal
from dangjian_kaoping.engine.score.clause import ClauseScore, FindingScore, is_borrowed
from dangjian_kaoping.engine.score.composite import VetoInForce, limited
from dangjian_kaoping.engine.score.condition import acting, lent
from dangjian_kaoping.engine.score.emptying import empties_for_year, set_off
from dangjian_kaoping.engine.score.event import Records, suppressed_findings
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.engine.score.inspectors import Inspectors
from dangjian_kaoping.engine.score.item import ItemScore, Status, adjusted_item, full_marks, not_applicable, score_item
from dangjian_kaoping.engine.score.table import Incomplete, TableScore, inspection_of, on_total, published, score_table
from dangjian_kaoping.engine.score.unknown import ALL_KNOWN, Assumption
from dangjian_kaoping.engine.step import NOTHING, Step, given, summed
from dangjian_kaoping.exact import ZERO, Exact, divided, minus, times
from dangjian_kaoping.model.adjustments import Adjustment
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER, Quarter
from dangjian_kaoping.place import NOWHERE

_APART: frozenset[Status] = frozenset({"not_applicable", "not_due", "rescaled"})
"""What stands apart in the inspection stands apart in the self-assessment too."""


class Adjusted(NamedTuple):
    """One decision of a review, and what all decisions together made of its item's points (分; None: not scored).

    `revision` is what became of the finding, None where the item's points were set.
    """

    adjustment: Adjustment
    item: Item
    revision: Revision | None
    points_before: Exact | None
    points_after: Exact | None


class BranchScore(NamedTuple):
    """A branch's result (分). Steps are None where something is missing (see `incomplete`).

    The steps named `composite`, `inspection`, `self_assessment` and `base` are the published figures; `months`
    counts the self-assessments that it filed. `adjusted` are the decisions of a review, in order; `before` is the
    result without them, None where there are none, or where what was recorded has no points by itself.
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
    months: int
    adjusted: tuple[Adjusted, ...] = ()
    before: "BranchScore | None" = None

    @property
    def findings(self) -> list[FindingScore]:
        """The inspection's findings in order of date, department and place in the file."""
        found = [finding for score in self.inspected.items for finding in score.findings]
        return sorted(found, key=lambda each: each.recorded.rank)

    @property
    def moved_by_others(self) -> bool:
        """Whether a review changed nothing recorded of it, and yet what others have moved its result."""
        return self.before is not None and not self.adjusted

    @property
    def undone(self) -> list[Item]:
        """The single tasks that were left undone."""
        return [score.item for score in self.inspected.items if score.item.task and score.undone]


class Scorer:
    """Scores branches under one rubric in one quarter; what is the same for many branches is scored once."""

    def __init__(
        self,
        rubric: Rubric,
        quarter: Quarter,
        inspectors: Callable[[Item], Inspectors] | None = None,
        *,
        absences: Mapping[str, Absence] = MappingProxyType({}),
        months: int = MONTHS_OF_A_QUARTER,
        across: Across = ALONE,
    ) -> None:
        """`inspectors` are whom an item waits for; None where it counts as inspected, whoever inspected. `absences`
        say, by item, why the round does not ask it. `months` are those of which an inspection speaks; only a rubric's
        tests have fewer. `across` is what the round lays down over all branches.
        """
        self.rubric = rubric
        self.quarter = quarter
        self.absences = absences
        self.months = months
        self.across = across
        self._items = tuple((item, inspectors(item) if inspectors else None) for item in rubric.items())
        self._index = {item.id: index for index, item in enumerate(rubric.items())}
        self._without_findings: dict[tuple[str, frozenset[str]], tuple[ItemScore, ...]] = {}
        self._without_facts: dict[tuple[str, int], tuple[ItemScore, ...]] = {}
        self._alike: dict[tuple[str, int], TableScore] = {}
        self._recorded_alike = Alike()
        self._may_veto = tuple(index for item, index in self._index.items() if rubric.by_item[item].vetoes)
        self._empties_for_year = empties_for_year(rubric)
        # what is a factor is the inspection's in the self-assessment too
        self._lent = frozenset(item.id for item in rubric.items() if rubric.weighed and rubric.is_factor(item))
        self._inspectors = inspectors
        self._by_heads: dict[int, Scorer] = {}
        self._borrowing = frozenset(
            item.id for item in rubric.items() if any(is_borrowed(clause) for clause in item.clauses)
        )

    def of_branch(self, branch: Branch) -> "Scorer":
        """The one that scores branches of so many people; itself where no number follows from a head count.

        Raises Refusal where one does and the roster does not say how many people there are.
        """
        if not self.rubric.uses_heads:
            return self
        asked = any(item.uses_heads and branch.branch_class not in item.not_applicable_to for item, _ in self._items)
        if branch.head_count is None and asked:
            raise Refusal(Diagnostic(codes.KP234(branch=branch.name, rubric=self.rubric.version), NOWHERE))
        heads = branch.head_count or 0
        if heads not in self._by_heads:
            rubric = self.rubric.for_heads(heads)
            self._by_heads[heads] = Scorer(
                rubric, self.quarter, self._inspectors, absences=self.absences, months=self.months, across=self.across
            )
        return self._by_heads[heads]

    def score(self, branch: Branch, records: BranchRecords, unadjusted: "Scorer | None" = None) -> BranchScore:
        """The whole of one branch; where a review changed anything, with the result before it. Raises Refusal.

        `unadjusted` scores the round without any review, where a review of one branch moves others too.
        """
        mine = self.of_branch(branch)
        if mine is not self:
            return mine.score(branch, records, None if unadjusted is None else unadjusted.of_branch(branch))
        score = self.score_assuming(branch, records)
        if not records.adjusted and unadjusted is None:
            return score
        try:
            before = (unadjusted or self).score_assuming(branch, records.unadjusted())
        except Refusal:
            before = None  # the review mended records that have no points as they were
        if not records.adjusted:
            return score if before is None or _figures(before) == _figures(score) else score._replace(before=before)
        return score._replace(adjusted=tuple(_adjusted(records, score, before)), before=before)

    def score_assuming(self, branch: Branch, records: BranchRecords, assumed: Assumption = ALL_KNOWN) -> BranchScore:
        """The branch as it stands if what is not known turns out so. Raises Refusal."""
        mine = self.of_branch(branch)
        if mine is not self:
            return mine.score_assuming(branch, records, assumed)
        inspected = self._inspect(branch, records, assumed)
        declared = None
        if records.months and inspected.base is not None:
            declared = self._declared(branch, records, inspected, assumed)
        return self._of_tables(branch, inspected, declared, records.months)

    def of_items(
        self, branch: Branch, inspected: Sequence[ItemScore], declared: Sequence[ItemScore] | None, months: int
    ) -> BranchScore:
        """A branch whose items are scored already, in the order of the rubric: in the inspection, and in the
        self-assessment of so many months (None where there is none).
        """
        own = None if declared is None or not months else score_table(self.rubric, tuple(declared))
        return self._of_tables(branch, score_table(self.rubric, tuple(inspected)), own, months)

    def _of_tables(
        self, branch: Branch, inspected: TableScore, declared: TableScore | None, months: int
    ) -> BranchScore:
        measure = self.rubric.measure
        bonus = on_total(names.BONUS, [each.bonus for each in inspected.items], measure.bonus.at_most, measure)
        penalty = on_total(names.PENALTY, [each.penalty for each in inspected.items], measure.penalty.at_most, measure)
        vetoes = _vetoes([inspected.items[index] for index in self._may_veto])
        inspection = None
        if inspected.base is not None:
            inspection = inspection_of(inspected.base, bonus, penalty, measure)
        own, missing = self._own(declared, months)
        incomplete = (*inspected.incomplete, *missing)
        composite = None
        if inspection is not None and inspected.base is not None and not incomplete:
            composite = self._composite(inspected.base, bonus, penalty, inspection, own, vetoes)
        rounding = measure.rounding
        return BranchScore(
            branch,
            inspected,
            declared,
            None if inspected.base is None else published(names.BASE, inspected.base, rounding),
            bonus,
            penalty,
            None if inspection is None else published(names.INSPECTION, inspection, rounding),
            None if own is None else published(names.SELF_ASSESSMENT, own, rounding),
            composite,
            vetoes,
            incomplete,
            months,
        )

    def items(self, branch: Branch, records: BranchRecords) -> tuple[ItemScore, ...]:
        """The inspection's items of one branch. Raises Refusal."""
        return self.of_branch(branch)._inspect(branch, records, ALL_KNOWN).items

    def rescored(self, before: BranchScore, branch: Branch, records: BranchRecords, item_id: str) -> BranchScore:
        """What `score_assuming` gives of records that differ, in one item only, from those that gave `before`: where no
        other item can have anything to do with it, none is scored again. Raises Refusal.
        """
        mine = self.of_branch(branch)
        if mine is not self:
            return mine.rescored(before, branch, records, item_id)
        index = self._index[item_id]
        items, own = before.inspected.items, before.declared
        unmarked = self._unmarked(branch.branch_class, frozenset(records.departments))[index]
        if self._reaches_out(unmarked, items[index], records):
            return self.score_assuming(branch, records)
        terms = Circumstances(branch.branch_class, self.months, records.earlier, across=self.across)
        recorded = records.inspected.get(item_id)
        score = unmarked
        if recorded is not None:
            terms = terms._replace(suppressed=suppressed_findings(self.rubric, {item_id: recorded}, terms))
            score = self._recorded_alike.score(unmarked.item, recorded, terms)
        inspected = score_table(self.rubric, (*items[:index], score, *items[index + 1 :]))
        borrows = item_id in self._borrowing
        if inspected.base is None or not records.months:
            own = None
        elif own is None or item_id in self._lent or (borrows and _compares_events(score.item)):
            own = self._declared(branch, records, inspected, ALL_KNOWN)
        elif borrows:
            own = self._declared_anew(own, score, branch, records)
        return self._of_tables(branch, inspected, own, records.months)

    def _reaches_out(self, unmarked: ItemScore, before: ItemScore, records: BranchRecords) -> bool:
        """Whether what is recorded under an item may move others, or is not all that its points follow from."""
        item = unmarked.item
        if unmarked.status in (*_APART, "not_inspected") or item.id in self.absences or item.id in records.set_items:
            return True
        if item.id in records.not_applicable or records.emptied or self._empties_for_year:
            return True
        if not self.rubric.compares_events:
            return False
        # of one event, what is recorded under another item may stand for this, or this for that
        mine = {each.recorded.finding.event for each in before.findings} | _events(records, (item.id,))
        return bool((mine & _events(records, records.inspected.keys() - {item.id})) - {None})

    def _inspect(self, branch: Branch, records: BranchRecords, assumed: Assumption) -> TableScore:
        terms = Circumstances(
            branch.branch_class, self.months, records.earlier, across=self.across, emptied=records.emptied
        )
        if records.inspected:
            terms = terms._replace(suppressed=suppressed_findings(self.rubric, records.inspected, terms))
        # start from what a branch of this class has without any finding: cost follows the findings
        scores = list(self._unmarked(branch.branch_class, frozenset(records.departments)))
        for item_id, reason in records.not_applicable.items():
            if item_id in self.absences:
                continue  # it stands so at every branch
            index = self._index[item_id]
            scores[index] = not_applicable(scores[index].item, "not_applicable", terms, reason)
        for item_id, recorded in records.inspected.items():
            if item_id not in assumed.inspected and item_id not in self.absences:
                index = self._index[item_id]
                there = scores[index]
                scores[index] = self._recorded_alike.score(there.item, recorded, terms)
                if there.status == "not_inspected":
                    # what those recorded who came is shown; no points follow before the others come too
                    scores[index] = scores[index]._replace(status=there.status, step=NOTHING, value=None, lacking=())
        for item_id in {item for item, _ in records.emptied}:
            index = self._index[item_id]
            if item_id not in records.inspected and scores[index].status in ("scored", "no_fact", "awaiting"):
                scores[index] = score_item(scores[index].item, {}, terms)
        for item_id, unknown in assumed.inspected.items():
            index = self._index[item_id]
            if scores[index].status not in _APART:
                scores[index] = assumed.item(scores[index].item, records.inspected, terms, {}, unknown)
        for item_id, adjustments in records.set_items.items():
            index = self._index[item_id]
            scores[index] = adjusted_item(scores[index], adjustments)
        return score_table(self.rubric, tuple(scores))

    def _unmarked(self, branch_class: str, departments: frozenset[str]) -> tuple[ItemScore, ...]:
        """The items of a branch of whom these departments recorded nothing."""
        key = (branch_class, departments)
        if key not in self._without_findings:
            terms = Circumstances(branch_class, self.months, across=self.across)
            self._without_findings[key] = tuple(
                self._unrecorded(item, inspectors is None or inspectors.have_seen(departments), terms)
                for item, inspectors in self._items
            )
        return self._without_findings[key]

    def _unrecorded(self, item: Item, inspected: bool, terms: Circumstances) -> ItemScore:
        if terms.branch_class in item.not_applicable_to:
            return not_applicable(item, "not_applicable", terms)
        if not item.due_in(self.quarter.number):
            return not_applicable(item, "not_due", terms)
        if item.id in self.absences:
            return absent_item(item, terms, self.absences[item.id])
        if not inspected:
            points = full_marks(item, terms.branch_class)
            return ItemScore(item, "not_inspected", points, NOTHING, None, NOTHING, NOTHING)
        return _of_nothing(item, terms)

    def _own(self, table: TableScore | None, months: int) -> tuple[Step | None, tuple[Incomplete, ...]]:
        """The self-assessment: the months' facts scored once as a quarter, base only."""
        measure = self.rubric.measure
        weighs = measure.weights.self_assessment > 0
        if not months:
            if not weighs:
                return None, ()
            if measure.missing_month == "refuse":
                return None, (Incomplete("months", months),)
            return given(names.NO_MONTH, ZERO, measure), ()
        if table is None:
            return None, ()
        if table.base is None:
            return None, tuple(each._replace(kind=f"self_{each.kind}") for each in table.incomplete) if weighs else ()
        if months == MONTHS_OF_A_QUARTER:
            return table.base, ()
        if measure.missing_month == "refuse":
            return None, (Incomplete("months", months),) if weighs else ()
        part = Step(
            names.MONTHS_PART,
            "quotient",
            divided(Decimal(months), Decimal(MONTHS_OF_A_QUARTER)),
            (
                given(names.MONTHS, Decimal(months), measure),
                given(names.MONTHS_DUE, Decimal(MONTHS_OF_A_QUARTER), measure),
            ),
            measure,
        )
        return Step(names.PROPORTIONAL, "product", times(table.base.value, part.value), (table.base, part), measure), ()

    def _declared(
        self, branch: Branch, records: BranchRecords, inspected: TableScore, assumed: Assumption
    ) -> TableScore:
        looks_up = self._borrowing or self._lent or records.emptied or self._empties_for_year
        if records.declared or records.not_applicable or looks_up or assumed.declared:
            return self._assessed(branch, records, inspected, assumed)
        # where nothing is declared, nothing borrowed and nothing recorded aside, branches of a class are alike
        key = (branch.branch_class, records.months)
        if key not in self._alike:
            self._alike[key] = self._assessed(branch, records, inspected, assumed)
        return self._alike[key]

    def _assessed(
        self, branch: Branch, records: BranchRecords, inspected: TableScore, assumed: Assumption
    ) -> TableScore:
        terms = Circumstances(branch.branch_class, records.months, records.earlier, declared=True, across=self.across)
        if records.emptied or self._empties_for_year:
            terms = terms._replace(emptied={**set_off(inspected), **records.emptied})
        declared = acting(self.rubric, records.declared, terms, records.inspected)
        if declared:
            terms = terms._replace(suppressed=suppressed_findings(self.rubric, declared, terms))
        scores = list(self._undeclared(branch.branch_class, records.months))
        touched = {*declared, *self._borrowing, *assumed.declared, *(item for item, _ in terms.emptied)}
        for index, there in enumerate(inspected.items):
            item = there.item
            if there.status in _APART or item.id in self._lent:
                scores[index] = there
            elif item.id in touched:
                scores[index] = self._declared_item(there, declared, terms, records, assumed)
        return score_table(self.rubric, tuple(scores))

    def _declared_anew(self, own: TableScore, there: ItemScore, branch: Branch, records: BranchRecords) -> TableScore:
        """A self-assessment in which only an item that borrows from the inspection may have come out otherwise."""
        terms = Circumstances(branch.branch_class, records.months, records.earlier, declared=True, across=self.across)
        item_id, index = there.item.id, self._index[there.item.id]
        mine = {key: each for key, each in records.declared.items() if key == item_id}
        declared = acting(self.rubric, mine, terms, records.inspected)
        score = self._declared_item(there, declared, terms, records, ALL_KNOWN)
        return score_table(self.rubric, (*own.items[:index], score, *own.items[index + 1 :]))

    def _declared_item(
        self, there: ItemScore, declared: Records, terms: Circumstances, records: BranchRecords, assumed: Assumption
    ) -> ItemScore:
        """An item of a self-assessment, by how it stands in the inspection."""
        item = there.item
        borrowed = _borrowed(there) if item.id in self._borrowing else {}
        known = lent(item, records.inspected)
        if unknown := assumed.declared.get(item.id):
            score = assumed.item(item, declared, terms, borrowed, unknown, known)
        else:
            score = self._recorded_alike.score(item, declared.get(item.id, {}), terms, borrowed, known)
        return _base_only(score)

    def _undeclared(self, branch_class: str, months: int) -> tuple[ItemScore, ...]:
        """The items of a self-assessment that declares nothing."""
        key = (branch_class, months)
        if key not in self._without_facts:
            terms = Circumstances(branch_class, months, declared=True, across=self.across)
            self._without_facts[key] = tuple(_of_nothing(item, terms) for item, _ in self._items)
        return self._without_facts[key]

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
                names.INSPECTION_WITHOUT_BONUS, "difference", minus(base.value, penalty.value), (base, penalty), measure
            )
        parts = [_weighted(names.WEIGHTED_INSPECTION, weighed, weights.inspection, measure)]
        if own is not None:
            parts.append(_weighted(names.WEIGHTED_SELF, own, weights.self_assessment, measure))
        if measure.bonus_on == "composite":
            parts.append(bonus)
        exact = summed(names.WEIGHTED, tuple(parts), measure)
        return published(names.COMPOSITE, limited(exact, vetoes, measure), measure.rounding)


def _compares_events(item: Item) -> bool:
    return any(clause.highest_per_event for clause in item.clauses)


def _events(records: BranchRecords, items: Iterable[str]) -> set[str | None]:
    """The events that records of an inspection name, under some items."""
    found = (clauses for item in items for clauses in records.inspected.get(item, {}).values())
    return {each.finding.event for several in found for each in several}


def _of_nothing(item: Item, terms: Circumstances) -> ItemScore:
    """An item of which nothing is recorded: the same in all rounds, unless a round draws lines. Raises Refusal."""
    if terms.across is not ALONE:
        return score_item(item, {}, terms)
    key = terms.branch_class, terms.months, terms.declared
    if key not in item.reckoned:
        item.reckoned[key] = score_item(item, {}, terms)
    found: ItemScore = item.reckoned[key]
    return found


def _figures(score: BranchScore) -> tuple[object, ...]:
    """What a review of another branch may have moved."""
    items = (each.value for each in score.inspected.items)
    own = None if score.self_assessment is None else score.self_assessment.value
    return (*items, score.bonus.value, score.penalty.value, own)


def _weighted(name: StepName, step: Step, weight: Decimal, subject: object) -> Step:
    return Step(name, "product", times(step.value, weight), (step, given(names.WEIGHT, weight, subject)), subject)


def _adjusted(records: BranchRecords, score: BranchScore, before: BranchScore | None) -> Iterator[Adjusted]:
    """The decisions on a branch by date, with the points of their items."""
    revisions = ((each, each.adjustment, each.after.item) for found in records.revised for each in found.revisions)
    of_items = ((None, each, item_id) for item_id, several in records.set_items.items() for each in several)
    after = {each.item.id: each for each in score.inspected.items}
    earlier = {} if before is None else {each.item.id: each for each in before.inspected.items}
    every = sorted((*revisions, *of_items), key=lambda each: (each[1].date, each[1].at))
    for revision, adjustment, item_id in every:
        then = earlier.get(item_id)
        now = after[item_id]
        yield Adjusted(adjustment, now.item, revision, None if then is None else then.value, now.value)


def _borrowed(inspected: ItemScore) -> dict[str, ClauseScore]:
    """The clauses of an item that the self-assessment takes from the inspection."""
    return {
        each.clause.id: each
        for each in inspected.clauses
        if is_borrowed(each.clause) and each.effect not in ("bonus", "penalty")
    }


def _base_only(score: ItemScore) -> ItemScore:
    """A self-assessment has no bonus, no penalty and no flag."""
    return score._replace(bonus=NOTHING, penalty=NOTHING)


def _vetoes(items: Sequence[ItemScore]) -> tuple[VetoInForce, ...]:
    return tuple(
        VetoInForce(clause_score.clause.veto, score.item, clause_score.clause)
        for score in items
        for clause_score in score.clauses
        if clause_score.vetoes and clause_score.clause.veto is not None
    )
