"""The plant's workbook (`small_plant`), and workbooks as a reader sees them."""

import re
from functools import cache, lru_cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import unescape
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_kaoping.exact import Exact
from dangjian_kaoping.write.xlsx.report import ranking_workbook
from small_plant import edition, plant

SHEETS = (
    *("一页纸摘要", "综合排名", "各项得分", "扣分明细", "整改台账"),
    *("自评对照", "自评各项得分", "已销号问题", "依据与口径"),
)


@cache
def report() -> bytes:
    """The plant's workbook."""
    return ranking_workbook(plant(), edition())


@lru_cache(maxsize=4)
def opened(content: bytes) -> Workbook:
    """A workbook as a reader sees it: of a formula, the value that is stored with it. Not to be changed."""
    return load_workbook(BytesIO(content), data_only=True)


@lru_cache(maxsize=4)
def formulas(content: bytes) -> dict[tuple[str, str], str]:
    """The formulas by sheet and cell, with `=`."""
    return {
        (each.title, cell.coordinate): str(cell.value)
        for each in load_workbook(BytesIO(content))
        for row in each.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def sheet(content: bytes, name: str) -> Worksheet:
    """One of its sheets."""
    found = opened(content)[name]
    assert isinstance(found, Worksheet)
    return found


Row = dict[str, Cell | MergedCell]


def table(worksheet: Worksheet, key: str) -> list[Row]:
    """The rows of a table by their heads: from the row that has the key in it to the first empty one."""
    rows = list(worksheet.iter_rows())
    head = next(index for index, row in enumerate(rows) if key in [cell.value for cell in row])
    names = [str(cell.value) for cell in rows[head]]
    found = []
    for row in rows[head + 1 :]:
        if all(cell.value is None for cell in row):
            break
        found.append(dict(zip(names, row, strict=True)))
    return found


def page_heads(content: bytes) -> list[str]:
    """The page headers and footers of the sheets, as they are written; openpyxl reads only parts of them."""
    with ZipFile(BytesIO(content)) as archive:
        texts = [archive.read(f"xl/worksheets/sheet{n}.xml").decode() for n in range(1, len(SHEETS) + 1)]
    return [unescape(re.findall("<headerFooter[^>]*>(.*)</headerFooter>", text)[0]) for text in texts]


def near(value: Exact) -> Any:
    """An unrounded figure as a workbook holds it, to 1e-12."""
    return pytest.approx(float(value), abs=1e-12)


def words(worksheet: Worksheet) -> str:
    """All text of a sheet."""
    return "\n".join(str(cell.value) for row in worksheet.iter_rows() for cell in row if isinstance(cell.value, str))
