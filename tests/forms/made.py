"""Forms of the sample plant, and of rubrics that a test writes; and what a workbook of one says, cell by cell."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl

from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.followup import followup_form
from dangjian_kaoping.forms.form import Form
from dangjian_kaoping.forms.own import OwnForms
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter, parse_quarter
from dangjian_kaoping.session.forms import basis_of, departments_of, inspection_forms
from dangjian_kaoping.session.session import Session
from sample import SAMPLE
from small_plant import ROSTER, modelled

DAY = date(2021, 4, 15)


@cache
def session() -> Session:
    """The sample plant."""
    return Session(SAMPLE)


@cache
def basis(quarter: str = "2021Q1") -> Basis:
    """What its forms of a quarter are made from."""
    found = parse_quarter(quarter)
    assert found is not None
    return basis_of(session(), found)


@cache
def inspection(department: str, *, filled: bool = False, quarter: str = "2021Q1") -> Form:
    """The form of a department."""
    known = basis(quarter)
    return next(iter(inspection_forms(session(), known, [department], known.branches, filled=filled)))


@cache
def own(branch: str, month: int = 1, *, filled: bool = False) -> Form:
    """The form of a branch for a month of 2021."""
    known = basis()
    mine = next(each for each in known.branches if each.id == branch)
    return OwnForms(known, known.quarter.months[month - 1], filled=filled).of(mine)


@cache
def followup(department: str, *, filled: bool = False) -> Form:
    """The form for what was open on a day."""
    return followup_form(basis("2021Q2"), department, DAY, filled=filled)


def every_form(*, filled: bool = False) -> Iterator[Form]:
    """One of each kind and department, and some of branches."""
    for department in departments_of(basis()):
        yield inspection(department, filled=filled)
        yield followup(department, filled=filled)
    for branch in ("ZB01", "ZB07", "ZB09"):
        yield own(branch, 2, filled=filled)


def basis_with(rubric: str) -> Basis:
    """A round of which nothing is recorded yet, under a rubric that a test writes."""
    quarter = Quarter(2021, 1)
    known = modelled(Rubric, rubric, "rubrics/2020.yaml")
    roster = modelled(Roster, ROSTER, "data/roster.yaml")
    return Basis(known, roster, Round(quarter), (), {quarter: known}, "示例厂")


def read(content: bytes) -> Any:
    """A workbook as openpyxl reads it."""
    return openpyxl.load_workbook(BytesIO(content))


def headings(sheet: Any) -> dict[str, int]:
    """The columns of a sheet by their headings."""
    row = next(row for row in sheet.iter_rows() if row[-1].value is not None)
    return {cell.value: cell.column for cell in row if cell.value}
