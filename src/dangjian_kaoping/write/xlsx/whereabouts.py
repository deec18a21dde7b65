"""Where the steps of one branch stand in the workbook, so that a formula can refer to them."""

from typing import NamedTuple

from dangjian_kaoping.engine.step import NOTHING, Step
from dangjian_kaoping.ooxml.spreadsheet.area import column_letters


class Address(NamedTuple):
    """A cell: its sheet, and row and column counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """AB12."""
        return f"{column_letters(self.column)}{self.row + 1}"

    def seen_from(self, sheet: str) -> str:
        """The reference in a formula of a sheet."""
        return self.cell if sheet == self.sheet else f"{self.sheet}!{self.cell}"

    def to(self, last: "Address", sheet: str) -> str:
        """A range of one row or column, seen from a sheet."""
        return self.seen_from(sheet) if last == self else f"{self.seen_from(sheet)}:{last.cell}"


class Whereabouts:
    """The addresses of one branch's steps. Branches alike share steps, so each branch has whereabouts of its own.

    A step may stand on several sheets; what is on the same sheet as the formula is nearest.
    """

    def __init__(self) -> None:
        self._first: dict[int, Address] = {}
        self._on: dict[tuple[str, int], Address] = {}
        self._leaves: set[int] = set()

    def note(self, step: Step, address: Address) -> None:
        """The step stands there."""
        if step is not NOTHING:
            self._first.setdefault(id(step), address)
            self._on.setdefault((address.sheet, id(step)), address)

    def leave(self, step: Step) -> None:
        """The step has no cell of its own, and formulas take its value without asking how it came about."""
        self._leaves.add(id(step))

    def of(self, step: Step, sheet: str) -> Address | None:
        """Where a step stands, as near as can be; None where it does not."""
        return self._on.get((sheet, id(step))) or self._first.get(id(step))

    def first(self, step: Step) -> Address | None:
        """Where a step stood first; None where it does not stand yet."""
        return self._first.get(id(step))

    def is_leaf(self, step: Step) -> bool:
        """Whether formulas take its value."""
        return id(step) in self._leaves
