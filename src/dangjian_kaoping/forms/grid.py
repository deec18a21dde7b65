"""What stands in a table that came from outside, whatever program wrote it; libraries make it in `tables`."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from dangjian_kaoping.place import CellPlace


class Cell(NamedTuple):
    """One cell. `value` is what it holds; None where it is blank.

    `formula` is what it reckons, where that can be seen, and `error` the error that it shows (`#DIV/0!`). `percent`:
    its number is shown as a percentage, so that 0.885 is 88.5 %. `since_1904`: its workbook numbers the days from 1904,
    and not from 1900. `shown_by` is the format by which a number or a day is shown, where that is seen and not the
    usual one. `struck` is what of its text is struck out, where that is looked at; it is then not in its value.
    """

    value: str | Decimal | date | bool | None = None
    formula: str | None = None
    error: str | None = None
    percent: bool = False
    since_1904: bool = False
    shown_by: str = ""
    struck: str = ""


BLANK = Cell()


class Area(NamedTuple):
    """Cells that are merged into one: first and last row, first and last column, from 1, all included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Grid(NamedTuple):
    """A sheet: its rows as far as something stands there, each as far as something stands in it."""

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: Sequence[Area] = ()
    hidden_columns: frozenset[int] = frozenset()

    def cell(self, row: int, column: int) -> Cell:
        """The cell of a row and a column, from 1."""
        if row > len(self.rows) or column > len(self.rows[row - 1]):
            return BLANK
        return self.rows[row - 1][column - 1]


class Returned(NamedTuple):
    """A file that came back: its sheets in order, and what is to be said of it that is no error (宏, 外部链接).

    `kind` says which program's file it is by its content. Only of an xlsx can formulas, formats, hidden rows and
    merges be seen.
    """

    file: str
    kind: Literal["xlsx", "old", "text"]
    sheets: Sequence[Grid]
    remarks: Sequence[str] = ()

    def sheet(self, name: str) -> Grid | None:
        """A sheet by its name."""
        return next((each for each in self.sheets if each.name == name), None)


class Ref(NamedTuple):
    """A cell by its sheet, row and column, from 1."""

    sheet: str
    row: int
    column: int

    def place(self, file: str) -> CellPlace:
        """Where it is told."""
        return CellPlace.of(file, self.sheet, self.row, self.column)


class Leaf(NamedTuple):
    """A value of a record as YAML writes it, and the cell in which it was read; None: nobody wrote it.

    `reason` is where the reason of what it begins should stand and does not.
    """

    text: str
    cell: Ref | None = None
    reason: Ref | None = None


Tree = Leaf | Sequence["Tree"] | Mapping[str, "Tree"]
"""A document, or a part of one, by the keys of the records."""


def plain_tree(tree: Tree) -> object:
    """What a tree says, wherever it was read."""
    if isinstance(tree, Leaf):
        return tree.text
    if isinstance(tree, Mapping):
        return {key: plain_tree(each) for key, each in tree.items() if key != "origin"}
    return [plain_tree(each) for each in tree]
