"""细则测试 in words: what is not as a case expects, and how many cases there are."""

from collections.abc import Iterator, Mapping, Sequence

from dangjian_kaoping.cases.outcome import Difference
from dangjian_kaoping.cases.run import Outcome
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.words.calculation import sums
from dangjian_kaoping.words.record.finding import amount_in_words

_KEYS: Mapping[str, str] = {
    "points": "得分",
    "bonus": "加分",
    "penalty": "扣减",
    "composite": "综合得分",
    "inspection": "检查得分",
    "self_assessment": "自评得分",
    "base": "基础分",
    "rank": "名次",
    "flags": "考核情形",
    "grade": "等次",
    "veto": "一票否决",
    "undone": "单项工作未完成",
    "incomplete": "缺必须的事实",
    "rewards": "奖励",
    "penalties": "考核扣减",
    "nets": "实发",
    "coefficients": "系数",
    "retained": "留在基金里的钱",
}


def difference_in_words(difference: Difference) -> str:
    """What a case expects, and what came out."""
    if difference.key == "refused":
        return _refused_in_words(difference)
    key = _KEYS.get(difference.key) or f" {difference.key} 得分"  # an item, of a branch
    return f"{difference.branch}{key}应是 {difference.expected}，算出来是 {difference.actual}"


def _refused_in_words(difference: Difference) -> str:
    wanted, found = difference.expected, difference.actual
    if not found:
        return "这样的记录应被拒绝，却没有拒绝" if wanted == "any" else f"这样的记录应被拒绝（{wanted}），却没有拒绝"
    return f"这样的记录应以 {wanted} 拒绝" if wanted else "这样的记录不应被拒绝"


def account_in_words(score: ItemScore) -> list[str]:
    """How an item came to what it is, as `explain` says it: what each record did, then 算式."""
    records = [
        f"{each.clause.id} {each.clause.fact.recorded_in_words(each.recorded.finding)}：{amount_in_words(each)}"
        for each in score.findings
    ]
    return [*records, *(f"{'      ' if index else '算式：'}{line}" for index, line in enumerate(sums(score)))]


def misplaced_in_words(outcome: Outcome) -> Iterator[str]:
    """That points are expected of an item which only moves the total; under which key that is told."""
    score = outcome.actual.score
    expected = any(each.key == "points" for each in outcome.differences)
    if score is None or not expected or score.item.in_base:
        return
    for step, words in (
        (score.bonus, "加在总分上，写 bonus（总分加几分）"),
        (score.penalty, "从总分里减，写 penalty（总分减几分）"),
    ):
        if step.value:
            yield f"{score.item.id} 没有自己的分：{words}，不写 points"


def counts_in_words(outcomes: Sequence[Outcome], waiting: int, still_open: int = 0) -> str:
    """How many cases passed and failed, how many wait, and how many lack what must come out."""
    failed = sum(not outcome.passed for outcome in outcomes)
    words = f"{len(outcomes)} 个情形，{len(outcomes) - failed} 个通过，{failed} 个不符"
    words += f"；另有 {waiting} 个标明暂不运行" if waiting else ""
    return words + (f"；还有 {still_open} 个待填" if still_open else "")
