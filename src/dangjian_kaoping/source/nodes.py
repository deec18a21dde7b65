"""Plain data that knows where it is written: mappings and lists with the marks of their keys and values.

A mark has a line and a column, from 0.
"""

from collections.abc import Collection
from itertools import compress
from typing import Any

from dangjian_kaoping.place import lines_of


class Map(dict[str, Any]):
    """A mapping and the marks of its keys and values, in the order of its keys.

    A document's own has its text too, and where (line and column, from 0) something was left out of it, with the key
    by which that begins (empty where nobody knows).
    """

    __slots__ = ("_lines", "_positions", "key_marks", "lost", "mark", "text", "value_marks")

    text: str
    lost: list[tuple[int, int, str]]
    _lines: list[str]
    _positions: dict[str, int]

    def __init__(self, mark: Any) -> None:
        super().__init__()
        self.mark = mark
        self.key_marks: list[Any] = []
        self.value_marks: list[Any] = []

    def position(self, key: str) -> int:
        """Which of its keys a key is, from 0; counted anew only where there are others than before."""
        if len(getattr(self, "_positions", ())) != len(self):
            self._positions = {each: index for index, each in enumerate(self)}
        return self._positions[key]

    def line(self, number: int) -> str:
        """A line of the text, from 0."""
        if not hasattr(self, "_lines"):
            self._lines = lines_of(self.text)
        return self._lines[number]

    def take_out(self, keys: Collection[Any]) -> None:
        """Leave out some keys with their marks."""
        kept = [key not in keys for key in self]
        self.key_marks = list(compress(self.key_marks, kept))
        self.value_marks = list(compress(self.value_marks, kept))
        for key in keys:
            del self[key]
        self._positions = {}


class Seq(list[Any]):
    """A list and the marks of its elements."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: Any) -> None:
        super().__init__()
        self.mark = mark
        self.marks: list[Any] = []

    def take_out(self, indexes: Collection[Any]) -> None:
        """Leave out some elements with their marks."""
        kept = [index not in indexes for index in range(len(self))]
        self.marks = list(compress(self.marks, kept))
        self[:] = compress(self, kept)


class Nothing(str):
    """`~` and `null` without quotes: text as all scalars are, by which YAML and other programs mean nothing."""

    __slots__ = ()


NOTHINGS = frozenset(("~", "null", "Null", "NULL"))
