"""Files that are no documents, or none that can be read: each says what it is, quickly, and none ends the program."""

import os
import random
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.documents import converting
from dangjian_kaoping.documents.docx import blocks
from dangjian_kaoping.documents.reading import read
from dangjian_kaoping.outline.document import Document
from thorough import some

from .making import document, p, parts_of, r, refused, tbl, tc, told, tr, zipped

_PICTURE = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LONG = "每季度召开一次党员大会，少一次扣一分。" * 15


def _entities() -> bytes:
    parts = parts_of(p("&a;"))
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    return zipped({**parts, "word/document.xml": bomb + str(parts["word/document.xml"])})


def _with(name: str, content: bytes | str) -> bytes:
    return zipped({**parts_of(p("扣1分")), name: content})


def _workbook(picture: bool = False) -> bytes:
    stream = BytesIO()
    book = Workbook()
    if not picture:
        book.worksheets[0]["A1"] = "扣1分"
    book.save(stream)
    if not picture:
        return stream.getvalue()
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG")
    return stream.getvalue()


REFUSED = {
    "nothing": (b"", "文件是空的"),
    "half of it": (document(p("扣1分"))[:-200], "不完整"),
    "pdf": (b"%PDF-1.7\n", "这是 PDF"),
    "ofd": (zipped({"OFD.xml": "<a/>"}), "OFD"),
    "slides": (zipped({"ppt/presentation.xml": "<a/>"}), "演示文稿"),
    "an archive": (zipped({"细则.docx": document(p("扣1分"))}), "压缩包"),
    "a page": (b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
    "behind a password": (_COMPOUND + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "an archive that unfolds": (_with("word/media/a.bin", bytes(201 << 20)), "太大"),
    "entities": (_entities(), "不该有的东西"),
    "broken XML": (_with("word/document.xml", "<w:document><w:body>"), "损坏"),
    "another root": (_with("word/document.xml", "<a/>"), "不是 .docx"),
    "a part read otherwise": (document(p("扣1分")) + b"PK", "可能不一样"),
    "no text": (document(p("")), "没有字"),
    "another file within": (document(p("扣1分") + '<w:altChunk r:id="a"/>'), "altChunk"),
    "a table of a thousand columns": (document(tbl(tr(tc("甲", '<w:gridSpan w:val="999999999"/>')))), "列以上"),
    "lines without end": (b"a\n" * 20_001, "行以上"),
    "deeply nested": (document("<w:tbl><w:tr><w:tc>" * 100 + p("扣1分") + "</w:tc></w:tr></w:tbl>" * 100), "损坏"),
    "no encoding": (b"\xff\xfe\xfd\xfc\x80\x81" * 20 + b"\x00", "认不出"),
    "no workbook": (_COMPOUND + bytes(2000), "损坏"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_document_says_what_it_is(what: str, tmp_path: Path) -> None:
    content, said = REFUSED[what]
    before = time.process_time()
    found = refused(content, tmp_path)
    assert (found.code, str(found.place)) == ("KP803", "细则.docx:0")
    assert said in found.message + found.mend
    assert time.process_time() - before < 5


def test_tables_without_end_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_MOST_CELLS", 100)
    assert "超过 100 格" in refused(document(tbl(tr(*["甲"] * 10) * 6) * 2), tmp_path).message


@pytest.mark.whole
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("细则.txt", "甲  ".encode() * 50_000),
        ("细则.txt", "\n".join("甲  " * count for count in range(200, 3, -1)).encode()),
        ("细则.docx", document("<w:p><w:r>" + "<w:t>少一次扣，</w:t><w:br/>" * 20_000 + "</w:r></w:p>")),
    ],
    ids=["columns", "columns that become fewer", "lines of one sentence"],
)
def test_what_never_ends_is_read_quickly(name: str, content: bytes, tmp_path: Path) -> None:
    before = time.process_time()
    told(content, tmp_path, name)
    assert time.process_time() - before < 5


PICTURES = {
    "a scanned page": document(f"<w:p>{_PICTURE}</w:p>"),
    "a table as a picture under a title": document(p("党支部考核评分表（100分）") + f"<w:p>{_PICTURE}</w:p>"),
    "a letter with the table as a picture": document(
        p("各党支部：现将考核评分表印发给你们，请认真执行。" * 20) + f"<w:p>{_PICTURE}</w:p>"
    ),
    "one within a frame": document(tbl(tr(tc(f"<w:p>{_PICTURE}</w:p>")))),
    "a photo": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "a workbook of pictures": _workbook(picture=True),
}


@pytest.mark.parametrize("what", PICTURES)
def test_pictures_are_not_read(what: str, tmp_path: Path) -> None:
    assert refused(PICTURES[what], tmp_path).code == "KP804"


def test_a_picture_beside_text_is_named(tmp_path: Path) -> None:
    found = told(document(p(_LONG) + f"<w:p>{r('见图')}{_PICTURE}</w:p>"), tmp_path)
    assert list(found.remarks) == ["图片没有读（里面是表、是字的，请打成表和文字）：第2段"]


def test_macros_do_not_run_and_parts_that_nothing_uses_are_left_aside(tmp_path: Path) -> None:
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    parts = parts_of(p("扣1分"), kind=macros)
    vba = (
        '<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="v.bin"/>'
    )
    gone = '<Relationship Id="n" Type="http://x/image" Target="NULL"/>'
    relations = str(parts["word/_rels/document.xml.rels"]).replace("</R", f"{vba}{gone}</R")
    content = {**parts, "word/_rels/document.xml.rels": relations, "word/v.bin": b"x", "word/unused.xml": "<a/>"}
    found = told(zipped(content), tmp_path, "细则.docm")
    assert list(found.remarks) == ["文件里有宏，没有运行，也不读"]


def test_the_strict_kind_is_read_as_the_usual_one(tmp_path: Path) -> None:
    strict = {
        name: str(text)
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace("http://schemas.openxmlformats.org/officeDocument/", "http://purl.oclc.org/ooxml/officeDocument/")
        .replace("relationships/2006/", "relationships/")
        for name, text in parts_of(p("扣1分")).items()
    }
    strict = {name: text.replace("officeDocument/2006/", "officeDocument/") for name, text in strict.items()}
    assert [each.where for each in told(zipped(strict), tmp_path).blocks] == ["第1段"]


def test_what_a_file_is_called_does_not_count(tmp_path: Path) -> None:
    assert told(document(p("扣1分")), tmp_path, "细则.xls").blocks
    assert told(_workbook(), tmp_path, "细则.doc").blocks
    assert told("扣1分".encode(), tmp_path, "细则.docx").blocks


def test_what_is_not_there_or_lies_beside_an_open_document_is_said(tmp_path: Path) -> None:
    (tmp_path / "~$细则.docx").write_bytes(bytes(162))
    for name, said in (("无.docx", "没有这个文件"), ("~$细则.docx", "临时文件"), (".", "文件夹")):
        found = read(tmp_path / name, name)
        assert isinstance(found, Diagnostic)
        assert said in found.message


def test_too_many_bytes_are_not_read(tmp_path: Path) -> None:
    with (tmp_path / "大.docx").open("wb") as file:
        file.truncate((50 << 20) + 1)
    found = read(tmp_path / "大.docx", "大.docx")
    assert isinstance(found, Diagnostic)
    assert "文件有 51 MB，最多 50 MB" in found.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.docx")
    assert isinstance(read(tmp_path / "管.docx", "管.docx"), Diagnostic)


def test_an_older_kind_without_libreoffice_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "_USUAL", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    found = refused(_COMPOUND + "WordDocument".encode("utf-16-le"), tmp_path, "细则.doc")
    assert "没有 LibreOffice" in found.message
    assert "另存为 .docx" in found.mend


@pytest.mark.whole
def test_what_hangs_is_ended_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "still-there"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n(sleep 1; touch {mark}) &\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(converting, "_PATIENCE", 0.3)
    found = refused(b"{\\rtf1 x}", tmp_path, "细则.rtf")
    assert "秒还没有打开" in found.message
    time.sleep(1.2)
    assert not mark.exists()


@pytest.mark.parametrize("seed", some(range(600), 60))
def test_a_damaged_document_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    whole = document(
        p("扣1分") + tbl(tr(tc("甲", "<w:vMerge/>"), "乙")) + f"<w:p>{_PICTURE}</w:p>", numbering="", styles=""
    )
    if chance.random() < 0.5:
        content = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        damaged = bytes(content)
    else:
        text = str(
            parts_of(p("扣1分", '<w:outlineLvl w:val="1"/>') + tbl(tr(tc("甲", '<w:gridSpan w:val="2"/>'))))[
                "word/document.xml"
            ]
        )
        at = chance.randrange(len(text))
        damaged = _with("word/document.xml", text[:at] + chance.choice(("<", '"', "w:", "9" * 30, "")) + text[at + 1 :])
    (tmp_path / "坏.docx").write_bytes(damaged)
    assert isinstance(read(tmp_path / "坏.docx", "坏.docx"), Document | Diagnostic)
