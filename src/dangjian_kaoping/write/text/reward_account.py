"""How a branch's money came about, told from 实发 down to the score, the heads and the numbers of the policy."""

from collections.abc import Iterator

from dangjian_kaoping.engine.money.reward import Payout, RewardResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.words.calculation import label_of
from dangjian_kaoping.words.figures import figure
from dangjian_kaoping.words.names import OPERATION, ROUNDING
from dangjian_kaoping.words.rubric.reward import FIGURE, money, remarks
from dangjian_kaoping.write.text.layout import Page

_SIGN = {"sum": " + ", "difference": " - ", "product": " × ", "quotient": " ÷ "}
_WHOLE = frozenset({"composite", "without_bonus", "inspection", "base", "weights", "all_heads"})
"""What is told elsewhere, or is a sum over all branches: named, and not taken apart."""


def tell_money(page: Page, result: RewardResult, payout: Payout) -> None:
    """One branch's money of a quarter."""
    page.line(
        f"实发 {money(payout.net.value)} 元 = 奖励 {money(payout.reward.value)} - 扣减 {money(payout.penalty.value)}", 1
    )
    page.line(f"《{result.policy.title}》{result.policy.version} 版，按{FIGURE[result.policy.score]}计奖", 1, "依据：")
    if remarks(payout):
        page.line(remarks(payout), 1, "说明：")
    for name, step in payout.rewards.items():
        page.line(f"{name}：奖励 {money(step.value)} 元", 1)
        _tell(page, 2, step)
        for aside in step.aside:
            page.line(f"不发的是 {figure(aside)}", 2)
            _tell(page, 2, aside)
    for name, step in payout.penalties.items():
        counted = "" if name in payout.counted else "，同组另有更重的，不计"
        page.line(f"{name}：扣减 {money(step.value)} 元{counted}", 1)
        _tell(page, 2, step)


def account_lines(step: Step, depth: int = 0) -> Iterator[tuple[int, str]]:
    """The lines of a step and of what it stands on, each with its depth."""
    if step.operation == "given" or step.name in _WHOLE:
        return
    parts = _parts(step)
    if len(parts) == 1 and step.operation == "sum":
        yield from account_lines(parts[0], depth)
        return
    yield depth, f"{label_of(step)}：{_written(step, parts)} = {figure(step)}"
    for part in parts:
        yield from account_lines(part, depth + 1)


def _tell(page: Page, depth: int, step: Step) -> None:
    for further, line in account_lines(step):
        page.line(line, depth + further)


def _parts(step: Step) -> list[Step]:
    """Its parts; of a product of several, all factors side by side."""
    found: list[Step] = []
    for part in step.parts:
        if step.operation == "product" and part.name == "multiplied":
            found += _parts(part)
        else:
            found.append(part)
    return found


def _written(step: Step, parts: list[Step]) -> str:
    named = [f"{_name(part)} {figure(part)}" for part in parts]
    if step.operation in _SIGN:
        return _SIGN[step.operation].join(named)
    if step.operation == "rounded":
        return f"{named[0]}，{ROUNDING[step.term('mode')]}到分"  # type: ignore[index]
    return f"{OPERATION[step.operation]}：{'，'.join(named)}"


def _name(step: Step) -> str:
    """What a part is called; a sum of one part by that part's name, and of how many branches a sum is."""
    if step.operation == "sum" and len(step.parts) == 1 and step.name not in (*_WHOLE, "coefficient"):
        return _name(step.parts[0])
    if step.name in ("weights", "all_heads"):
        return f"{label_of(step)}（{len(step.parts)} 个支部）"
    return label_of(step)
