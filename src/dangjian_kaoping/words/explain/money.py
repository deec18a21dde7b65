"""How a branch's money came about, told from 实发 down to the score, the heads and the numbers of the policy."""

from collections.abc import Iterator

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.money.reward import Payout, RewardResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.words.calculation import label_of
from dangjian_kaoping.words.explain.row import ExplainRow
from dangjian_kaoping.words.figures import figure, yuan
from dangjian_kaoping.words.names import OPERATION, ROUNDING, titled_version_in_words
from dangjian_kaoping.words.rubric.reward import FIGURE, remarks

_SIGN = {"sum": " + ", "difference": " - ", "product": " × ", "quotient": " ÷ "}
_WHOLE = frozenset({names.COMPOSITE, names.WITHOUT_BONUS, names.INSPECTION, names.BASE, names.WEIGHTS, names.ALL_HEADS})
"""What is told elsewhere, or is a sum over all branches: named, and not taken apart."""


def money_rows(result: RewardResult, payout: Payout) -> Iterator[ExplainRow]:
    """One branch's money of a quarter."""
    reward, penalty = yuan(payout.reward.value), yuan(payout.penalty.value)
    yield _row(1, f"实发 {yuan(payout.net.value)} 元 = 奖励 {reward} - 扣减 {penalty}")
    policy = result.policy
    yield _row(1, f"{titled_version_in_words(policy)}，按{FIGURE[policy.score]}计奖", "依据：")
    if remarks(payout):
        yield _row(1, remarks(payout), "说明：")
    for name, step in payout.rewards.items():
        yield _row(1, f"{name}：奖励 {yuan(step.value)} 元")
        yield from _taken_apart(step, 2)
        for aside in step.aside:
            yield _row(2, f"不发的是 {figure(aside)}")
            yield from _taken_apart(aside, 2)
    for name, step in payout.penalties.items():
        counted = "" if name in payout.counted else "，同组另有更重的，不计"
        yield _row(1, f"{name}：扣减 {yuan(step.value)} 元{counted}")
        yield from _taken_apart(step, 2)


def _taken_apart(step: Step, depth: int) -> Iterator[ExplainRow]:
    """A step and, deeper and deeper, what it stands on."""
    if step.operation == "given" or step.name in _WHOLE:
        return
    parts = _parts(step)
    if len(parts) == 1 and step.operation == "sum":
        yield from _taken_apart(parts[0], depth)
        return
    yield _row(depth, f"{label_of(step)}：{_written(step, parts)} = {figure(step)}")
    for part in parts:
        yield from _taken_apart(part, depth + 1)


def _parts(step: Step) -> list[Step]:
    """Its parts; of a product of several, all factors side by side."""
    found: list[Step] = []
    for part in step.parts:
        if step.operation == "product" and part.name == names.MULTIPLIED:
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
    if step.only is not None and step.name not in (*_WHOLE, names.COEFFICIENT):
        return _name(step.only)
    if step.name in (names.WEIGHTS, names.ALL_HEADS):
        return f"{label_of(step)}（{len(step.parts)} 个支部）"
    return label_of(step)


def _row(depth: int, text: str, label: str = "") -> ExplainRow:
    return ExplainRow(depth, "money", label, text)
