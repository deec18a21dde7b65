"""A sheet of a form: its title, its lines, its headings and rows, and how it prints: A4 across, fitted to the width."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from dangjian_kaoping.exact import plain
from dangjian_kaoping.forms.asking import TEXTS
from dangjian_kaoping.forms.form import Above, Form, Offer, Reckoned, Row, Sheet, Slot, Value
from dangjian_kaoping.ooxml.spreadsheet.area import column_letters
from dangjian_kaoping.write.xlsx.cells import writable
from dangjian_kaoping.write.xlsx.form.looks import BRIEF, GREY, READ, SMALL, TO_FILL, Look, Looks
from dangjian_kaoping.write.xlsx.form.offering import KEYS, VALUES, Offering
from dangjian_kaoping.write.xlsx.layout import row_height
from dangjian_kaoping.write.xlsx.looks import BODY

_A4 = 9
_LONGEST_MESSAGE = 250
"""XlsxWriter drops the whole rule where a message is longer than 255."""
_MAY: Mapping[str, bool] = {"format_columns": True, "format_rows": True, "autofilter": True}
_OPEN: Mapping[str, Look] = {"text": "open", "number": "number", "date": "date", "choice": "choice"}
_LEAST, _LEAST_PLAIN, _LEAST_FREE, _MOST_FREE = 18.0, 24.0, 30.0, 60.0
"""Heights of rows (磅); those in which the clause is still to be chosen have room for the longest, within bounds."""
_FROZEN = ("branch", "item", "clause")


def write_sheet(made: Any, sheet: Sheet, form: Form, looks: Looks, offering: Offering) -> None:
    """Write a sheet of a form."""
    _Writing(made, sheet, looks, offering).write(form)


class _Writing:
    def __init__(self, made: Any, sheet: Sheet, looks: Looks, offering: Offering) -> None:
        self._made = made
        self._sheet = sheet
        self._looks = looks
        self._offering = offering
        self._at = {each.key: index for index, each in enumerate(sheet.columns)}
        self._head = 0
        self._rules: dict[tuple[Offer | None, str, str], list[int]] = {}
        self._free: list[int] = []
        self._chosen_for: frozenset[str] = frozenset()

    def write(self, form: Form) -> None:
        made, sheet = self._made, self._sheet
        for index, column in enumerate(sheet.columns):
            made.set_column(index, index, column.width, None, {"hidden": 1} if column.key in sheet.hidden else {})
        made.set_row(0, 26)
        made.write_string(0, 0, writable(sheet.title), self._looks["title"])
        row = 1
        if sheet.advice:
            made.write_string(row, 0, sheet.advice, self._looks["advice"])
            made.set_row(row, 20)
            row += 1
        for line in sheet.above:
            self._above(row, line)
            row += 1
        if not sheet.plain:
            self._head = row
            for index, column in enumerate(sheet.columns):
                made.write_string(row, index, column.heading, self._looks["head"])
            made.set_row(row, 30)
            row += 1
        for index, each in enumerate(sheet.rows, row):
            self._row(index, each)
        last = row + len(sheet.rows) - 1
        made.set_tab_color(READ if sheet.to_read else TO_FILL)
        self._write_rules()
        self._grey_free()
        if not sheet.plain and sheet.rows:
            made.autofilter(self._head, 0, last, len(sheet.columns) - 1)
        self._page(form, last)
        made.protect("", dict(_MAY))

    def _above(self, row: int, line: Above) -> None:
        for key, cell in line.cells.items():
            column = self._at[key]
            if isinstance(cell, str):
                self._made.write_string(row, column, writable(cell), self._looks["label"])
                continue
            if key in line.until:
                self._made.merge_range(row, column, row, self._at[line.until[key]], "", self._looks["open"])
            self._value(row, column, cell.value, "open")
            self._rule(row, column, cell)
        if line.beside is not None:
            key, text = line.beside
            self._made.write_string(row, self._at[key], text, self._looks["paper"])
        self._made.set_row(row, 24)

    def _row(self, row: int, each: Row) -> None:
        if each.kind == "heading":
            self._heading(row, each)
            return
        texts: list[tuple[str, float, float]] = []
        for index, column in enumerate(self._sheet.columns):
            slot = each.slots.get(column.key)
            if slot is not None:
                self._value(row, index, slot.value, _OPEN[column.holds])
                if slot.offer is not None or slot.message:
                    self._rule(row, index, slot)
                value: Value | Reckoned = slot.value
                size = 10.0
            elif column.key == "row":
                self._made.write_string(row, index, each.key, self._looks["fixed"])
                continue
            elif column.key in each.fixed:
                value = each.fixed[column.key]
                self._fixed(row, index, value)
                size = 10.0 if self._sheet.to_read else SMALL
            else:
                self._made.write_blank(row, index, None, self._looks["grey"])
                continue
            if isinstance(value, str) and value:
                texts.append((value, column.width, size))
        if each.kind == "free":
            self._free.append(row)
            self._chosen_for = frozenset(each.slots)
        least = self._free_height if each.kind == "free" else _LEAST_PLAIN if self._sheet.plain else _LEAST
        self._made.set_row(row, row_height(texts, least))

    def _heading(self, row: int, each: Row) -> None:
        for index, column in enumerate(self._sheet.columns):
            if column.key == "row":
                self._made.write_string(row, index, each.key, self._looks["part"])
            elif isinstance(value := each.fixed.get(column.key), str):
                self._made.write_string(row, index, writable(value), self._looks["part"])
            else:
                self._made.write_blank(row, index, None, self._looks["part"])
        self._made.set_row(row, 20)

    def _fixed(self, row: int, column: int, value: Value | Reckoned) -> None:
        if isinstance(value, Reckoned):
            formula = value.formula.format_map(self._cells(row))
            look: Look = "figure" if self._sheet.columns[column].key == "preview" else "brief"
            self._made.write_formula(row, column, f"={formula}", self._looks[look], "")
        elif isinstance(value, str):
            self._value(row, column, value, "read" if self._sheet.to_read else "fixed")
        else:
            self._value(row, column, value, "day" if isinstance(value, date) else "figure")

    def _value(self, row: int, column: int, value: Value, look: Look) -> None:
        match value:
            case str() if value:
                self._made.write_string(row, column, writable(value), self._looks[look])
            case Decimal() if Decimal(f"{float(value):.15G}") == value:
                self._made.write_number(row, column, float(value), self._looks[look])
            case Decimal():
                # a spreadsheet keeps fifteen digits; one with more stays whole as text
                self._made.write_string(row, column, plain(value), self._looks[look])
            case date():
                self._made.write_datetime(row, column, value, self._looks[look])
            case _:
                self._made.write_blank(row, column, None, self._looks[look])

    @cached_property
    def _free_height(self) -> float:
        """Room for whatever clause is chosen."""
        texts = self._offering.values(TEXTS) if self._sheet.greyed_by else ()
        width = next((each.width for each in self._sheet.columns if each.key == "text"), 0.0)
        needed = max((row_height([(text, width, BRIEF)], _LEAST_FREE) for text in texts), default=_LEAST)
        return min(needed, _MOST_FREE)

    def _cells(self, row: int) -> dict[str, str]:
        """The cells of a row by column, and whole columns, as formulas call them."""
        names = {key: column_letters(index) for key, index in self._at.items()}
        cells = {key: f"${name}{row + 1}" for key, name in names.items()}
        return cells | {f"{key}_column": f"${name}:${name}" for key, name in names.items()}

    # ── what may be entered ────────────────────────────────────────────────────────────────────────────────────

    def _rule(self, row: int, column: int, slot: Slot) -> None:
        key = (slot.offer, slot.message, str(column))
        self._rules.setdefault(key, []).append(row)

    def _write_rules(self) -> None:
        for (offer, message, at), rows in self._rules.items():
            column = int(at)
            for first, last in _stretches(rows):
                self._write_rule(offer, message, first, last, column)

    def _write_rule(self, offer: Offer | None, message: str, first: int, last: int, column: int) -> None:
        heading = self._sheet.columns[column].heading
        rule: dict[str, Any] = {
            "validate": "any",
            "input_title": heading[:32],
            "input_message": message[:_LONGEST_MESSAGE],
        }
        if not message:
            rule = {"validate": "any"}
        source = None if offer is None else self._offering.source(offer, self._cells(first))
        if offer is not None and source is not None:
            rule |= {"validate": "list", "source": source}
            if offer.strict:
                rule |= {"error_title": "没有这一个", "error_message": "请从下拉里选一个。"}
            else:
                rule |= {"show_error": False}
        elif not message:
            return
        self._made.data_validation(first, column, last, column, rule)

    def _grey_free(self) -> None:
        """Grey what a clause does not ask for, in the rows in which it is chosen."""
        listed = self._sheet.greyed_by
        if not listed or not self._free:
            return
        first, last = self._free[0], self._free[-1]
        grey = self._made_grey()
        cells = self._cells(first)
        chosen = f'MATCH({cells["item"]}&"|"&{cells["clause"]},{listed}{KEYS},0)'
        for column in self._sheet.columns:
            if column.key in _FROZEN or column.key not in self._chosen_for or column.key in self._sheet.hidden:
                continue
            asked = f'SEARCH(",{column.key},",INDEX({listed}{VALUES},{chosen}))'
            criteria = f'=AND({cells["clause"]}<>"",ISNUMBER({chosen}),ISERROR({asked}))'
            at = self._at[column.key]
            self._made.conditional_format(
                first, at, last, at, {"type": "formula", "criteria": criteria, "format": grey}
            )

    def _made_grey(self) -> Any:
        return self._looks.conditional({"bg_color": GREY})

    # ── on paper ───────────────────────────────────────────────────────────────────────────────────────────────

    def _page(self, form: Form, last: int) -> None:
        made, sheet = self._made, self._sheet
        made.set_landscape()
        made.set_paper(_A4)
        made.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        made.center_horizontally()
        made.hide_gridlines(2)
        made.fit_to_pages(1, 0)
        printed = max((self._at[each.key] for each in sheet.columns if each.printed), default=0)
        made.print_area(0, 0, max(last, 0), printed)
        if not sheet.plain:
            made.repeat_rows(self._head)
            frozen = sum(each.key in _FROZEN for each in sheet.columns)
            made.freeze_panes(self._head + 1, frozen)
        font = f'&9&"{BODY},Regular"'
        made.set_header(f"&L{font}{_header(form.unit)}&R{font}{_header(form.title)}", {"margin": 0.3})
        made.set_footer(f"&L{font}{_header(sheet.name)}&R{font}第 &P 页，共 &N 页", {"margin": 0.3})


def _header(text: str) -> str:
    return writable(text).replace("\n", " ")[:60].replace("&", "&&")


def _stretches(rows: list[int]) -> list[tuple[int, int]]:
    """Rows one after another as first and last."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
