"""A form as a file: what may be written where, what is offered, and that nothing of it is lost on the way."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from dangjian_kaoping.forms.code import Code
from dangjian_kaoping.forms.columns import CODE, FINDINGS, LISTS, NOT_APPLICABLE, OWN, PRICES, columns
from dangjian_kaoping.forms.form import Form, Offer, Reckoned
from dangjian_kaoping.forms.inspection import inspection_form
from dangjian_kaoping.forms.labels import clauses_by_label, items_by_label
from dangjian_kaoping.write.xlsx.form.workbook import form_workbook
from forms.made import basis_with, every_form, followup, headings, inspection, own, read
from forms.rubrics import AWKWARD, MARKED
from office import OFFICE
from office.fill import type_in
from ooxml import faults_in

pytestmark = pytest.mark.whole

_HIDDEN = (LISTS, PRICES, CODE)


def test_the_code_is_read_back() -> None:
    for form in every_form():
        book = read(form_workbook(form))
        rows = {row[0]: row[1] or "" for row in book[CODE].iter_rows(values_only=True)}
        assert Code.read(rows) == form.code
        assert [book[name].sheet_state for name in _HIDDEN] == ["veryHidden"] * len(_HIDDEN)
        assert [each.title for each in book.worksheets] == [*(each.name for each in form.sheets), *_HIDDEN]


def test_what_stands_in_a_form_stands_in_its_workbook() -> None:
    for form in every_form(filled=True):
        book = read(form_workbook(form))
        for sheet in form.sheets:
            if sheet.plain:
                continue
            there = book[sheet.name]
            at = headings(there)
            first = next(row[0].row for row in there.iter_rows() if row[-1].value is not None) + 1
            for number, row in enumerate(sheet.rows, first):
                for column in sheet.columns:
                    slot, fixed = row.slots.get(column.key), row.fixed.get(column.key)
                    value = row.key if column.key == "row" else fixed if slot is None else slot.value
                    cell = there.cell(number, at[column.heading])
                    if not isinstance(value, Reckoned):
                        assert _same(cell.value, value), (sheet.name, cell.coordinate)
                    assert cell.protection.locked == (slot is None), (sheet.name, cell.coordinate)


def _same(there: Any, value: Any) -> bool:
    if value is None or value == "":
        return there is None
    if isinstance(value, Decimal):
        return Decimal(repr(there)) == value
    return bool((there.date() if hasattr(there, "date") else there) == value)


def test_sheets_are_locked_without_a_password_and_may_be_filtered_and_widened() -> None:
    book = read(form_workbook(inspection("DQ")))
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    # false says that it is not forbidden
    assert not book[FINDINGS].protection.autoFilter
    assert not book[FINDINGS].protection.formatColumns


def test_formulas_have_an_empty_text_until_they_are_reckoned() -> None:
    package = zipfile.ZipFile(BytesIO(form_workbook(inspection("DQ"))))
    cells = [
        each
        for name in package.namelist()
        if name.startswith("xl/worksheets/")
        for each in re.findall(r"<c [^>]*><f>.*?</c>", package.read(name).decode())
    ]
    assert len(cells) > 40
    assert all(each.endswith("<v></v></c>") for each in cells)


def test_numbers_are_general_and_texts_are_text() -> None:
    sheet = read(form_workbook(inspection("DQ")))[FINDINGS]
    at = headings(sheet)
    last = sheet.max_row
    formats = {name: sheet.cell(last, column).number_format for name, column in at.items()}
    assert {formats[each] for each in ("数1", "数2", "数3", "应做")} == {"General"}
    assert {formats[each] for each in ("党支部", "条款", "扣分原因", "编号", "备注")} == {"@"}
    assert formats["整改期限"] == "yyyy-mm-dd"


@pytest.mark.parametrize("number", ["0.1", "98.5", "123456789012.345", "12345678901234567.25", "0.1234567890123456789"])
def test_no_digit_of_a_number_is_lost(number: str) -> None:
    form = own("ZB01", 1)
    sheet = next(each for each in form.sheets if each.name == OWN)
    row = next(each for each in sheet.rows if "number1" in each.slots)
    filled = row._replace(slots={**row.slots, "number1": row.slots["number1"]._replace(value=Decimal(number))})
    changed = sheet._replace(rows=[filled])
    there = read(form_workbook(form._replace(sheets=[changed], opened=OWN)))[OWN]
    value = there.cell(there.max_row, headings(there)["数1"]).value
    assert Decimal(value if isinstance(value, str) else repr(value)) == Decimal(number)


def test_paper_takes_the_columns_that_are_printed() -> None:
    sheet = read(form_workbook(inspection("DQ")))[FINDINGS]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_area.endswith(f"$N${sheet.max_row}"), "预计 is the last column"
    assert sum(each.width for each in columns() if each.printed) <= 170


# ── what is offered ────────────────────────────────────────────────────────────────────────────────────────────


def test_all_that_is_recorded_is_among_what_is_offered() -> None:
    for form in every_form(filled=True):
        lists = {each.name: each.rows for each in form.lists}
        for sheet in form.sheets:
            for row in sheet.rows:
                chosen = {**row.fixed, **{key: slot.value for key, slot in row.slots.items()}}
                for slot in row.slots.values():
                    if slot.offer is not None and slot.offer.strict and slot.value is not None:
                        assert slot.value in _offered(slot.offer, lists, chosen), (form.title, sheet.name, row.key)


def _offered(offer: Offer, lists: dict[str, Any], chosen: dict[str, Any]) -> list[str]:
    key = "|".join(str(chosen[each]) for each in offer.by) if offer.by else offer.choosing
    return [value for chooser, value in lists[offer.listed] if chooser == key]


def _rules(content: bytes) -> Iterator[tuple[str, Any]]:
    for sheet in read(content).worksheets:
        for rule in sheet.data_validations.dataValidation:
            yield sheet.title, rule


def test_every_list_is_a_range_and_no_message_is_too_long() -> None:
    for form in (inspection("DQ"), own("ZB01", 2), followup("DQ")):
        rules = list(_rules(form_workbook(form)))
        lists = [rule for _, rule in rules if rule.type == "list"]
        assert lists
        assert all(LISTS in rule.formula1 and '","' not in rule.formula1 for rule in lists)
        assert not any("INDIRECT" in rule.formula1 or len(rule.formula1) > 255 for rule in lists)
        assert all(len(rule.prompt or "") <= 250 for _, rule in rules)


def test_a_rubric_of_awkward_words_has_a_form_too() -> None:
    known = basis_with(AWKWARD)
    form = inspection_form(known, known.called["党群部"], known.branches)
    book = read(form_workbook(form))
    at = headings(book[FINDINGS])
    assert {"数4", "应做"} <= at.keys()
    listed = {each.name: each.rows for each in form.lists}
    [(_, label)] = listed["考评项目"]
    assert not set(label) & set("*?~|")
    item = items_by_label(known.rubric.items())[label]
    found = [clauses_by_label(item)[value].id for _, value in listed["条款"] if value != NOT_APPLICABLE]
    assert found == ["甲|乙", "=等级", "未开"]
    assert [value for _, value in listed["档次或计法"] if "好" in value] == ["好,很好"]


def test_forms_are_as_the_standard_has_workbooks() -> None:
    known = [basis_with(AWKWARD), basis_with(MARKED)]
    forms = [inspection("GH", filled=True), own("ZB01", 1, filled=True), followup("DQ", filled=True)]
    forms += [inspection_form(each, each.called["党群部"], each.branches) for each in known]
    assert [faults_in(form_workbook(each), ".xlsx") for each in forms] == [[]] * len(forms)


# ── the same bytes ─────────────────────────────────────────────────────────────────────────────────────────────

_PROGRAM = """
import hashlib
from forms.made import every_form
from dangjian_kaoping.write.xlsx.form.workbook import form_workbook
for form in every_form(filled=True):
    print(hashlib.sha256(form_workbook(form)).hexdigest())
"""


def test_the_same_form_gives_the_same_bytes_in_every_run() -> None:
    tests = Path(__file__).parents[1]
    runs = [
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            cwd=tests,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(tests), "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    ]
    assert runs[0] == runs[1] != ""


# ── in LibreOffice ─────────────────────────────────────────────────────────────────────────────────────────────


def _saved(folder: Path, forms: list[Form]) -> list[Path]:
    paths = [folder / f"{number}.xlsx" for number in range(len(forms))]
    for path, form in zip(paths, forms, strict=True):
        path.write_bytes(form_workbook(form))
    return paths


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="没有 LibreOffice")
def test_libreoffice_finds_nothing_invalid_in_a_filled_form(tmp_path: Path) -> None:
    forms = list(every_form(filled=True))
    answers = type_in([{"file": str(path)} for path in _saved(tmp_path, forms)])
    assert [each["invalid"] for each in answers] == [{}] * len(forms)


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="没有 LibreOffice")
def test_libreoffice_offers_the_clauses_of_the_item_that_was_chosen(tmp_path: Path) -> None:
    form = inspection("DQ")
    [path] = _saved(tmp_path, [form])
    at = headings(read(path.read_bytes())[FINDINGS])
    listed = {each.name: each.rows for each in form.lists}
    label = next(value for _, value in listed["考评项目"] if value.startswith("DJ-03 "))
    first = next(row[0].row for row in read(path.read_bytes())[FINDINGS].iter_rows() if row[-1].value) + 1

    def cell(name: str, row: int) -> str:
        return f"{chr(64 + at[name])}{first + row}"

    right = {"党支部": "发电部党支部", "考评项目": label, "条款": "缺党日", "档次或计法": "少了", "处理": "限期整改"}
    wrong = {"条款": "缺支委会", "档次或计法": "好", "处理": "罚款"}
    cells = [(FINDINGS, cell(name, 0), value) for name, value in right.items()]
    cells += [(FINDINGS, cell(name, 1), value) for name, value in {**right, **wrong}.items()]
    text = cell("条文和填法", 0)
    [answer] = type_in([{"file": str(path), "cells": cells, "read": [(FINDINGS, text)]}])
    assert answer["invalid"] == {FINDINGS: len(wrong)}
    assert answer["read"][f"{FINDINGS}!{text}"].startswith("主题党日每月至少开展1次")
