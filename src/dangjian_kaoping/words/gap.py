"""The Chinese of 自评对照: what a gap says of a branch."""

from collections.abc import Mapping

from dangjian_kaoping.engine.follow.gap import BranchGap, Change, ItemGap
from dangjian_kaoping.exact import places
from dangjian_kaoping.words.figures import TABLE_PLACES, signed

CHANGE: Mapping[Change, str] = {"closer": "更接近", "farther": "更远", "same": "不变"}
"""Whether the self-assessment has come closer to the inspection."""

SIGHT: Mapping[bool | None, str] = {
    True: "看得见自己的问题（检查失分的项目，自评也失分的达到一半）",
    False: "多半看不见自己的问题（不到一半）",
    None: "检查没有失分，看不出来",
}
"""What is said of branches by how much they saw of what the inspection found."""

DIFFERENCE = "差距＝自评得分－检查得分"
COMPARED = "只比双方都能评的条款：引用得分、多人打分、由人评的得分、加分、扣减和不涉及的项目不比。"


def item_in_words(gap: ItemGap) -> str:
    """What the gap of an item says."""
    if gap.overlooked:
        return "没有自查出"
    if gap.stricter:
        if gap.found:
            return "自评更严"
        return "自评失分，检查没有失分" if gap.seen else "自评低于检查"
    if gap.value > 0:
        return "自查出，评得宽"
    return "双方一致"


def not_compared_in_words(gap: BranchGap) -> str:
    """Why nothing was compared; empty where something was."""
    if gap.items:
        return ""
    return "检查还没有完成" if gap.months else "没有交自评"


def months_in_words(gap: BranchGap) -> str:
    """How many months the self-assessment covers, where it is not all three."""
    return f"只交了 {gap.months} 个月" if 0 < gap.months < 3 else ""


def nothing_compared_in_words(gap: BranchGap) -> str:
    """Of a branch of which nothing was compared."""
    return f"{not_compared_in_words(gap)}，没有可比的"


def unanswered_in_words(gap: BranchGap, *, titled: bool) -> str:
    """The items that the self-assessment leaves open, by their numbers, or with their titles."""
    items = (f"{item.id} {item.title}" if titled else item.id for item in gap.unanswered)
    return f"自评缺少记录，不能比：{'、'.join(items)}。"


def balance_in_words(gap: BranchGap) -> str:
    """The sums (分) of a branch's gaps, and on how many items the two sides took something off."""
    return (
        f"差距净额 {signed(gap.net.value)} 分，合计（不论正负）{places(gap.size, TABLE_PLACES)} 分。"
        f"检查失分的 {len(gap.found)} 项，自评也失分的 {len(gap.seen)} 项。"
    )
