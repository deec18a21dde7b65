"""Cells that stand beside their label, outside a table: 本月, 备注."""

from collections.abc import Collection
from typing import NamedTuple

from dangjian_kaoping.characters import folded
from dangjian_kaoping.forms.grid import BLANK, Cell, Grid, Ref
from dangjian_kaoping.forms.reading.table import is_blank


class Labelled(NamedTuple):
    """What stands to the right of a label, and where."""

    cell: Cell
    ref: Ref


def labelled(grid: Grid, labels: Collection[str]) -> Labelled | None:
    """The first cell to the right of one of some labels in which something stands; None where there is no label.

    Where nothing stands there, the cell is blank, and its place is that beside the label.
    """
    wanted = {folded(each) for each in labels}
    for row, cells in enumerate(grid.rows, 1):
        for column, cell in enumerate(cells, 1):
            if isinstance(cell.value, str) and folded(cell.value).rstrip(":：") in wanted:
                for other in range(column + 1, len(cells) + 1):
                    if not is_blank(grid.cell(row, other)):
                        return Labelled(grid.cell(row, other), Ref(grid.name, row, other))
                return Labelled(BLANK, Ref(grid.name, row, column + 1))
    return None
