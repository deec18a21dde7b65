"""Where in a file a list's table begins: the first row that holds all the headings that are wanted."""

import re
from collections.abc import Mapping, Sequence

from dangjian_kaoping.characters import folded, in_one_line
from dangjian_kaoping.forms.grid import Grid

_NUMBERED = re.compile(r"(?:Q?\d+)\s*[、.．:：]\s*(?=\D)")
"""What a questionnaire puts before a question where it is a column's heading: 3、"""
_LOOKED_AT = 10
"""Rows in which headings are looked for that are nearly those wanted."""


def heading_row(grid: Grid, wanted: Mapping[str, str]) -> tuple[int, dict[str, list[int]]] | None:
    """The first row that holds all headings that are wanted, and the columns of each."""
    names = {key: folded(heading) for key, heading in wanted.items()}
    for row, cells in enumerate(grid.rows, 1):
        texts = [in_one_line(cell.value) if isinstance(cell.value, str) else "" for cell in cells]
        exact = [folded(each) for each in texts]
        bare = [folded(_NUMBERED.sub("", each, count=1)) for each in texts]
        at: dict[str, list[int]] = {}
        for key, name in names.items():
            at[key] = _columns(exact, name) or _columns(bare, name)
        if all(at.values()):
            return row, at
    return None


def _columns(texts: Sequence[str], name: str) -> list[int]:
    return [column for column, each in enumerate(texts, 1) if each == name]


def headings_near(grids: Sequence[Grid]) -> list[str]:
    """What stands in the first rows of some sheets, where headings are likely."""
    cells = (cell for grid in grids for row in grid.rows[:_LOOKED_AT] for cell in row)
    return [in_one_line(cell.value) for cell in cells if isinstance(cell.value, str)]
