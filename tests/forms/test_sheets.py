"""What a form asks: which rows it has, what stands in them, and that what is recorded stands where it belongs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dangjian_kaoping.engine.score.round import score_round
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.columns import (
    CODE,
    FINDINGS,
    FOLLOWUPS,
    GUIDE,
    MARKS,
    NEEDED,
    NOT_APPLICABLE,
    OWN,
    RUBRIC,
    TO_READ,
    VISITS,
)
from dangjian_kaoping.forms.followup import followup_form
from dangjian_kaoping.forms.form import Form, Listing, Reckoned, Row, Sheet, Slot, Value
from dangjian_kaoping.forms.inspection import inspection_form
from dangjian_kaoping.forms.own import OwnForms
from dangjian_kaoping.model.records import Inspection
from dangjian_kaoping.model.workspace import Round
from forms.made import DAY, basis, basis_with, every_form, followup, inspection, own
from forms.rubrics import HEAD, MARKED
from render.golden import assert_golden

pytestmark = pytest.mark.whole


def _sheet(form: Form, name: str) -> Sheet:
    return next(each for each in form.sheets if each.name == name)


def _list(form: Form, name: str) -> Listing:
    return next(each for each in form.lists if each.name == name)


def _said(sheet: Sheet) -> Iterator[str]:
    """A sheet as text: cells to be filled in stand in brackets; of rows that are alike the first."""
    yield f"═══ {sheet.name}：{sheet.title}"
    yield from filter(None, [sheet.advice])
    for line in sheet.above:
        yield " ".join(f"[{cell.value or ''}]" if isinstance(cell, Slot) else cell for cell in line.cells.values())
    yield "│".join(f"({each.heading})" if each.key in sheet.hidden else each.heading for each in sheet.columns)
    blank = False
    for row in sheet.rows:
        cells = [_cell(row, each.key) for each in sheet.columns]
        if row.kind == "free" and not any(slot.value for slot in row.slots.values()):
            if not blank:
                yield "│".join(cells)
            blank = True
            continue
        yield "│".join(cells)


def _cell(row: Row, key: str) -> str:
    if key in row.slots:
        slot = row.slots[key]
        return f"[{'' if slot.value is None else slot.value}{'▾' if slot.offer else ''}]"
    value = row.key if key == "row" else row.fixed.get(key)
    return "=" if isinstance(value, Reckoned) else "" if value is None else str(value).replace("\n", "⏎")


FORMS = {
    "检查表": lambda: inspection("GH"),
    "检查表-已填": lambda: inspection("GH", filled=True),
    "自评表-已填": lambda: own("ZB01", 1, filled=True),
    "复查表": lambda: followup("DQ"),
    "复查表-已填": lambda: followup("DQ", filled=True),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_the_sheets_of_a_form_say(name: str) -> None:
    form = FORMS[name]()
    lines = [f"{word}：{value}" for word, value in form.code.rows()]
    lines += [line for sheet in form.sheets for line in _said(sheet)]
    for listing in form.lists if "检查表" in name else ():
        lines.append(f"─── {listing.name}")
        lines += [f"{key} → {value}".replace("\n", "⏎") for key, value in listing.rows]
    assert_golden(f"form_{name}.txt", "\n".join(lines) + "\n")


def test_each_form_has_its_sheets_in_order() -> None:
    names = [GUIDE, VISITS, NEEDED, FINDINGS, FOLLOWUPS, RUBRIC]
    assert [each.name for each in inspection("DQ").sheets] == names
    assert [each.key[0] for each in inspection("DQ").sheets[0].rows if "、" in each.key] == list("一二三四")
    assert [each.name for each in own("ZB01").sheets] == [GUIDE, OWN, TO_READ]
    assert [each.name for each in followup("DQ").sheets] == [GUIDE, FOLLOWUPS]


# ── what has to be filled in ───────────────────────────────────────────────────────────────────────────────────


def _without(this: Round, branch: str, item: str, clause: str) -> Round:
    """A round in which nothing is recorded of a branch under a clause."""

    def left(inspection: Inspection) -> Inspection:
        record = inspection.branches.get(branch)
        if record is None:
            return inspection
        kept = tuple(each for each in record.findings if (each.item, each.clause) != (item, clause))
        branches = {**inspection.branches, branch: record.model_copy(update={"findings": kept})}
        return inspection.model_copy(update={"branches": branches})

    return replace(this, inspections=[left(each) for each in this.inspections])


def test_a_row_is_needed_where_the_branch_has_no_score_without_it_and_nowhere_else() -> None:
    known = basis()
    rows = {row.key for department in ("DQ", "JW", "GH", "DB") for row in _rows_of(inspection(department), NEEDED)}
    for branch in known.branches[::4]:
        recorded = {
            (each.item, each.clause)
            for document in known.this.inspections
            for each in document.branches[branch.name].findings
        }
        for item, clause in recorded:
            result = score_round(known.rubric, known.roster, _without(known.this, branch.name, item, clause))
            placing = result.placing_of(branch.id)
            assert placing is not None
            lacks = any(each.kind == "no_fact" for each in placing.score.incomplete)
            assert lacks == (f"{branch.id}/{item}/{clause}" in rows), (branch.id, item, clause)


def _rows_of(form: Form, name: str) -> list[Row]:
    return [row for sheet in form.sheets if sheet.name == name for row in sheet.rows]


def test_nothing_is_needed_of_whom_it_is_not_asked_nor_of_what_a_list_fills_in() -> None:
    text = f"""{HEAD}\
  - id: DJ-01
    title: 平台
    points: 2
    department: 党群部
    not_applicable_to: [机关]
    clauses:
    - {{id: 得分, text: 按平台得分, fact: {{imported: 平台, full: 100}}, earn: {{share: 2}}}}
    - {{id: 定档, text: 按档, fact: {{level: [好, 差]}}, deduct: {{levels: {{好: 0, 差: 1}}}}}}
  - id: DJ-02
    title: 年底的
    points: 2
    department: 党群部
    due: [Q4]
    clauses:
    - {{id: 定档, text: 按档, fact: {{level: [好, 差]}}, deduct: {{levels: {{好: 0, 差: 1}}}}}}
"""
    known = basis_with(text)
    department = known.called["党群部"]
    form = inspection_form(known, department, known.branches)
    asked = {each.id for each in known.branches if each.branch_class != "机关"}
    assert {row.key for row in _rows_of(form, NEEDED)} == {
        f"{branch}/DJ-01/{clause}" for branch in asked for clause in ("得分", "定档")
    }
    known.fed = frozenset({("DJ-01", "得分")})
    form = inspection_form(known, department, known.branches)
    assert {row.key for row in _rows_of(form, NEEDED)} == {f"{branch}/DJ-01/定档" for branch in asked}


# ── what is recorded ───────────────────────────────────────────────────────────────────────────────────────────


def _values(form: Form, name: str) -> list[dict[str, Value]]:
    """The rows of a sheet in which something stands that was recorded."""
    rows = _rows_of(form, name)
    found: list[dict[str, Value]] = [
        {key: slot.value for key, slot in row.slots.items() if slot.value is not None} for row in rows
    ]
    return [each for each in found if each]


@pytest.mark.parametrize("department", ["DQ", "JW", "GH", "DB"])
def test_all_that_is_recorded_stands_in_a_filled_form(department: str) -> None:
    form, known = inspection(department, filled=True), basis()
    [document] = [each for each in known.this.inspections if known.called[each.department] == department]
    told = [each for name in (NEEDED, FINDINGS) for each in _values(form, name)]
    findings = [each for record in document.branches.values() for each in record.findings]
    aside = [reason for record in document.branches.values() for reason in record.not_applicable.values()]
    assert sorted(str(each.get("reason")) for each in told) == sorted(
        [*(str(each.reason) for each in findings), *aside]
    )
    assert {each["id"] for each in told if "id" in each} == {each.id for each in findings if each.id}
    assert len([each for each in told if each.get("clause") == NOT_APPLICABLE]) == len(aside)
    followed = {key for record in document.branches.values() for key in record.followups}
    assert {row.key for row in _rows_of(form, FOLLOWUPS) if row.slots["outcome"].value} == followed
    dates = {row.key: row.slots["date"].value for row in _rows_of(form, VISITS)}
    assert dates == {known.branches_called[name]: record.date for name, record in document.branches.items()}


def test_an_empty_form_says_nothing_of_what_was_recorded() -> None:
    for form in every_form():
        for sheet in form.sheets:
            preset = {slot.value for row in sheet.rows for slot in row.slots.values()} - {None, "少了", "做了"}
            assert not preset, (form.title, sheet.name)


def test_a_self_assessment_says_what_there_is_to_declare() -> None:
    assert _declared(own("ZB01", 1, filled=True)) == "有问题"
    nothing = own("ZB04", 1, filled=True)
    assert _declared(nothing) == "无问题"
    assert _declared(own("ZB04", 1)) is None


def _declared(form: Form) -> object:
    cell = _sheet(form, OWN).above[0].cells["clause"]
    assert isinstance(cell, Slot)
    return cell.value


def test_a_second_finding_under_a_clause_stands_in_a_free_row() -> None:
    known, form = basis(), own("ZB01", 1, filled=True)
    first = form.sheets[1].rows
    taken = next(row for row in first if row.slots.get("number1") and row.slots["number1"].value is not None)
    item, clause = taken.key.split("/")
    month = known.quarter.months[0]
    filed = next(each for each in known.this.self_assessments if each.is_of(month))
    again = (
        filed.branches["发电部党支部"]
        .findings[0]
        .model_copy(update={"item": item, "clause": clause, "count": 7, "reason": "又一处"})
    )
    record = filed.branches["发电部党支部"]
    more = record.model_copy(update={"findings": (*record.findings, again)})
    changed = filed.model_copy(update={"branches": {**filed.branches, "发电部党支部": more}})
    this = replace(known.this, self_assessments=[changed])
    other = Basis(known.rubric, known.roster, this, known.earlier, known.rubrics, known.unit)
    rows = OwnForms(other, month, filled=True).of(other.branches[0]).sheets[1].rows
    free = next(row for row in rows if row.key == "+1")
    assert free.slots["number1"].value == Decimal(7)
    assert free.slots["reason"].value == "又一处"


def test_what_is_missing_is_counted_as_in_earlier_months() -> None:
    ways = {row.key: row.slots["way"].value for row in _rows_of(own("ZB02", 2), OWN) if "way" in row.slots}
    # 燃料部 wrote in January what was missing of one, and what was done of the other
    assert ways["DJ-01/缺支委会"] == "少了"
    assert ways["XC-01/缺稿"] == "做了"
    assert {ways["DJ-01/缺大会"], ways["DJ-01/缺党课"]} == {"做了"}


def test_problems_that_are_closed_are_not_asked_about_again() -> None:
    keys = {row.key for row in _rows_of(followup("DQ"), FOLLOWUPS)}
    assert "2021Q1-02" in keys
    assert "2021Q1-01" not in keys, "it was closed on that very day"
    filled = {row.key: row.slots for row in _rows_of(followup("DQ", filled=True), FOLLOWUPS)}
    assert (filled["2021Q1-01"]["outcome"].value, filled["2021Q1-01"]["date"].value) == ("已销号", DAY)
    assert filled["2021Q1-02"]["outcome"].value is None


def test_a_row_has_room_for_twice_what_was_ever_found() -> None:
    assert len(_rows_of(inspection("GH"), FINDINGS)) == 40
    needed = {row.key.partition("/")[2] for row in _rows_of(inspection("DQ"), NEEDED)}
    most = max(
        sum(f"{one.item}/{one.clause}" not in needed for record in each.branches.values() for one in record.findings)
        for this in basis().earlier
        for each in this.inspections
        if each.department == "党群工作部" and this.quarter >= basis().quarter.earlier(4)
    )
    assert len(_rows_of(inspection("DQ"), FINDINGS)) == 2 * most > 40
    assert len(_rows_of(inspection_form(basis(), "DQ", basis().branches, rows=7), FINDINGS)) == 7
    month, branch = basis().quarter.months[0], basis().branches[0]
    few = _rows_of(OwnForms(basis(), month, rows=3).of(branch), OWN)
    assert [row.key for row in few if row.kind == "free"] == ["+1", "+2", "+3"]
    few = _rows_of(followup_form(basis("2021Q2"), "DQ", DAY, rows=2), FOLLOWUPS)
    assert [row.key for row in few if row.kind == "free"] == ["+1", "+2"]


# ── marks ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_marks_have_a_sheet_with_a_row_for_each_class_of_scorers() -> None:
    known = basis_with(MARKED)
    form = inspection_form(known, known.called["党群部"], known.branches[:1])
    sheet = _sheet(form, MARKS)
    branch = known.branches[0].id
    assert [row.key for row in sheet.rows][:7] == [
        *(f"{branch}/DJ-01/评分/{who}/{number}" for who in ("领导", "群众") for number in (1, 2, 3)),
        f"{branch}/DJ-01/投票//1",
    ]
    headings = [each.heading for each in sheet.columns]
    assert headings[:4] == ["党支部", "条款", "类别", "1"]
    assert headings[-5:] == ["优", "差", "发出", "扣分原因", "行"]
    assert not any(each.name == NEEDED for each in form.sheets), "they are filled in there and nowhere else"
    several = next(row for row in sheet.rows if "/多项/" in row.key)
    assert {key for key in several.slots if key.startswith("mark")} == {"mark1", "mark2", "mark3"}
    assert not any("评分" in value for _, value in _list(form, "条款").rows)


def test_the_code_says_what_form_it_is() -> None:
    assert {sheet.name for sheet in inspection("DQ").sheets}.isdisjoint({CODE})
    part = inspection_form(basis(), "DQ", basis().branches[:2])
    assert (part.code.part, part.code.branches) == (True, ("ZB01", "ZB02"))
    whole = inspection("DQ").code
    assert (whole.kind, whole.period, whole.department, whole.part) == ("inspection", "2021Q1", "DQ", False)
    assert whole.digest != part.code.digest
    assert own("ZB01", 2).code.period == "2021-02"
    assert followup("DQ").code.period == DAY.isoformat() == date.fromisoformat("2021-04-15").isoformat()
