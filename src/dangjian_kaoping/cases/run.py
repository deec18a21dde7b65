"""Run cases: the facts through check and engine, the outcome against what is expected."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.cases.money import Money, compared, run_money
from dangjian_kaoping.checks.round.finding import check_fact
from dangjian_kaoping.checks.rubric.percentage import check_percentage
from dangjian_kaoping.diagnostics import Diagnostic, Faults, codes, perhaps
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.names import StepName
from dangjian_kaoping.engine.score.circumstances import Circumstances, Earlier, Recorded, Refusal
from dangjian_kaoping.engine.score.event import suppressed_findings
from dangjian_kaoping.engine.score.grade import grade_of
from dangjian_kaoping.engine.score.item import ItemScore, not_applicable, score_item
from dangjian_kaoping.engine.score.table import published
from dangjian_kaoping.engine.step import Step, given, summed
from dangjian_kaoping.exact import Exact, plain, times
from dangjian_kaoping.model.cases import Case, Cases
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.reward import RewardRules
from dangjian_kaoping.model.rubric import Item, Rubric

ANY_CLASS = ""
"""The class of a case that names none: enough where no number differs by class."""


class Difference(NamedTuple):
    """One thing that came out otherwise: its key, what was expected, what came out; of money, at which branch."""

    key: str
    expected: str
    actual: str
    branch: str = ""


class Outcome(NamedTuple):
    """What became of a case. `score` and `faults` tell what happened; without differences it passed, also where its
    facts are such as `reminders` would ask about in a record.
    """

    case: Case
    differences: tuple[Difference, ...]
    score: ItemScore | None = None
    composite: Step | None = None
    faults: tuple[Diagnostic, ...] = ()
    money: Money | None = None
    reminders: tuple[Diagnostic, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.differences


class _Actual(NamedTuple):
    score: ItemScore | None = None
    composite: Step | None = None
    grade: str | None = None
    faults: tuple[Diagnostic, ...] = ()
    money: Money | None = None


def run_cases(cases: Cases, rubric: Rubric, rules: RewardRules | None = None) -> Iterator[Outcome]:
    """The outcome of each case that is to be run now; `rules` are those of the reward policy that is tried."""
    for case in cases.cases:
        if case.later is None:
            yield run_case(case, rubric, rules)


def run_case(case: Case, rubric: Rubric, rules: RewardRules | None = None) -> Outcome:
    """Run one case."""
    try:
        actual = _run(case, rubric, rules)
    except Refusal as refusal:
        actual = _Actual(faults=(refusal.fault,))
    differences = tuple(_differences(case, actual))
    reminders = () if actual.faults else tuple(_reminders(case, rubric))
    return Outcome(case, differences, actual.score, actual.composite, actual.faults, actual.money, reminders)


def _reminders(case: Case, rubric: Rubric) -> Faults:
    """What is asked about facts that can be scored: percentages between 0 and 1."""
    faults = Faults()
    for fact in case.facts if case.item is not None else ():
        item = rubric.by_item[fact.item or case.item or ""]
        check_percentage(item, item.by_clause[fact.clause], fact, case.branch_class, faults)
    return faults


def _run(case: Case, rubric: Rubric, rules: RewardRules | None) -> _Actual:
    measure = rubric.measure
    if case.branches:
        if rules is None:
            problem = "写了支部（branches），却没有写试哪一份奖励办法（reward 或 policy）"
            return _Actual(faults=(Diagnostic(codes.KP606(problem=problem), case.at),))
        return _Actual(money=run_money(case, rules, measure))
    score, faults = _item_score(case, rubric) if case.item is not None else (None, ())
    if faults:
        return _Actual(faults=faults)
    composite = _composite(case, rubric)
    figure: Exact | None = case.score if composite is None else composite.value
    vetoes = [each.clause.veto for each in score.clauses if each.vetoes and each.clause.veto] if score else []
    grade = None if figure is None else grade_of(figure, measure, vetoes)
    return _Actual(score, composite, grade)


def _composite(case: Case, rubric: Rubric) -> Step | None:
    if case.inspection is None:
        return None
    measure = rubric.measure
    weights = measure.weights
    parts = [_weighted(names.INSPECTION, names.WEIGHTED_INSPECTION, case.inspection, weights.inspection, measure)]
    if case.self_assessment is not None:
        own = case.self_assessment, weights.self_assessment
        parts.append(_weighted(names.SELF_ASSESSMENT, names.WEIGHTED_SELF, *own, measure))
    return published(names.COMPOSITE, summed(names.WEIGHTED, tuple(parts), measure), measure.rounding)


def _weighted(name: StepName, weighted: StepName, score: Exact, weight: Exact, subject: object) -> Step:
    parts = (given(name, score, subject), given(names.WEIGHT, weight, subject))
    return Step(weighted, "product", times(score, weight), parts, subject)


def _item_score(case: Case, rubric: Rubric) -> tuple[ItemScore | None, tuple[Diagnostic, ...]]:
    faults = Faults()
    item = rubric.by_item.get(case.item or "")
    if item is None:
        hint = perhaps(case.item or "", rubric.by_item)
        faults.add(codes.KP304(item=case.item, rubric=rubric.version), case.at, hint=hint)
        return None, tuple(faults)
    branch_class = case.branch_class or ANY_CLASS
    if case.head_count is None and _asks_heads(case, item, rubric):
        faults.add(codes.KP234(branch="情形里", rubric=rubric.version), case.at)
        return None, tuple(faults)
    rubric = rubric.for_heads(case.head_count or 0)
    item = rubric.by_item[item.id]
    try:
        item = item.of_class(branch_class)
    except LookupError:
        said = (
            f"没有“{case.branch_class}”这一类的数" if case.branch_class else "有的数因支部类别而异，情形里没有写 class"
        )
        faults.add(codes.KP216(problem=said), case.at)
        return None, tuple(faults)
    records: dict[str, dict[str, list[Recorded]]] = {}
    for fact in case.facts:
        target = rubric.by_item.get(fact.item or item.id)
        clause = None if target is None else target.by_clause.get(fact.clause)
        if target is None or clause is None:
            known = [] if target is None else list(target.by_clause)
            faults.add(
                codes.KP305(item=fact.item or item.id, clause=fact.clause, known="、".join(known)),
                fact.at,
                hint=perhaps(fact.clause, known),
            )
        elif check_fact(target, clause, fact, branch_class, faults, months=case.months):
            records.setdefault(target.id, {}).setdefault(clause.id, []).append(_recorded(fact))
    if len(faults):
        return None, tuple(faults)
    earlier = {(item.id, clause): Earlier(rounds) for clause, rounds in case.earlier.items()}
    terms = Circumstances(branch_class, case.months, earlier)
    terms = terms._replace(suppressed=suppressed_findings(rubric, records, terms))
    number = int(case.quarter[1])
    if case.not_applicable is not None or branch_class in item.not_applicable_to:
        if item.not_applicable is None:
            problem = f"细则没有规定 {item.id} 可以不涉及"
            faults.add(
                codes.KP310(problem=problem, how="删去 not_applicable，或在细则的项目里写 not_applicable"), case.at
            )
            return None, tuple(faults)
        return not_applicable(item, "not_applicable", terms, case.not_applicable), ()
    if not item.due_in(number):
        return not_applicable(item, "not_due", terms), ()
    return score_item(item, records.get(item.id, {}), terms), ()


def _asks_heads(case: Case, item: Item, rubric: Rubric) -> bool:
    """Whether a number of an item of which the case speaks follows from a head count."""
    named = (rubric.by_item.get(fact.item) for fact in case.facts if fact.item)
    return any(each is not None and each.uses_heads for each in (item, *named))


def _recorded(fact: Finding) -> Recorded:
    return Recorded(fact, date.min)


def _differences(case: Case, actual: _Actual) -> Iterator[Difference]:
    expect = case.expect
    if actual.faults:
        codes = [fault.code for fault in actual.faults]
        if expect.refused is None or (expect.refused != "any" and expect.refused not in codes):
            yield Difference("refused", expect.refused or "不拒绝", "、".join(codes))
        return
    if expect.refused is not None:
        yield Difference("refused", "拒绝" if expect.refused == "any" else expect.refused, "没有拒绝")
    if actual.money is not None:
        for key, branch, wanted, figure in compared(case, actual.money):
            if wanted != figure:
                yield Difference(key, plain(wanted), "没有" if figure is None else plain(figure), branch)
        return
    score = actual.score
    incomplete = score is not None and score.value is None
    if incomplete and not expect.incomplete:
        yield Difference("incomplete", "算得出", "缺必须的事实")
        return
    figures: dict[str, Exact | None] = {
        "points": None if score is None else score.value,
        "bonus": None if score is None else score.bonus.value,
        "penalty": None if score is None else score.penalty.value,
        "composite": None if actual.composite is None else actual.composite.value,
    }
    for key, figure in figures.items():
        wanted = getattr(expect, key)
        if wanted is not None and figure != wanted:
            yield Difference(key, plain(wanted), "没有" if figure is None else plain(figure))
    vetoes = (
        ()
        if score is None
        else tuple(each.clause.veto.effect for each in score.clauses if each.vetoes and each.clause.veto)
    )
    others: dict[str, tuple[object, object]] = {
        "grade": (expect.grade, actual.grade),
        "veto": (expect.veto, vetoes),
        "undone": (expect.undone, score is not None and score.undone),
        "incomplete": (expect.incomplete, incomplete),
    }
    for key, (wanted_thing, thing) in others.items():
        if wanted_thing is not None and wanted_thing != thing:
            yield Difference(key, _said(wanted_thing), _said(thing))


def _said(thing: object) -> str:
    if isinstance(thing, bool):
        return "是" if thing else "否"
    if isinstance(thing, tuple):
        return "、".join(str(each) for each in thing) or "无"
    return "无" if thing is None else str(thing)
