"""Two workbooks cell by cell: what one says, and what follows.

What programs change when they merely save a file again is not a difference: spaces, $ and capitals in formulas,
the sixteenth digit of a number, a date as a number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.area import column_letters
from dangjian_kaoping.ooxml.spreadsheet.number_format import DAY_NOUGHT
from dangjian_kaoping.ooxml.spreadsheet.sheet import Cells, Content
from dangjian_kaoping.ooxml.spreadsheet.workbook import Reading
from dangjian_kaoping.verify.remarks import Remark, remarks_on_drawings, remarks_on_sheet, remarks_on_workbook

Difference = Literal["value", "formula", "missing", "extra", "sheet_missing", "sheet_extra", "sheet_renamed"]
"""Another value; another formula, or a value in its place; a cell or sheet that is gone, or one too many."""

_MOST_MORE = 100_000
"""Cells that a sheet may have beyond twice those that follow; more is no workbook that was worked on by hand."""
NEAR = 1e-9
"""Numbers are the same to so much; programs keep 15 digits."""
_TEXT_OR_SPACE = re.compile(r'("[^"]*")|\s+|\$')
_QUOTED_SHEET = re.compile(r"'([^'!]+)'!")
_PREFIX = re.compile(r"_xlfn\.|_xlws\.", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![A-Z0-9_.])(\d+(?:\.\d*)?(?:E[-+]?\d+)?)(?![A-Z0-9_.(!])")


class Deviation(NamedTuple):
    """Where a workbook does not say what follows; cells are named as in a sheet, `of` says what stands there.

    `says` and `follows` are the contents; None where there is none.
    """

    kind: Difference
    sheet: str
    cell: str = ""
    of: str = ""
    says: Content | None = None
    follows: Content | None = None


NAMES = "党支部"
"""The title of the column that names the branch."""


class Comparison(NamedTuple):
    """What was compared, where it deviates, and what is seen otherwise than it is.

    `unstored` formulas have no value stored beside them.
    """

    cells: int
    formulas: int
    unstored: int
    deviations: tuple[Deviation, ...]
    remarks: tuple[Remark, ...] = ()


def compared(found: Reading, expected: Reading, titles: Mapping[str, int]) -> Comparison:
    """A workbook against the one that follows, which is ours; `titles` are the rows of the columns' titles, by sheet.

    What is there byte for byte need not be read.
    """
    renamed = _renamed(list(found), list(expected))
    deviations = [Deviation("sheet_renamed", old, says=Content(new)) for old, new in renamed.items()]
    names = {renamed.get(name, name): name for name in expected}
    deviations += [Deviation("sheet_extra", name) for name in found if name not in names]
    remarks = [*remarks_on_workbook(found.features, expected.features)]
    cells = formulas = unstored = 0
    for name in expected:
        if found.has_same(name, expected):
            counted = expected.counted(name)
            cells, formulas = cells + counted.cells, formulas + counted.formulas
            continue
        ours, told = expected.sheet(name), renamed.get(name, name)
        follows = ours.cells
        cells += len(follows)
        formulas += sum(content.formula is not None for content in follows.values())
        if told not in found:
            deviations.append(Deviation("sheet_missing", name))
            continue
        theirs = found.sheet(told)
        says = theirs.cells
        if len(says) > 2 * len(follows) + _MOST_MORE:
            raise RefusedPackageError("too_large", f"{told} 有 {len(says)} 个格，写出时是 {len(follows)} 个")
        unstored += sum(each.formula is not None and each.value is None for each in says.values())
        deviations += _deviations(name, says, follows, titles[name], {new: old for old, new in renamed.items()})
        remarks += remarks_on_sheet(name, theirs, ours)
        remarks += remarks_on_drawings(name, found.drawn(told), expected.drawn(name), says, follows)
    return Comparison(cells, formulas, unstored, tuple(deviations), tuple(remarks))


def _renamed(found: Sequence[str], expected: Sequence[str]) -> dict[str, str]:
    """Sheets that stand in the place of one that is gone, by the old name."""
    if len(found) != len(expected):
        return {}
    gone, new = set(expected) - set(found), set(found) - set(expected)
    return {old: name for old, name in zip(expected, found, strict=True) if old in gone and name in new}


def _deviations(name: str, says: Cells, follows: Cells, titles: int, renamed: Mapping[str, str]) -> Iterator[Deviation]:
    names = next((column for (row, column), each in follows.items() if row == titles and each.value == NAMES), 0)
    for place in sorted(says.keys() | follows.keys()):
        one, other = says.get(place), follows.get(place)
        kind = _difference(one, other, renamed)
        if kind is not None:
            row, column = place
            cell = f"{column_letters(column - 1)}{row}"
            yield Deviation(kind, name, cell, _named(row, column, follows, titles, names), one, other)


def _difference(says: Content | None, follows: Content | None, renamed: Mapping[str, str]) -> Difference | None:
    if says is None:
        return "missing"
    if follows is None:
        return "extra"
    if (says.formula is None) != (follows.formula is None):
        return "formula"
    if says.formula is not None and follows.formula is not None:
        if plain_formula(says.formula, renamed) != plain_formula(follows.formula):
            return "formula"
        if says.value is None:
            # nothing is stored, so nothing wrong is: whoever opens the file reckons it
            return None
    return None if same_value(says.value, follows.value) else "value"


def same_value(one: object, other: object) -> bool:
    """Whether two values are the same: numbers nearly, dates also as numbers, texts exactly."""
    first, second = _number(one), _number(other)
    if first is not None and second is not None:
        return abs(first - second) <= NEAR
    if isinstance(one, str) and isinstance(other, str):
        return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
    return False


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, datetime):
        return (value - DAY_NOUGHT).total_seconds() / 86_400
    return None


def plain_formula(formula: str, renamed: Mapping[str, str] | None = None) -> str:
    """A formula as every program would write it: no spaces, no $, capitals, sheets without quotes."""
    text = _QUOTED_SHEET.sub(r"\1!", formula.removeprefix("=").removeprefix("+"))
    text = _TEXT_OR_SPACE.sub(lambda match: match[1] or "", _PREFIX.sub("", text)).upper()
    for new, old in (renamed or {}).items():
        text = text.replace(f"{new.upper()}!", f"{old.upper()}!")
    return _NUMBER.sub(lambda match: repr(float(match[1])), text)


def _named(row: int, column: int, cells: Cells, titles: int, names: int) -> str:
    """What stands in a cell: the branch of its row, the title of its column; nothing above the table."""
    if row <= titles:
        return ""
    parts = [cells.get((row, names)), cells.get((titles, column))]
    texts = [str(part.value).replace("\n", " ") for part in parts if part is not None and isinstance(part.value, str)]
    return " · ".join(dict.fromkeys(texts))
