"""Where something is written. Captured when a file is read: it cannot be added later."""

import re
from typing import NamedTuple

_BYTE = re.compile(r"\\x([89a-f][0-9a-f])")
_NO_CHARACTER = re.compile("[\ud800-\udfff]")
"""What Python makes of the bytes of a file name in another encoding."""


class Place(NamedTuple):
    """A path relative to the workspace, a line and a column (both from 1)."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


NOWHERE = Place("", 0)


def legible(text: str, escape: str = "\\") -> str:
    """A text with what is no character in it, such as bytes of a file name in another encoding, written as `\\xff`."""
    return text if text.isprintable() else _NO_CHARACTER.sub(lambda found: escape + _number(ord(found[0])), text)


def _number(code: int) -> str:
    return f"x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"u{code:04x}"


def as_stored(name: str) -> str:
    """The name, as the system has it, of a file that is told of as `legible` writes it."""
    return _BYTE.sub(lambda found: chr(0xDC00 + int(found[1], 16)), name)
