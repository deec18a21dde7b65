"""A sheet's reckoning in a few lines: the functions that the workbook uses, in binary numbers as programs have them.

Formulas are read as text and stored values are not looked at, so that a wrong formula gives a wrong value.
"""

import math
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from .workbooks import opened

Value = Any
Sheets = Mapping[str, Mapping[str, Value]]
"""What is written in each cell: a formula begins with `=`."""

_TOKEN = re.compile(
    r"""(?P<name>[A-Z]+)\(|(?P<text>"[^"]*")|(?P<number>\d+(?:\.\d+)?)"""
    r"""|(?:(?P<sheet>[^\W\d][\w]*)!)?(?P<cell>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)|(?P<sign>[<>]=|[-+*/&=<>(),])|\s+"""
)


def written(content: bytes) -> dict[str, dict[str, Value]]:
    """A workbook's cells without the values that are stored with formulas."""
    return {
        sheet.title: {
            cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        for sheet in load_workbook(BytesIO(content))
    }


class Recount:
    """Every formula's value, from the cells that are no formulas."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self._known: dict[tuple[str, str], Value] = {}

    def all(self) -> Iterator[tuple[str, str, Value]]:
        """Sheet, cell and value of each formula."""
        for name, cells in self._sheets.items():
            for cell, value in cells.items():
                if isinstance(value, str) and value.startswith("="):
                    yield name, cell, self.value(name, cell)

    def value(self, sheet: str, cell: str) -> Value:
        """What stands in a cell."""
        key = (sheet, cell)
        if key not in self._known:
            found = self._sheets[sheet].get(cell)
            if isinstance(found, str) and found.startswith("="):
                known = _FUNCTIONS | {"at": self._at}
                # our own formulas, put into Python
                found = eval(self._python(found[1:], sheet), {"__builtins__": {}}, known)  # noqa: S307
            self._known[key] = found
        return self._known[key]

    def _at(self, sheet: str, reference: str) -> Value:
        first_column, first_row, last_column, last_row = range_boundaries(reference)
        values = [
            self.value(sheet, f"{get_column_letter(column)}{row}")
            for row in range(int(first_row or 0), int(last_row or 0) + 1)
            for column in range(int(first_column or 0), int(last_column or 0) + 1)
        ]
        return Column(values) if ":" in reference else values[0]

    def _python(self, formula: str, sheet: str) -> str:
        parts, position = [], 0
        while position < len(formula):
            token = _TOKEN.match(formula, position)
            assert token is not None, formula[position:]
            position = token.end()
            if token["name"]:
                parts.append(f"{token['name']}_(")
            elif token["cell"]:
                parts.append(f"at({token['sheet'] or sheet!r}, {token['cell'].replace('$', '')!r})".replace("''", "'"))
            elif token["sign"]:
                parts.append({"=": "==", "&": "|joined|"}.get(token["sign"], token["sign"]))
            else:
                parts.append(token[0])
        return "".join(parts)


class Column:  # noqa: PLW1641 - a range is compared cell by cell, and is no key
    """The values of a range; reckoned with, each by itself."""

    def __init__(self, values: Iterable[Value]) -> None:
        self._values = list(values)

    def __iter__(self) -> Iterator[Value]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def _each(self, other: Value, what: Callable[[Value, Value], Value]) -> "Column":
        others = other if isinstance(other, Column) else [other] * len(self)
        return Column(map(what, self, others))

    def __mul__(self, other: Value) -> "Column":
        return self._each(other, operator.mul)

    def __truediv__(self, other: Value) -> "Column":
        return self._each(other, operator.truediv)

    def __add__(self, other: Value) -> "Column":
        return self._each(other, operator.add)

    def __sub__(self, other: Value) -> "Column":
        return self._each(other, operator.sub)

    def __gt__(self, other: Value) -> "Column":
        return self._each(other, lambda one, than: _order(one) > _order(than))

    def __lt__(self, other: Value) -> "Column":
        return self._each(other, lambda one, than: _order(one) < _order(than))

    def __le__(self, other: Value) -> "Column":
        return self._each(other, lambda one, than: _order(one) <= _order(than))

    def __eq__(self, other: object) -> "Column":  # type: ignore[override]
        return self._each(other, operator.eq)


def _order(value: Value) -> tuple[bool, Value]:
    """Any text is more than any number."""
    return isinstance(value, str), value


class _Joined:
    """`&` binds less than `+`, as `|` does."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def __ror__(self, left: str) -> "_Joined":
        return _Joined(left)

    def __or__(self, right: Value) -> Value:
        if isinstance(right, Column):
            return Column(self.text + repr(each) for each in right)
        return self.text + repr(right)


def _numbers(values: tuple[Value, ...]) -> list[float]:
    flat = [each for value in values for each in (value if isinstance(value, Column) else [value])]
    return [each for each in flat if isinstance(each, (int, float))]


def _round(value: float, places: int) -> float:
    scaled = abs(value) * 10**places
    return math.copysign(math.floor(scaled + 0.5) / 10**places, value)


def _meets(value: Value, criterion: Value) -> bool:
    sign = re.fullmatch(r"([<>]=?)(.*)", criterion) if isinstance(criterion, str) else None
    if sign is None:
        return bool(value == criterion)
    if not isinstance(value, (int, float)):
        return False
    limit = float(sign[2])
    return {">": value > limit, "<": value < limit, ">=": value >= limit, "<=": value <= limit}[sign[1]]


def _countifs(*pairs: Value) -> Value:
    columns, criteria = pairs[::2], pairs[1::2]
    if any(isinstance(each, Column) for each in criteria):
        return Column(_countifs(*chain(*zip(columns, row, strict=True))) for row in zip(*criteria, strict=True))
    return sum(all(map(_meets, row, criteria)) for row in zip(*columns, strict=True))


_FUNCTIONS: dict[str, Callable[..., Value] | _Joined] = {
    "SUM_": lambda *values: math.fsum(_numbers(values)),
    "AVERAGE_": lambda *values: math.fsum(_numbers(values)) / len(_numbers(values)),
    "MIN_": lambda *values: min(_numbers(values)),
    "MAX_": lambda *values: max(_numbers(values)),
    "ABS_": lambda value: Column(map(abs, value)) if isinstance(value, Column) else abs(value),
    "ISNUMBER_": lambda values: Column(isinstance(each, (int, float)) for each in values),
    "SUMPRODUCT_": math.fsum,
    "MOD_": lambda value, divisor: value - divisor * math.floor(value / divisor),
    "ROUND_": _round,
    "ROUNDDOWN_": lambda value, places: math.trunc(value * 10**places) / 10**places,
    "ROUNDUP_": lambda value, places: math.copysign(math.ceil(abs(value) * 10**places) / 10**places, value),
    "IF_": lambda condition, yes, no: yes if condition else no,
    "RANK_": lambda value, values, _: 1 + sum(each > value for each in _numbers((values,))),
    "COUNTIF_": _countifs,
    "COUNTIFS_": _countifs,
    "joined": _Joined(),
}


def differences(content: bytes, changed: Mapping[tuple[str, str], object] | None = None) -> tuple[int, list[str]]:
    """How many formulas there are, and where a recount gives another value than is stored: a rounded figure must
    be the same number, any other one the same to 1e-9.
    """
    stored, cells = opened(content), written(content)
    for (sheet, cell), value in (changed or {}).items():
        cells[sheet][cell] = value
    count, wrong = 0, []
    for sheet, cell, value in Recount(cells).all():
        count += 1
        expected = stored[sheet][cell].value
        exact = "ROUND" in cells[sheet][cell]
        if value != expected if exact else not math.isclose(value, expected, rel_tol=0, abs_tol=1e-9):
            wrong.append(f"{sheet}!{cell}")
    return count, wrong
