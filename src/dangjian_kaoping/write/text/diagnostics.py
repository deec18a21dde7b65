"""诊断 as text: where, what, the offending line with the place marked, why it matters, how to mend it.

What several faults of one code have in common, the reason and mostly the remedy, is told once below them all; so is
what is known of several alike, where it says itself of what.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic, Severity, catalogue
from dangjian_kaoping.place import legible, lines_of
from dangjian_kaoping.words.names import SEVERITY, faults_in_words
from dangjian_kaoping.write.layout import Page, clean, width_of
from dangjian_kaoping.write.toned import Tone, toned

_TONES: Mapping[Severity, Tone] = {"error": "error", "warning": "warning", "info": "heading"}
_TAB = 4
_CONTEXT = 20
"""How much of a long line is shown before the place, at least (cells)."""


def diagnostics_text(faults: Iterable[Diagnostic], texts: Mapping[str, str], width: int = 100) -> str:
    """All faults with a summary at the end; `texts` are the files' contents by path, as far as they are known."""
    page = Page(width)
    found = list(faults)
    common = _in_common(found)
    lines: dict[str, list[str]] = {}
    for fault in found:
        file = fault.place.file
        if file in texts and file not in lines:
            lines[file] = lines_of(texts[file])
        _tell(page, fault, lines.get(file, []), common.get(fault.code))
        page.blank()
    for code, shared in common.items():
        page.line(f"{code} {catalogue()[code].title}（{shared.places} 处）")
        _explain(page, shared.why, "".join(map(legible, shared.hints)) + shared.remedy)
        page.blank()
    page.line(faults_in_words(found))
    return page.text


class _Shared(NamedTuple):
    """What several faults of one code have in common; what is empty each says for itself."""

    places: int
    why: str
    remedy: str
    hints: tuple[str, ...] = ()


def _in_common(faults: Iterable[Diagnostic]) -> dict[str, _Shared]:
    """By code, of those that were found several times, in the order of the first."""
    by_code: dict[str, list[Diagnostic]] = {}
    for fault in faults:
        by_code.setdefault(fault.code, []).append(fault)
    return {
        code: _Shared(
            len(found), _same(each.why for each in found), _same(each.remedy for each in found), _hints_of(found)
        )
        for code, found in by_code.items()
        if len(found) > 1
    }


def _same(words: Iterable[str]) -> str:
    several = set(words)
    return several.pop() if len(several) == 1 else ""


def _hints_of(found: Iterable[Diagnostic]) -> tuple[str, ...]:
    """What is known of several faults alike, and says itself of what: it need not stand beside each of them."""
    told = Counter(each.hint for each in found if any(f"“{said}”" in each.hint for said in each.particulars.values()))
    return tuple(hint for hint, times in told.items() if times > 1)


def _tell(page: Page, fault: Diagnostic, lines: list[str], shared: _Shared | None) -> None:
    place = fault.place
    where = f"{place.exactly} " if place.file else ""
    tone = _TONES[fault.severity]
    page.line(f"{where}{SEVERITY[fault.severity]} {fault.code} {fault.message}", tone=tone)
    if place.in_text and place.line <= len(lines) and lines[place.line - 1].strip():
        line, carets = marked(lines[place.line - 1], place.line, place.column, fault.width, page.width)
        page.as_it_is([line, toned(carets, tone)])
    said_below = shared or _Shared(1, "", "")
    hint = "" if fault.hint in said_below.hints else legible(fault.hint)
    _explain(page, "" if said_below.why else fault.why, hint + ("" if said_below.remedy else fault.remedy))


def _explain(page: Page, why: str, mend: str) -> None:
    for label, words in (("为什么：", why), ("怎样改：", mend)):
        if words:
            page.line(words, 1, label)


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
