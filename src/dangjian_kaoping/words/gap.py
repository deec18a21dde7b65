"""The Chinese of 自评对照: what a gap says of a branch."""

from collections.abc import Mapping

from dangjian_kaoping.engine.follow.gap import BranchGap, Change, ItemGap

CHANGE: Mapping[Change, str] = {"closer": "更接近", "farther": "更远", "same": "不变"}
"""Whether the self-assessment has come closer to the inspection."""

SIGHT: Mapping[bool | None, str] = {
    True: "看得见自己的问题（检查失分的项目，自评也失分的达到一半）",
    False: "多半看不见自己的问题（不到一半）",
    None: "检查没有失分，看不出来",
}
"""What is said of branches by how much they saw of what the inspection found."""


def item_in_words(gap: ItemGap) -> str:
    """What the gap of an item says."""
    if gap.overlooked:
        return "没有自查出"
    if gap.stricter:
        return "自评更严" if gap.found else "自评失分，检查没有失分"
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
