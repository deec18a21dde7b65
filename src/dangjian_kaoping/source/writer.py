"""Plain data to YAML text as people write it here, and from a place in that text back to what was written there.

What is written reads back the same (`source/reader.py`): a text stands in quotes only where YAML would take it for
something else.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from dangjian_kaoping.characters import HARMFUL, in_one_line

MOST_IN_A_LINE = 100
"""Characters up to which a small table or list is written in one line, in brackets."""

_PLAIN = re.compile(r"(?![\s\-?:,\[\]{}#&*!|>'\"%@`~=<：，])(?!(?:null|Null|NULL)\Z)|(?=-\d)")
"""How text begins that YAML takes as it is."""
_ENDS_IT = re.compile(r": | #|[:\s]\Z|[^\S ]|：\s*[{\[]")
"""What in a text YAML takes for the end of it, or for a key."""
_ENDS_IT_IN_BRACKETS = re.compile(r"[,\[\]{}:：，]")


class Scalar(Protocol):
    """A value with the text that stands for it."""

    @property
    def text(self) -> str: ...  # noqa: D102


Value = TypeVar("Value", bound=Scalar)


@dataclass(frozen=True, slots=True)
class Remarked(Generic[Value]):
    """An entry of a list or a table with lines of comment above it.

    The first entry of a table in a list can have none, nor what is in a list in a list: that stands in one line.
    """

    lines: Sequence[str]
    entry: "Tree[Value]"


Tree: TypeAlias = Value | Sequence["Tree[Value]"] | Mapping[str, "Tree[Value]"] | Remarked[Value]


class Written(NamedTuple, Generic[Value]):
    """A text, and where in it which value stands: by line and column (from 1), in the order of the text."""

    text: str
    marks: Sequence[tuple[tuple[int, int], Value]]

    def mark_at(self, line: int, column: int) -> int:
        """Which of the marks is the value that stands at a place, with its key or as the first of what begins there;
        else the one before.
        """
        return max(bisect_right(self.marks, (line, column), key=lambda mark: mark[0]) - 1, 0)

    def at(self, line: int, column: int) -> Value | None:
        """The value of that mark; None of an empty text."""
        return self.marks[self.mark_at(line, column)][1] if self.marks else None


def written(document: Mapping[str, "Tree[Value]"], head: Sequence[str] = ()) -> "Written[Value]":
    """A document as text; before it the `head`, lines of comment. What is empty is left out.

    Raises ValueError for a text with characters that no file of ours may hold.
    """
    writer: _Writer[Value] = _Writer()
    writer.remark(head, 0)
    writer.mapping(document, 0)
    return Written("".join(writer.parts), writer.marks)


def written_list(entries: Sequence["Tree[Value]"]) -> "Written[Value]":
    """A list as text, as a part of a document."""
    writer: _Writer[Value] = _Writer()
    writer.list(entries, 0)
    return Written("".join(writer.parts), writer.marks)


class _Writer(Generic[Value]):
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.marks: list[tuple[tuple[int, int], Value]] = []
        self._line = self._column = 1

    def mapping(self, values: Mapping[str, "Tree[Value]"], indent: int, *, begun: bool = False) -> None:
        """The entries of a mapping, one below the other; the first in the line that has `begun`."""
        for key, said in values.items():
            value = said if begun else self._below(said, indent)
            if not begun:
                self._put(" " * indent)
            begun = False
            self._key(key, value)
            self._value(value, indent)

    def remark(self, lines: Sequence[str], indent: int) -> None:
        """Lines of comment; of each, what no file of ours may hold is left out."""
        for line in lines:
            self._put(" " * indent + f"# {HARMFUL.sub('', in_one_line(line))}\n")

    def _below(self, said: "Tree[Value]", indent: int) -> "Tree[Value]":
        """What stands below its comments, once they are written."""
        if not isinstance(said, Remarked):
            return said
        self.remark(said.lines, indent)
        return said.entry

    def _key(self, key: str, value: "Tree[Value]", *, flow: bool = False) -> None:
        first = next(_leaves(value), None)
        if first is not None:
            self._mark(first)
        self._put(f"{scalar(key, flow=flow)}:")

    def _value(self, value: "Tree[Value]", indent: int) -> None:
        """What stands behind a key: in its line, or below it and further in."""
        in_line = _in_a_line(value, indent)
        if in_line:
            self._put(" ")
            self._flow(value, flow=False)
            self._put("\n")
        elif isinstance(value, Mapping):
            self._put("\n")
            self.mapping(value, indent + 2)
        else:
            self._put("\n")
            self.list(_sequence(value), indent + 2)

    def list(self, values: Sequence["Tree[Value]"], indent: int) -> None:
        """The entries of a list, one below the other."""
        for said in values:
            each = self._below(said, indent)
            self._put(" " * indent + "- ")
            if isinstance(each, Mapping) and each:
                self.mapping(each, indent + 2, begun=True)
            else:
                self._flow(each, flow=False)
                self._put("\n")

    def _flow(self, value: "Tree[Value]", *, flow: bool = True) -> None:
        """A value in one line."""
        if isinstance(value, Mapping):
            self._put("{")
            for index, (key, each) in enumerate(value.items()):
                self._put(", " if index else "")
                self._key(key, each, flow=True)
                self._put(" ")
                self._flow(each)
            self._put("}")
        elif _is_list(value):
            self._put("[")
            for index, each in enumerate(_sequence(value)):
                self._put(", " if index else "")
                self._flow(each)
            self._put("]")
        else:
            leaf = _leaf(value)
            self._mark(leaf)
            self._put(scalar(leaf.text, flow=flow))

    def _mark(self, leaf: Value) -> None:
        self.marks.append(((self._line, self._column), leaf))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        if text.endswith("\n"):
            self._line, self._column = self._line + 1, 1
        else:
            self._column += len(text)


def _is_list(value: object) -> bool:
    # a leaf may well be a tuple with names
    return isinstance(value, Sequence) and not hasattr(value, "text")


def _sequence(value: "Tree[Value]") -> Sequence["Tree[Value]"]:
    assert isinstance(value, Sequence)
    return value


def _leaf(value: "Tree[Value]") -> Value:
    assert not isinstance(value, Mapping) and hasattr(value, "text")
    return value  # type: ignore[return-value]


def _leaves(value: "Tree[Value]") -> Iterator[Value]:
    if isinstance(value, Remarked):
        yield from _leaves(value.entry)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _leaves(each)
    elif _is_list(value):
        for each in _sequence(value):
            yield from _leaves(each)
    else:
        yield _leaf(value)


def _in_a_line(value: "Tree[Value]", indent: int) -> bool:
    """Whether a value stands in the line of its key: a scalar, or a short table or list of nothing but scalars."""
    if isinstance(value, Remarked):
        return False
    if not isinstance(value, Mapping) and not _is_list(value):
        return True
    inner: Sequence[Tree[Value]] = list(value.values()) if isinstance(value, Mapping) else _sequence(value)
    if any(isinstance(each, Mapping | Remarked) or _is_list(each) for each in inner):
        return False
    keys = sum(len(key) + 4 for key in value) if isinstance(value, Mapping) else 2 * len(inner)
    return indent + keys + sum(len(_leaf(each).text) for each in inner) <= MOST_IN_A_LINE


def scalar(text: str, *, flow: bool = False) -> str:
    """A text as a value or a key, in `flow` within brackets: plain where YAML takes it as it is, else in quotes.

    Raises ValueError for a text with characters that no file of ours may hold.
    """
    if HARMFUL.search(text):
        raise ValueError(text)
    if text and _PLAIN.match(text) and not _ENDS_IT.search(text) and not (flow and _ENDS_IT_IN_BRACKETS.search(text)):
        return text
    if re.search(r"[^\S ]", text) or not text.isprintable():
        # what single quotes would fold, and what an editor does not show
        return json.dumps(text, ensure_ascii=False)
    return "'" + text.replace("'", "''") + "'"
