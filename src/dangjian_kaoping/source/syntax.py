"""What people really do to a YAML file, recognised in its text, so that the right line is named."""

import re
from typing import Any

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.place import Place

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_WIDE_INDENT = re.compile(r"^[ \t\xa0]*[\u3000\xa0]", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# a key set off by a full-width colon, with no half-width one: `points：5`
_WIDE_COLON = re.compile(r"^[ -]*([^\s#'\":：]+)\s*：")


def _line_of(text: str, offset: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _blame(code: str, text: str, found: re.Match[str], file: str, faults: Faults, **particulars: str) -> None:
    line, column = _line_of(text, found.end() - 1 if code != "KP113" else found.start())
    faults.add(code, Place(file, line, column), width=1, hint="", **particulars)


def blame_text(text: str, file: str, faults: Faults) -> None:
    """Faults that YAML itself would tell badly or not at all: control characters, conflicts, odd indents."""
    if found := _CONTROL.search(text):
        _blame("KP116", text, found, file, faults, character=f"U+{ord(found[0]):04X}")
        return
    if found := _CONFLICT.search(text):
        _blame("KP113", text, found, file, faults)
    if ("\u3000" in text or "\xa0" in text) and (found := _WIDE_INDENT.search(text)):
        _blame("KP114", text, found, file, faults, what="全角空格（或不换行空格）")
    if "\t" in text and (found := _TAB_INDENT.search(text)):
        _blame("KP114", text, found, file, faults, what="制表符（Tab）")


def blame_syntax(error: Any, text: str, file: str, faults: Faults) -> None:
    """A YAML error in the office's words; libyaml often blames the line after the one to mend."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        faults.add("KP103", Place(file, 1), problem="读不出来")
        return
    lines = text.split("\n")
    last = min(mark.line, len(lines) - 1)
    for number in range(last, max(last - 3, -1), -1):
        line = lines[number]
        wide = _WIDE_COLON.match(line)
        if wide and ": " not in line and not line.rstrip().endswith(":"):
            faults.add("KP115", Place(file, number + 1, wide.end()), key=wide[1])
            return
    faults.add("KP103", Place(file, mark.line + 1, mark.column + 1), problem=_explained(str(error.problem or "")))


_PROBLEMS = (
    ("mapping values are not allowed", "这里不该再有冒号：一行只能有一个“键: 值”，值里有冒号时要加引号"),
    ("could not find expected ':'", "缺少冒号：键后面要有半角冒号和一个空格"),
    ("did not find expected key", "缩进与同一层的其他行不齐，或上一行的引号、括号没有写完"),
    ("did not find expected '-' indicator", "列表的各项没有对齐，或少了“- ”"),
    ("did not find expected ',' or", "括号没有成对，或括号里少了逗号"),
    ("found unexpected end of stream", "引号没有成对，直到文件末尾也没有结束"),
    ("found character that cannot start any token", "这里有不能开头的字符（如 @、`、%），文字要加引号"),
    ("block sequence entries are not allowed", "“- ”不能写在这里，应另起一行"),
    ("found undefined tag handle", "不能用感叹号开头，文字要加引号"),
    ("did not find expected alphabetic or numeric character", "不能以 & 或 * 开头，文字要加引号"),
    ("found unknown escape character", "双引号里的反斜杠有特别的意思，请改用单引号"),
)


def _explained(problem: str) -> str:
    return next((chinese for english, chinese in _PROBLEMS if english in problem), "此处不合 YAML 的写法")
