"""YAML as nearly all records write it, line by line: a fraction of what libyaml's events take, with the same result.

A line has a key, an entry of a list or nothing, and a value stands whole on its line, be it in brackets. All else, and
all that is doubtful or at fault, is left to libyaml: a number sign below the head, text that goes on, a key twice.
What is refused wherever it stands has been refused before (`blame_text`).
"""

import re
from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from dangjian_kaoping.source.nodes import NOTHINGS, Map, Nothing, Seq

_MOST_DEPTH = 20
_HEAD = re.compile(r"(?:#.*+\n)*+")
# all beyond ASCII but odd spaces is lawful anywhere; what is not has been refused before
_FIRST = r"[^\x00-/:-@\[-^`{-\xa0]"
_KEY = rf"{_FIRST}[^\x00- \"#',:?\[\]{{}}\x7f-\xa0]{{0,100}}+"
_PLAIN = rf"{_FIRST}[^\x00-\x1f:\x7f-\xa0]*+(?<! )"
_IN_BRACKETS = rf"{_FIRST}[^\x00-\x1f:,?\[\]{{}}\x7f-\xa0]*+(?<! )"
_QUOTED = r"""'[^'\x00-\x1f\x7f-\xa0]*+'|"[^"\\\x00-\x1f\x7f-\xa0]*+\""""
_LIST = rf"\[(?:{_IN_BRACKETS}(?:, {_IN_BRACKETS}){{0,50}}+)?\]"
_PAIR = rf"{_KEY}: (?:{_IN_BRACKETS}|{_QUOTED}|{_LIST})"
_PAIRS = rf"\{{(?:{_PAIR}(?:, {_PAIR}){{0,50}}+)?\}}"
_LINE = re.compile(
    rf"( *+)(- )?(?:({_KEY}):(?: (?!\n)|(?=\n)))?"
    rf"(?:({_PLAIN})|({_QUOTED})|({_LIST}|{_PAIRS}|\[{_PAIRS}\]))?\n(\n*+)"
)
# an entry of a list that has nothing but keys with their values behind them, each on its line
_ROW = re.compile(rf"( *+)- {_KEY}: {_PLAIN}\n(?:\1  {_KEY}: {_PLAIN}\n)*+(?!\n|\1  )")
_EACH = re.compile(_IN_BRACKETS)
_EACH_PAIR = re.compile(rf"({_KEY}): (?:({_IN_BRACKETS})|({_QUOTED})|({_LIST}))")


class _Mark(NamedTuple):
    """Where something is written, as libyaml has it."""

    line: int
    column: int


_Pair = tuple[str, str]

_mark = partial(tuple.__new__, _Mark)


class Row(Map):
    """A mapping whose keys stand one below the other: where they and their values are follows, if anybody asks."""

    __slots__ = ()

    def __init__(self, mark: _Mark, pairs: Iterable[_Pair]) -> None:
        dict.__init__(self, pairs)
        self.mark = mark

    def __getattr__(self, name: str) -> Any:
        if name not in ("key_marks", "value_marks"):
            raise AttributeError(name)
        line, column = self.mark
        self.key_marks = [_mark((line + index, column)) for index in range(len(self))]
        self.value_marks = [_mark((line + index, column + len(key) + 2)) for index, key in enumerate(self)]
        return getattr(self, name)


def most_events(text: str) -> int:
    """No more events than so many libyaml has for a text that is plainly written."""
    return 6 * text.count("\n") + 4 * sum(map(text.count, (", ", "{", "["))) + 10


def plainly_written(text: str) -> Map | None:
    """The document's mapping where all of it is written plainly; None where libyaml has to read it."""
    head = _HEAD.match(text)
    end = head.end() if head else 0
    if text.find("#", end) >= 0:
        return None
    line = text.count("\n", 0, end) - 1
    whole = text if text.endswith("\n") else f"{text}\n"
    blank = 0
    """How many empty lines stand behind the last one."""
    stack: list[tuple[int, Map | Seq]] = []
    level = -1
    root = top = Map(None)
    within: Seq | None = None
    """The list at the top of the stack, whose entries stand at the level; None where a mapping, `top`, stands there."""
    pending = ""
    """A key of the mapping at the top with nothing behind it on its line, up to `behind`."""
    behind = None
    row: Row | None
    known: dict[str, _Pair] = {}
    """The lines of rows: at many branches the same is recorded, and need be kept only once."""
    # matched one behind the other: to search the next one would take as long as the rest is, squared
    while True:
        row = None
        if (pending or within is not None) and (found := _ROW.match(whole, end)) is not None:
            line += 1 + blank
            column, dash = len(found[1]), "- "
            key = plain = quoted = brackets = None
            row, blank = _row(found, _mark((line, column + 2)), known)
            if row is None:
                return None
        elif (found := _LINE.match(whole, end)) is not None:
            line += 1 + blank
            indent, dash, key, plain, quoted, brackets, blanks = found.groups()
            blank = len(blanks)
            column = len(indent)
        else:
            break
        end = found.end()
        if (
            plain
            and key
            and column == level
            and not (dash or pending or within is not None or key in top or "：" in key)
        ):
            # most lines are so
            top[key] = Nothing(plain) if plain in NOTHINGS else plain
            top.key_marks.append(_mark((line, column)))
            top.value_marks.append(_mark((line, column + len(key) + 2)))
            continue
        if key is None and dash is None:
            if plain or quoted or brackets:
                return None
            continue
        if level < 0:
            if column or dash:
                return None
            root.mark = _mark((line, 0))
            level = 0
            stack.append((0, root))
        elif pending:
            if column > level or (dash and column == level):
                level = column
                mark = _mark((line, column))
                inner: Map | Seq = Seq(mark) if dash else Map(mark)
                top[pending] = inner
                top.value_marks.append(mark)
                stack.append((level, inner))
                if isinstance(inner, Map):
                    top = inner
                else:
                    within = inner
            else:
                top[pending] = None
                top.value_marks.append(behind)
            pending = ""
        while column < level or (column == level and within is not None and not dash):
            stack.pop()
            level, last = stack[-1]
            if isinstance(last, Map):
                top, within = last, None
            else:
                within = last
        if column != level or (within is not None) is not bool(dash):
            return None
        if within is not None:
            column += 2
            mark = _mark((line, column))
            within.marks.append(mark)
            if key is not None:
                top = Map(mark)
                within.append(top)
                within = None
                level = column
                stack.append((level, top))
        if len(stack) > _MOST_DEPTH:
            return None
        begin = column if key is None else column + len(key) + 2
        if row is not None:
            value: object = row
        elif plain is not None:
            value = Nothing(plain) if plain in NOTHINGS else plain
        elif quoted is not None:
            value = quoted[1:-1]
        elif brackets is not None:
            value = _in_brackets(brackets, line, begin)
            if value is None:
                return None
        elif key is None:
            return None
        else:
            pending = key
        if key is None:
            assert within is not None
            within.append(value)
            continue
        if key in top or "：" in key:
            return None
        top.key_marks.append(_mark((line, column)))
        if pending:
            behind = _mark((line, begin - 1))
        else:
            top[key] = value
            top.value_marks.append(_mark((line, begin)))
    if end != len(whole) or level < 0:
        return None
    if pending:
        top[pending] = None
        top.value_marks.append(behind)
    root.text = text
    return root


def _row(found: re.Match[str], mark: _Mark, known: dict[str, _Pair]) -> tuple[Row | None, int]:
    """An entry of a list, and how many lines it has below its first; None where a key stands twice."""
    lines = found[0][mark.column : -1].split("\n" + " " * mark.column)
    row = Row(mark, [known.get(each) or _pair(each, known) for each in lines])
    refused = len(row) < len(lines) or ("：" in found[0] and any("：" in key for key in row))
    return None if refused else row, len(lines) - 1


def _pair(line: str, known: dict[str, _Pair]) -> _Pair:
    key, value = line.split(": ", 1)
    known[line] = pair = key, Nothing(value) if value in NOTHINGS else value
    return pair


def _in_brackets(written: str, line: int, column: int) -> Map | Seq | None:
    """A list or a mapping in brackets, or a list of one mapping; None where a key stands twice."""
    if written.startswith("[{"):
        only = Seq(_mark((line, column)))
        only.append(_in_brackets(written[1:-1], line, column + 1))
        only.marks.append(_mark((line, column + 1)))
        return None if only[0] is None else only
    if written[0] == "[":
        several = Seq(_mark((line, column)))
        for found in _EACH.finditer(written):
            several.append(Nothing(found[0]) if found[0] in NOTHINGS else found[0])
            several.marks.append(_mark((line, column + found.start())))
        return several
    pairs = Map(_mark((line, column)))
    for found in _EACH_PAIR.finditer(written):
        key, plain, quoted, inner = found.groups()
        begin = column + found.end(1) + 2
        if key in pairs or "：" in key:
            return None
        if plain is not None:
            pairs[key] = Nothing(plain) if plain in NOTHINGS else plain
        else:
            pairs[key] = quoted[1:-1] if quoted else _in_brackets(inner, line, begin)
        pairs.key_marks.append(_mark((line, column + found.start())))
        pairs.value_marks.append(_mark((line, begin)))
    return pairs
