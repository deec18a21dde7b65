"""What a file is by its content; what its name says of that does not count."""

import zipfile
from collections.abc import Collection
from io import BytesIO
from typing import Literal

# fmt: off
Nature = Literal[
    "xlsx", "old", "text", "docx", "doc", "odt", "rtf", "pdf", "ofd", "picture", "slides", "numbers", "page", "xml",
    "mail", "packed", "empty", "broken", "locked", "huge", "doubled",
]
# fmt: on
"""A workbook of which all can be seen; one of another kind (.xls, .et, .xlsb, .ods); text; documents of Word, of Word
before 2007 (.doc, .wps), of OpenOffice; what is neither (`page` is HTML, `mail` a page as mail, `packed` an archive of
files); and what cannot be looked into: nothing in it, damaged, behind a password, too large, two parts of one name.
"""

LOCK = "~$"
"""How the file begins that Office and WPS lay beside a file that is open."""
MOST_BYTES = 50 << 20
"""Of a file; a form has a hundredth of it, and of a rubric its pictures take the most."""
MOST_UNPACKED = 200 << 20
"""Bytes of an archive's parts; what takes more would only cost time and memory."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS: tuple[tuple[tuple[bytes, ...], Nature], ...] = (
    ((b"%PDF",), "pdf"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"), "picture"),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), "packed"),
)
_PICTURES_INSIDE = (b"ftypheic", b"ftypheix", b"ftypmif1", b"WEBP")
"""Where such a picture says what it is: not in its first bytes."""
_STREAMS: tuple[tuple[str, Nature], ...] = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "slides"),
)
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""How it begins behind the header of its first part, which is packed by no method."""
_HEADER = 30
_PAGES = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")


def nature_of(content: bytes) -> Nature:
    """What a file is."""
    if not content:
        return "empty"
    for beginnings, nature in _BEGINNINGS:
        if content.startswith(beginnings):
            return nature
    if any(each in content[:16] for each in _PICTURES_INSIDE):
        return "picture"
    if content.startswith(b"PK"):
        return _of_archive(content)
    if content.startswith(_COMPOUND):
        return next((nature for name, nature in _STREAMS if name.encode("utf-16-le") in content), "old")
    return _of_text(content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower())


def _of_archive(content: bytes) -> Nature:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            listed = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return "broken"
    names = {each.filename for each in listed}
    if sum(each.file_size for each in listed) > MOST_UNPACKED:
        return "huge"
    if len(names) < len(listed):
        return "doubled"
    if any(each.flag_bits & 1 for each in listed):
        return "locked"
    if content.startswith(_ODT, _HEADER):
        return "odt"
    return _of_parts(names)


def _of_parts(names: Collection[str]) -> Nature:
    if any(name.startswith("Index") and name.endswith((".iwa", "Index.zip")) for name in names):
        return "numbers"
    tops = {name.partition("/")[0].lower() for name in names}
    if "xl" in tops:
        return "old" if any(name.lower().endswith("workbook.bin") for name in names) else "xlsx"
    if "word" in tops:
        return "docx"
    if "ppt" in tops:
        return "slides"
    if "ofd.xml" in tops:
        return "ofd"
    return "old" if "content.xml" in names else "packed"


def _of_text(beginning: bytes) -> Nature:
    if beginning.startswith(_PAGES):
        return "page"
    if beginning.startswith(b"<?xml"):
        return "xml"
    if beginning.startswith(b"{\\rtf"):
        return "rtf"
    return "mail" if beginning.startswith(b"mime-version") else "text"
