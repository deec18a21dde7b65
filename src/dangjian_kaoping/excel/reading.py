"""Reading a workbook back: each cell's value and formula, and what is hidden. openpyxl reads."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Literal, NamedTuple

from openpyxl import load_workbook

Trouble = Literal["encrypted", "not_a_workbook", "damaged", "too_large"]
"""Why a workbook cannot be read."""

_MOST_BYTES = 1 << 30
"""What all parts may be unpacked; the workbook of 5,000 branches takes a tenth of it."""
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How an encrypted workbook begins, and a .xls of old."""
_HIDDEN = re.compile(rb'<(?:row|col)\b[^>]*\bhidden="(?:1|true)"')


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


class Reading(Mapping[str, Cells]):
    """The sheets of a workbook in their order. Each is read when it is asked for, so that only one is in memory.

    Everything raises UnreadableWorkbookError.
    """

    def __init__(self, content: bytes) -> None:
        if content.startswith(_COMPOUND):
            raise UnreadableWorkbookError("encrypted")
        if not zipfile.is_zipfile(BytesIO(content)):
            raise UnreadableWorkbookError("not_a_workbook")
        with _damage():
            self._archive = zipfile.ZipFile(BytesIO(content))
            _refuse_hostile(self._archive)
            self._written = load_workbook(BytesIO(content), read_only=True)
            self._stored = load_workbook(BytesIO(content), read_only=True, data_only=True)
            self._names = [sheet.title for sheet in self._written.worksheets]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, name: str) -> Cells:
        if name not in self._names:
            raise KeyError(name)
        with _damage():
            return dict(_cells(self._written[name], self._stored[name]))

    def hides(self, name: str) -> bool:
        """Whether a sheet is hidden, or some of its rows or columns."""
        with _damage():
            sheet: Any = self._written[name]
            text = self._archive.read(sheet._worksheet_path.lstrip("/"))  # where it lies in the archive
            return sheet.sheet_state != "visible" or _HIDDEN.search(text) is not None


@contextmanager
def _damage() -> Iterator[None]:
    """Whatever a file can be broken in is that it is damaged."""
    try:
        yield
    except UnreadableWorkbookError:
        raise
    except Exception as error:
        raise UnreadableWorkbookError("damaged") from error


def _refuse_hostile(archive: zipfile.ZipFile) -> None:
    if "xl/workbook.xml" not in archive.namelist():
        raise UnreadableWorkbookError("not_a_workbook")
    if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
        raise UnreadableWorkbookError("too_large")
    for name in archive.namelist():
        with archive.open(name) as part:
            # a document type could make a small part unfold without end
            if b"<!DOCTYPE" in part.read(1024):
                raise UnreadableWorkbookError("damaged")


def _cells(written: Any, stored: Any) -> Iterator[tuple[tuple[int, int], Content]]:
    # what a sheet says of its size may be wrong: whoever opens it sees all cells that there are
    written.reset_dimensions()
    stored.reset_dimensions()
    for row, of_row in zip(written.iter_rows(), stored.iter_rows(), strict=True):
        for one, other in zip(row, of_row, strict=True):
            if one.value is not None and one.value != "":
                yield (one.row, one.column), _content(one, other)


def _content(written: Any, stored: Any) -> Content:
    if written.data_type != "f":
        return Content(written.value)
    # an array formula is an object that has its text
    formula = getattr(written.value, "text", written.value)
    return Content(stored.value, str(formula or ""))
