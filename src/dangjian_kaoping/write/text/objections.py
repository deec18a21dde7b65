"""异议 for a terminal: how many there are, a row each, and what each asks and became of it."""

from dangjian_kaoping.engine.course.objections import StandingObjection
from dangjian_kaoping.engine.course.state import Course
from dangjian_kaoping.views.objections import objections
from dangjian_kaoping.words.objections import decision_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def objections_text(course: Course, found: tuple[StandingObjection, ...], width: int = 100) -> str:
    """The objections to a round's result, as of a day."""
    page = Page(width)
    if not found:
        page.line(f"{course.quarter.chinese}没有异议（截至 {course.day}）。")
        return page.text
    undecided, overdue = len(course.undecided), len(course.overdue)
    counts = f"共 {len(found)} 件，未处理 {undecided} 件，逾期未答复 {overdue} 件"
    page.line(f"{course.quarter.chinese}异议（截至 {course.day}）：{counts}")
    page.blank()
    page.as_it_is(lines_of(objections(found), page.width))
    page.blank()
    for each in found:
        page.line(each.objection.asks, 0, f"{each.objection.id}：")
        if each.objection.decision is not None:
            page.line(decision_in_words(each.objection.decision), 1, "处理：")
    return page.text
