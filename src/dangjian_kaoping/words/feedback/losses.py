"""扣分、加分和扣减 in words: item by item, each with its reasons, the standard, the deadline and the best branch."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.follow.feedback import Best, Feedback, Loss
from dangjian_kaoping.engine.score.absence import Absence
from dangjian_kaoping.engine.score.apportioning import Part
from dangjian_kaoping.engine.score.clause import ClauseScore, FindingScore
from dangjian_kaoping.exact import Exact, minus, negative, places, plus, total
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.absence import absence_in_words
from dangjian_kaoping.words.feedback.sheet import Section
from dangjian_kaoping.words.figures import NONE, TABLE_PLACES, in_column, shown
from dangjian_kaoping.words.mending import STAYS
from dangjian_kaoping.words.names import STATUS
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.words.notice.phrases import day_in_words, in_a_line
from dangjian_kaoping.words.record.adjustment import settings_in_words
from dangjian_kaoping.words.record.finding import consequences_in_words
from dangjian_kaoping.words.record.part import own_in_words, part_in_words, rest_in_words
from dangjian_kaoping.words.record.record import kind_of, reason_of, standard_of
from dangjian_kaoping.words.rubric.item import aside_in_words, aside_rule_in_words

_NAMED = 3
"""So many of the best branches are named."""
_NO_DEADLINE = {"on_site": "检查时已整改", "shortfall": "不列台账"}

WITHOUT = "若没有\n高几分"
_PROBLEM = Column("查出的问题", left=True, most=22)
_LONG, _WIDE = 150, 44
"""A problem that is told in more characters makes its column so wide."""
_COLUMNS = (
    Column("考评项目", left=True, most=8),
    Column("得分", least=3.2),
    Column("自评", most=2.5),
    _PROBLEM,
    Column("评分标准", left=True, most=22),
    Column("失分", most=3),
    Column("整改标准", left=True, most=22),
    Column("整改期限", least=6.4),
    Column(WITHOUT, most=3),
)

_BESIDE = {"bonus": "加分", "penalty": "扣减", "veto": "一票否决"}
_EXTRAS = (
    Column("考评项目", left=True, most=14),
    Column("加减分", most=6),
    Column("原因", left=True, most=30),
    Column("评分标准", left=True, most=30),
    Column("整改标准", left=True, most=16),
    Column("整改期限", least=6.4),
    Column(WITHOUT, most=3),
)
_BEST = (
    Column("考评项目", left=True, most=14),
    Column("得分", least=4),
    Column("做得最好的党支部", left=True, most=80),
)
_ABOUT_DEADLINES = "“不列台账”指比例、档次等指标上的差距，不单独销号；有期限的问题由查出的部室复查销号。"
_ABOUT_WITHOUT = f"“若没有高几分”：本轮若没有这一条（不能没有记录的，按不失分算），其他不变，综合得分高几分；{STAYS}。"


def losses(feedback: Feedback) -> Section:
    """Every item that has less than its full marks, a row for each thing that took points."""
    title = "失分情况和整改要求"
    if not feedback.losses:
        return Section(title, (_nothing_lost(feedback),))
    declared = {each.item.id: in_column(each.declared) for each in feedback.gap.items}
    found = [(loss, row) for loss in feedback.losses for row in _rows(loss, feedback)]
    wide = any(len(row.problem) > _LONG for _, row in found)
    problem = _PROBLEM._replace(most=_WIDE) if wide else _PROBLEM
    columns = [problem if each is _PROBLEM else each for each in _COLUMNS if declared or each.head != "自评"]
    rows = [_row(loss, row, feedback, declared) for loss, row in found]
    remark = _ABOUT_DEADLINES + (_ABOUT_WITHOUT if feedback.without_all else "")
    return Section(title, (_in_all(feedback) + _without_all(feedback),), Table(tuple(columns), tuple(rows)), (remark,))


def _nothing_lost(feedback: Feedback) -> str:
    items = feedback.placing.score.inspected.items
    unknown = sum(score.value is None and score.status != "rescaled" for score in items)
    scored = sum(score.value is not None and bool(score.points) for score in items)
    if unknown:
        so_far = "已经计分的项目都得满分，" if scored else ""
        return f"{so_far}还有 {unknown} 项没有计分，还不能说失了多少分。"
    return "各项都得满分。" if scored else "没有计分的项目。"


def _in_all(feedback: Feedback) -> str:
    """How much was lost, from the items to what 检查得分 lacks: as 扣分明细 and 一页纸摘要 have it."""
    every, lost = feedback.placing.score.inspected.items, feedback.lost
    unknown = sum(score.value is None and score.status != "rescaled" for score in every)
    of_items = total(each.lost for each in feedback.losses)
    told = f"共有 {len(feedback.losses)} 项没有得满分，失 {_points(of_items)} 分"
    beside = minus(lost.inspected, of_items)
    way, size = ("失", beside) if beside > 0 else ("多得", negative(beside))
    sums = [f"{_why_beside(feedback)}{way} {_points(size)} 分"] * bool(beside)
    sums += [f"总分扣减 {_points(lost.penalty)} 分"] * bool(lost.penalty)
    if sums:
        told += f"，{'，'.join(sums)}，扣分合计 {_points(lost.points)} 分"
    return f"{told}{f'；还有 {unknown} 项没有计分' if unknown else '；其余各项得满分或不计入'}。"


def _why_beside(feedback: Feedback) -> str:
    """What else than the items of the table moves the base."""
    rescaled = any(each.status == "rescaled" for each in feedback.placing.score.inspected.items)
    return "不涉及的项目折算" if rescaled else "乘系数、修约"


def _points(points: Exact) -> str:
    return places(points, TABLE_PLACES)


def _without_all(feedback: Feedback) -> str:
    """What the composite would be without all that took anything."""
    composite, more = feedback.placing.score.composite, feedback.without_all
    if composite is None or not more:
        return ""
    return f"本轮若各条都不失分，综合得分高 {_worth(more)} 分，是 {_worth(plus(composite.value, more))} 分。"


class _Row(NamedTuple):
    """What is told of one thing that took points: the problem, the standard that was applied, what it took."""

    problem: str
    rule: str = ""
    lost: str = ""
    standard: str = ""
    deadline: str = ""
    without: str = ""


def _row(loss: Loss, row: _Row, feedback: Feedback, declared: Mapping[str, str]) -> tuple[str, ...]:
    score = loss.score
    value = "" if score.value is None else in_column(score.value)
    return (
        f"{score.item.id} {score.item.title}",
        f"{value}/{shown(score.points)}",
        *([declared.get(score.item.id, NONE)] if declared else []),
        row.problem,
        row.rule,
        row.lost,
        row.standard,
        row.deadline,
        row.without,
    )


def _rows(loss: Loss, feedback: Feedback) -> Iterator[_Row]:
    """Of each finding that took something or says why it was recorded; else of why the points are not there."""
    branch_class, quarter = feedback.placing.score.branch.branch_class, feedback.dossier.result.quarter
    settings = "；".join(settings_in_words(loss.score, places=False))
    told = False
    for part, without in zip(loss.parts, loss.without, strict=True):
        if _tells(part):
            yield _of_finding(part, without, branch_class, quarter)
        elif part.rest == "adjusted":
            yield _Row(settings, "", _lost(part))
        elif part.rest == "emptied" or (told and part.rest == "not_earned"):
            yield _Row(rest_in_words(part, branch_class), "", _lost(part), without=NONE)
        else:
            continue
        told = True
    if not told:
        # what stands apart, or has no record at all
        yield _Row(settings or _without_finding(loss), "", in_column(loss.lost), without=NONE)


def _of_finding(part: Part, without: Exact | None, branch_class: str, quarter: Quarter) -> _Row:
    _, finding = _recorded(part)
    gone = finding.recorded.withdrawn
    return _Row(
        _problem(part, quarter),
        _rule(part, branch_class),
        _lost(part),
        "" if gone else _standard(finding),
        "" if gone else _deadline(finding),
        "" if gone else _worth(without),
    )


def _lost(part: Part) -> str:
    """What a part took, as a number; in words what did anything else."""
    return in_column(part.points) if part.points is not None and part.points > 0 else part_in_words(part)


def _worth(more: Exact | None) -> str:
    return NONE if more is None else _points(more)


def _tells(part: Part) -> bool:
    """Whether a finding took something, or says why it was recorded."""
    finding = part.finding
    return finding is not None and bool(part.points or finding.points or finding.recorded.finding.reason is not None)


def _without_finding(loss: Loss) -> str:
    if loss.score.step.name == names.BY_MEAN:
        return aside_in_words(loss.score, "")
    if loss.score.status != "scored":
        rule, reason = aside_rule_in_words(loss.score.item), loss.score.step.term("reason")
        if isinstance(reason, Absence):
            return f"{absence_in_words(reason)}{f'，{rule}' if rule else ''}"
        return f"{STATUS[loss.score.status]}{f'，{rule}' if rule else ''}"
    return "没有得分的记录"


def _problem(part: Part, inside: Quarter) -> str:
    """What was recorded in a round, with its number, and who saw it when."""
    clause, finding = _recorded(part)
    record = finding.recorded.finding
    words = in_a_line(reason_of(finding) or clause.clause.fact.recorded_in_words(record))
    beside = clause.clause.fact.beside_reason_in_words(record) if reason_of(finding) else ""
    who = finding.recorded.department or ""
    number = f"{record.id}　" if record.id and not finding.fault_told_elsewhere else ""
    day = finding.recorded.inspected_on
    seen = f"{who}的清单" if day is None else f"{who}{day_in_words(day, inside.last_day)}"
    return f"{number}{words}（{'；'.join(filter(None, [beside, seen]))}）"


def _rule(part: Part, branch_class: str) -> str:
    """The clause that was applied, and why it did not just take what it says."""
    clause, finding = _recorded(part)
    more = [*consequences_in_words(clause, finding, branch_class, places=False)]
    own = own_in_words(part)
    told = "；".join(filter(None, [*more, own]))
    return f"{in_a_line(clause.clause.text)}{f'（{told}）' if told else ''}"


def _recorded(part: Part) -> tuple[ClauseScore, FindingScore]:
    """The clause and the finding of a part that is no rest."""
    assert part.clause is not None
    assert part.finding is not None
    return part.clause, part.finding


def _standard(finding: FindingScore) -> str:
    return in_a_line(standard_of(finding.recorded.finding, finding) or "")


def _deadline(finding: FindingScore) -> str:
    until = finding.recorded.finding.rectify_by
    return _NO_DEADLINE[kind_of(finding.recorded.finding)] if until is None else until.isoformat()


def best(feedback: Feedback) -> Section:
    """The annex of who did best on each item that lost points; of one that nobody did better, that it is so."""
    rows = []
    for loss in feedback.losses:
        value = "" if loss.score.value is None else in_column(loss.score.value)
        told = "已是最好" if loss.best is None else f"{_best(loss.best)}{_how(loss.best)}"
        title = f"{loss.score.item.id} {loss.score.item.title}"
        rows.append((title, f"{value}/{shown(loss.score.points)}", told))
    return Section("附表　失分项目做得最好的党支部", (), Table(_BEST, tuple(rows)))


def _best(best: Best) -> str:
    names = [placing.score.branch.name for placing in best.placings]
    more = f"等 {len(names)} 个" if len(names) > _NAMED else ""
    return f"{'、'.join(names[:_NAMED])}{more}：{in_column(best.value)}/{shown(best.points)}"


def _how(best: Best) -> str:
    """How the best of them worked, where it is recorded: of the first only, a sheet is no report."""
    for placing, score in best.findings[:1]:
        finding = score.recorded.finding
        parts = (("落实", finding.carried_out), ("过程", finding.process), ("成效", finding.result))
        told = "；".join(f"{name}：{in_a_line(text)}" for name, text in parts if text)
        return f"。{placing.score.branch.name}的做法　{told}"
    return ""


def extras(feedback: Feedback) -> Section:
    """加分, 扣减 and vetoes, as far as there are any."""
    branch_class, quarter = feedback.placing.score.branch.branch_class, feedback.dossier.result.quarter
    effects = {_recorded(each.part)[0].effect for each in feedback.others}
    title = "、".join(name for effect, name in _BESIDE.items() if effect in effects)
    rows = []
    for part, without in feedback.others:
        clause, finding = _recorded(part)
        takes = clause.effect != "bonus" and not finding.recorded.withdrawn
        rows.append(
            (
                f"{finding.item.id} {finding.item.title}",
                part_in_words(part),
                _problem(part, quarter),
                _rule(part, branch_class),
                _standard(finding) if takes else "",
                _deadline(finding) if takes else "",
                _worth(without) if takes else "",
            )
        )
    if effects == {"bonus"}:
        return Section(title, tuple(f"{what}，{words}：{why}。依据：{rule}。" for what, words, why, rule, *_ in rows))
    return Section(title, (), Table(_EXTRAS, tuple(rows)))
