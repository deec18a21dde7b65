"""Templates of a notice that are none: devices, pipes, files without end, files elsewhere, and what they bring in."""

import os
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from cli.conftest import Command, kaoping, root
from dangjian_kaoping.cli.files import notice
from dangjian_kaoping.ooxml.archive import LARGEST_PIECE
from dangjian_kaoping.write.docx.opening import LIMITS, TemplateError, opened

from .workbooks import OFFICE, RELATIONS

__all__ = ["kaoping", "root"]

WORD = "word/_rels/document.xml.rels"


def template(*lines: str) -> bytes:
    """A document of an office."""
    document = docx.Document()
    for line in lines or ("{{正文}}",):
        document.add_paragraph(line)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def changed(part: str, old: str, new: str, more: dict[str, bytes] | None = None) -> bytes:
    """A template with the text of a part changed, and parts of its own."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(template())) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            after.writestr(name, data)
        for name, data in (more or {}).items():
            after.writestr(name, data)
    return target.getvalue()


def with_relation(kind: str, target: str, mode: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A template whose text refers to something more."""
    entry = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    return changed(WORD, "</Relationships>", entry, more)


MANY = {f"a/{number}": b"" for number in range(LIMITS.parts)}
EXTERNAL = ' TargetMode="External"'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (with_relation(f"{OFFICE}/image", "http://a/b.png", EXTERNAL), "外部链接"),
        (with_relation(f"{OFFICE}/oleObject", "file:///a", EXTERNAL), "OLE"),
        (with_relation(f"{OFFICE}/aFChunk", "a.xml", more={"word/a.xml": b"<a/>"}), "altChunk"),
        (with_relation(f"{OFFICE}/subDocument", "a.docx", EXTERNAL), "子文档"),
        (with_relation(f"{OFFICE}/frame", "http://a", EXTERNAL), "框架"),
        (with_relation(f"{OFFICE}/package", "a.xml", more={"word/a.xml": b"<a/>"}), "嵌入的文件"),
        (with_relation(f"{OFFICE}/control", "a.xml", more={"word/a.xml": b"<a/>"}), "ActiveX"),
        (changed("word/document.xml", "<w:document", "<!DOCTYPE a><w:document"), "DOCTYPE"),
        (changed("word/styles.xml", "<w:styles", f"<!--{' ' * 5000}--><!DOCTYPE a><w:styles"), "DOCTYPE"),
        (changed("word/document.xml", "<w:body>", "<w:body>", {"word/Document.xml": b"<a/>"}), "有两个部件都叫"),
        (changed("word/document.xml", "<w:body>", "<w:body>", {"word/other.xml": b"<a/>"}), "没有在任何地方用到"),
        (changed("word/document.xml", "<w:body>", "<w:body>" + " " * LARGEST_PIECE), "最多 16 MB"),
        (
            changed("word/document.xml", "<w:body>", "<w:body>", {f"a/{n}": b"" for n in range(LIMITS.parts)}),
            "最多 1024 个",
        ),
        (template() + b"\n", "压缩包后面有别的内容"),
    ],
    ids=lambda value: "template" if isinstance(value, bytes) else None,
)
def test_what_a_template_must_not_bring_in(content: bytes, why: str) -> None:
    with pytest.raises(TemplateError, match=why):
        opened(content)


@pytest.mark.whole
def test_links_that_are_only_followed_when_clicked_stay() -> None:
    assert opened(with_relation(f"{OFFICE}/hyperlink", "http://example.org", EXTERNAL)).paragraphs


@pytest.mark.whole
def test_the_template_that_a_template_was_made_from_is_taken_out() -> None:
    settings = f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId1"/></w:settings>'
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/attachedTemplate" Target="http://a/b.dotm"{EXTERNAL}/>'
    parts = {"word/_rels/settings.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'.encode()}
    saved = BytesIO()
    opened(changed("word/settings.xml", "</w:settings>", settings, parts)).save(saved)
    with zipfile.ZipFile(saved) as archive:
        assert not [name for name in archive.namelist() if b"b.dotm" in archive.read(name)]
        assert b"attachedTemplate" not in archive.read("word/settings.xml")


def publish(kaoping: Command, *options: str) -> Any:
    return kaoping("rank", "--quarter", "2021Q1", "--publish", "通报.docx", *options)


def named(root: Path, name: str) -> None:
    settings = root / "kaoping.yaml"
    settings.write_text(settings.read_text("utf-8") + f"notice_template: {name}\n", "utf-8")


def refused(root: Path, kaoping: Command, why: str, *options: str) -> None:
    status, out, err = publish(kaoping, *options)
    assert (status, out) == (3, "")
    assert "KP131" in err
    assert why in err.replace("\n", "").replace(" ", "")
    assert not (root / "通报.docx").exists()


@pytest.mark.whole
def test_a_template_of_the_settings_lies_in_the_workspace(root: Path, kaoping: Command) -> None:
    outside = root.parent / "own.docx"
    outside.write_bytes(template())
    named(root, "模板/通报.docx")
    (root / "模板").mkdir()
    (root / "模板/通报.docx").symlink_to(outside)
    refused(root, kaoping, "它不在工作区的文件夹里")
    # who gives it on the command line has seen it
    assert publish(kaoping, "--template", "模板/通报.docx").status == 0
    (root / "通报.docx").unlink()
    (root / "模板/通报.docx").unlink()
    (root / "模板/通报.docx").symlink_to("../own.docx")
    (root / "own.docx").write_bytes(template())
    assert publish(kaoping).status == 0


@pytest.mark.whole
@pytest.mark.parametrize("name", ["../own.docx", "/etc/hostname", "data/../../own.docx", "/dev/zero"])
def test_a_template_elsewhere(root: Path, kaoping: Command, name: str) -> None:
    (root.parent / "own.docx").write_bytes(template())
    named(root, name)
    refused(root, kaoping, "它不在工作区的文件夹里")


@pytest.mark.whole
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="这个系统没有命名管道")
def test_a_pipe_a_device_and_a_folder(root: Path, kaoping: Command) -> None:
    os.mkfifo(root / "pipe.docx")
    refused(root, kaoping, "不是普通文件", "--template", "pipe.docx")
    refused(root, kaoping, "不是普通文件", "--template", "/dev/zero")
    refused(root, kaoping, "这是一个文件夹", "--template", "data")


@pytest.mark.whole
def test_a_file_too_large_is_not_read(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with (root / "large.docx").open("wb") as file:
        # a hole: it takes no room, and would take all memory
        file.truncate(1_500_000_000)
    refused(root, kaoping, "文件太大，最多50MB", "--template", "large.docx")
    monkeypatch.setattr(notice, "_MOST_BYTES", 100)
    (root / "own.docx").write_bytes(template())
    refused(root, kaoping, "文件太大", "--template", "own.docx")
