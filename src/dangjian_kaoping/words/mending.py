"""本轮若没有这一条 in words. What was published stays: nothing is called got back that no rule gives back."""

from collections.abc import Iterator, Mapping, Sequence

from dangjian_kaoping.engine.otherwise.mending import BranchMending, ItemMending, Mending, Without
from dangjian_kaoping.engine.score.clause import needs_fact
from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.exact import Exact, negative, places
from dangjian_kaoping.words.explain.row import ExplainRow
from dangjian_kaoping.words.explain.totals import figure_or_none
from dangjian_kaoping.words.figures import TABLE_PLACES
from dangjian_kaoping.words.names import titled_version_in_words
from dangjian_kaoping.words.record.finding import outdone_by_another
from dangjian_kaoping.words.record.record import reason_of
from dangjian_kaoping.words.rubric.item import standing_in_words

STAYS = "已公布的分不因整改而变"
"""What is said wherever it is told what a round would have been."""
HOW = (
    "逐条重新计分：只少这一条，别的记录、自评、以前各轮和别的支部都不变。"
    "档次、比例、引用得分等不能没有记录的，按最近的不失分的记录算。各条高出的分相加，不一定等于都没有时高出的分。"
)
_NO_LONGER: Mapping[Flag, str] = {
    "bottom_three": "不列末位",
    "task_not_done": "不算单项工作未完成",
    "veto": "没有一票否决",
}


def mending_rows(result: RoundResult, mending: BranchMending, item_id: str | None = None) -> Iterator[ExplainRow]:
    """A branch's round without each finding that takes points, item by item; of one item where it is named."""
    placing = mending.placing
    branch = placing.score.branch
    rank = f"  第 {placing.rank} 名" if placing.rank is not None else ""
    figures = f"{result.quarter.chinese}  综合得分{figure_or_none(placing.score.composite)}{rank}"
    yield ExplainRow(0, "branch", "", f"{branch.name}（{branch.branch_class}）  {figures}")
    yield ExplainRow(0, "branch", "依据：", titled_version_in_words(result.rubric))
    if not mending.items:
        where = "本轮" if item_id is None else f"{item_id} "
        yield ExplainRow(0, "branch", "", f"{where}没有失分的记录。")
        return
    yield ExplainRow(0, "branch", "", HOW)
    for item in mending.items:
        yield from _item(item, placing)
    if len(mending.items) > 1:
        yield ExplainRow(0, "part", "", "各项合在一起")
        every = [each for item in mending.items for each in item.findings]
        words = without_in_words(mending.together, placing, _all(f"以上 {len(every)} 条", every))
        yield ExplainRow(1, "sum", "", f"{words}。")


def _item(item: ItemMending, placing: Placing) -> Iterator[ExplainRow]:
    head = f"{item.score.item.id} {item.score.item.title}  {standing_in_words(item.score)}".rstrip()
    yield ExplainRow(0, "item", "", head)
    for each in item.findings:
        fact = each.clause.clause.fact.recorded_in_words(each.finding.recorded.finding)
        reason = reason_of(each.finding)
        yield ExplainRow(1, "finding", f"{each.clause.clause.id}：", f"{fact}{f'。{reason}' if reason else ''}")
        yield ExplainRow(2, "sum", "", f"{mending_in_words(each, item, placing)}。")
        if each.again is not None and each.without is not None:
            yield ExplainRow(2, "rule", "", f"{again_in_words(each.again, each.without.gain)}。")
    if len(item.findings) > 1:
        several = _all(f"本项这 {len(item.findings)} 条", item.findings)
        words = without_in_words(item.together, placing, several)
        yield ExplainRow(1, "sum", "合在一起：", f"{words}。")


def _all(what: str, findings: Sequence[Mending]) -> str:
    """That none of some findings took anything: they were not there, or, where records must be, were at the best."""
    return f"{what}都{'不失分' if any(needs_fact(each.clause.clause) for each in findings) else '没有'}"


def mending_in_words(mending: Mending, item: ItemMending, placing: Placing) -> str:
    """`本轮若没有这一条，综合得分高 1.80 分、列第 6 名；已公布的分不因整改而变`."""
    if mending.without is not None and not mending.without.gain and not _changed(mending.without.placing, placing):
        return f"本轮若只少这一条，综合得分不变（{_why_nothing(mending, item)}）；{STAYS}"
    if mending.instead is None:
        return without_in_words(mending.without, placing, "没有这一条")
    stated = mending.clause.clause.fact.recorded_in_words(mending.instead)
    return without_in_words(mending.without, placing, f"这一条不失分，即{'' if stated[0] > '一' else ' '}{stated}")


def without_in_words(without: Without | None, placing: Placing, condition: str) -> str:
    """What the round would be on a condition: by how much higher the composite, which rank, flags and grade."""
    if without is None:
        return f"本轮若{condition}，算不出综合得分；{STAYS}"
    told = "、".join([_gain(without.gain), *_moved(without.placing, placing)])
    return f"本轮若{condition}，{told}；{STAYS}"


def again_in_words(again: Exact, now: Exact) -> str:
    """What the same takes of the composite next round, as against this one."""
    next_time, this_time = places(again, TABLE_PLACES), places(now, TABLE_PLACES)
    return f"下一轮再有同样的，按屡查屡犯扣得更多：综合得分少 {next_time} 分（本轮少 {this_time} 分）"


def _gain(gain: Exact) -> str:
    if not gain:
        return "综合得分不变"
    more = gain if gain > 0 else negative(gain)
    return f"综合得分{'高' if gain > 0 else '低'} {places(more, TABLE_PLACES)} 分"


def _moved(there: Placing, here: Placing) -> Iterator[str]:
    yield "名次不变" if there.rank == here.rank else f"列第 {there.rank} 名"
    yield from (_NO_LONGER[flag] for flag in here.flags if flag not in there.flags)
    if there.grade != here.grade and there.grade is not None:
        yield f"等次为{there.grade}"


def _changed(there: Placing, here: Placing) -> bool:
    return (there.rank, there.flags, there.grade) != (here.rank, here.flags, here.grade)


def _why_nothing(mending: Mending, item: ItemMending) -> str:
    """Why a round is the same without a finding that takes points."""
    finding = mending.finding
    if finding.suppressed_by is not None:
        return "同一事件另有更重的一条"
    if finding.outdone_by is not None:
        return "只取最重的一条，另有更重的"
    if item.score.status == "scored" and item.score.step is not item.score.settled:
        return "本项的分另有规定"
    if outdone_by_another(mending.clause, finding):
        return "另有更不利的一次记录"
    return "本项别的记录照样扣这么多"
