"""Feedback sheets of the sample plant."""

from functools import cache

from dangjian_kaoping.engine.follow.feedback import Feedback, feedbacks
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.words.feedback.feedback import feedback_sheet
from dangjian_kaoping.words.feedback.sheet import Sheet
from dangjian_kaoping.write.docx.sheet import sheet_docx
from sample import SAMPLE
from small_plant import edition


@cache
def sample() -> tuple[Feedback, ...]:
    session, quarter = Session(SAMPLE), Quarter(2021, 1)
    return feedbacks(session.dossier(quarter), session.tasks_after(quarter), session.mendings(quarter))


def sheet(feedback: Feedback, *, draft: bool = False) -> Sheet:
    return feedback_sheet(feedback, edition(draft=draft))


def sheet_file() -> bytes:
    return sheet_docx(sheet(sample()[-1]))
