"""Where something is written. Captured when a file is read: it cannot be added later."""

import re
from typing import NamedTuple, Self

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

    @property
    def width(self) -> int:
        """How many characters from there on are meant; at least the first."""
        return 1


class Span(Place):
    """A place that knows how far what stands there goes; beside a place without that it is the same place."""

    _width: int = 1

    @classmethod
    def at(cls, place: Place, width: int) -> Self:
        """So many characters from a place on, at least one."""
        found = cls(*place)
        found._width = max(width, 1)
        return found

    @property
    def width(self) -> int:
        """How many characters are meant."""
        return self._width


NOWHERE = Place("", 0)


def legible(text: str, escape: str = "\\") -> str:
    """A text with what is no character in it, such as bytes of a file name in another encoding, written as `\\xff`."""
    return text if text.isprintable() else _NO_CHARACTER.sub(lambda found: escape + _number(ord(found[0])), text)


def _number(code: int) -> str:
    return f"x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"u{code:04x}"


def as_stored(name: str) -> str:
    """The name, as the system has it, of a file that is told of as `legible` writes it."""
    return _BYTE.sub(lambda found: chr(0xDC00 + int(found[1], 16)), name)
