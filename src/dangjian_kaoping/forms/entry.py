"""一格里写的: what a cell says of what is wanted there, as it would stand in YAML, or why it cannot be taken.

It is taken or refused, never guessed: 约2, 1,234, 2,000万 are no numbers here, and 0.885 where a percentage is wanted
may be two of them.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dangjian_kaoping.characters import HARMFUL, described, folded, in_one_line, tidied, visible
from dangjian_kaoping.diagnostics import Fault, codes, perhaps
from dangjian_kaoping.exact import ONE, plain, times
from dangjian_kaoping.facts.asked import is_percent
from dangjian_kaoping.facts.boxes import Box, Entered
from dangjian_kaoping.facts.doing_boxes import BETWEEN
from dangjian_kaoping.facts.quantity import HUNDRED
from dangjian_kaoping.forms.columns import heading
from dangjian_kaoping.forms.grid import Cell
from dangjian_kaoping.model.marks import MisfitError
from dangjian_kaoping.model.reading import reader_of
from dangjian_kaoping.model.values import Amount, Count, Date, Name, Number, Text

NOTHING = frozenset(("", "无", "/", "—"))
"""What is written where there is nothing to write."""
CUT_AT = 32_767
"""Characters that a cell holds; a text of just so many was cut off."""

_WIDE = {0xFF01 + index: 0x21 + index for index in range(94)}
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?) ?(\D*)", re.ASCII)
_DATE = re.compile(r"(\d{4}) ?[-./年] ?(\d{1,2}) ?[-./月] ?(\d{1,2}) ?日?", re.ASCII)
_NO_YEAR = re.compile(r"(?:\d{1,2} ?[-./月] ?)?\d{1,2} ?[-./月] ?\d{1,2} ?日?", re.ASCII)
_SEVERAL = re.compile(r"[、；;\s]+")
_DAY_0 = date(1899, 12, 30)
_DAYS_TO_1904 = 1462
_SERIALS = range(36526, 73051)
"""The days of this century, as a workbook numbers them."""
_LONGEST_TOLD = 40


def is_nothing(cell: Cell) -> bool:
    """Whether a cell says nothing: blank, 无, / or —. Where something must be, that is a fault all the same."""
    return cell.formula is None and cell.error is None and in_one_line(shown(cell)) in NOTHING


def shown(cell: Cell) -> str:
    """What a cell shows, as it is told of."""
    value = cell.value
    if cell.formula is not None or cell.error is not None:
        return cell.formula or cell.error or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return f"{plain(times(value, HUNDRED))}%" if cell.percent else plain(value)
    return value.isoformat() if isinstance(value, date) else value or ""


def entered(box: Box, cell: Cell) -> Entered | Fault | None:
    """What a cell says under a box; None where it is blank."""
    column = heading(box.column)
    found: str | Fault | None
    match box.wanted:
        case "choice":
            found = chosen(column, cell, box.choices)
        case "name":
            found = named(column, cell)
        case _:
            found = _blank_or_strange(column, cell)
            if found is None and not _is_blank(cell):
                found = _in_numbers(box, column, cell)
    return Entered(found, box.column) if isinstance(found, str) else found


def worded(column: str, cell: Cell) -> str | Fault | None:
    """The text of a cell under a column's heading, in lines; None where it is blank."""
    return _text(column, cell, tidied, Text)


def named(column: str, cell: Cell) -> str | Fault | None:
    """The name or id in a cell under a column's heading; None where it is blank."""
    return _text(column, cell, in_one_line, Name)


def chosen(column: str, cell: Cell, choices: Sequence[str]) -> str | Fault | None:
    """Which of several words a cell says, whatever its spaces and widths; None where it is blank."""
    name = _text(column, cell, in_one_line, Text)
    if not isinstance(name, str) or name in choices:
        return name
    alike = [each for each in choices if folded(each) == folded(name)]
    if len(alike) == 1:
        return alike[0]
    mend = perhaps(name, choices) or None
    return codes.KP705(column=column, found=_told(name), known="、".join(choices), mend=mend)


def dated(column: str, cell: Cell) -> str | Fault | None:
    """The day in a cell, as 2021-09-30; None where it is blank. A number is a day as its workbook counts them."""
    fault = _blank_or_strange(column, cell, day=True)
    if fault is not None or _is_blank(cell):
        return fault
    value = cell.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        days = int(value) + (_DAYS_TO_1904 if cell.since_1904 else 0)
        if not cell.percent and days in _SERIALS:
            return (_DAY_0 + timedelta(days=days)).isoformat()
        return codes.KP704(column=column, found=shown(cell), problem="这是一个数，看不出是哪一天")
    text = in_one_line(str(value).translate(_WIDE))
    found = _DATE.fullmatch(text)
    if found is None:
        lacking = "没有写是哪一年" if _NO_YEAR.fullmatch(text) else "看不出是哪一天"
        return codes.KP704(column=column, found=_told(text), problem=lacking)
    day = "-".join(part.zfill(2) for part in found.groups())
    problem = _misfit(Date, day)
    return day if problem is None else codes.KP704(column=column, found=_told(text), problem=problem)


# ── numbers ────────────────────────────────────────────────────────────────────────────────────────────────────


def _in_numbers(box: Box, column: str, cell: Cell) -> str | Fault:
    if box.wanted != "amounts" or not isinstance(cell.value, str):
        return _in_a_number(box, column, cell)
    parts = [_in_a_number(box, column, Cell(part)) for part in _SEVERAL.split(in_one_line(cell.value)) if part]
    if any(isinstance(each, Fault) for each in parts):
        return _no_number(column, cell, f"这里要的是{box.asks}")
    return BETWEEN.join(str(each) for each in parts)


def _in_a_number(box: Box, column: str, cell: Cell) -> str | Fault:
    value, signed = cell.value, False
    if isinstance(value, date):
        return codes.KP709(column=column, found=shown(cell))
    if isinstance(value, Decimal):
        if cell.percent and not is_percent(box.unit):
            return _no_number(column, cell, f"是百分数，这里的单位是“{box.unit}”")
        number, signed = times(value, HUNDRED) if cell.percent else value, cell.percent
    else:
        found = _NUMBER.fullmatch(in_one_line(str(value).translate(_WIDE)))
        if found is None:
            return _no_number(column, cell, f"这里要{_wanted(box)}")
        unit, signed = found[2].strip(), found[2].strip() == "%"
        if unit and folded(unit) != folded(box.unit) and not (signed and is_percent(box.unit)):
            return _no_number(column, cell, f"这里的单位是“{box.unit}”")
        number = Decimal(found[1])
    if box.percent and not signed and number and -ONE <= number <= ONE:
        right = plain(times(number, HUNDRED))
        told = plain(number)
        return codes.KP703(column=column, found=told, low=f"{told}%", high=f"{right}%", number=right)
    problem = _misfit(_KINDS[box.wanted], plain(number))
    if problem is None:
        return plain(number)
    # who writes a minus means the points that it costs
    more = "；只记事实，扣几分由程序算" if number < 0 else ""
    return _no_number(column, cell, f"这里要{problem}{more}")


def _no_number(column: str, cell: Cell, problem: str) -> Fault:
    return codes.KP700(column=column, found=_told(shown(cell)), problem=problem)


def _wanted(box: Box) -> str:
    return _misfit(_KINDS[box.wanted], "") or ""


# ── of all ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _is_blank(cell: Cell) -> bool:
    return cell.value is None or (isinstance(cell.value, str) and not visible(cell.value))


def _blank_or_strange(column: str, cell: Cell, *, day: bool = False) -> Fault | None:
    """What is wrong with a cell whatever is wanted: a formula, an error, yes or no."""
    if cell.formula is not None:
        return codes.KP701(column=column, formula=_told(cell.formula))
    if cell.error is not None:
        return codes.KP702(column=column, error=cell.error)
    if isinstance(cell.value, bool):
        problem = "看不出是哪一天" if day else "这里要一个数"
        strange = codes.KP704 if day else codes.KP700
        return strange(column=column, found=shown(cell), problem=problem)
    return None


def _text(column: str, cell: Cell, tidy: Callable[[str], str], kind: Any) -> str | Fault | None:
    if isinstance(cell.value, bool | date):
        return codes.KP708(column=column, problem=f"成了“{shown(cell)}”，写的时候多半不是这样")
    fault = _blank_or_strange(column, cell)
    if fault is not None or _is_blank(cell):
        return fault
    if isinstance(cell.value, str) and len(cell.value) == CUT_AT:
        return codes.KP708(column=column, problem=f"正好 {CUT_AT} 个字，是一格能放的最多的字，后面的多半截断了")
    text = tidy(shown(cell))
    if unseen := HARMFUL.search(text):
        return codes.KP708(column=column, problem=f"有{described(unseen[0])}，看不见")
    problem = _misfit(kind, text)
    return text if problem is None else codes.KP708(column=column, problem=f"不合要求：{problem}")


def _told(text: str) -> str:
    line = in_one_line(text)
    return line if len(line) <= _LONGEST_TOLD else line[: _LONGEST_TOLD - 1] + "…"


def _misfit(kind: Any, text: str) -> str | None:
    """What a type of the model wants instead of a text, in its own words; None where it takes it."""
    try:
        reader_of(kind)(text)
    except MisfitError as misfit:
        mend = misfit.named.get("mend")
        return str(misfit) if mend is None else f"{misfit}，请{mend}"
    return None


_KINDS = {"count": Count, "amount": Amount, "amounts": Amount, "number": Number}
