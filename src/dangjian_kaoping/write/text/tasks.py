"""任务清单 for a terminal."""

from itertools import groupby

from dangjian_kaoping.engine.follow.tasks import Task, TaskList
from dangjian_kaoping.periods import quarters_of
from dangjian_kaoping.words.task import (
    NOTE,
    asked_of_in_words,
    how_often,
    later_in_words,
    name_of,
    open_in_words,
    points_in_words,
    rubrics_in_words,
    title_of,
)
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.ledger import write_entries


def tasks_text(listed: TaskList, width: int = 100) -> str:
    """The tasks day by day, each with what is asked, by what standard, who checks it, with which materials."""
    page = Page(width)
    rules = rubrics_in_words(listed)
    page.line(f"{title_of(listed)}，{len(listed.tasks)} 项" + (f"  按细则 {rules}" if rules else ""))
    for due, tasks in groupby(listed.tasks, lambda each: each.due):
        several = list(tasks)
        page.blank()
        page.line(f"{due.isoformat()} 前（含当日），{len(several)} 项")
        for task in several:
            _write(page, task, listed)
    if listed.later:
        quarter = quarters_of(listed.period)[-1]
        page.blank()
        page.line(f"{later_in_words(listed)}，用 --quarter {quarter} 看。")
    if listed.as_of is not None:
        page.blank()
        page.line(open_in_words(listed.entries, listed.as_of))
        write_entries(page, listed.entries)
    page.blank()
    page.line(f"{NOTE}“整改”是没有做到时的整改标准。")
    return page.text


def _write(page: Page, task: Task, listed: TaskList) -> None:
    page.blank()
    page.line("  ".join(each for each in (name_of(task), points_in_words(task.points), how_often(task)) if each), 1)
    item = task.item
    if item.requirement:
        page.line(item.requirement, 2, "要求：")
    if item.standard:
        page.line(item.standard, 2, "整改：")
    page.line("、".join(task.departments), 2, "检查：")
    if item.materials:
        page.line("、".join(item.materials), 2, "备查：")
    if listed.branch is None and task.spared:
        page.line(asked_of_in_words(task), 2, "适用：")
