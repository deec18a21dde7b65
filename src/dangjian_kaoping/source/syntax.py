"""What people really do to a YAML file, recognised in its text, so that the right line is named."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import yaml
from yaml import CSafeLoader

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.place import Place

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_WIDE_INDENT = re.compile(r"^[ \t\xa0]*[\u3000\xa0]", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
# with those that YAML takes for line ends and no editor shows as one: every later line would be off by one
_CONTROL = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff"
    # nothing is seen of these, and a name that holds one is another name; some turn the order of what is seen
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
# a key set off by a full-width colon, with no half-width one: `points：5`
_WIDE_COLON = re.compile(r"^[ -]*+([^\s#'\":：]++)\s*+：")


def _line_of(text: str, offset: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _blame(code: str, text: str, found: re.Match[str], file: str, faults: Faults, **particulars: str) -> None:
    line, column = _line_of(text, found.end() - 1 if code != "KP113" else found.start())
    faults.add(code, Place(file, line, column), width=1, hint="", **particulars)


def blame_wide_key(key: str, place: Place, faults: Faults) -> None:
    """A key without a value that holds a full-width colon: `{item: DJ-02, count：3}`."""
    before = key.index("：")
    # a key with a space in it may have been folded from several lines: then its beginning is marked
    column = place.column if " " in key[:before] else place.column + before
    faults.add("KP115", place._replace(column=column), key=key[:before])


def blame_text(text: str, file: str, faults: Faults, most_depth: int) -> None:
    """Faults that YAML itself would tell badly or not at all: control characters, conflicts, odd indents."""
    if found := _CONTROL.search(text):
        _blame("KP116", text, found, file, faults, character=f"U+{ord(found[0]):04X}")
        return
    if found := _CONFLICT.search(text):
        _blame("KP113", text, found, file, faults)
    wide = list(_WIDE_INDENT.finditer(text)) if "\u3000" in text or "\xa0" in text else []
    tabs = list(_TAB_INDENT.finditer(text)) if "\t" in text else []
    if not wide and not tabs:
        return
    inside = set(_lines_of_text(text, most_depth))
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    for several, what in ((wide, "全角空格（或不换行空格）"), (tabs, "制表符（Tab）")):
        first = next((each for each in several if bisect_right(starts, each.start()) not in inside), None)
        if first is not None:
            _blame("KP114", text, first, file, faults, what=what)


def control_characters(line: str) -> list[int]:
    """Where in a line control characters stand."""
    return [found.start() for found in _CONTROL.finditer(line)]


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
        faults.add("KP103", Place(file, 1), problem="读不出来")
        return
    problem = str(error.problem or "")
    if not problem.startswith(_END) and _blame_wide_colon(mark, text, file, faults):
        return
    if problem.startswith(_NO_COLON_HERE) and _blame_missing_space(mark, text, file, faults):
        return
    if problem.startswith(_LEFT_OPEN) and error.context_mark is not None:
        mark = error.context_mark
    faults.add("KP103", _inside(mark, text, file), problem=_explained(problem))


def _blame_missing_space(mark: Any, text: str, file: str, faults: Faults) -> bool:
    """Whether the last line before a mark lacks the space after its dash or colon, and so goes on in the next."""
    above = [(number, line) for number, line in enumerate(text.split("\n")[: mark.line], 1) if line.strip()]
    if not above:
        return False
    number, line = above[-1]
    for pattern, what in _MISSING_SPACE:
        if found := pattern.match(line):
            faults.add("KP103", Place(file, number, found.end()), problem=f"{what}后面缺一个空格")
            return True
    return False


def _inside(mark: Any, text: str, file: str) -> Place:
    """A mark as a place; of one past the end, the end of what is written."""
    lines = text.split("\n")
    if mark.line < len(lines) and (mark.line < len(lines) - 1 or lines[mark.line]):
        return Place(file, mark.line + 1, mark.column + 1)
    written = text.rstrip()
    return Place(file, written.count("\n") + 1, max(len(written) - written.rfind("\n") - 1, 1))


def _blame_wide_colon(mark: Any, text: str, file: str, faults: Faults) -> bool:
    """Whether one of the last lines before a mark has a full-width colon after its key; then it is blamed."""
    lines = text.split("\n")
    last = min(mark.line, len(lines) - 1)
    for number in range(last, max(last - 3, -1), -1):
        line = lines[number]
        wide = _WIDE_COLON.match(line)
        if wide and ": " not in line and not line.rstrip().endswith(":"):
            faults.add("KP115", Place(file, number + 1, wide.end()), key=wide[1])
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
