"""What stands in a cell: text, a figure with the step that it shows, a day."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, rounded
from dangjian_kaoping.write.xlsx.looks import Look
from dangjian_kaoping.write.xlsx.whereabouts import Address

_LONGEST = 32_767
"""What a cell holds at most (characters)."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML, or a cell, cannot hold."""


class Text(NamedTuple):
    """Text; whatever it begins with, it is never a formula or a link. Who clicks on it comes `to` another cell.

    What leads elsewhere is to be short: LibreOffice does not fold it.
    """

    text: str
    look: Look = "text"
    to: Address | None = None


class Figure(NamedTuple):
    """A number: the step that it shows, or a number of the rubric or of a record.

    It is written in full and shown with so many decimal places, `least` at least and `most` at most; `mark`
    follows it, and a signed one bears its plus; `form` is a number format that says all this otherwise. A `live`
    one is reckoned in the sheet from the cells of the step's parts; `formula` says how, where it is no step. Who clicks
    on it comes `to` another cell.
    """

    of: Step | Exact
    look: Look = "figure"
    least: int = 0
    most: int = 4
    mark: str = ""
    signed: bool = False
    live: bool = False
    formula: str = ""
    form: str = ""
    to: Address | None = None

    @property
    def value(self) -> Exact:
        """The exact value."""
        return self.of.value if isinstance(self.of, Step) else self.of

    @property
    def places(self) -> int:
        """Decimal places shown: those that it has, within bounds."""
        return _places(self.value, self.least, self.most)

    @property
    def number_format(self) -> str:
        """The format of the number in the sheet."""
        return self.form or number_format(self.value, self.least, self.most, self.mark, self.signed)

    @property
    def shown(self) -> str:
        """The number as it is seen, by which the column's width is chosen."""
        return self.shown_with(self.places)

    def shown_with(self, places: int) -> str:
        """The number with so many decimals."""
        return _shown(self.value, places, self.mark, self.signed)


# the same few numbers stand in thousands of cells
@lru_cache(maxsize=1 << 14)
def _places(value: Exact, least: int, most: int) -> int:
    return next((each for each in range(least, most) if rounded(value, each) == value), max(least, most))


def number_format(value: Exact, least: int, most: int, mark: str, signed: bool) -> str:
    """The format of a number that shows the decimals that it has, within bounds, and what follows it."""
    return _number_format(_places(value, least, most), mark, signed)


@lru_cache(maxsize=1 << 10)
def _number_format(places: int, mark: str, signed: bool) -> str:
    body = f"0.{'0' * places}" if places else "0"
    if signed:
        body = f"+{body};-{body};{body}"
    return f'{body}"{mark}"' if mark else body


@lru_cache(maxsize=1 << 14)
def _shown(value: Exact, places: int, mark: str, signed: bool) -> str:
    return f"{'+' if signed else ''}{rounded(value, places):f}{mark}"


class Day(NamedTuple):
    """A date, 2021-03-25."""

    day: date
    look: Look = "day"


Cell = Text | Figure | Day


def leading(cell: Cell, to: Address | None) -> Cell:
    """A cell that leads to another one."""
    return cell if isinstance(cell, Day) else cell._replace(look="link", to=to)


@lru_cache(maxsize=1 << 14)
def writable(text: str) -> str:
    """Text that a cell can hold; a character that it cannot becomes a visible U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def shown(cell: Cell) -> str:
    """What is seen in a cell."""
    match cell:
        case Text():
            return writable(cell.text)
        case Figure():
            return cell.shown
        case Day():
            return cell.day.isoformat()
