"""What branches have to do: 整改台账, 任务清单, 反馈单."""

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.cli.asking.courses import states_shown
from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.cli.formats.writable import CSV, JSON, MARKDOWN, TABLE, File, Screen, Writable
from dangjian_kaoping.cli.shell.streams import answer_csv, width
from dangjian_kaoping.engine.follow.feedback import Feedback
from dangjian_kaoping.engine.follow.ledger import AsOf, Entry, Summary
from dangjian_kaoping.engine.follow.tasks import TaskList
from dangjian_kaoping.engine.follow.year_feedback import YearFeedback
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.session.session import Session

if TYPE_CHECKING:
    from dangjian_kaoping.words.feedback.sheet import Sheet


class LedgerExtract(NamedTuple):
    """The entries that are listed, and the headline of all that concerns whom was asked for.

    What is published has an edition; of a workbook all sheets may be printed.
    """

    session: Session
    entries: Sequence[Entry]
    counted: Summary
    when: AsOf
    whom: str
    edition: Edition | None
    print_all: bool = False

    @property
    def draft(self) -> bool:
        """Whether it is published as a draft."""
        return self.edition is not None and self.edition.draft


LEDGER = Writable[LedgerExtract]("整改台账")


@LEDGER.written(TABLE)
def _ledger_text(asked: LedgerExtract) -> str:
    from dangjian_kaoping.write.text.ledger import ledger_text

    states = states_shown(asked.session, asked.when)
    return ledger_text(asked.entries, asked.counted, asked.when, width(sys.stdout), asked.whom, states)


@LEDGER.written(Screen("xlsx", "写成“整改台账.xlsx”", file="整改台账.xlsx"), File(".xlsx", ours.office, "工作簿"))
def _ledger_workbook(asked: LedgerExtract) -> bytes:
    from dangjian_kaoping.write.xlsx.sheets.ledger import ledger_workbook

    assert asked.edition is not None
    return ledger_workbook(asked.entries, asked.when, asked.edition, asked.whom, print_all=asked.print_all)


def _ledger_rows(entries: Sequence[Entry], *, draft: bool) -> str:
    from dangjian_kaoping.views.ledger import ledger
    from dangjian_kaoping.write.csv.table import as_csv

    return as_csv(ledger(entries, draft=draft))


@LEDGER.written(
    CSV._replace(say=partial(answer_csv, advice="请用 --publish 整改台账.csv 写成文件。")),
    # a draft has a column more
    File(".csv", ours.csv_of(lambda: [_ledger_rows((), draft=draft) for draft in (False, True)]), encoding=ours.MARKED),
)
def _ledger_csv(asked: LedgerExtract) -> str:
    return _ledger_rows(asked.entries, draft=asked.draft)


@LEDGER.written(JSON, File(".json", ours.json_of("kaoping.ledger")))
def _ledger_json(asked: LedgerExtract) -> str:
    from dangjian_kaoping.write.json.ledger import ledger_json

    return ledger_json(asked.entries, asked.counted, asked.when, whole=True, draft=asked.draft)


HEADLINE = Writable[LedgerExtract]("整改汇总")


@HEADLINE.written(TABLE)
def _headline_text(asked: LedgerExtract) -> str:
    from dangjian_kaoping.write.text.ledger import summary_text

    states = states_shown(asked.session, asked.when)
    return summary_text(asked.counted, asked.when, width(sys.stdout), asked.whom, states)


@HEADLINE.written(JSON)
def _headline_json(asked: LedgerExtract) -> str:
    from dangjian_kaoping.write.json.ledger import ledger_json

    return ledger_json(asked.entries, asked.counted, asked.when, whole=False)


class TaskExtract(NamedTuple):
    """The tasks that are listed; what is published has an edition. A calendar reminds so many days ahead, if at all,
    and tells what recurs for the whole year.
    """

    listed: TaskList
    edition: Edition | None = None
    remind: int | None = None
    year: TaskList | None = None
    print_all: bool = False


TASKS = Writable[TaskExtract]("任务清单")


@TASKS.written(TABLE)
def _tasks_text(asked: TaskExtract) -> str:
    from dangjian_kaoping.write.text.tasks import tasks_text

    return tasks_text(asked.listed, width(sys.stdout))


@TASKS.written(JSON)
def _tasks_json(asked: TaskExtract) -> str:
    from dangjian_kaoping.write.json.tasks import tasks_json

    return tasks_json(asked.listed)


@TASKS.written(file=File(".xlsx", ours.office, "工作簿"))
def _tasks_workbook(asked: TaskExtract) -> bytes:
    from dangjian_kaoping.write.xlsx.sheets.tasks import tasks_workbook

    assert asked.edition is not None
    return tasks_workbook(asked.listed, asked.edition, print_all=asked.print_all)


def _renewed(content: bytes, earlier: bytes) -> bytes:
    from dangjian_kaoping.write.calendar import renewed

    return renewed(content, earlier)


@TASKS.written(file=File(".ics", ours.calendar_of("kaoping.tasks"), "日历", renewed=_renewed))
def _tasks_calendar(asked: TaskExtract) -> bytes:
    from dangjian_kaoping.write.calendar import tasks_calendar

    assert asked.edition is not None
    unit, draft = asked.edition.unit, asked.edition.draft
    return tasks_calendar(asked.listed, unit, asked.remind, draft=draft, year=asked.year)


@TASKS.written(MARKDOWN, File(".md", ours.markdown_of("kaoping.tasks")))
def _tasks_markdown(asked: TaskExtract) -> str:
    from dangjian_kaoping.words.ledger import NOT_FOR
    from dangjian_kaoping.words.names import drafted
    from dangjian_kaoping.write.markdown.tasks import tasks_markdown

    edition = asked.edition
    why = drafted("本清单", edition.departure, use=NOT_FOR) if edition is not None and edition.draft else ""
    return tasks_markdown(asked.listed, why)


class FeedbackOf(NamedTuple):
    """A branch's sheet of feedback, of a round or of a year."""

    feedback: Feedback | YearFeedback
    edition: Edition

    @property
    def sheet(self) -> "Sheet":
        """What stands on it."""
        from dangjian_kaoping.words.feedback.feedback import feedback_sheet
        from dangjian_kaoping.words.feedback.year import year_sheet

        told = self.feedback
        return feedback_sheet(told, self.edition) if isinstance(told, Feedback) else year_sheet(told, self.edition)


FEEDBACK = Writable[FeedbackOf]("反馈单")


@FEEDBACK.written(file=File(".docx", ours.office))
def _feedback_docx(asked: FeedbackOf) -> bytes:
    from dangjian_kaoping.write.docx.sheet import sheet_docx

    return sheet_docx(asked.sheet)


@FEEDBACK.written(file=File(".html", ours.page))
def _feedback_page(asked: FeedbackOf) -> bytes:
    from dangjian_kaoping.write.html.feedback import feedback_page

    return feedback_page(asked.sheet, asked.edition)
