"""交接 in words: by which rules the office works, how far each round is, who owes what, and what is done next."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.diagnostics.courses import STATES
from dangjian_kaoping.engine.course.handover import Handover
from dangjian_kaoping.engine.course.state import FINAL, Course
from dangjian_kaoping.engine.course.step import payment
from dangjian_kaoping.model.objections import Objection
from dangjian_kaoping.model.procedure import Procedure
from dangjian_kaoping.periods import quarter_of_day
from dangjian_kaoping.words.course import (
    answer_due_in_words,
    course_line,
    day_in_words,
    lacking_in_words,
    moved_in_words,
    next_in_words,
    outdated_in_words,
    settled_in_words,
    step_in_words,
)
from dangjian_kaoping.words.ledger import owner_in_words
from dangjian_kaoping.words.objections import LATE, concern_in_words

_NAMED = 5
"""So many problems at most are told: the page is one to read, the ledger has them all."""
_NONE = "没有。"
_PAGE = {"ranks": "列出各支部的名次和得分", "first": "只列前三名、数目和各方面的平均"}


class Section(NamedTuple):
    """A part of the page: its title, and a line for each thing."""

    title: str
    lines: tuple[str, ...]


def handover_in_words(handover: Handover) -> Iterator[Section]:
    """The page, part by part."""
    yield Section("一、规定", tuple(_rules(handover)))
    yield Section("二、各轮", tuple(_rounds(handover)))
    yield Section("三、没有交齐的", tuple(_missing(handover)) or (_NONE,))
    yield Section("四、没有销号的问题", tuple(_problems(handover)) or (_NONE,))
    yield Section("五、没有办完的异议", tuple(_objections(handover)) or (_NONE,))
    yield Section("六、没有兑现的", (_unpaid(handover),))
    yield Section("七、接下来做什么", tuple(_next(handover)) or (_NONE,))


def _rules(handover: Handover) -> Iterator[str]:
    settings, roster = handover.settings, handover.roster
    yield f"单位：{settings.unit}" + (f"；公布考评结果的：{settings.committee}" if settings.committee else "")
    named = [
        f"{title} {each.version} 版，从 {each.effective_from} 起"
        for title, each in (("细则", handover.rubric), ("绩效奖励办法", handover.policy))
        if each is not None
    ]
    yield "；".join(named) or "现在没有施行的细则"
    quarter = quarter_of_day(handover.day)
    departments = "、".join(roster.department_name(each, quarter) for each in roster.departments)
    yield f"考评的党支部 {len(roster.taking_part(quarter))} 个；部室：{departments}"
    yield _procedure(settings.procedure)
    if settings.procedure is not None:
        years = sorted({each.year for each in settings.days_off})
        known = f"写了 {'、'.join(map(str, years))} 年的" if years else "没有写，工作日只除去周六、周日"
        yield f"节假日（kaoping.yaml 的 days_off、days_worked）：{known}"
    if settings.public_page is not None:
        yield f"公开的网页：{_PAGE[settings.public_page]}"
    if settings.private_items:
        yield f"原因不公开的项目：{'、'.join(settings.private_items)}"


def _procedure(procedure: Procedure | None) -> str:
    if procedure is None:
        return "程序：没有规定（kaoping.yaml 没有 procedure），封存了就是定案"
    days, answer = procedure.publication_days, procedure.answer_days
    steps = [
        "先审定" if procedure.approval else "",
        f"公示至少 {days} 个工作日" if days else "公示",
        f"异议在 {answer} 个工作日内答复" if answer else "答复异议",
    ]
    return f"程序：从 {procedure.since} 起，{'，'.join(filter(None, steps))}，再定案"


def _rounds(handover: Handover) -> Iterator[str]:
    for each in _unsettled(handover):
        yield course_line(each, handover.progress.get(each.quarter)).told
    yield settled_in_words(handover.courses)


def _unsettled(handover: Handover) -> list[Course]:
    return [each for each in handover.courses if not each.settled]


def _missing(handover: Handover) -> Iterator[str]:
    for quarter, status in handover.progress.items():
        for each in status.lacking(handover.day):
            yield f"{quarter} {lacking_in_words(each, handover.day, named=True)}"


def _problems(handover: Handover) -> Iterator[str]:
    if not handover.problems:
        return
    overdue = [each for each in handover.problems if each.state == "overdue"]
    told = sorted(handover.problems, key=lambda each: each.finding.rectify_by or date.max)[:_NAMED]
    yield f"{len(handover.problems)} 个，其中逾期 {len(overdue)} 个；全部的用 kaoping ledger --open 看"
    for each in told:
        yield f"{each.id} {owner_in_words(each)}：{each.finding.reason}（限 {each.finding.rectify_by}）"
    if len(told) < len(handover.problems):
        yield f"其余 {len(handover.problems) - len(told)} 个"


def _objections(handover: Handover) -> Iterator[str]:
    for course in handover.courses:
        for each in course.standing.objections:
            if each in course.unanswered or each.decision is None:
                yield f"{course.quarter} {_objection(course, each)}"


def _objection(course: Course, objection: Objection) -> str:
    """`Y1 物资部党支部对项目 LZ-02 核实不符：一名被谈话人当日不在厂（04-14 收到，还没有决定；应于 04-28 前答复）`; 对
    another's result `机关党支部对发电部党支部的…`.
    """
    whose = "" if objection.party == objection.branch else f"{objection.branch}的"
    concern = f"{objection.party}对{whose}{concern_in_words(objection)}"
    due = answer_due_in_words(course, objection).removeprefix(objection.id).strip()
    if objection.decision is not None:
        decided = "已决定，没有答复"
    elif objection in course.unanswered:
        decided = "还没有决定"
    else:
        decided, due = f"{LATE}，还没有书面决定", ""
    told = "；".join(filter(None, (f"{day_in_words(objection.received, course.day)} 收到，{decided}", due)))
    return f"{objection.id} {concern}：{objection.asks}（{told}）"


def _unpaid(handover: Handover) -> str:
    if all(each.standing.procedure is None for each in handover.courses):
        return "没有规定程序的各轮不登记兑现，请查兑现表。"
    return f"{'、'.join(map(str, handover.unpaid))}。" if handover.unpaid else _NONE


def _next(handover: Handover) -> Iterator[str]:
    """The oldest first: what comes later builds upon it."""
    for each in _unsettled(handover):
        step = next_in_words(each, handover.progress.get(each.quarter))
        if step:
            yield f"{each.quarter} {STATES[each.state]}：{step}"
    for each in handover.courses:
        if each.state == "final" and each.standing.untold:
            yield f"{each.quarter} 通报还没有登记：{step_in_words(each, 'tell')}"
        if each.state in FINAL and each.told and each.standing.unpaid:
            yield f"{each.quarter} 还没有兑现：{step_in_words(each, payment(each))}"
    moved = moved_in_words(handover.courses, handover.day)
    if moved:
        yield moved
    if outdated := outdated_in_words(handover.courses):
        yield outdated
