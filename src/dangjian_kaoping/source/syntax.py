"""What people really do to a YAML file, recognised in its text, so that the right line is named."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import yaml
from yaml import CSafeLoader

from dangjian_kaoping.characters import HARMFUL, described
from dangjian_kaoping.diagnostics import Fault, Faults, Fix, codes
from dangjian_kaoping.place import Place, lines_of

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_WIDE_INDENT = re.compile(r"^[ \t\xa0]*[\u3000\xa0]", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
# in square brackets a full-width comma parts two elements, in braces where a key follows it: `DJ-01，clause：缺会`
_COMMA_IN_LIST = re.compile(r"\[[^\[\]\n]*，")
_COMMA_BEFORE_KEY = re.compile(r"，(?=\s*[a-z_]+\s*[：:])", re.ASCII)
# a key set off by a full-width colon, with no half-width one: `points：5`
_WIDE_COLON = re.compile(r"^[ -]*+([^\s#'\":：]++)\s*+：")
_FLOW = re.compile(r"\s*+[{\[]")
"""What is in brackets may have colons of its own: `approved：{by: 厂党委}`."""


def _line_of(text: str, offset: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _blame(fault: Fault, text: str, offset: int, file: str, faults: Faults, fix: Fix | None = None) -> None:
    line, column = _line_of(text, offset)
    faults.add(fault, Place(file, line, column), width=1, fix=fix)


def blame_wide_key(key: str, place: Place, faults: Faults) -> None:
    """A key that holds a full-width colon, without a value or before brackets: `{item: DJ-02, count：3}`."""
    before = key.index("：")
    # a key with a space in it may have been folded from several lines: then its beginning is marked
    folded = " " in key[:before]
    column = place.column if folded else place.column + before
    fix = None if folded else _colon(column - 1, key[before + 1 :])
    faults.add(codes.KP115(key=key[:before]), place._replace(column=column), fix=fix)


def holds_wide_colon(key: str, value: object, *, quoted: bool) -> bool:
    """Whether a key holds the colon that should have ended it: nothing follows it, or what stands in brackets."""
    return value is None or (not quoted and _FLOW.match(key, key.index("：") + 1) is not None)


def _colon(at: int, after: str) -> Fix:
    """A half-width colon for a full-width one, with a space where none follows."""
    return Fix(at, at + 1, ":" if after[:1] in ("", " ") else ": ")


def blame_text(text: str, file: str, faults: Faults, most_depth: int) -> None:
    """Faults that YAML itself would tell badly or not at all: control characters, conflicts, odd indents, commas."""
    if found := HARMFUL.search(text):
        column = _line_of(text, found.start())[1]
        fix = Fix(column - 1, column, "")
        _blame(codes.KP116(character=described(found[0])), text, found.start(), file, faults, fix)
        return
    if found := _CONFLICT.search(text):
        _blame(codes.KP113(), text, found.start(), file, faults)
    wide = list(_WIDE_INDENT.finditer(text)) if "\u3000" in text or "\xa0" in text else []
    tabs = list(_TAB_INDENT.finditer(text)) if "\t" in text else []
    if wide or tabs:
        _blame_indents(text, wide, tabs, file, faults, most_depth)
    if _COMMA_IN_LIST.search(text) or _COMMA_BEFORE_KEY.search(text):
        _blame_wide_commas(text, file, faults, most_depth)


def _blame_indents(
    text: str, wide: list[re.Match[str]], tabs: list[re.Match[str]], file: str, faults: Faults, most_depth: int
) -> None:
    inside = set(_lines_of_text(text, most_depth))
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    for several, what in ((wide, "全角空格（或不换行空格）"), (tabs, "制表符（Tab）")):
        first = next((each for each in several if bisect_right(starts, each.start()) not in inside), None)
        if first is not None:
            _blame(codes.KP114(what=what), text, first.end() - 1, file, faults)


def _blame_wide_commas(text: str, file: str, faults: Faults, most_depth: int) -> None:
    """Full-width commas in brackets: they part nothing, and what follows one is read as the same text."""
    for event, in_list in _plain_in_brackets(text, most_depth):
        value = event.value
        parted = value.replace("，", ", ") if in_list else _COMMA_BEFORE_KEY.sub(", ", value)
        start: Any = event.start_mark
        end: Any = event.end_mark
        if parted != value and start.line == end.line:
            comma = next(at for at, each in enumerate(zip(value, parted, strict=False)) if each[0] != each[1])
            place = Place(file, start.line + 1, start.column + comma + 1)
            faults.add(codes.KP160(text=value, mark="，"), place, fix=Fix(start.column, end.column, parted))


def _plain_in_brackets(text: str, most_depth: int) -> Iterator[tuple[yaml.ScalarEvent, bool]]:
    """The texts without quotes that stand in brackets, and whether in square ones; as far as it can be read."""
    loader: Any = CSafeLoader(text)
    holders: list[Any] = []
    try:
        while len(holders) <= most_depth and loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.CollectionStartEvent):
                holders.append(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                holders.pop()
            elif isinstance(event, yaml.ScalarEvent) and not event.style and holders and holders[-1].flow_style:
                yield event, isinstance(holders[-1], yaml.SequenceStartEvent)
    except yaml.YAMLError:
        return  # the rest is blamed where it is read
    finally:
        loader.dispose()


def _lines_of_text(text: str, most_depth: int) -> Iterator[int]:
    """The lines (from 1) that go on inside block text or quotes, where a paragraph may begin as offices do."""
    loader: Any = CSafeLoader(text)
    depth = 0
    try:
        while depth <= most_depth and loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.ScalarEvent) and event.style:
                # block text ends where the next thing begins; quotes end in their last line
                start: Any = event.start_mark
                end: Any = event.end_mark
                last = end.line + (0 if event.style in "|>" and not end.column else 1)
                yield from range(start.line + 2, last + 1)
    except yaml.YAMLError:
        return  # what was read before still is text, and the rest is blamed
    finally:
        loader.dispose()


def blame_syntax(error: Any, text: str, file: str, faults: Faults) -> None:
    """A YAML error in the office's words; libyaml often blames the line after the one to mend."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        faults.add(codes.KP103(problem="读不出来"), Place(file, 1))
        return
    problem = str(error.problem or "")
    if not problem.startswith(_END) and _blame_wide_colon(mark, text, file, faults):
        return
    if problem.startswith(_NO_COLON_HERE) and _blame_missing_space(mark, text, file, faults):
        return
    if problem.startswith(_IN_BRACKETS) and _blame_in_brackets(mark, text, file, faults):
        return
    if problem.startswith(_LEFT_OPEN) and error.context_mark is not None:
        mark = error.context_mark
    faults.add(codes.KP103(problem=_explained(problem)), _inside(mark, text, file))


def _blame_in_brackets(mark: Any, text: str, file: str, faults: Faults) -> bool:
    """Whether a second colon of one entry in brackets is explained: a comma that is none, or a text without quotes."""
    lines = lines_of(text)
    # brackets that nothing closes are noticed behind the last line
    line = lines[mark.line] if mark.line < len(lines) else ""
    if line[mark.column : mark.column + 1] != ":":
        return False
    start = max(line.rfind(each, 0, mark.column) for each in "{[,") + 1
    entry = line[start : mark.column]
    if wide := _MARK_BEFORE_KEY.search(entry):
        column = start + wide.start()
        place = Place(file, mark.line + 1, column + 1)
        whole = entry.strip() + re.split("[,}\\]]", line[mark.column :])[0]
        faults.add(codes.KP160(text=whole, mark=wide[0]), place, fix=Fix(column, column + 1, ", "))
    elif bare := _SPACE_BEFORE_KEY.search(entry):
        end = start + bare.end(1)
        faults.add(
            codes.KP103(problem=f"“{bare[2]}”前面少了半角逗号"), Place(file, mark.line + 1, end), fix=Fix(end, end, ",")
        )
    elif colon := _ENTRY.match(entry):
        first = start + colon.end()
        whole = line[first : mark.column] + re.split("[,}\\]]", line[mark.column :])[0].rstrip()
        fix = None if "'" in whole else Fix(first, first + len(whole), f"'{whole}'")
        problem = f"括号里的文字有冒号加空格的要加引号，如 {colon[1].strip()}: '{whole}'"
        faults.add(codes.KP103(problem=problem), Place(file, mark.line + 1, mark.column + 1), fix=fix)
    else:
        return False
    return True


# `DJ-01，clause` and `DJ-01 clause` before a colon; `reason: 时间` before a second one
_MARK_BEFORE_KEY = re.compile(r"[，；、](?=\s*[^\s，；、:]+\s*$)")
_SPACE_BEFORE_KEY = re.compile(r":\s+\S*?([^\s:])\s+([a-z_]+)\s*$", re.ASCII)
_ENTRY = re.compile(r"\s*([^:\s]+):\s+")
_IN_BRACKETS = "did not find expected ',' or"


def _blame_missing_space(mark: Any, text: str, file: str, faults: Faults) -> bool:
    """Whether the last line before a mark lacks the space after its dash or colon, and so goes on in the next."""
    above = [(number, line) for number, line in enumerate(lines_of(text)[: mark.line], 1) if line.strip()]
    if not above:
        return False
    number, line = above[-1]
    for pattern, what in _MISSING_SPACE:
        if found := pattern.match(line):
            place, fix = Place(file, number, found.end()), Fix(found.end(), found.end(), " ")
            faults.add(codes.KP103(problem=f"{what}后面缺一个空格"), place, fix=fix)
            return True
    return False


def _inside(mark: Any, text: str, file: str) -> Place:
    """A mark as a place; of one past the end, the end of what is written."""
    lines = lines_of(text)
    if mark.line < len(lines) and (mark.line < len(lines) - 1 or lines[mark.line]):
        return Place(file, mark.line + 1, mark.column + 1)
    written = lines_of(text.rstrip())
    return Place(file, len(written), max(len(written[-1]), 1))


def _blame_wide_colon(mark: Any, text: str, file: str, faults: Faults) -> bool:
    """Whether one of the last lines before a mark has a full-width colon after its key; then it is blamed."""
    lines = lines_of(text)
    last = min(mark.line, len(lines) - 1)
    for number in range(last, max(last - 3, -1), -1):
        line = lines[number]
        wide = _WIDE_COLON.match(line)
        if wide and (_FLOW.match(line, wide.end()) or (": " not in line and not line.rstrip().endswith(":"))):
            fix = _colon(wide.end() - 1, line[wide.end() :])
            faults.add(codes.KP115(key=wide[1]), Place(file, number + 1, wide.end()), fix=fix)
            return True
    return False


_NO_COLON_HERE = "mapping values are not allowed"
# `-item: DJ-01` and `item:DJ-01`, where the next line holds a key
_MISSING_SPACE = (
    (re.compile(r"^ *-(?=[^\s-])"), "列表的“-”"),
    (re.compile(r"^[ -]*+[^\s#'\":{}\[\]]++:(?=[^\s:/])(?!.*: )"), "冒号"),
)
_END = "found unexpected end of stream"
_LEFT_OPEN = (_END, "could not find expected ':'", "did not find expected ',' or")
"""Noticed by libyaml where it goes on, and to be mended where it began: quotes, brackets, a key without a colon."""

_PROBLEMS = (
    (_NO_COLON_HERE, "这里不该再有冒号：一行只能有一个“键: 值”，值里有冒号时要加引号"),
    ("could not find expected ':'", "缺少冒号：键后面要有半角冒号和一个空格；列表的“-”后面也要有空格"),
    ("did not find expected key", "缩进与同一层的其他行不齐，或上一行的引号、括号没有写完"),
    ("did not find expected '-' indicator", "列表的各项没有对齐，或少了“- ”"),
    ("did not find expected ',' or", "括号没有成对，或括号里少了逗号"),
    ("did not find expected node content", "这里还缺内容，或括号没有成对"),
    (_END, "引号没有成对，直到文件末尾也没有结束"),
    ("found character that cannot start any token", "这里有不能开头的字符（如 @、`、%），文字要加引号"),
    ("block sequence entries are not allowed", "“- ”不能写在这里，应另起一行"),
    ("found undefined tag handle", "不能用感叹号开头，文字要加引号"),
    ("did not find expected alphabetic or numeric character", "不能以 & 或 * 开头，文字要加引号"),
    ("found unknown escape character", "双引号里的反斜杠有特别的意思，请改用单引号"),
)


def _explained(problem: str) -> str:
    return next((chinese for english, chinese in _PROBLEMS if english in problem), "此处不合 YAML 的写法")
