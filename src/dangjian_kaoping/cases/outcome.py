"""What became of a case, and what of it is otherwise than it expects."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dangjian_kaoping.cases.money import Money, compared
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, plain
from dangjian_kaoping.model.cases import Case, ExpectedBranch
from dangjian_kaoping.model.values import Names


class Difference(NamedTuple):
    """One thing that came out otherwise: its key, what was expected, what came out; of several branches, at which."""

    key: str
    expected: str
    actual: str
    branch: str = ""


class Actual(NamedTuple):
    """What came out of a case: of one item, of the measure, of money, or of a round; or why it is refused."""

    score: ItemScore | None = None
    composite: Step | None = None
    grade: str | None = None
    faults: tuple[Diagnostic, ...] = ()
    money: Money | None = None
    round: RoundResult | None = None
    reminders: tuple[Diagnostic, ...] = ()


def differences(case: Case, actual: Actual) -> Iterator[Difference]:
    """What is otherwise than expected."""
    expect = case.expect
    if actual.faults:
        found = [fault.code for fault in actual.faults]
        if expect.refused is None or (expect.refused != "any" and expect.refused not in found):
            yield Difference("refused", expect.refused or "", "、".join(found))
        return
    if expect.refused is not None:
        yield Difference("refused", expect.refused, "")
    for key, branch, wanted, figure in compared(case, actual.money):
        if wanted != figure:
            yield Difference(key, plain(wanted), _said(figure), branch)
    if actual.round is not None:
        for name, row in expect.branches.items():
            placing = actual.round.placing_of(name)
            assert placing is not None, "a branch of which nothing is recorded is a fault of the case"
            yield from (each._replace(branch=name) for each in _of_branch(row, placing, case.item))
    elif actual.money is None:
        yield from _of_item(case, actual)


def _of_item(case: Case, actual: Actual) -> Iterator[Difference]:
    expect, score = case.expect, actual.score
    incomplete = score is not None and score.value is None
    if incomplete and not expect.incomplete:
        yield Difference("incomplete", "算得出", "缺必须的事实")
        return
    composite = None if actual.composite is None else actual.composite.value
    yield from _compared(
        ("points", expect.points, None if score is None else score.value),
        ("bonus", expect.bonus, None if score is None else score.bonus.value),
        ("penalty", expect.penalty, None if score is None else score.penalty.value),
        ("composite", expect.composite, composite),
        ("grade", expect.grade, actual.grade),
        ("veto", expect.veto, _effects(() if score is None else (score,))),
        ("undone", expect.undone, score is not None and score.undone),
        ("incomplete", expect.incomplete, incomplete),
    )


def _of_branch(expect: ExpectedBranch, placing: Placing, item: str | None) -> Iterator[Difference]:
    score = placing.score
    points = {each.item.id: each.value for each in score.inspected.items}
    yield from _compared(
        ("points", expect.points, points.get(item or "")),
        *((key, wanted, points.get(key)) for key, wanted in expect.items.items()),
        ("bonus", expect.bonus, score.bonus.value),
        ("penalty", expect.penalty, score.penalty.value),
        *((key, getattr(expect, key), _figure(score, key)) for key in _FIGURES),
        ("rank", expect.rank, placing.rank),
        ("grade", expect.grade, placing.grade),
        ("flags", expect.flags, placing.flags),
        ("veto", expect.veto, _effects(score.inspected.items)),
        ("undone", expect.undone, bool(score.undone)),
        ("incomplete", expect.incomplete, bool(score.incomplete)),
    )


_FIGURES = ("base", "inspection", "self_assessment", "composite")


def _figure(score: BranchScore, key: str) -> Exact | None:
    step: Step | None = getattr(score, key)
    return None if step is None else step.value


def _effects(items: Iterable[ItemScore]) -> Names:
    clauses = (clause for item in items for clause in item.clauses)
    return tuple(each.clause.veto.effect for each in clauses if each.vetoes and each.clause.veto)


def _compared(*figures: tuple[str, object, object]) -> Iterator[Difference]:
    """Each key with what was expected (None: nothing was) and what came out."""
    for key, wanted, found in figures:
        if wanted is not None and wanted != found:
            yield Difference(key, _said(wanted), _said(found))


def _said(thing: object) -> str:
    if isinstance(thing, bool):
        return "是" if thing else "否"
    if isinstance(thing, tuple):
        return "、".join(str(each) for each in thing) or "无"
    if isinstance(thing, Exact):
        return plain(thing)
    return "没有" if thing is None else str(thing)
