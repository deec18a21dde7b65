"""选项: the hidden sheet of what drop-downs offer, two columns a list, and the ranges in which others look it up.

Every list is a range: a choice may hold a comma, and a rule of what may be entered takes 255 characters.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dangjian_kaoping.forms.columns import LISTS
from dangjian_kaoping.forms.form import Listing, Offer
from dangjian_kaoping.forms.labels import BETWEEN
from dangjian_kaoping.ooxml.spreadsheet.area import column_letters

KEYS, VALUES = "_键", "_值"
"""The two columns of a list by name, as formulas call them."""


class Offering:
    """Where each list stands."""

    def __init__(self, lists: Sequence[Listing]) -> None:
        self._lists = [each for each in lists if each.rows]
        self._columns = {each.name: 2 * index + 1 for index, each in enumerate(self._lists)}
        self._lengths = {each.name: len(each.rows) for each in self._lists}
        self._chosen: dict[str, dict[str, tuple[int, int]]] = {each.name: _stretches(each) for each in self._lists}

    def write(self, book: Any, sheet: Any) -> None:
        """Write the lists, and name their columns."""
        for each in self._lists:
            column = self._columns[each.name]
            sheet.write_string(0, column - 1, each.name)
            for row, (key, value) in enumerate(each.rows, 1):
                if key:
                    sheet.write_string(row, column - 1, key)
                sheet.write_string(row, column, value)
            for name, at in ((KEYS, column), (VALUES, column + 1)):
                book.define_name(each.name + name, f"={LISTS}!{self._range(at, 1, len(each.rows))}")

    def values(self, name: str) -> Sequence[str]:
        """What a list offers to all that choose in it."""
        return next(([value for _, value in each.rows] for each in self._lists if each.name == name), ())

    def source(self, offer: Offer, cells: Mapping[str, str]) -> str | None:
        """The formula of what an offer offers; `cells` are those of the row by column. None where it offers nothing."""
        if offer.listed not in self._columns:
            return None
        column = self._columns[offer.listed]
        if offer.by:
            key = f'&"{BETWEEN}"&'.join(cells[each] for each in offer.by)
            keys = f"{LISTS}!{self._range(column, 1, self._lengths[offer.listed])}"
            first = f"{LISTS}!${column_letters(column)}$2"
            return f"=OFFSET({first},MATCH({key},{keys},0)-1,0,COUNTIF({keys},{key}),1)"
        stretch = self._chosen[offer.listed].get(offer.choosing)
        return None if stretch is None else f"={LISTS}!{self._range(column + 1, *stretch)}"

    def _range(self, column: int, first: int, last: int) -> str:
        name = column_letters(column - 1)
        return f"${name}${first + 1}:${name}${last + 1}"


def _stretches(listing: Listing) -> dict[str, tuple[int, int]]:
    """From which row to which each chooser has its choices."""
    found: dict[str, tuple[int, int]] = {}
    for row, (key, _) in enumerate(listing.rows, 1):
        found[key] = (found.get(key, (row, row))[0], row)
    return found
