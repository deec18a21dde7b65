"""The empty document that everything is written into: our own styles, and nothing of any program's default."""

from importlib.resources import files
from io import BytesIO

import docx
from docx.document import Document

from dangjian_kaoping.write.docx.package import Archive

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
