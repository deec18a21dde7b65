"""How the tool knows its own workbooks and documents: a property in the file says which format it is.

Only such a file may be replaced without being told to. The property survives when Excel, WPS or LibreOffice
saves the file again.
"""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

PROPERTY = "kaoping.format"
"""The name of the custom document property."""
REPORT = "kaoping.report/1"
"""Its value in a report: the format and its version."""

_PART = "docProps/custom.xml"
_LARGEST = 1 << 20
_OURS = "kaoping."


def format_of(path: Path) -> str | None:
    """What an Office file says it is, such as `kaoping.report/1`; None for any file that is not ours.

    Whatever lies there (a folder, a pipe, a broken or hostile archive) is only not ours.
    """
    try:
        if not path.is_file() or not zipfile.is_zipfile(path):
            return None
        with zipfile.ZipFile(path) as archive, archive.open(_PART) as part:
            text = part.read(_LARGEST + 1)
        # a document type could make a small file unfold without end
        if len(text) > _LARGEST or b"<!" in text:
            return None
        return _format_in(ElementTree.fromstring(text))
    except Exception:  # whatever an archive can be broken in
        return None


def _format_in(properties: ElementTree.Element) -> str | None:
    for each in properties:
        if each.get("name") == PROPERTY and len(each):
            value = (each[0].text or "").strip()
            return value if value.startswith(_OURS) else None
    return None


def made_by_us(path: Path) -> bool:
    """Whether the tool made this workbook or document. Never raises."""
    return format_of(path) is not None
