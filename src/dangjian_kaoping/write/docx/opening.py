"""The office's template as a document: what an office may hand in, and in words what else it is."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

import docx
from docx.document import Document

from dangjian_kaoping.ooxml.archive import Limits
from dangjian_kaoping.ooxml.forbidden import refuse_forbidden
from dangjian_kaoping.ooxml.package import Package
from dangjian_kaoping.ooxml.refusal import RefusedPackageError, Trouble

_TYPES = "[content_types].xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_MACROS = re.compile(r"application/vnd\.ms-word\.(?:document|template)\.macroEnabled\w*\.main\+xml")
LIMITS = Limits(parts=1024, unpacked=100 << 20)
"""A template may be so large; pictures take the most of it."""
_ATTACHED = "attachedTemplate"
_DROPPED = (_ATTACHED,)
"""What is taken out instead of being refused: Word writes it into most documents."""
_TROUBLE: Mapping[Trouble, str] = {
    "too_large": "太大：",
    "ambiguous": "被动过手脚，各程序打开看到的可能不一样：",
    "forbidden": "不能带进通报：",
}
_DAMAGED = "这不是 .docx 文档，也不是 .dotx 模板，或者已经损坏"
_OTHERS = {b"%PDF": "PDF", b"{\\rtf": " .rtf 文档", b"<?xml": " .xml 文档", b"<html": "网页", b"<!DOC": "网页"}


class TemplateError(ValueError):
    """A template that cannot be filled in; the words say why."""


def opened(content: bytes) -> Document:
    """A .docx, or a .dotx as the document that is made from it. Raises TemplateError."""
    try:
        document = docx.Document(_as_document(content))
        _drop_attached(document)
        return document
    except TemplateError:
        raise
    except RefusedPackageError as error:
        if error.trouble in _TROUBLE:
            raise TemplateError(f"{_TROUBLE[error.trouble]}{error.detail}") from error
        raise TemplateError(_DAMAGED) from error
    except Exception as error:  # whatever an archive can be broken in
        raise TemplateError(_DAMAGED) from error


def _drop_attached(document: Document) -> None:
    """Take out the .dotx that a document was made from: whoever opens the notice would fetch it."""
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith("/settings"):
            continue
        part = relation.target_part
        for each in part.element.xpath("./w:attachedTemplate"):
            part.element.remove(each)
        for key in [key for key, each in part.rels.items() if each.reltype.endswith(f"/{_ATTACHED}")]:
            del part.rels[key]


def _as_document(content: bytes) -> BytesIO:
    """The archive, with the type of a document where it was that of a template."""
    for start, name in _OTHERS.items():
        if content.startswith(start):
            raise TemplateError(f"这不是 .docx 文档，是{name}；请另存为 .docx")
    package = _package(content)
    main = package.only("officeDocument")
    kind = "" if main is None else package.content_type(main)
    if _MACROS.fullmatch(kind):
        raise TemplateError("这不是 .docx 文档，是带宏的（.docm、.dotm），宏不能带进通报；请另存为 .docx")
    if b"purl.oclc.org/ooxml" in package.read("_rels/.rels"):
        raise TemplateError("这是“严格的 Open XML”文档；请另存为普通的 .docx")
    if kind not in (_DOCUMENT, _TEMPLATE):
        raise TemplateError("这不是 .docx 文档，是工作簿或演示文稿；请另存为 .docx")
    refuse_forbidden(package, dropped=_DROPPED)
    for part in package.parts:
        if package.content_type(part).endswith("xml"):
            # also what python-docx reads of it itself has neither a document type nor entities
            package.root(part)
    return BytesIO(content) if kind == _DOCUMENT else _retyped(content)


def _package(content: bytes) -> Package:
    """The package of a document. Raises TemplateError, and RefusedPackageError where it must not be read."""
    try:
        return Package(content, LIMITS)
    except RefusedPackageError as error:
        match error.trouble:
            case "encrypted":
                told = "是旧格式的（.doc、.dot、.wps），或者设了密码；请另存为不设密码的 .docx"
            case "no_package" if zipfile.is_zipfile(BytesIO(content)):
                told = "是别的程序的（如 .odt、.ofd）；请另存为 .docx"
            case _:
                raise
        raise TemplateError(f"这不是 .docx 文档，{told}") from error


def _retyped(content: bytes) -> BytesIO:
    """A template as the document that is made from it."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(result, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            is_types = name.lower() == _TYPES
            after.writestr(name, data.replace(_TEMPLATE.encode(), _DOCUMENT.encode()) if is_types else data)
    return result
