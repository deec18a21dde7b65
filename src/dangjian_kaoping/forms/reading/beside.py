"""Cells that stand beside their label, outside a table: 本月, 备注."""

from collections.abc import Collection
from typing import NamedTuple

from dangjian_kaoping.characters import folded
from dangjian_kaoping.forms.grid import Cell, Grid, Ref


class Labelled(NamedTuple):
    """What stands to the right of a label, and where."""

    cell: Cell
    ref: Ref


def labelled(grid: Grid, labels: Collection[str]) -> Labelled | None:
    """The cell to the right of the first of some labels that is there; None where none is."""
    wanted = {folded(each) for each in labels}
    for row, cells in enumerate(grid.rows, 1):
        for column, cell in enumerate(cells, 1):
            if isinstance(cell.value, str) and folded(cell.value).rstrip(":：") in wanted:
                return Labelled(grid.cell(row, column + 1), Ref(grid.name, row, column + 1))
    return None
