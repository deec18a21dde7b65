"""Documents made of their XML, as Word and WPS write it, and what is read of them."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.documents.reading import read
from dangjian_kaoping.outline.document import Cell, Document, Paragraph, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of some parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts_of(body: str, beside: Mapping[str, str] | None = None, *, kind: str = _MAIN) -> dict[str, str | bytes]:
    """The parts of a document; `beside` has what its other parts hold (`numbering`, `styles`, `footnotes` …)."""
    beside = beside or {}
    names = {each: f"word/{each}.xml" for each in beside}
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{each.rstrip("0123456789")}" Target="{each}.xml"/>'
        for number, each in enumerate(beside)
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": "<Relationships "
        f'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        **{
            names[each]: f"<w:{_root_of(each)} {_NAMESPACES}>{content}</w:{_root_of(each)}>"
            for each, content in beside.items()
        },
    }


def _root_of(part: str) -> str:
    return {"header1": "hdr", "footer1": "ftr"}.get(part, part)


def document(body: str, **beside: str) -> bytes:
    """A document of Word with what stands in its body."""
    return zipped(parts_of(body, beside))


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    """A cell of a text, or of paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells; a text is a cell of it."""
    made = "".join(each if each.startswith("<w:tc") else tc(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def told(content: bytes, folder: Path, name: str = "细则.docx") -> Document:
    """What is read of a file."""
    (folder / name).write_bytes(content)
    found = read(folder / name, name)
    assert isinstance(found, Document), found
    return found


def refused(content: bytes, folder: Path, name: str = "细则.docx") -> Diagnostic:
    """Why a file is not read."""
    (folder / name).write_bytes(content)
    found = read(folder / name, name)
    assert isinstance(found, Diagnostic), found
    return found


def texts(found: Document) -> list[str]:
    """The paragraphs, each with its number before it."""
    return [each.number + each.text for each in found.blocks if isinstance(each, Paragraph)]


def grid(found: Document) -> list[list[str]]:
    """The texts of the cells of the first table; in every place of a merge but its first there is ^."""
    table = next(each for each in found.blocks if isinstance(each, Table))
    return [[_shown(cell, row, column) for column, cell in enumerate(cells)] for row, cells in enumerate(table.rows)]


def _shown(cell: Cell, row: int, column: int) -> str:
    return cell.text if (cell.row, cell.column) == (row, column) else "^"
