"""Notices for tests: the sample's rounds and a small plant's, as letters and as files read back."""

from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.overview import overview
from dangjian_kaoping.engine.follow.tasks import Task, task_list
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.views.notice import round_notice
from dangjian_kaoping.words.notice.letter import Letter
from dangjian_kaoping.write.docx.letter import letter_docx
from sample import SAMPLE
from small_plant import ROSTER, edition, held, modelled

DAY = date(2021, 4, 12)


def small(changes: dict[str, str] | None = None, *, draft: bool = False, day: date | None = None) -> Letter:
    """The notice of the small plant's only round, with texts of its documents changed."""
    dossier = held(changes)
    return round_notice(overview(dossier, tasks_of(dossier, changes)), edition(draft=draft), day)


def tasks_of(dossier: Dossier, changes: dict[str, str] | None = None) -> tuple[Task, ...]:
    """The small plant's tasks of the quarter after."""
    text = ROSTER
    for old, new in (changes or {}).items():
        text = text.replace(old, new)
    quarter = dossier.result.quarter.next
    return task_list(quarter, {quarter: dossier.result.rubric}, modelled(Roster, text, "data/roster.yaml")).tasks


@cache
def sample(quarter: str) -> Letter:
    """The notice of a round of the sample plant."""
    session = Session(SAMPLE)
    return round_notice(overview(session.dossier(quarter), session.tasks_after(quarter)), edition(), DAY)


@cache
def sample_file() -> bytes:
    return letter_docx(sample("2021Q1"))


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def all_text(document: Document) -> str:
    """Every piece of text in every part."""
    parts: list[Any] = [part for part in document.part.package.iter_parts() if hasattr(part, "element")]
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return "\n".join(each.text or "" for part in parts for each in part.element.iter(tag))


def own(*lines: str, change: Callable[[Document], object] = lambda document: None) -> bytes:
    """A document of an office, made by another program than ours."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    change(document)
    content = BytesIO()
    document.save(content)
    return content.getvalue()
