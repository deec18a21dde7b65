"""Reading a workbook back: each cell's value and formula, and what is hidden. openpyxl reads."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Literal, NamedTuple

from openpyxl import load_workbook

Trouble = Literal["encrypted", "not_a_workbook", "damaged", "too_large"]
"""Why a workbook cannot be read."""

_MOST_BYTES = 1 << 30
"""What all parts may be unpacked; the workbook of 5,000 branches takes a tenth of it."""
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How an encrypted workbook begins, and a .xls of old."""
_HIDDEN_ROW = re.compile(rb'<row\b[^>]*\bhidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<col\b[^>]*\bhidden="(?:1|true)"')


class UnreadableWorkbookError(ValueError):
    """The file is no workbook that can be read; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


class Content(NamedTuple):
    """What a cell holds: its value (of a formula the stored one, None where none is stored) and its formula."""

    value: object
    formula: str | None = None


Cells = dict[tuple[int, int], Content]
"""The cells of a sheet that hold something, by row and column counted from 1."""


class Sheet(NamedTuple):
    """A sheet: its cells, whether it is hidden, how many rows are, whether columns are."""

    cells: Cells
    hidden: bool
    hidden_rows: int
    hidden_columns: bool


def read_workbook(content: bytes) -> Mapping[str, Sheet]:
    """The sheets in their order. Raises UnreadableWorkbookError."""
    if content.startswith(_COMPOUND):
        raise UnreadableWorkbookError("encrypted")
    if not zipfile.is_zipfile(BytesIO(content)):
        raise UnreadableWorkbookError("not_a_workbook")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
                raise UnreadableWorkbookError("too_large")
            if "xl/workbook.xml" not in archive.namelist():
                raise UnreadableWorkbookError("not_a_workbook")
            # a document type could make a small part unfold without end
            if any(b"<!DOCTYPE" in archive.open(name).read(1024) for name in archive.namelist()):
                raise UnreadableWorkbookError("damaged")
            return dict(_sheets(content, archive))
    except UnreadableWorkbookError:
        raise
    except Exception as error:  # whatever a file can be broken in
        raise UnreadableWorkbookError("damaged") from error


def _sheets(content: bytes, archive: zipfile.ZipFile) -> Iterator[tuple[str, Sheet]]:
    formulas = load_workbook(BytesIO(content), read_only=True)
    values = load_workbook(BytesIO(content), read_only=True, data_only=True)
    for written, stored in zip(formulas.worksheets, values.worksheets, strict=True):
        cells: Cells = {}
        for row, of_row in zip(written.iter_rows(), stored.iter_rows(), strict=True):
            for one, other in zip(row, of_row, strict=True):
                if one.value is not None and one.value != "":
                    cells[one.row, one.column] = _content(one, other)
        path = written._worksheet_path  # type: ignore[attr-defined]  # where the sheet lies in the archive
        text = archive.read(path.lstrip("/"))
        yield (
            written.title,
            Sheet(
                cells,
                written.sheet_state != "visible",
                len(_HIDDEN_ROW.findall(text)),
                _HIDDEN_COLUMN.search(text) is not None,
            ),
        )


def _content(written: Any, stored: Any) -> Content:
    if written.data_type != "f":
        return Content(written.value)
    # an array formula is an object that has its text
    formula = getattr(written.value, "text", written.value)
    return Content(stored.value, str(formula or ""))
