"""兑现差额 in words: since when, by which rule, and where the money of a branch goes."""

from collections.abc import Iterator

from dangjian_kaoping.engine.money.difference import BranchDifference, Difference
from dangjian_kaoping.exact import total
from dangjian_kaoping.words.figures import yuan
from dangjian_kaoping.words.notice.phrases import day_in_words

_RULE = {"all": "多退少补", "owed": "只补发少发的，多发的不扣回"}


def rule_in_words(result: Difference) -> str:
    """What is done with a difference."""
    return f"差额 = 应发 - 已发；{_RULE[result.policy.difference]}"


def since_in_words(result: Difference) -> str:
    """What it is the difference from."""
    return f"已发的以{day_in_words(result.since)}登记的兑现表为准"


def whereto(branch: BranchDifference) -> str:
    """补发, 扣回, or why nothing."""
    if branch.owed:
        return "补发" if branch.owed > 0 else "扣回"
    return "多发的不扣回" if branch.net < branch.paid else ""


def sums_in_words(result: Difference) -> Iterator[str]:
    """What is paid and taken back in all, and what that costs."""
    paid = [each.owed for each in result.branches if each.owed > 0]
    back = [-each.owed for each in result.branches if each.owed < 0]
    told = [f"补发 {len(paid)} 个党支部，共 {yuan(total(paid))} 元"] if paid else []
    told += [f"扣回 {len(back)} 个党支部，共 {yuan(total(back))} 元"] if back else []
    yield f"{'；'.join(told) or '没有补发，也没有扣回'}。"
    if result.owed > 0:
        yield f"相抵以后另需 {yuan(result.owed)} 元。"
    elif result.owed < 0:
        yield f"相抵以后收回 {yuan(-result.owed)} 元。"
