"""按涉及支部的平均得分率 as a live formula over the cells of the branches to which the item applies."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.ooxml.spreadsheet.area import column_letters

MOST_IN_A_MEAN = 500
"""Branches; past that the value is written: every branch without the item would name all the others."""


def mean_formula(step: Step, rows: Mapping[str, int], column: int) -> str:
    """What an item gives a branch to which it does not apply, from the points that it gave the others, which stand in
    a column of the same sheet; `rows` (from 0) are those of the branches, by id. Empty where the value is written.
    """
    if step.name != names.BY_MEAN or len(rows) > MOST_IN_A_MEAN:
        return ""
    shares = step.part(names.MEAN_SHARE).part(names.SHARES_OF_ITEM).parts
    own = plain(step.part(names.POINTS).value)
    full: dict[str, list[int]] = {}
    for share in shares:
        assert isinstance(share.subject, Branch)
        full.setdefault(plain(share.part(names.POINTS).value), []).append(rows[share.subject.id])
    if len(full) == 1:
        ((points, found),) = full.items()
        return f"AVERAGE({_cells(found, column)}) / {points} * {own}"
    parts = " + ".join(f"SUM({_cells(found, column)}) / {points}" for points, found in full.items())
    return f"({parts}) / {len(shares)} * {own}"


def _cells(rows: Sequence[int], column: int) -> str:
    """The cells of some rows, those below one another as one range."""
    return ", ".join(_runs(sorted(rows), column_letters(column)))


def _runs(rows: Sequence[int], letters: str) -> Iterator[str]:
    for _, run in groupby(enumerate(rows), lambda each: each[1] - each[0]):
        there = [row + 1 for _, row in run]
        first, last = there[0], there[-1]
        yield f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}"
