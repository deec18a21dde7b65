"""What stands in a cell: text, a figure with the step that it shows, a day."""

import re
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.excel.looks import Look
from dangjian_kaoping.numbers import Exact, rounded

_LONGEST = 32_767
"""What a cell holds at most (characters)."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML, or a cell, cannot hold."""


class Text(NamedTuple):
    """Text; whatever it begins with, it is never a formula or a link."""

    text: str
    look: Look = "text"


class Figure(NamedTuple):
    """A number: the step that it shows, or a number of the rubric or of a record.

    It is written in full and shown with so many decimal places, `least` at least and `most` at most; `mark`
    follows it, and a signed one bears its plus; `form` is a number format that says all this otherwise. A `live`
    one is reckoned in the sheet from the cells of the step's parts; `formula` says how, where it is no step.
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

    @property
    def value(self) -> Exact:
        """The exact value."""
        return self.of.value if isinstance(self.of, Step) else self.of

    @property
    def places(self) -> int:
        """Decimal places shown: those that it has, within bounds."""
        for places in range(self.least, self.most):
            if rounded(self.value, places) == self.value:
                return places
        return max(self.least, self.most)

    @property
    def number_format(self) -> str:
        """The format of the number in the sheet."""
        if self.form:
            return self.form
        body = f"0.{'0' * self.places}" if self.places else "0"
        if self.signed:
            body = f"+{body};-{body};{body}"
        return f'{body}"{self.mark}"' if self.mark else body

    @property
    def shown(self) -> str:
        """The number as it is seen, by which the column's width is chosen."""
        return f"{'+' if self.signed else ''}{rounded(self.value, self.places):f}{self.mark}"


class Day(NamedTuple):
    """A date, 2021-03-25."""

    day: date
    look: Look = "day"


Cell = Text | Figure | Day


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
