"""The Chinese of why a composite moved since an earlier round: causes, items, what is to be known of them."""

from collections.abc import Iterator, Mapping

from dangjian_kaoping.compare.since.joined import Joined
from dangjian_kaoping.compare.since.since import Cause, Since
from dangjian_kaoping.compare.since.stage import End, ItemMove, Mark
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.exact import Exact, negative, places, plus
from dangjian_kaoping.model.factor import Factor
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.words.figures import in_column, published, shown, signed
from dangjian_kaoping.words.names import with_former_names
from dangjian_kaoping.words.revision.impact import REASON

CAUSE: Mapping[Cause, str] = {
    "adjustments": "复核调整",
    "repeats": "屡查屡犯",
    "inseparable": "细则和事实分不开",
    "revision": "细则修订",
    "roster": "名册和不涉及",
    "facts": "事实",
    "rounding": "修约",
}
"""Why a composite moved."""

MEANING: Mapping[Cause, str] = {
    "adjustments": "这一轮因复核调整多得的记正，原来那一轮多得的记负",
    "repeats": "这一轮因屡查屡犯多扣的记负，原来那一轮多扣的记正",
    "inseparable": "这些项目原来的记录不能照新的细则重算，只能拿两轮的得分相比；各项目满分的增减也在内",
    "revision": "其余项目，同样的记录照两版细则各算一遍的差；各项目满分的增减也在内",
    "roster": "支部的类别、人数和不涉及的项目变了",
    "facts": "检查和自评查到的不同",
    "rounding": "两轮公布的分修约时舍入的差",
}
"""What a cause is."""

_MARK: Mapping[Mark, str] = {
    "not_due_before": "原来那一季不考评",
    "not_due_after": "这一季不考评",
    "emptied_before": "原来那一年前几轮已清零",
    "emptied_after": "本年前几轮已清零",
    "entered": "原来没有查，照这一轮的得分",
}
_END: Mapping[End, str] = {"before": "原来那一轮的", "after": "这一轮的"}

MONTHS = "自评交的月数"
"""What no item moved: that more months of self-assessment were filed, or less."""
SUM = "合计"


NOTHING = "两轮的细则、名册、记录没有使得分不同的地方。"
"""Where no cause moved anything."""
LEGEND = "单位：分。“检查”“自评”是得分的变化乘它的权重，“扣减”也乘检查的权重；写“约”的除不尽，没有写全。"


def heading_in_words(since: Since) -> str:
    """Who moved from what to what: `2021年第一季度 91.38 分、第 7 名，比2020年第四季度（…）低 3.58 分`."""
    names = with_former_names([each.score.branch.name for each in since.placings])
    (then, before), (now, after) = zip((since.before, since.after), since.placings, strict=True)
    told = f"{names}  {now.quarter.chinese} {_figure(after)}"
    if since.item is not None:
        return f"{told}，{then.quarter.chinese} {_figure(before)}"
    return f"{told}，比{then.quarter.chinese}（{_figure(before)}）{_moved(since.difference)}"


def _figure(placing: Placing) -> str:
    return f"{published(placing.score.composite)} 分、第 {placing.rank} 名"


def _moved(value: Exact) -> str:
    if not value:
        return "不高不低"
    return f"高 {places(value, 2)} 分" if value > 0 else f"低 {places(negative(value), 2)} 分"


def item_in_words(since: Since) -> str:
    """By how much the one item that is asked about moved the composite; empty where none is."""
    if since.item is None:
        return ""
    rubrics = (since.after.rubric, since.before.rubric)
    title = next(each.by_item[since.item].title for each in rubrics if since.item in each.by_item)
    if not any(each.move.items for each in since.lines):
        return f"{since.item} {title}：两轮给综合得分的一样"
    return f"{since.item} {title}：综合得分因它{_moved(since.difference)}"


def sum_in_words(since: Since) -> str:
    """What the causes add up to."""
    if since.item is None:
        return "各样缘由相加，就是两轮公布的综合得分的差。"
    return f"{rest_in_words(since)}、修约不属于哪个项目，不在内；看全部的不写项目。"


def versions_in_words(since: Since) -> str:
    """By which versions the two rounds were held."""
    then, now = since.before.rubric.version, since.after.rubric.version
    if then == now:
        return f"两轮都按 {now} 版"
    return f"{since.before.quarter} 按 {then} 版，{since.after.quarter} 按 {now} 版"


def rest_in_words(since: Since) -> str:
    """What is no item's."""
    rubrics = (since.before.rubric, since.after.rubric)
    factors = "、系数" if any(map(_multiplies, rubrics)) else ""
    areas = "、各方面修约" if any(each.measure.rounding.stage == "areas" for each in rubrics) else ""
    return f"折算{factors}、总封顶和否决{areas}"


def _multiplies(rubric: Rubric) -> bool:
    return any(isinstance(each, Factor) for each in (*(area.times for area in rubric.areas), rubric.measure.times))


def ids_in_words(items: Joined) -> str:
    """Which items: `DJ-02`, `DJ-08、DJ-12→DJ-08`."""
    old, new = (tuple(item.id for item in side) for side in items)
    if not old or not new or old == new:
        return "、".join(new or old)
    return f"{'、'.join(old)}→{'、'.join(new)}"


def titles_in_words(items: Joined) -> str:
    """What they are called, as they are now; of what is gone as it was."""
    return "、".join(item.title for item in items.new or items.old)


def remark_in_words(since: Since, move: ItemMove) -> str:
    """What is to be known of an item where it moved; empty where nothing is."""
    return "；".join((*_remarks(since, move.items), *(_MARK[each] for each in move.marks), *_at(move)))


def _at(move: ItemMove) -> Iterator[str]:
    if move.end is not None:
        yield _END[move.end]


def _remarks(since: Since, items: Joined) -> Iterator[str]:
    if not items.old:
        yield "新的项目"
    elif not items.new:
        yield "删去的项目"
    elif items in since.inseparable:
        told = (each for each in since.gaps if each.item.id in items.ids)
        yield from dict.fromkeys(
            REASON[each.reason] if each.clause is None else f"{each.clause.id}：{REASON[each.reason]}" for each in told
        )


def roster_in_words(since: Since) -> str:
    """What the roster says otherwise of the branch: `类别原为甲，现为乙`; empty where nothing."""
    then, now = (each.score.branch for each in since.placings)
    told = [_changed("类别", then.branch_class, now.branch_class)]
    if since.after.rubric.uses_heads:
        told.append(_changed("人数", _heads(then), _heads(now)))
    return "；".join(filter(None, told))


def _changed(what: str, then: str, now: str) -> str:
    return "" if then == now else f"{what}原为{then}，现为{now}"


def _heads(branch: Branch) -> str:
    return "没有写" if branch.head_count is None else f"{branch.head_count}人"


def inseparable_in_words(since: Since) -> str:
    """How much cannot be told apart: `15 项，满分原共 28 分，现共 35 分`."""
    count = sum(len(each.new) for each in since.inseparable)
    if since.item is not None:
        return ""
    then, now = (shown(each) for each in since.marks)
    return f"{count} 项，满分原共 {then} 分，现共 {now} 分"


def remarks_in_words(since: Since) -> Iterator[str]:
    """What is to be known of the whole."""
    apart, revised = since.line("inseparable").value, since.line("revision").value
    if apart and revised and since.marks[0] != since.marks[1] and since.item is None:
        both = points(plus(apart, revised))
        yield f"满分在分不开的项目与其余项目之间移动，使两行一增一减；细则和事实分不开、细则修订合起来是 {both} 分。"
    if since.whole:
        yield "各项目原来的记录都不能照新的细则重算，细则修订和事实全部分不开。"
    for quarter in since.adjusted:
        yield f"{quarter} 没有复核调整的记录没有分可给，那一轮的复核调整没有单列，算在别的各行里。"


def points(value: Exact) -> str:
    """A difference in a column: `-3.58`, `+0.125`; what has no end `约-0.1338`."""
    return signed(value, in_column(value))
