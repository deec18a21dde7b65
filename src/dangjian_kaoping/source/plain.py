"""YAML as nearly all records write it, line by line: a fraction of what libyaml's events take, with the same result.

A line has a key, an entry of a list or nothing, and a value stands whole on its line, be it in brackets. All else, and
all that is doubtful or at fault, is left to libyaml: a number sign below the head, text that goes on, a key twice.
What is refused wherever it stands has been refused before (`blame_text`).
"""

import re
from functools import partial
from typing import NamedTuple

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
_LINE = re.compile(
    rf"( *+)(- )?(?:({_KEY}):(?: (?!\n)|(?=\n)))?"
    rf"(?:({_PLAIN})|({_QUOTED})|({_LIST}|\{{(?:{_PAIR}(?:, {_PAIR}){{0,50}}+)?\}}))?\n(\n*+)"
)
_EACH = re.compile(_IN_BRACKETS)
_EACH_PAIR = re.compile(rf"({_KEY}): (?:({_IN_BRACKETS})|({_QUOTED})|({_LIST}))")


class _Mark(NamedTuple):
    """Where something is written, as libyaml has it."""

    line: int
    column: int


_mark = partial(tuple.__new__, _Mark)


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
    # matched one behind the other: to search the next one would take as long as the rest is, squared
    while (found := _LINE.match(whole, end)) is not None:
        end = found.end()
        line += 1 + blank
        indent, dash, key, plain, quoted, brackets, blanks = found.groups()
        blank = len(blanks)
        column = len(indent)
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
        if plain is not None:
            value: object = Nothing(plain) if plain in NOTHINGS else plain
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


def _in_brackets(written: str, line: int, column: int) -> Map | Seq | None:
    """A list or a mapping in brackets; None where a key stands twice."""
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
