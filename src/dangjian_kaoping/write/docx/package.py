"""The file, empty and finished: our own styles and no program's default, whose it is, the same bytes each time."""

import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType

import docx
from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import parse_xml

from dangjian_kaoping.write.docx.runs import writable
from dangjian_kaoping.write.ownership import DIGEST, DOCUMENT, DRAFT, FORMAT, PERIOD, YES

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_OURS = (FORMAT, DRAFT, PERIOD, DIGEST, DOCUMENT)
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
NOTHING: Mapping[str, str] = MappingProxyType({})
_EPOCH = (1980, 1, 1, 0, 0, 0)


def finished(
    document: Document,
    form: str,
    title: str,
    author: str,
    day: date,
    *,
    draft: bool,
    said: Mapping[str, str] = NOTHING,
) -> bytes:
    """The file. Its times are those of `day` and never of today; `form` is by what the tool knows it again, a `draft`
    says so too, and what else is `said` of it.
    """
    core = document.core_properties
    core.title, core.author, core.last_modified_by = (writable(text)[:255] for text in (title, author, author))
    core.subject = core.keywords = core.comments = core.category = ""
    core.language = "zh-CN"
    core.revision = 1
    core.created = core.modified = datetime(day.year, day.month, day.day)
    _declare(document, {FORMAT: form, **({DRAFT: YES} if draft else {}), **said})
    return _packed(document.part.package)


def _declare(document: Document, said: Mapping[str, str]) -> None:
    package = document.part.package
    known = [each for each in package.rels.values() if each.reltype == _RELATION and not each.is_external]
    if known:
        part = known[0].target_part
        part._blob = _with_properties(part.blob, said)
        return
    empty = f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_TYPES}"/>'.encode()
    part = Part(PackURI("/docProps/custom.xml"), _CONTENT, _with_properties(empty, said), package)
    package.relate_to(part, _RELATION)


def _with_properties(xml: bytes, said: Mapping[str, str]) -> bytes:
    """The custom properties of a document with ours among them; a template may have been a draft of ours."""
    root = parse_xml(xml)
    for each in [each for each in root if each.get("name") in _OURS]:
        root.remove(each)
    first = max([1, *(int(each.get("pid", "1")) for each in root)]) + 1
    for number, (name, text) in enumerate(said.items(), first):
        ours = root.makeelement(f"{{{_PROPERTIES}}}property", {"fmtid": _FORMAT_ID, "pid": str(number), "name": name})
        value = root.makeelement(f"{{{_TYPES}}}lpwstr")
        value.text = text
        ours.append(value)
        root.append(ours)
    return serialize_part_xml(root)


class Archive:
    """A package in the making, whose parts all bear one time: no clock is asked, not even one that runs before 1980."""

    def __init__(self) -> None:
        self._bytes = BytesIO()
        self._archive = zipfile.ZipFile(self._bytes, "w")

    def write(self, name: str, content: bytes) -> None:
        """Add a part, as python-docx calls it (`/word/document.xml`)."""
        entry = zipfile.ZipInfo(name.removeprefix("/"), _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        entry.create_system = 3
        self._archive.writestr(entry, content)

    def to_bytes(self) -> bytes:
        """The finished package."""
        self._archive.close()
        return self._bytes.getvalue()


def _packed(package: OpcPackage) -> bytes:
    """The archive, as python-docx writes it but for the clock."""
    archive = Archive()
    for part in package.parts:
        part.before_marshal()  # type: ignore[no-untyped-call]
    PackageWriter._write_content_types_stream(archive, package.parts)  # type: ignore[no-untyped-call]
    PackageWriter._write_pkg_rels(archive, package.rels)  # type: ignore[no-untyped-call]
    PackageWriter._write_parts(archive, package.parts)  # type: ignore[arg-type]
    return archive.to_bytes()


_PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/theme/theme1.xml": "theme.xml",
}
"""The parts of the package, and the template of each."""


def blank_document() -> Document:
    """A document without a paragraph; 3号 on a fixed pitch is what it writes by itself (`standard`)."""
    folder = files("dangjian_kaoping") / "templates" / "notice"
    archive = Archive()
    for name, template in _PARTS.items():
        archive.write(name, (folder / template).read_bytes())
    return docx.Document(BytesIO(archive.to_bytes()))
