"""What a rubric says of an item besides its clauses, in words: when it is due, its focus, how it counts."""

from collections.abc import Mapping

from dangjian_kaoping.model.rubric import FOCUS_NAMES, Item
from dangjian_kaoping.numbers import plain
from dangjian_kaoping.periods import quarters_in_words

_DUE: Mapping[str, str] = {"monthly": "每月", "quarterly": "每季"}


def due_in_words(item: Item) -> str:
    """When an item is due: 每月, 每季, 第四季度."""
    if isinstance(item.due, str):
        return _DUE[item.due]
    return quarters_in_words(item.due)


def focus_in_words(item: Item) -> str:
    """考核侧重: `痕迹管理 2 分、工作落实 4 分`, or the one focus; empty where none is named."""
    if isinstance(item.focus, dict):
        return "、".join(f"{FOCUS_NAMES[name]} {plain(points)} 分" for name, points in item.focus.items())
    return "" if item.focus is None else FOCUS_NAMES[item.focus]


def aside_rule_in_words(item: Item) -> str:
    """How an item counts where it is not applicable or not due; empty where the rubric does not say."""
    rule = item.not_applicable
    if rule is None:
        return ""
    if rule.rule == "rescale":
        return "不计入，按其余各项折算"
    return "按满分计" if rule.points is None else f"按 {plain(rule.points)} 分计"
