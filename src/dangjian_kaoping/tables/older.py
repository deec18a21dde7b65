"""Workbooks that are no .xlsx (.xls, .et, .xlsb, .ods) by python-calamine.

It gives what cells show and not what they hold: a formula's last number, nothing for an error, 0.885 for 88.5 %. Of
merges it knows in some kinds, of hidden rows in none.
"""

from io import BytesIO

from dangjian_kaoping.forms.grid import Area, Grid
from dangjian_kaoping.tables.refusal import RefusedTableError, damaged
from dangjian_kaoping.tables.sheet import MOST_CELLS, Room, plain_cell, rows_of


def sheets_of(content: bytes) -> list[Grid]:
    """The sheets of a workbook. Raises RefusedTableError where it cannot be read."""
    from python_calamine import (  # noqa: PLC0415  it takes its time to load, and few tables are of such kinds
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        room, found = Room(), []
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height * max(sheet.total_width, 1) > MOST_CELLS * 10:
                room.take(MOST_CELLS + 1, about.name)
            cells = {
                (row, column): plain_cell(value)
                for row, values in enumerate(sheet.to_python(skip_empty_area=False), 1)
                for column, value in enumerate(values, 1)
            }
            merged = [
                Area(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
                for first, last in sheet.merged_cell_ranges or ()
            ]
            hidden = about.visible is not SheetVisibleEnum.Visible
            found.append(Grid(about.name, rows_of(cells, about.name, room), hidden, merged=merged))
    except PasswordError as error:
        raise RefusedTableError("文件加了密码", "请去掉密码，另存一份。") from error
    except (CalamineError, ValueError, OSError) as error:
        if isinstance(error, RefusedTableError):
            raise
        raise damaged() from error
    except BaseException as error:
        # a panic of the library is no Exception, and must not end the program
        if type(error).__name__ != "PanicException":
            raise
        raise damaged() from None
    return found
