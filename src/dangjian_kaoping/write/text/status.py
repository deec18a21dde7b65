"""进度 for a terminal: the state of a round, a grid, what is owed, and the next step in words."""

from collections.abc import Iterator
from datetime import date

from dangjian_kaoping.engine.course.state import Course
from dangjian_kaoping.engine.follow.status import RoundStatus
from dangjian_kaoping.engine.score.absence import Absence
from dangjian_kaoping.periods import Month
from dangjian_kaoping.words.absence import absence_in_words
from dangjian_kaoping.words.course import course_line, lacking_in_words, record_in_words
from dangjian_kaoping.words.ledger import owner_in_words
from dangjian_kaoping.words.status import next_step_in_words, not_asked_in_words
from dangjian_kaoping.write.layout import Page, clean, to_left, width_of
from dangjian_kaoping.write.text.bars import bar
from dangjian_kaoping.write.text.grid import Column, fitting
from dangjian_kaoping.write.toned import joined

_YES, _NO = "√", "缺"


def _months(status: RoundStatus) -> Iterator[Column]:
    """The self-assessments: what is missing where they are asked for, else only what there is."""
    for period in status.branches[0].filed if status.branches else ():
        filed = [each.filed[period] for each in status.branches]
        if status.asks_months or any(filed):
            missing = _NO if status.asks_months else ""
            name = f"{period.number}月自评" if isinstance(period, Month) else "自评"
            yield _marked(name, [_YES if each else missing for each in filed])


def _marked(name: str, cells: list[str]) -> Column:
    """A column in which what is missing stands out."""
    return Column(name, cells, figures=False, tones=["error" if each == _NO else None for each in cells])


def _counts(status: RoundStatus, *, plain: bool) -> list[str]:
    """How many branches have each of the records that are asked for."""
    counted = list(status.counted())
    names = [clean(record_in_words(each.what)) for each in counted]
    widest = max(map(width_of, names), default=0)
    digits = len(str(len(status.branches)))
    return [
        joined([to_left(name, widest), f"{each.done:>{digits}}/{each.of}", bar(each.done, each.of, plain=plain)], "  ")
        for name, each in zip(names, counted, strict=True)
    ]


def status_text(status: RoundStatus, course: Course | None, day: date, width: int = 100, *, plain: bool = False) -> str:
    """The state of a round, where it is known; what is in and what is missing of it on a day; and what is done next."""
    page = Page(width)
    if course is not None:
        page.line(course_line(course, status).told)
    page.blank()
    write_progress(page, status, day, plain=plain)
    next_step = next_step_in_words(status, course)
    if next_step:
        page.blank()
        page.line(next_step, 0, "下一步：")
    return page.text


def write_progress(page: Page, status: RoundStatus, day: date, *, plain: bool = False) -> None:
    """What is in and what is missing on a day: how many of how many, a grid, and what is owed.

    A `plain` console has no bars but of signs.
    """
    page.line(f"{status.quarter.chinese}考评进度（截至 {day.isoformat()}）", tone="heading")
    page.blank()
    page.as_it_is(_counts(status, plain=plain))
    page.blank()
    names = [each.branch.name for each in status.branches]
    columns = [Column("党支部", names, figures=False)]
    for department in status.departments:
        days = [each.inspected[department] for each in status.branches]
        columns.append(_marked(department, [_NO if day is None else f"{day:%m-%d}" for day in days]))
    columns += _months(status)
    columns.append(Column("欠复查", [str(len(each.owed)) if each.owed else "" for each in status.branches]))
    page.as_it_is(fitting(columns, page.width))
    if status.absent:
        page.line(f"{absence_in_words(Absence(status.absent))}，不再等。")
    if why := not_asked_in_words(status):
        page.line(why)
    for each in status.lacking(day):
        if each.by is not None:
            page.line(f"{lacking_in_words(each, day)}。")
    owed = [entry for each in status.branches for entry in each.owed]
    if owed:
        page.blank()
        page.line("欠复查的问题：")
        for entry in owed:
            page.line(f"{entry.id} {owner_in_words(entry)}：{entry.finding.reason}（限 {entry.finding.rectify_by}）", 1)
