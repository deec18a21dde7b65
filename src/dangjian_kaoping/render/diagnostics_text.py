"""诊断 as text: where, what, the offending line with the place marked, why it matters, how to mend it."""

import re
from collections.abc import Iterable, Mapping

from dangjian_kaoping.diagnostics import Diagnostic, Severity
from dangjian_kaoping.render.layout import Page, clean, width_of
from dangjian_kaoping.render.words import SEVERITY

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_TAB = 4
_CONTEXT = 20
"""How much of a long line is shown before the place, at least (cells)."""


def diagnostics_text(faults: Iterable[Diagnostic], texts: Mapping[str, str], width: int = 100) -> str:
    """All faults with a summary at the end; `texts` are the files' contents by path, as far as they are known."""
    page = Page(width)
    found = list(faults)
    lines: dict[str, list[str]] = {}
    for fault in found:
        file = fault.place.file
        if file in texts and file not in lines:
            lines[file] = _LINE_END.split(texts[file])
        _tell(page, fault, lines.get(file, []))
        page.blank()
    page.line(summary(found))
    return page.text


def summary(faults: Iterable[Diagnostic]) -> str:
    """`2 个错误，1 个提醒`."""
    severities = [fault.severity for fault in faults]
    kinds: tuple[Severity, ...] = ("error", "warning", "info")
    told = [f"{severities.count(kind)} 个{SEVERITY[kind]}" for kind in kinds if kind in severities]
    return "，".join(told) or "没有错误，也没有提醒"


def _tell(page: Page, fault: Diagnostic, lines: list[str]) -> None:
    place = fault.place
    where = f"{place.file}:{place.line}:{place.column} " if place.line else f"{place.file} " if place.file else ""
    page.line(f"{where}{SEVERITY[fault.severity]} {fault.code} {fault.message}")
    if 0 < place.line <= len(lines) and lines[place.line - 1].strip():
        page.as_it_is(marked(lines[place.line - 1], place.line, place.column, fault.width, page.width))
    page.line(fault.why, 1, "为什么：")
    page.line(fault.mend, 1, "怎样改：")


def marked(line: str, number: int, column: int, count: int, width: int) -> list[str]:
    """A line of a file with its number, and below it `^` under `count` characters from `column` (from 1) on.

    A tab is shown as far as the next fourth cell; of a line too long for `width` the part around the place.
    """
    cells = _cells(line)
    start = min(max(column - 1, 0), len(cells))
    end = min(max(start + count, start + 1), max(len(cells), start + 1))
    gutter = f"  {number} | "
    first, last = _window(cells, start, end, width - len(gutter))
    before = "".join(cells[first:start])
    under = "".join(cells[start : min(end, last)])
    mark = "^" * max(width_of(under.rstrip()), 1)
    empty = " " * (len(gutter) - 2) + "| "
    return [
        gutter + "".join(cells[first:last]).rstrip(),
        (empty + " " * width_of(before) + mark).rstrip(),
    ]


def _cells(line: str) -> list[str]:
    """What is printed for each character of a line."""
    shown: list[str] = []
    used = 0
    for character in line:
        text = " " * (_TAB - used % _TAB) if character == "\t" else clean(character)
        shown.append(text)
        used += width_of(text)
    return shown


def _window(cells: list[str], start: int, end: int, room: int) -> tuple[int, int]:
    """From which to which character a line is shown so that the marked ones are seen."""
    first = 0
    before = width_of("".join(cells[:start]))
    whole = before + width_of("".join(cells[start : max(end, start + 1)]))
    while first < start and whole > room and before > _CONTEXT:
        shifted = width_of(cells[first])
        before, whole, first = before - shifted, whole - shifted, first + 1
    last = first
    used = 0
    while last < len(cells) and used + width_of(cells[last]) <= room:
        used += width_of(cells[last])
        last += 1
    return first, last
