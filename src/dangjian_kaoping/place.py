"""Where something is written. Captured when a file is read: it cannot be added later."""

import re
from typing import NamedTuple, Self

from dangjian_kaoping.characters import HARMFUL

_ESCAPED = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


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

    @property
    def in_text(self) -> bool:
        """Whether it is a line of a text; a file as a whole is none, nor is a cell."""
        return self.line > 0

    @property
    def exactly(self) -> str:
        """As it is told before what is said of it: with its column; nothing where it is nowhere."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


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


class CellPlace(Place):
    """A cell of a workbook: its row and column, and the sheet beside."""

    _sheet: str = ""

    @classmethod
    def of(cls, file: str, sheet: str, row: int, column: int) -> Self:
        """The cell of a sheet's row and column, from 1; row 0 is the sheet as a whole."""
        found = cls(file, row, column)
        found._sheet = sheet
        return found

    @property
    def cell(self) -> str:
        """How a workbook's reader calls it: `检查登记!H7`."""
        return f"{self._sheet}!{column_name(self.column)}{self.line}" if self.line else self._sheet

    @property
    def in_text(self) -> bool:
        """A cell is no line of a text."""
        return False

    @property
    def exactly(self) -> str:
        """As a workbook's reader finds it."""
        return str(self)

    def __str__(self) -> str:
        return f"{self.file} {self.cell}"


def column_name(column: int) -> str:
    """A, B, …, Z, AA, … for a column from 1."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


NOWHERE = Place("", 0)


def legible(text: str, escape: str = "\\") -> str:
    """A text that a terminal may be given: what is no character in it, or orders a terminal about, written as `\\xff`.

    That are bytes of a file name in another encoding, control characters, and those that hide text or turn its order.
    """
    if text.isprintable():
        return text
    return HARMFUL.sub(lambda found: escape + _number(found[0]), text).replace("\r", escape + "x0d")


def as_told(name: str) -> str:
    """The name of a file as it is told of: legible, and in one line."""
    return legible(name).replace("\n", r"\x0a").replace("\t", r"\x09")


def _number(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"x{code - 0xDC00:02x}"
    return f"x{code:02x}" if code < 0x80 else f"u{code:04x}" if code < 0x10000 else f"U{code:08x}"


def as_stored(name: str) -> str:
    """The name, as the system has it, of a file that is told of as `as_told` writes it."""
    return _ESCAPED.sub(lambda found: _stored(int(found[found.lastindex or 0], 16), found.lastindex == 1), name)


def _stored(code: int, byte: bool) -> str:
    return chr(0xDC00 + code if byte and code >= 0x80 else min(code, 0x10FFFF))


def lines_of(text: str) -> list[str]:
    """The lines of a text as YAML counts them: Unicode's own ends of lines end one too."""
    return _LINE_END.split(text)
