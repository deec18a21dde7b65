"""任务清单 for a terminal."""

from itertools import groupby

from dangjian_kaoping.engine.follow.tasks import TaskList
from dangjian_kaoping.periods import quarters_of
from dangjian_kaoping.views.tasks import tasks
from dangjian_kaoping.words.task import (
    filings_in_words,
    later_in_words,
    note_of,
    open_in_words,
    rubrics_in_words,
    title_of,
)
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.ledger import write_entries
from dangjian_kaoping.write.text.table import write_record


def tasks_text(listed: TaskList, width: int = 100) -> str:
    """The tasks day by day, each with what is asked, by what standard, who checks it, with which materials."""
    page, table = Page(width), tasks(listed)
    rules = rubrics_in_words(listed)
    page.line(f"{title_of(listed)}，{len(listed.tasks)} 项" + (f"  按细则 {rules}" if rules else ""))
    for due, same in groupby(listed.tasks, lambda each: each.due):
        several = list(same)
        page.blank()
        page.line(f"{due.isoformat()} 前（含当日），{len(several)} 项")
        for task in several:
            page.blank()
            write_record(page, table, task, 1)
    if listed.filings:
        page.blank()
        page.line(filings_in_words(listed))
    if listed.later:
        quarter = quarters_of(listed.period)[-1]
        page.blank()
        page.line(f"{later_in_words(listed)}，用 --quarter {quarter} 看。")
    if listed.as_of is not None:
        page.blank()
        page.line(open_in_words(listed.entries, listed.as_of))
        write_entries(page, listed.entries)
    page.blank()
    page.line(f"{note_of(listed)}“整改”是没有做到时的整改标准。")
    return page.text
