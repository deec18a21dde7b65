"""Part of `make bench`: the workbook of many branches ÷ openpyxl write-only writing the same cells bare; its memory.

The yardstick writes values and formulas row by row, without formats, heights, stored values, charts or checks.
"""

import resource
import tempfile
from io import BytesIO
from pathlib import Path

from measuring import here, paired, row
from openpyxl import Workbook
from plant import build

from dangjian_kaoping.ooxml.spreadsheet.workbook import Reading
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.xlsx.report import ranking_workbook

Rows = list[list[object]]
BRANCHES = 2_000
PAIRS = 3


def rows_of(content: bytes) -> dict[str, Rows]:
    """The cells of each sheet, row by row: formulas as formulas, all else as values."""
    sheets = {}
    for name, cells in Reading(content).items():
        lines, columns = (max(places) for places in zip(*cells, strict=True))
        rows: Rows = [[None] * columns for _ in range(lines)]
        for (line, column), held in cells.items():
            rows[line - 1][column - 1] = held.value if held.formula is None else held.formula
        sheets[name] = rows
    return sheets


def written_bare(sheets: dict[str, Rows]) -> bytes:
    """The same cells, written by openpyxl in its quickest way."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for each in rows:
            sheet.append(each)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        build(root, BRANCHES)
        session = Session(root)
        dossier, edition = session.dossier("2021Q1"), session.edition(Quarter(2021, 1))

        def ours() -> bytes:
            return ranking_workbook(dossier, edition)

        content = ours()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sheets = rows_of(content)
        cells = sum(len(each) - each.count(None) for rows in sheets.values() for each in rows)
        pairs = paired(lambda: here(ours), lambda: here(lambda: written_bare(sheets)), PAIRS)
        print(row(f"{BRANCHES} branches, workbook ÷ openpyxl write-only", pairs))
        print(f"{'':4}{cells} cells, {len(content) / 1e6:.1f} MB; memory with the round in it: {peak:.0f} MB")
