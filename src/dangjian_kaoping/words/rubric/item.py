"""An item besides its clauses, in words: when it is due, its focus, how it counts, how it stands at a branch."""

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.absence import Absence
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import plain, times
from dangjian_kaoping.model.rubric import FOCUS_NAMES, Item, NotApplicable
from dangjian_kaoping.periods import quarters_in_words
from dangjian_kaoping.words.absence import absence_in_words
from dangjian_kaoping.words.figures import shown
from dangjian_kaoping.words.names import RESCALED, names_in_words
from dangjian_kaoping.words.rubric.factors import APART
from dangjian_kaoping.words.rubric.limit import ceiling_in_words, effects_of, highest_in_words, most_in_words

_DUE: Mapping[str, str] = {"monthly": "每月", "quarterly": "每季"}


def due_in_words(item: Item) -> str:
    """When an item is due: 每月, 每月（10日前）, 每季, 第四季度."""
    if item.due_day is not None:
        return f"{_DUE['monthly']}（{item.due_day}日前）"
    if isinstance(item.due, str):
        return _DUE[item.due]
    if isinstance(item.due, dict):
        return "、".join(f"{quarters_in_words([name])}（{day.chinese}前）" for name, day in item.due.items())
    return quarters_in_words(item.due)


def focus_in_words(item: Item) -> str:
    """考核侧重: `痕迹管理 2 分、工作落实 4 分`, or the one focus; empty where none is named."""
    if isinstance(item.focus, dict):
        return "、".join(f"{FOCUS_NAMES[name]} {plain(points)} 分" for name, points in item.focus.items())
    return "" if item.focus is None else FOCUS_NAMES[item.focus]


def aside_rule_in_words(item: Item) -> str:
    """How an item counts where it is not applicable or not due; empty where the rubric does not say."""
    rule = item.not_applicable
    if rule is not None and item.factor and rule.points is not None:
        return f"按系数 {plain(rule.points)} 计"
    return "" if rule is None else not_applicable_in_words(rule)


def not_applicable_in_words(rule: NotApplicable) -> str:
    """What such a rule gives: full marks, a fixed score, or nothing at all, out of the table."""
    if rule.rule == "rescale":
        return RESCALED
    if rule.rule == "mean":
        return "按涉及支部的平均得分率计"
    return "按满分计" if rule.points is None else f"按 {plain(rule.points)} 分计"


def counting_in_words(item: Item) -> str:
    """From what an item counts, and its limits; empty where it is taken off its full marks without any."""
    words = ["从 0 分起计"] if item.start == "zero" and item.points is not None else []
    if item.points is None:
        words = ["没有满分，从 0 分算起"] if item.in_base or item.factor else ["没有满分，只在总分上加减"]
    words += [APART] if item.factor else []
    words += [f"本项{each}" for each in ceiling_in_words(item)]
    words += [f"本项{each}" for each in most_in_words(item.at_most, effects_of(item))]
    words += [f"本项{each}" for each in highest_in_words(item, effects_of(item))]
    if item.floor:
        words.append(f"最低 {plain(item.floor)} 分")
    return "；".join(words)


def not_asked_in_words(item: Item) -> str:
    """At whom an item is not asked for, and how it then counts."""
    words = aside_rule_in_words(item)
    if item.not_applicable_to:
        return "；".join(filter(None, [f"{'、'.join(item.not_applicable_to)}类支部不考评本项", words]))
    return words


def standing_in_words(score: ItemScore) -> str:
    """Points out of full marks, and what goes on the total."""
    item = score.item
    parts = []
    if item.factor:
        parts.append("系数未计" if score.value is None else f"系数 {shown(score.value)}")
    elif item.points is not None:
        value = "未计" if score.value is None else shown(score.value)
        parts.append(f"{value} / {shown(score.points)} 分")
    elif score.value:
        parts.append(f"得 {shown(score.value)} 分")
    if score.bonus.value:
        parts.append(f"总分加 {shown(score.bonus.value)} 分")
    if score.penalty.value:
        parts.append(f"总分扣减 {shown(score.penalty.value)} 分")
    return "，".join(parts)


def lacking_in_words(score: ItemScore) -> str:
    """Which clauses have no record and need one."""
    return f"缺少必须的记录：{'、'.join(clause.id for clause in score.lacking)}"


def awaiting_in_words(score: ItemScore) -> str:
    """For which other branches an item waits: their records make its line, or its mean."""
    waiting = cast(tuple[str, ...], score.step.term("waiting") or ())
    who = f"{names_in_words(waiting)}还没有" if waiting else "没有一个支部涉及或有"
    return f"要与别的支部比，{who}这一项的{'记录' if score.lacking else '得分'}，还不能计分"


def _mean_in_words(step: Step) -> str:
    """The mean of those to whom an item applies: `按涉及的 3 个支部的平均得分率 75% 计，4 × 75% = 3 分`."""
    mean, full = step.part(names.MEAN_SHARE), step.part(names.POINTS)
    count = mean.part(names.BRANCHES)
    rate = f"{shown(times(mean.value, Decimal(100)))}%"
    reckoned = f"{shown(full.value)} × {rate} = {shown(step.value)} 分"
    return f"按涉及的 {shown(count.value)} 个支部的平均得分率 {rate} 计，{reckoned}"


def aside_in_words(score: ItemScore, branch_class: str) -> str:
    """Why an item stands apart, and as what it counts: `不涉及：没有青工；按满分计`, `未检查：…`."""
    item = score.item
    if score.status == "no_fact":
        return lacking_in_words(score)
    if score.status == "not_inspected":
        both = "都" if len(item.named_departments) > 1 else ""
        return f"未检查：应由{'、'.join(item.named_departments or item.department)}{both}检查，检查之前不能计分"
    reason = score.step.term("reason")
    if score.lacking:
        return awaiting_in_words(score)
    if isinstance(reason, Absence):
        why = absence_in_words(reason)
    elif reason is not None:
        why = f"不涉及：{reason}"
    elif branch_class in item.not_applicable_to:
        why = f"不涉及：{branch_class}类支部不考评本项"
    else:
        why = f"本季度不考评：只在{quarters_in_words(item.due)}考评"
    if score.status == "rescaled":
        return f"{why}；{RESCALED}"
    if score.status == "awaiting":
        return f"{why}；{awaiting_in_words(score)}"
    if score.step.name == names.BY_MEAN:
        return f"{why}；{_mean_in_words(score.step)}"
    if item.factor:
        return f"{why}；按系数 {shown(score.step.value)} 计"
    value = "满分" if score.value == score.points else f" {shown(score.step.value)} 分"
    return f"{why}；按{value}计"
