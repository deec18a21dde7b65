"""Whatever stands in names and reasons stays text, and every file can be opened."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.notice.letter import Annex, Column, Letter, Paragraph, Table
from dangjian_kaoping.write.docx.letter import letter_docx
from dangjian_kaoping.write.docx.runs import writable
from thorough import law

from .letters import all_text, opened

pytestmark = pytest.mark.whole

HOSTILE = [
    "<w:p/>&amp;]]><!--",
    "{{标题}}{{正文}}",
    "{% raw %}{{ 7*7 }}",
    "\x00\x01\x0b\x1f\x7f",
    "\ufffe\uffff\ud800",
    "\u202e倒\u202d",
    "=cmd|' /C calc'!A0",
    "甲\n乙\t丙\r\n丁",
    "A" * 3000,
    "𠀀𠮷👨‍👩‍👧",
    "",
]


def letter(text: str) -> Letter:
    table = Table((Column("名"), Column("因", left=True)), ((text, text),))
    return Letter(
        (f"关于{text}", "的通报"),
        f"{text}：",
        (Paragraph(text, "heading"), Paragraph(text, lead=text)),
        Annex(text, table, (text,)),
        text,
        None,
        True,
        text,
        Quarter(2021, 1),
    )


def well_formed(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    content = letter_docx(letter(text))
    well_formed(content)
    shown = "".join(each for each in writable(text) if each != "\n").strip()
    assert shown in re.sub(r"\n", "", all_text(opened(content)))


@given(st.text(max_size=40))
@law(40)
def test_any_text_makes_a_document_that_opens(text: str) -> None:
    content = letter_docx(letter(text))
    well_formed(content)
    assert content == letter_docx(letter(text))


def test_ten_thousand_hostile_strings_can_all_be_written() -> None:
    pieces = [f"{HOSTILE[index % len(HOSTILE)]}{chr(index)}" for index in range(10_000)]
    assert not any(
        re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", writable(each)) for each in pieces
    )
