"""A form as a workbook. The same form gives the same bytes."""

from datetime import datetime, time
from io import BytesIO
from typing import Any

from dangjian_kaoping.forms.columns import CODE, LISTS, PRICES
from dangjian_kaoping.forms.form import Form
from dangjian_kaoping.write.xlsx.book import PlainSheet, empty_book
from dangjian_kaoping.write.xlsx.cells import writable
from dangjian_kaoping.write.xlsx.form.looks import Looks
from dangjian_kaoping.write.xlsx.form.offering import Offering
from dangjian_kaoping.write.xlsx.form.sheet import write_sheet


def form_workbook(form: Form) -> bytes:
    """The finished file."""
    into = BytesIO()
    book = empty_book(into)
    created = datetime.combine(form.created, time())
    book.set_properties(
        {
            "title": writable(form.title),
            "author": writable(form.unit),
            "company": writable(form.unit),
            "created": created,
        }
    )
    looks, offering = Looks(book), Offering(form.lists)
    for sheet in form.sheets:
        made = book.add_worksheet(sheet.name, PlainSheet)
        write_sheet(made, sheet, form, looks, offering)
        if sheet.name == form.opened:
            made.activate()
    _write_hidden(book, form, offering)
    book.close()
    return into.getvalue()


def _write_hidden(book: Any, form: Form, offering: Offering) -> None:
    lists = book.add_worksheet(LISTS, PlainSheet)
    offering.write(book, lists)
    prices = book.add_worksheet(PRICES, PlainSheet)
    for row, values in enumerate(form.prices):
        for column, value in enumerate(values):
            if isinstance(value, str):
                prices.write_string(row, column, value)
            elif value is not None:
                prices.write_number(row, column, float(value))
    code = book.add_worksheet(CODE, PlainSheet)
    for row, (word, value) in enumerate(form.code.rows()):
        code.write_string(row, 0, word)
        code.write_string(row, 1, value)
    for sheet in (lists, prices, code):
        sheet.protect()
        sheet.very_hidden()
