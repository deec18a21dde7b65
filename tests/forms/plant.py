"""A small plant whose forms are filled in by hand: a clause of each kind, two departments, three branches.

In the round before it one problem was found, which is still open.
"""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_kaoping.diagnostics import Diagnostic, Fault
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.filing import Filing
from dangjian_kaoping.forms.followup import followup_form
from dangjian_kaoping.forms.form import Form
from dangjian_kaoping.forms.grid import Leaf, Tree
from dangjian_kaoping.forms.inspection import inspection_form
from dangjian_kaoping.forms.own import OwnForms
from dangjian_kaoping.forms.reading.form import code_in, filing_of, quarter_of
from dangjian_kaoping.periods import Month, Quarter
from dangjian_kaoping.place import CellPlace
from dangjian_kaoping.session.forms import basis_of
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.tables.reading import read
from dangjian_kaoping.write.xlsx.form.workbook import form_workbook

QUARTER = Quarter(2021, 2)
MONTH = Month(2021, 4)

RUBRIC = """\
kind: rubric
version: 2021
title: 试行细则
effective_from: 2021Q1
total: 40
areas:
- id: DJ
  name: 党建工作
  points: 40
  items:
  - id: DJ-01
    title: 组织生活
    points: 10
    not_applicable: full
    department: 党群部
    standard: 补开会议
    clauses:
    - {id: 缺会, text: 每少1次扣1分, fact: {missing: 次, required: 1, per: month}, deduct: {each: 1}}
    - {id: 学时, text: 每少1学时扣0.1分, fact: {missing: 学时, required: 8, per: quarter}, deduct: {each: 0.1}}
    - {id: 漏记, text: 每处扣0.1分, fact: {count: 处}, deduct: {each: 0.1}}
    - {id: 迟到, text: 每人次扣0.1分, fact: {count: {迟到: 人次, 早退: 人次}}, deduct: {each: 0.1}}
    - {id: 迟报, text: 每天扣0.2分, fact: {late: 天, never: 2}, deduct: {each: 0.2}}
    - {id: 抽问, text: 每人答不出扣0.5分, fact: {sample: 人, size: 5}, deduct: {each: 0.5}}
  - id: DJ-02
    title: 主题党日
    points: 10
    department: 党群部
    standard: 提高到会率
    clauses:
    - {id: 到会率, text: 每低1个百分点扣0.1分, fact: {value: '%'}, deduct: {each: 0.1, below: 90}}
  - id: DJ-03
    title: 平台
    points: 10
    start: zero
    department: 党群部
    standard: 按期学完
    clauses:
    - {id: 平台得分, text: 按得分折算, fact: {imported: 平台季度得分, full: 100}, earn: {share: 10}}
  - id: DJ-04
    title: 民主测评
    points: 10
    start: zero
    department: 党群部
    standard: 开好民主生活会
    clauses:
    - id: 测评
      text: 按平均分折算
      fact: {scorers: 代表, full: 10, weights: {领导: 0.6, 群众: 0.4}}
      earn: {share: 10}
- id: JF
  name: 加减分
  items:
  - id: JF-01
    title: 荣誉
    department: 党群部
    clauses:
    - {id: 获奖, text: 厂级加0.5分, fact: {event: [公司级, 厂级], roles: {主办: 1, 协办: 0.5}},
       bonus: {levels: {公司级: 1, 厂级: 0.5}}, highest_per_event: true}
  - id: JF-02
    title: 处分
    department: 纪委办
    clauses:
    - {id: 通报, text: 每人扣减1分, fact: {count: 人}, penalty: {each: 1}}
"""
ROSTER = """\
kind: roster
version: 1
classes: [生产]
departments:
  DQ: [{from: 2018-01-01, name: 党群部}]
  JW: [{from: 2018-01-01, name: 纪委办}]
branches:
  ZB1: [{from: 2018-01-01, name: 发电党支部, class: 生产}]
  ZB2: [{from: 2018-01-01, name: 燃料党支部, class: 生产}]
  ZB3: [{from: 2018-01-01, name: 化学党支部, class: 生产}]
"""
EARLIER = """\
kind: inspection
version: 1
quarter: 2021Q1
department: 党群部
branches:
  发电党支部:
    date: 2021-03-20
    findings:
    - {item: DJ-01, clause: 漏记, count: 2, reason: 漏记两处, id: 2021Q1-01, rectify_by: 2021-04-30}
"""
FILES = {
    "kaoping.yaml": "kind: workspace\nversion: 1\nunit: 示例厂\ncommittee: 示例厂党委\n",
    "data/roster.yaml": ROSTER,
    "rubrics/2021.yaml": RUBRIC,
    "data/2021Q1/inspection/dangqun.yaml": EARLIER,
}


def written(folder: Path, changed: Mapping[str, str | None] | None = None) -> Path:
    """The plant in a folder, with some files otherwise or (None) without them."""
    shutil.rmtree(folder, ignore_errors=True)
    every: dict[str, str | None] = {**FILES, **(changed or {})}
    for name, text in every.items():
        if text is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


class Plant:
    """The plant as it was read: its forms, and what they say when they come back."""

    def __init__(self, folder: Path) -> None:
        self.session = Session(folder)

    @property
    def basis(self) -> Basis:
        """What the forms of the quarter are made from."""
        return basis_of(self.session, QUARTER)

    def inspection(self, department: str = "DQ", branches: tuple[str, ...] = ("ZB1", "ZB2", "ZB3")) -> Form:
        """A department's form."""
        return inspection_form(self.basis, department, [each for each in self.basis.branches if each.id in branches])

    def own(self, branch: str = "ZB1") -> Form:
        """A branch's form of the month."""
        return OwnForms(self.basis, MONTH).of(next(each for each in self.basis.branches if each.id == branch))

    def followup(self) -> Form:
        """A department's form of older problems."""
        return followup_form(self.basis, "DQ", date(2021, 5, 10))

    def filing(self, path: Path) -> Filing | Fault | Diagnostic:
        """What a file records."""
        returned = read(path, path.name)
        if isinstance(returned, Diagnostic):
            return returned
        code = code_in(returned)
        return code if isinstance(code, Fault) else filing_of(returned, code, basis_of(self.session, quarter_of(code)))


class Filled:
    """A form in which cells are changed by sheet, 行 and heading, as an office would see them; saved by `save`."""

    def __init__(self, content: bytes) -> None:
        self.book: Workbook = load_workbook(BytesIO(content))
        del content

    def sheet(self, name: str) -> Worksheet:
        """One of its sheets."""
        found = self.book[name]
        assert isinstance(found, Worksheet)
        return found

    def top(self, name: str) -> int:
        """The row of a sheet's headings."""
        return next(row for row in range(1, 20) if "行" in self._row(name, row))

    def _row(self, name: str, row: int) -> list[Any]:
        return [each.value for each in self.sheet(name)[row]]

    def column(self, name: str, heading: str) -> int:
        """The column of a heading."""
        return self._row(name, self.top(name)).index(heading) + 1

    def row(self, name: str, key: str) -> int:
        """The row of a 行."""
        at = self.column(name, "行")
        sheet = self.sheet(name)
        rows = range(self.top(name) + 1, sheet.max_row + 1)
        return next(row for row in rows if sheet.cell(row, at).value == key)

    def cell(self, name: str, key: str, heading: str) -> Any:
        """A cell."""
        return self.sheet(name).cell(self.row(name, key), self.column(name, heading))

    def at(self, name: str, key: str, heading: str) -> str:
        """What a cell is called: 检查登记!H7."""
        return f"{name}!{self.cell(name, key, heading).coordinate}"

    def put(self, name: str, key: str, **values: Any) -> "Filled":
        """Fill in cells of a row by their headings."""
        for heading, value in values.items():
            self.cell(name, key, heading).value = value
        return self

    def beside(self, name: str, label: str) -> Any:
        """The cell to the right of a label."""
        sheet = self.sheet(name)
        found = next(cell for row in sheet.iter_rows() for cell in row if cell.value == label)
        return sheet.cell(found.row, found.column + 1)

    def save(self, path: Path) -> Path:
        """The file."""
        self.book.save(path)
        return path


@cache
def blank(folder: Path, kind: str) -> bytes:
    """A form as it is sent out."""
    form = getattr(Plant(folder), kind)()
    return form_workbook(form)


def visited(form: Filled, *branches: str, result: str = "无问题") -> Filled:
    """The form of a department that was at some branches, with all that it must say of them."""
    for key in branches:
        form.put("到支部检查", key, 检查日期=date(2021, 6, 20), 结果=result)
        form.put("必填数据", f"{key}/DJ-03/平台得分", 数1=100)
        for who in ("领导", "群众"):
            form.put("打分", f"{key}/DJ-04/测评/{who}/1", **{"1": 10, "2": 10})
    return form


def told(filing: Filing | Fault | Diagnostic) -> list[tuple[str, str]]:
    """What is found wrong, each with its cell; remarks are left out."""
    if isinstance(filing, Fault):
        return [(filing.code, "")]
    faults = [filing] if isinstance(filing, Diagnostic) else filing.faults
    return [(each.code, _where(each)) for each in faults if each.severity != "info"]


def remarks(filing: Filing | Fault | Diagnostic) -> list[str]:
    """What is remarked."""
    assert isinstance(filing, Filing)
    return [each.message for each in filing.faults if each.severity == "info"]


def _where(found: Diagnostic) -> str:
    return found.place.cell if isinstance(found.place, CellPlace) else ""


def as_data(tree: Tree) -> Any:
    """A document as plain data, without where its findings come from."""
    if isinstance(tree, Leaf):
        return tree.text
    if isinstance(tree, dict):
        return {key: as_data(each) for key, each in tree.items() if key != "origin"}
    assert not isinstance(tree, Leaf)
    return [as_data(each) for each in tree]


Change = Callable[[Filled], object]
