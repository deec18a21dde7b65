"""Documents of older kinds, as LibreOffice saves them: what is read of them is what is read of the .docx."""

import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import docx
import pytest

from office import OFFICE, converted

from .making import grid, texts, told

pytestmark = [pytest.mark.office, pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")]


def _usual() -> bytes:
    made = docx.Document()
    made.add_paragraph("考核细则")
    made.add_paragraph("总则", style="List Number")
    table = made.add_table(2, 3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 0)).text = "组织"
    table.cell(0, 1).text, table.cell(1, 1).text = "例会", "党课"
    table.cell(0, 2).text = "1.每少1次扣1分。"
    table.cell(0, 2).add_paragraph("2.无记录的扣0.5分。")
    table.cell(1, 2).text = "每少1次扣2分。"
    made.add_paragraph("每项扣完为止。")
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_an_older_kind_says_the_same(kind: str, tmp_path: Path) -> None:
    (tmp_path / "细则.docx").write_bytes(_usual())
    older = told(converted(tmp_path / "细则.docx", kind).read_bytes(), tmp_path, f"细则.{kind}")
    assert texts(older) == ["考核细则", "1.总则", "每项扣完为止。"]
    assert grid(older) == [["组织", "例会", "1.每少1次扣1分。\n2.无记录的扣0.5分。"], ["^", "党课", "每少1次扣2分。"]]
    assert f"由 LibreOffice 从 .{kind} 转换" in older.remarks[0]
    assert texts(told(_usual(), tmp_path)) == texts(older)


_OFFICE_NAMESPACES = " ".join(
    f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
    for each in ("office", "text", "drawing", "script", "manifest")
)
_LINKS = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ooo="http://openoffice.org/2004/office"'
_LONG = "每季度召开一次党员大会，少一次扣一分。" * 15
_BASIC = "application/vnd.sun.star.basic-library"


def _hostile(address: str, mark: Path) -> bytes:
    """A document with a picture that lies elsewhere, and a macro that runs when it is opened."""
    picture = f'<drawing:frame><drawing:image xlink:href="{address}" xlink:type="simple"/></drawing:frame>'
    script = "vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document"
    listener = (
        '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
        f'script:event-name="dom:load" xlink:href="{script}" xlink:type="simple"/>'
        "</office:event-listeners></office:scripts>"
    )
    content = (
        f'<office:document-content {_OFFICE_NAMESPACES} {_LINKS} office:version="1.2">{listener}<office:body>'
        f"<office:text><text:p>{_LONG}{picture}</text:p></office:text></office:body></office:document-content>"
    )
    basic = f'Sub Main\nOpen "{mark}" For Output As #1\nPrint #1, "ran"\nClose #1\nEnd Sub'
    library = 'xmlns:library="http://openoffice.org/2000/library"'
    files = {
        "content.xml": content,
        "Basic/script-lc.xml": f'<library:libraries {library} {_LINKS}><library:library library:name="Standard" '
        'library:link="false"/></library:libraries>',
        "Basic/Standard/script-lb.xml": f'<library:library {library} library:name="Standard" library:readonly="false">'
        '<library:element library:name="M"/></library:library>',
        "Basic/Standard/M.xml": '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M" '
        f'script:language="StarBasic">{basic.replace(chr(34), "&quot;")}</script:module>',
    }
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (
            *(("/", "application/vnd.oasis.opendocument.text"), ("Basic/", _BASIC)),
            *((name, "text/xml") for name in files),
        )
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "META-INF/manifest.xml", f"<manifest:manifest {_OFFICE_NAMESPACES}>{listed}</manifest:manifest>"
        )
        for name, text in files.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
    return stream.getvalue()


def test_libreoffice_runs_nothing_and_fetches_nothing_for_a_document(tmp_path: Path) -> None:
    asked: list[str] = []

    class Asked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

    server = HTTPServer(("127.0.0.1", 0), Asked)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    mark = tmp_path / "ran"
    found = told(_hostile(f"http://127.0.0.1:{server.server_port}/a.png", mark), tmp_path, "细则.odt")
    server.shutdown()
    server.server_close()
    assert texts(found) == [_LONG]
    assert (asked, mark.exists()) == ([], False)
