"""Where something is written. Captured when a file is read: it cannot be added later."""

from typing import NamedTuple


class Place(NamedTuple):
    """A path relative to the workspace, a line and a column (both from 1)."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


NOWHERE = Place("", 0)
