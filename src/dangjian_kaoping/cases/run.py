"""Run cases: what they record through checks and engine as a round of its own, and what comes out of it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.cases.money import run_money, shared
from dangjian_kaoping.cases.outcome import Actual, Difference, differences
from dangjian_kaoping.cases.stage import ANY_CLASS, ONLY, Stage, Stages, branches_of
from dangjian_kaoping.checks.roster import check_roster
from dangjian_kaoping.checks.round.scorable import check_scorable
from dangjian_kaoping.diagnostics import Diagnostic, Faults, blocking, codes, perhaps
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.money.claim import claims_of
from dangjian_kaoping.engine.names import StepName
from dangjian_kaoping.engine.score.branch import Scorer
from dangjian_kaoping.engine.score.circumstances import Earlier, Refusal
from dangjian_kaoping.engine.score.composite import VetoInForce, limited
from dangjian_kaoping.engine.score.gathering import gathered
from dangjian_kaoping.engine.score.grade import grade_of
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import score_round
from dangjian_kaoping.engine.score.table import published
from dangjian_kaoping.engine.step import Step, given, summed
from dangjian_kaoping.exact import Exact, times
from dangjian_kaoping.model.cases import Case, Cases
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.reward import RewardRules
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter


class Outcome(NamedTuple):
    """What became of a case: without differences it passed, also where its facts are such as the reminders of what came
    out would ask about in a record.
    """

    case: Case
    differences: tuple[Difference, ...]
    actual: Actual

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.differences


def run_cases(
    cases: Cases, rubric: Rubric, rules: RewardRules | None = None, classes: Collection[str] = ()
) -> Iterator[Outcome]:
    """The outcome of each case that is to be run now; `rules` are those of the reward policy that is tried, `classes`
    those of the roster that the rubric belongs to.
    """
    tried = _Tried(rubric, classes)
    for case in cases.cases:
        if case.later is None and not case.is_open:
            yield _outcome(case, tried, rules)


def run_case(case: Case, rubric: Rubric, rules: RewardRules | None = None, classes: Collection[str] = ()) -> Outcome:
    """Run one case."""
    return _outcome(case, _Tried(rubric, classes), rules)


class _Tried:
    """A rubric that is tried; what several cases ask alike is made once."""

    def __init__(self, rubric: Rubric, classes: Collection[str]) -> None:
        self.rubric = rubric
        self.stages = Stages(rubric, classes)
        self._scorers: dict[tuple[tuple[str, ...], Quarter, int], Scorer] = {}

    def scorer(self, items: tuple[Item, ...], quarter: Quarter, months: int) -> Scorer:
        """Who scores some of its items alone."""
        key = tuple(item.id for item in items), quarter, months
        if key not in self._scorers:
            self._scorers[key] = Scorer(part_of(self.rubric, items), quarter, months=months)
        return self._scorers[key]


def _outcome(case: Case, tried: _Tried, rules: RewardRules | None) -> Outcome:
    try:
        actual = _run(case, tried, rules)
    except Refusal as refusal:
        actual = Actual(faults=(refusal.fault,))
    return Outcome(case, tuple(differences(case, actual)), actual)


def _run(case: Case, tried: _Tried, rules: RewardRules | None) -> Actual:
    if case.round:
        return _round(case, tried, rules)
    measure = tried.rubric.measure
    if case.branches:
        if rules is None:
            problem = "写了支部（branches），却没有写试哪一份奖励办法（reward 或 policy）"
            return Actual(faults=(Diagnostic(codes.KP606(problem=problem), case.at),))
        return Actual(money=run_money(case, rules, measure))
    score, told = (None, ()) if case.item is None else _item(case, case.item, tried)
    if blocking(told):
        return Actual(faults=tuple(blocking(told)))
    vetoes = () if score is None else tuple(_set_off(score))
    composite = _composite(case, vetoes, measure)
    figure: Exact | None = None if composite is None else composite.value
    grade = None if figure is None else grade_of(figure, measure, [each.veto for each in vetoes])
    return Actual(score, composite, grade, reminders=told)


def _set_off(score: ItemScore) -> Iterator[VetoInForce]:
    for each in score.clauses:
        if each.vetoes and each.clause.veto is not None:
            yield VetoInForce(each.clause.veto, score.item, each.clause)


def _composite(case: Case, vetoes: Sequence[VetoInForce], measure: Measure) -> Step | None:
    weights = measure.weights
    if case.inspection is None:
        figure = None if case.score is None else given(names.WEIGHTED, case.score, measure)
        return None if figure is None else published(names.COMPOSITE, figure, measure.rounding)
    parts = [_weighted(names.INSPECTION, names.WEIGHTED_INSPECTION, case.inspection, weights.inspection, measure)]
    if case.self_assessment is not None:
        own = case.self_assessment, weights.self_assessment
        parts.append(_weighted(names.SELF_ASSESSMENT, names.WEIGHTED_SELF, *own, measure))
    weighted = summed(names.WEIGHTED, tuple(parts), measure)
    return published(names.COMPOSITE, limited(weighted, vetoes, measure), measure.rounding)


def _weighted(name: StepName, weighted: StepName, score: Exact, weight: Exact, subject: object) -> Step:
    parts = (given(name, score, subject), given(names.WEIGHT, weight, subject))
    return Step(weighted, "product", times(score, weight), parts, subject)


def _item(case: Case, item_id: str, tried: _Tried) -> tuple[ItemScore | None, tuple[Diagnostic, ...]]:
    """One item of a case of its own, scored as at a branch of which nothing else is known; and what checks say."""
    rubric = tried.rubric
    if item_id not in rubric.by_item:
        fault, hint = codes.KP304(item=item_id, rubric=rubric.version), perhaps(item_id, rubric.by_item)
        return None, (Diagnostic(fault, case.place_of("item"), hint=hint),)
    touched = {item_id, *(fact.item for fact in case.facts)}
    items = tuple(item for item in rubric.items() if item.id in touched)
    stage = tried.stages.of(case)
    told = _told(case, rubric, items, stage)
    if blocking(told):
        return None, told
    earlier = {(item_id, clause): Earlier(rounds) for clause, rounds in case.earlier.items()}
    records = gathered(rubric, stage.roster, stage.this)[ONLY]._replace(earlier=earlier)
    scorer = tried.scorer(items, stage.this.quarter, case.months)
    branch = next(iter(stage.roster.taking_part(stage.this.quarter)))
    table = scorer.score(branch, records).inspected
    return next(each for each in table.items if each.item.id == item_id), told


def part_of(rubric: Rubric, items: tuple[Item, ...]) -> Rubric:
    """A rubric of some items alone: what the others ask for is not asked here, nor is anything multiplied by them."""
    area = Area.model_construct(id="试", name="试", points=None, items=items)
    return Rubric.model_construct(
        kind="rubric",
        version=rubric.version,
        title=rubric.title,
        effective_from=rubric.effective_from,
        measure=rubric.measure.model_copy(update={"times": None}),
        areas=(area,),
    )


def _told(case: Case, rubric: Rubric, items: Iterable[Item], stage: Stage) -> tuple[Diagnostic, ...]:
    """All that checks say of what a case records, under the items that are asked."""
    faults = Faults()
    faults.extend(check_roster(stage.roster))
    if not blocking(faults):
        faults.extend(_branch_faults(case, rubric, tuple(items)))
    if not blocking(faults):
        workspace = Workspace(None, stage.roster, [rubric], {stage.this.quarter: stage.this})
        faults.extend(check_scorable(workspace, rubric, stage.this, months=case.months))
    return tuple(faults)


def _branch_faults(case: Case, rubric: Rubric, items: tuple[Item, ...]) -> Iterator[Diagnostic]:
    """Where a number differs by class, a branch says of which it is, and that is one that has a number; where one
    follows from a head count, how many people it has.
    """
    for branch in branches_of(case).values():
        named = branch.branch_class
        for item in items:
            try:
                item.of_class(ANY_CLASS if named is None else named)
                known = named is not None or not item.by_class_numbers
            except LookupError:
                known = False
            if not known:
                lacking = "有的数因支部类别而异，情形里没有写 class"
                problem = lacking if named is None else f"{item.id} 没有“{named}”这一类的数"
                yield Diagnostic(codes.KP216(problem=problem), branch.place_of("class"))
                break
        if branch.head_count is None and any(item.uses_heads for item in items):
            yield Diagnostic(codes.KP234(branch="情形里的支部", rubric=rubric.version), branch.place_of())


def _round(case: Case, tried: _Tried, rules: RewardRules | None) -> Actual:
    """A small round of several branches, as a real one is scored, ranked and paid."""
    rubric, stage = tried.rubric, tried.stages.of(case)
    told = _told(case, rubric, rubric.items(), stage)
    if blocking(told):
        return Actual(faults=tuple(blocking(told)))
    result = score_round(rubric, stage.roster, stage.this, (), [rubric])
    money = None
    if rules is not None and result.complete:
        money = shared(case, rules, stage.this.quarter, claims_of(result, rules.score), rubric.measure)
    return Actual(money=money, round=result, reminders=told)
