"""Where something is written. Captured when a file is read: it cannot be added later."""

from typing import NamedTuple, Self


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

    _width: int

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
