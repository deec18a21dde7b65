"""预计: LibreOffice reckons what the engine takes or gives, for every kind of fact, every rule and every limit."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dangjian_kaoping.forms.columns import FINDINGS
from dangjian_kaoping.forms.form import Form, Slot, Value
from dangjian_kaoping.forms.inspection import inspection_form
from dangjian_kaoping.forms.labels import branch_label, clause_label, item_label
from dangjian_kaoping.forms.preview import formula
from dangjian_kaoping.forms.recorded import finding_values
from dangjian_kaoping.write.xlsx.form.workbook import form_workbook
from engine.plant import plain
from office import OFFICE, converted
from thorough import THOROUGH

from .priced import Case, basis_of, cases_of, rubric_of

pytestmark = [pytest.mark.office, pytest.mark.skipif(OFFICE is None, reason="no LibreOffice")]

WORDS = {"deduct": "扣", "penalty": "扣", "record": "扣", "earn": "得", "bonus": "加", "give_back": "还"}
ITEMS = 440 if THOROUGH else 110


def with_rows(form: Form, written: Sequence[Mapping[str, Value]]) -> Form:
    """The form with these cells in its rows of 检查登记."""
    sheet = next(each for each in form.sheets if each.name == FINDINGS)
    rows = []
    for row, chosen in zip(sheet.rows, written, strict=False):
        values = {key: row.slots.get(key, Slot())._replace(value=value) for key, value in chosen.items()}
        rows.append(row._replace(slots={**row.slots, **values}))
    changed = sheet._replace(rows=[*rows, *sheet.rows[len(rows) :]])
    return form._replace(sheets=[changed if each is sheet else each for each in form.sheets])


def filled(form: Form, cases: Sequence[Case]) -> Form:
    """The form with a case in each row."""
    return with_rows(
        form,
        [
            {
                "branch": branch_label(case.branch),
                "item": item_label(case.item),
                "clause": clause_label(case.clause),
                **finding_values(case.clause, case.finding, 3),
            }
            for case in cases
        ],
    )


def reckoned(form: Form, tmp_path: Path) -> list[dict[str, Any]]:
    """What stands in each row by heading, once LibreOffice has reckoned it."""
    path = tmp_path / "表.xlsx"
    path.write_bytes(form_workbook(form))
    return shown_in(path)


def shown_in(path: Path) -> list[dict[str, Any]]:
    """The same of a workbook."""
    sheet = openpyxl.load_workbook(converted(path, "xlsx"), data_only=True)[FINDINGS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(index for index, row in enumerate(rows) if "条款" in row and "预计" in row)
    return [dict(zip(map(str, rows[head]), row, strict=True)) for row in rows[head + 1 :]]


def differing(rows: Sequence[dict[str, Any]], cases: Sequence[Case]) -> list[str]:
    """The cases of which another number, or another word, was reckoned."""
    found = []
    for row, case in zip(rows, cases, strict=False):
        clause, said, hint = case.clause, row["预计"], row["提示"] or ""
        if case.points is None:
            right = said in (None, "")
        else:
            right = isinstance(said, int | float) and abs(Fraction(said) - case.points) < Fraction(1, 10**7)
            right = right and hint.startswith(WORDS[clause.effect])
        right = right and ("不得分" in hint) == (case.empties is not None) and ("一票否决" in hint) == case.vetoes
        if not right:
            wanted = None if case.points is None else float(case.points)
            found.append(f"{case.finding} {said!r} {hint!r}, not {wanted} {case.empties} {case.vetoes}: {clause!r}")
    return found


def form_of(seed: int, items: int, each: int) -> tuple[Form, list[Case]]:
    """A form of a rubric of so many clauses, with its cases."""
    written = rubric_of(seed, items)
    basis = basis_of(written, seed)
    cases = list(cases_of(written, basis, seed, each))
    form = inspection_form(basis, next(iter(basis.roster.departments)), basis.branches, rows=len(cases) + 2)
    return filled(form, cases), cases


def test_every_kind_rule_and_limit_is_reckoned_as_the_engine_reckons_it(tmp_path: Path) -> None:
    form, cases = form_of(17, ITEMS, 4)
    assert len(cases) > 5 * ITEMS
    assert sum(case.points is not None and case.points > 0 for case in cases) > 2 * ITEMS
    assert differing(reckoned(form, tmp_path), cases) == []


def test_a_wrong_formula_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formula, "ROUNDED", 1)
    form, cases = form_of(17, 22, 2)
    assert differing(reckoned(form, tmp_path), cases)


BY_HAND = """\
kind: rubric
version: 1
title: 细则
effective_from: 2019Q4
measure: {weights: {inspection: 1, self_assessment: 0}, bonus: {at_most: 2}}
areas:
- id: 面
  name: 面
  items:
  - id: 扣
    title: 扣
    department: 部
    points: 10
    clauses:
    - {id: 次, text: 次, fact: {count: 次}, deduct: {each: 0.5}}
    - {id: 几种, text: 几种, fact: {count: {迟到: 次, 早退: 次}}, deduct: {each: 0.1}}
    - {id: 率, text: 率, fact: {value: '%'}, deduct: {each: 0.2, below: 99}}
    - {id: 整步, text: 整步, fact: {amount: 元}, deduct: {each: 1, step: 0.1, steps: whole}}
    - {id: 起步, text: 起步, fact: {amount: 元}, deduct: {each: 1, step: 0.1, steps: started}}
    - {id: 每月, text: 每月, fact: {missing: 次, required: 2, per: month}, deduct: {each: 0.5}}
    - id: 计划
      text: 计划
      fact: {missing: 次, required: recorded, per: month, as: missing_percent}
      deduct: {each: 0.1}
    - id: 逐月
      text: 逐月
      fact: {missing: 次, required: recorded, per: month}
      deduct: {each: 1, step: 2, steps: started}
      combine: sum
    - {id: 迟报, text: 迟报, fact: {late: 天, most: 3, never: 4}, deduct: {each: 1}}
    - {id: 抽查, text: 抽查, fact: {sample: 人}, deduct: {each: 2}}
    - {id: 清零, text: 清零, fact: {count: 次}, empties: {from: 4}}
    - {id: 否决, text: 否决, fact: {event: [小, 大]}, deduct: {levels: {小: 1, 大: 2}}, veto: {effect: barred, at: 大}}
  - id: 加
    title: 加
    department: 部
    clauses:
    - {id: 获奖, text: 获奖, fact: {event: [省, 市], roles: {主办: 1, 协办: 0.5}}, bonus: {levels: {省: 3, 市: 1}}}
"""
_MONTHS = {"number1": Decimal(1), "number2": Decimal(4), "number3": Decimal(1)}
BY_HAND_ROWS: list[tuple[str, str, dict[str, Any], object, str]] = [
    ("扣", "次", {"number1": Decimal(3)}, 1.5, "扣；"),
    ("扣", "次", {"number1": Decimal(0)}, 0, "扣；"),
    ("扣", "次", {}, None, "缺数1"),
    ("扣", "次", {"number1": "3次"}, None, ""),
    ("扣", "次", {"number1": Decimal(100)}, 10, "扣；"),
    ("扣", "几种", {}, None, "缺数1"),
    ("扣", "几种", {"number2": Decimal(2)}, 0.2, "扣；"),
    ("扣", "几种", {"way": "合计", "number1": Decimal(3)}, 0.3, "扣；"),
    ("扣", "率", {"number1": Decimal("97.3")}, 0.34, "扣；"),
    ("扣", "率", {"number1": Decimal("0.885")}, None, ""),
    ("扣", "率", {"number1": Decimal(0)}, 10, "扣；"),
    ("扣", "整步", {"number1": Decimal("0.3")}, 3, "扣；"),
    ("扣", "整步", {"number1": Decimal("0.39")}, 3, "扣；"),
    ("扣", "起步", {"number1": Decimal("0.3")}, 3, "扣；"),
    ("扣", "起步", {"number1": Decimal("0.31")}, 4, "扣；"),
    ("扣", "每月", {"number1": Decimal(2)}, None, "缺档次或计法"),
    ("扣", "每月", {"way": "做了", "number1": Decimal(4), "number2": Decimal(2)}, None, "缺数3"),
    ("扣", "每月", {"way": "做了", "number1": Decimal(4), "number2": Decimal(1), "number3": Decimal(0)}, 1.5, "扣；"),
    ("扣", "每月", {"way": "少了", "number1": Decimal(2)}, 1, "扣；"),
    ("扣", "计划", {"way": "少了", "number1": Decimal(1)}, None, "缺应做"),
    ("扣", "计划", {"way": "少了", "number1": Decimal(1), "required": "4、4、2"}, 1, "扣；"),
    ("扣", "计划", {"way": "少了", "number1": Decimal(3), "required": Decimal(4)}, 2.5, "扣；"),
    ("扣", "逐月", {"way": "做了", **_MONTHS, "required": "4、4、2"}, 3, "扣；"),
    ("扣", "逐月", {"way": "做了", **_MONTHS, "required": Decimal(4)}, 4, "扣；"),
    ("扣", "迟报", {"way": "迟报", "number1": Decimal(5)}, 3, "扣；"),
    ("扣", "迟报", {"way": "迟报"}, None, "缺数1"),
    ("扣", "迟报", {"way": "始终未报"}, 4, "扣；"),
    ("扣", "抽查", {"number1": Decimal(3)}, None, "缺数2"),
    ("扣", "抽查", {"number1": Decimal(3), "number2": Decimal(1)}, 2, "扣；"),
    ("扣", "清零", {"number1": Decimal(3)}, 0, "扣；"),
    ("扣", "清零", {"number1": Decimal(4)}, 10, "扣，本项不得分；"),
    ("扣", "否决", {"way": "小", "number1": Decimal(2)}, 2, "扣；"),
    ("扣", "否决", {"way": "大"}, 2, "扣，一票否决；"),
    ("加", "获奖", {"way": "市"}, None, "缺角色"),
    ("加", "获奖", {"way": "省", "role": "主办"}, 2, "加；"),
    ("加", "获奖", {"way": "市", "role": "协办"}, 0.5, "加；"),
    ("加", "", {}, None, ""),
]


def test_rows_that_were_reckoned_by_hand(tmp_path: Path) -> None:
    basis = basis_of(plain(BY_HAND), 0)
    form = inspection_form(basis, next(iter(basis.roster.departments)), basis.branches, rows=40)
    names = {each.id: item_label(each) for each in basis.rubric.items()}
    branch = branch_label(basis.branches[0])
    rows = [
        {"branch": branch, "item": names[item], "clause": clause or None, **cells}
        for item, clause, cells, _, _ in BY_HAND_ROWS
    ]
    found = reckoned(with_rows(form, rows), tmp_path)
    others = sum(item == "扣" and isinstance(points, int | float) for item, _, _, points, _ in BY_HAND_ROWS) - 1
    for row, (item, clause, cells, points, hint) in zip(found, BY_HAND_ROWS, strict=False):
        said, words = row["预计"], row["提示"] or ""
        right = said in (None, "") if points is None else said == pytest.approx(points, abs=1e-7)
        assert right, (clause, cells, said)
        assert words.startswith(hint) if hint else words == "", (clause, cells, words)
        if item == "扣" and points is not None:
            assert words.endswith(f"同项另有{others}行，合计以评分为准"), words


def test_a_percentage_is_what_its_cell_shows(tmp_path: Path) -> None:
    basis = basis_of(plain(BY_HAND), 0)
    form = inspection_form(basis, next(iter(basis.roster.departments)), basis.branches, rows=2)
    item = next(item_label(each) for each in basis.rubric.items() if each.id == "扣")
    row: dict[str, Value] = {
        "branch": branch_label(basis.branches[0]),
        "item": item,
        "clause": "率",
        "number1": Decimal("0.973"),
    }
    path = tmp_path / "表.xlsx"
    path.write_bytes(form_workbook(with_rows(form, [row])))
    book = openpyxl.load_workbook(path)
    cell = next(each for line in book[FINDINGS].iter_rows() for each in line if each.value == 0.973)
    cell.number_format = "0.0%"
    book.save(path)
    assert shown_in(path)[0]["预计"] == pytest.approx(0.34)
