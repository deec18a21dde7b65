"""Files that are no tables, or none that can be read: each says what it is, and none ends the program."""

import os
import random
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.forms.grid import Returned
from dangjian_kaoping.tables.reading import read
from dangjian_kaoping.tables.sheet import MOST_CELLS
from thorough import some


def _saved(fill: Callable[[Workbook], object] = lambda book: None) -> bytes:
    book = Workbook()
    book.worksheets[0]["A1"] = "党支部"
    fill(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _with_part(name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(_saved())) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return _zipped({**parts, name: content})


def _far(book: Workbook) -> None:
    for row in range(1, 100):
        book.worksheets[0].cell(row, 16_000, "x")


def _merged(book: Workbook) -> None:
    book.worksheets[0].merged_cells.add("A1:XFD1048576")


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED: Mapping[str, tuple[bytes, str]] = {
    "empty": (b"", "文件是空的"),
    "half sent": (_saved()[:-400], "文件不完整"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "photo": (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
    "photo of a telephone": (b"\0\0\0\x18ftypheic\0\0", "图片"),
    "numbers": (_zipped({"Index/Document.iwa": b"x"}), "Numbers"),
    "word": (_zipped({"word/document.xml": b"<a/>"}), "Word"),
    "old word": (_COMPOUND + "WordDocument".encode("utf-16-le"), "Word"),
    "slides": (_zipped({"ppt/presentation.xml": b"<a/>"}), "演示文稿"),
    "password": (_COMPOUND + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "archive": (_zipped({"发电部.xlsx": _saved()}), "压缩包"),
    "rar": (b"Rar!\x1a\x07\x01\0", "压缩包"),
    "page with a workbook's name": (b"\xef\xbb\xbf <html><table>", "网页"),
    "no workbook inside": (_COMPOUND + bytes(2000), "损坏"),
    "unfolds": (_with_part("xl/media/a.bin", bytes(201 << 20)), "解开以后"),
    "refers to itself": (_with_part("xl/workbook.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "不该有的东西"),
    "in an encoding of its own": (_with_part("xl/workbook.xml", "<a/>".encode("utf-16")), "损坏"),
    "far to the right": (_saved(_far), "远处的一个字"),
    "many formatted cells": (
        _with_part("xl/worksheets/sheet1.xml", b"<worksheet>" + b'<c r="A1"/>' * (MOST_CELLS + 1) + b"</worksheet>"),
        f"超过 {MOST_CELLS} 格",
    ),
    "merged all over": (_saved(_merged), "合并的单元格"),
    "no text": (bytes(range(256)), "认不出"),
    "quotes that do not close": ('党支部,"分\n甲,1\n'.encode(), "引号"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_table_says_what_it_is(what: str, tmp_path: Path) -> None:
    content, said = REFUSED[what]
    (tmp_path / "表.xlsx").write_bytes(content)
    refused = read(tmp_path / "表.xlsx", "表.xlsx")
    assert isinstance(refused, Diagnostic)
    assert (refused.code, str(refused.place)) == ("KP720", "表.xlsx:0")
    assert said in refused.message + refused.mend


def test_the_file_beside_an_open_workbook_is_none(tmp_path: Path) -> None:
    (tmp_path / "~$表.xlsx").write_bytes(bytes(165))
    refused = read(tmp_path / "~$表.xlsx", "~$表.xlsx")
    assert isinstance(refused, Diagnostic)
    assert "临时文件" in refused.message


def test_too_many_bytes_are_not_read(tmp_path: Path) -> None:
    with (tmp_path / "大.xlsx").open("wb") as file:
        file.truncate((50 << 20) + 1)
    refused = read(tmp_path / "大.xlsx", "大.xlsx")
    assert isinstance(refused, Diagnostic)
    assert "文件有 51 MB，最多 50 MB" in refused.message


def test_what_is_not_there_or_is_no_file_is_said(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "无.xlsx", "没有这个文件"), (tmp_path, "这是一个文件夹")):
        refused = read(path, path.name)
        assert isinstance(refused, Diagnostic)
        assert said in refused.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.xlsx")
    assert isinstance(read(tmp_path / "管.xlsx", "管.xlsx"), Diagnostic)


@pytest.mark.parametrize("seed", some(range(600), 60))
def test_a_damaged_workbook_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    content = bytearray(_saved())
    for _ in range(chance.randint(1, 6)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    (tmp_path / "坏.xlsx").write_bytes(content)
    assert isinstance(read(tmp_path / "坏.xlsx", "坏.xlsx"), Returned | Diagnostic)
