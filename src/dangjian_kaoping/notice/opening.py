"""The office's template as a document: what an office may hand in, and in words what else it is."""

import re
import zipfile
from io import BytesIO

import docx
from docx.document import Document

_TYPES = "[Content_Types].xml"
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_MACROS = re.compile(rb"application/vnd\.ms-word\.(?:document|template)\.macroEnabled\w*\.main\+xml")
_BEFORE_2007 = b"\xd0\xcf\x11\xe0"
"""Old documents begin so, and so does whatever is kept with a password."""
_OTHERS = {b"%PDF": "PDF", b"{\\rtf": " .rtf 文档", b"<?xml": " .xml 文档", b"<html": "网页", b"<!DOC": "网页"}


class TemplateError(ValueError):
    """A template that cannot be filled in; the words say why."""


def opened(content: bytes) -> Document:
    """A .docx, or a .dotx as the document that is made from it. Raises TemplateError."""
    try:
        return docx.Document(_as_document(content))
    except TemplateError:
        raise
    except Exception as error:  # whatever an archive can be broken in
        raise TemplateError("这不是 .docx 文档，也不是 .dotx 模板，或者已经损坏") from error


def _as_document(content: bytes) -> BytesIO:
    """The archive, with the type of a document where it was that of a template."""
    for start, name in _OTHERS.items():
        if content.startswith(start):
            raise TemplateError(f"这不是 .docx 文档，是{name}；请另存为 .docx")
    if content.startswith(_BEFORE_2007):
        raise TemplateError("这不是 .docx 文档，是旧格式的（.doc、.dot、.wps），或者设了密码；请另存为不设密码的 .docx")
    with zipfile.ZipFile(BytesIO(content)) as before:
        if _TYPES not in before.namelist():
            raise TemplateError("这不是 .docx 文档，是别的程序的（如 .odt、.ofd）；请另存为 .docx")
        types = before.read(_TYPES)
        if _MACROS.search(types):
            raise TemplateError("这不是 .docx 文档，是带宏的（.docm、.dotm），宏不能带进通报；请另存为 .docx")
        if b"purl.oclc.org/ooxml" in before.read("_rels/.rels"):
            raise TemplateError("这是“严格的 Open XML”文档；请另存为普通的 .docx")
        if _DOCUMENT not in types and _TEMPLATE not in types:
            raise TemplateError("这不是 .docx 文档，是工作簿或演示文稿；请另存为 .docx")
        if _TEMPLATE not in types:
            return BytesIO(content)
        result = BytesIO()
        with zipfile.ZipFile(result, "w") as after:
            for name in before.namelist():
                after.writestr(name, types.replace(_TEMPLATE, _DOCUMENT) if name == _TYPES else before.read(name))
    return result
