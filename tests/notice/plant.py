"""Notices for tests: the sample's rounds and a small plant's, as letters and as files read back."""

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document

from dangjian_kaoping.cli.rounds import compile_dossier
from dangjian_kaoping.engine.overview import overview
from dangjian_kaoping.notice.letter import Letter
from dangjian_kaoping.notice.letter_docx import letter_docx
from dangjian_kaoping.notice.round_notice import round_notice
from excel.plant import edition, held

ROOT = Path(__file__).parents[2]
DAY = date(2021, 4, 12)


def small(changes: dict[str, str] | None = None, *, draft: bool = False, day: date | None = None) -> Letter:
    """The notice of the small plant's only round, with texts of its documents changed."""
    dossier = held(changes)
    return round_notice(overview(dossier, dossier.result.rubric), edition(draft=draft), day)


@cache
def sample(quarter: str) -> Letter:
    """The notice of a round of the sample plant."""
    compiled = compile_dossier(ROOT, quarter)
    rubric = compiled.workspace.rubric_in_force(compiled.dossier.result.quarter.next)
    return round_notice(overview(compiled.dossier, rubric), edition(), DAY)


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
