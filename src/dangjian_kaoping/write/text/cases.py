"""The outcome of 细则测试: what failed, with the steps of what happened."""

from collections.abc import Iterable, Sequence

from dangjian_kaoping.cases.money import MONEY_KEYS
from dangjian_kaoping.cases.run import Outcome
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.cases import Case
from dangjian_kaoping.words.calculation import label_of
from dangjian_kaoping.words.cases import account_in_words, counts_in_words, difference_in_words, misplaced_in_words
from dangjian_kaoping.words.names import SEVERITY, incomplete_in_words


def cases_text(
    outcomes: Sequence[tuple[str, Outcome]],
    waiting: int,
    width: int,
    *,
    verbose: bool,
    remarks: Iterable[Diagnostic] = (),
    still_open: Sequence[tuple[str, Case]] = (),
) -> str:
    """What is remarked on the items that are tried, all failing cases (all cases, where verbose), what is asked about
    their facts, the cases that are still open, and a closing line.
    """
    _ = width
    lines = [line for fault in remarks for line in _remark(fault, "")]
    for file, outcome in outcomes:
        if not outcome.passed:
            lines += _failed(file, outcome)
        elif verbose:
            lines.append(f"通过  {_name(outcome.case)}")
        for fault in outcome.actual.reminders:
            lines += _remark(fault, f"  {_name(outcome.case)}")
    lines += [f"待填  {_name(case)}  （{file}:{case.at.line}）" for file, case in still_open]
    lines.append(counts_in_words([outcome for _, outcome in outcomes], waiting, len(still_open)))
    return "\n".join(lines) + "\n"


def _remark(fault: Diagnostic, about: str) -> list[str]:
    return [f"{SEVERITY[fault.severity]}{about}  （{fault.place}）", f"      {fault.code} {fault.message}"]


def _name(case: Case) -> str:
    return f"{case.item}  {case.name}" if case.item else case.name


def _failed(file: str, outcome: Outcome) -> list[str]:
    actual = outcome.actual
    lines = [f"不符  {_name(outcome.case)}  （{file}:{outcome.case.at.line}）"]
    lines += [f"      {difference_in_words(each)}" for each in outcome.differences]
    lines += [f"      记录被拒绝：{fault.code} {fault.message}" for fault in actual.faults]
    if actual.score is not None:
        lines.append("      经过：")
        if actual.score.status == "awaiting":
            lines.append("        要与别的支部比，一个支部试不出来；请写 round，几个支部一起试")
        else:
            lines += (f"        {line}" for line in account_in_words(actual.score) or _plainly(actual.score))
    lines += (f"      {line}" for line in misplaced_in_words(outcome))
    if actual.composite is not None:
        lines += _steps(actual.composite, 4)
    if actual.round is not None:
        lines += _round(outcome, actual.round)
    if actual.money is not None:
        lines += _money(outcome)
    return lines


def _plainly(score: ItemScore) -> list[str]:
    return [f"本项 {plain(score.value)} 分"] if score.value is not None else []


def _round(outcome: Outcome, result: RoundResult) -> list[str]:
    """How the figures of the branches that differ came about."""
    differing = {each.branch for each in outcome.differences if each.key not in MONEY_KEYS}
    lines = []
    for placing in result.placings:
        score = placing.score
        if score.branch.name in differing:
            lines.append(f"      {score.branch.name}的经过：{incomplete_in_words(score.incomplete)}")
            row = outcome.case.expect.branches[score.branch.name]
            asked = {outcome.case.item, *row.items}
            known = [each.step for each in score.inspected.items if each.value is not None and each.item.id in asked]
            steps = known if score.composite is None else [score.composite]
            lines += [line for step in steps for line in _steps(step, 4)]
    return lines


def _money(outcome: Outcome) -> list[str]:
    """How the money of the branches that differ came about."""
    assert outcome.actual.money is not None
    differing = {each.branch for each in outcome.differences if each.key in MONEY_KEYS}
    lines = []
    for payout in outcome.actual.money[0]:
        if payout.claim.branch.name in differing:
            lines.append(f"      {payout.claim.branch.name}的经过：")
            lines += _steps(payout.net, 4)
    return lines


def _steps(step: Step, depth: int) -> list[str]:
    lines = [f"{'  ' * depth}{label_of(step)} {plain(step.value)}"]
    for part in step.parts:
        lines += _steps(part, depth + 1)
    for part in step.aside:
        lines += [line + "（不计）" if index == 0 else line for index, line in enumerate(_steps(part, depth + 1))]
    return lines
