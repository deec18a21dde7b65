"""A sheet's reckoning in a few lines: the functions that the workbook uses, in binary numbers as programs have them.

Formulas are read as text and stored values are not looked at, so that a wrong formula gives a wrong value.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

Value = Any
Sheets = Mapping[str, Mapping[str, Value]]
"""What is written in each cell: a formula begins with `=`."""

_TOKEN = re.compile(
    r"""(?P<name>[A-Z]+)\(|(?P<text>"[^"]*")|(?P<number>\d+(?:\.\d+)?)"""
    r"""|(?:(?P<sheet>[^\W\d][\w]*)!)?(?P<cell>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)|(?P<sign>[-+*/&=(),])|\s+"""
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
        return values if ":" in reference else values[0]

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


class _Joined:
    """`&` binds less than `+`, as `|` does."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def __ror__(self, left: str) -> "_Joined":
        return _Joined(left)

    def __or__(self, right: float) -> str:
        return self.text + repr(right)


def _numbers(values: tuple[Value, ...]) -> list[float]:
    flat = [each for value in values for each in (value if isinstance(value, list) else [value])]
    return [each for each in flat if isinstance(each, (int, float))]


def _round(value: float, places: int) -> float:
    scaled = abs(value) * 10**places
    return math.copysign(math.floor(scaled + 0.5) / 10**places, value)


def _meets(value: Value, criterion: Value) -> bool:
    if not isinstance(value, (int, float)):
        return False
    if not isinstance(criterion, str):
        return bool(value == criterion)
    sign, number = re.fullmatch(r"([<>]=?)(.*)", criterion).groups()  # type: ignore[union-attr]
    limit = float(number)
    return {">": value > limit, "<": value < limit, ">=": value >= limit, "<=": value <= limit}[sign]


def _countifs(*pairs: Value) -> int:
    columns, criteria = pairs[::2], pairs[1::2]
    return sum(all(map(_meets, row, criteria)) for row in zip(*columns, strict=True))


_FUNCTIONS: dict[str, Callable[..., Value] | _Joined] = {
    "SUM_": lambda *values: math.fsum(_numbers(values)),
    "MIN_": lambda *values: min(_numbers(values)),
    "MAX_": lambda *values: max(_numbers(values)),
    "ABS_": abs,
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
