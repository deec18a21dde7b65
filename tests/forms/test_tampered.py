"""Forms in which anything may stand anywhere: they are read or refused, and what is read is a record."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.diagnostics import Fault
from dangjian_kaoping.forms.grid import BLANK, Area, Cell, Grid, Returned
from dangjian_kaoping.forms.reading.form import code_in, filing_of, quarter_of
from dangjian_kaoping.model.records import FollowUps, Inspection, SelfAssessment
from dangjian_kaoping.session.forms import basis_of
from dangjian_kaoping.tables.reading import read
from thorough import law

from .damages import FINDINGS, FOLLOWUPS, MEETING, MINUTES, OWN, PRIZE
from .plant import QUARTER, Filled, Plant, as_data, blank, visited, written

pytestmark = pytest.mark.whole

RECORDS: dict[str, Any] = {"inspection": Inspection, "self": SelfAssessment, "followups": FollowUps}
NAMES = ("发电党支部", "DJ-01 组织生活", "DJ-02", "漏记", "缺会", "【不涉及】", "获奖", "2021Q1-01", "#DJ-01", "行")
CHOICES = ("少了", "做了", "厂级", "主办", "限期整改", "有问题", "无问题", "未检查", "已销号")
WRITTEN = ("无", "/", " ", "1", "3次", "88.5%", "2021年6月1日")
STRANGE = (BLANK, Cell(True), Cell(date(2021, 6, 1)), Cell(formula="=A1"), Cell(error="#N/A"))
CELLS = st.one_of(
    st.sampled_from([Cell(each) for each in (*NAMES, *CHOICES, *WRITTEN)]),
    st.sampled_from([Cell(Decimal(each)) for each in ("0", "1", "-1", "0.5", "44324", "1e22")]),
    st.sampled_from((*STRANGE, Cell(Decimal(1), percent=True))),
    st.text(max_size=3).map(Cell),
)


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Plant:
    return Plant(_folder(tmp_path_factory))


def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.getbasetemp() / "tampered")


@pytest.fixture(scope="module")
def forms(plant: Plant, tmp_path_factory: pytest.TempPathFactory) -> list[Returned]:
    """A form of each kind with something in it, as it was read."""
    folder = _folder(tmp_path_factory)
    inspection = visited(Filled(blank(folder, "inspection")), "ZB1", "ZB2", result="有问题")
    rows: list[dict[str, Any]] = [MINUTES, MEETING, PRIZE, {**MINUTES, "党支部": "燃料党支部"}]
    for number, values in enumerate(rows, 1):
        inspection.put(FINDINGS, str(number), **values)
    own = Filled(blank(folder, "own")).put(OWN, "DJ-01/漏记", 数1=2, 扣分原因="漏记")
    own.beside(OWN, "本月").value = "有问题"
    followup = Filled(blank(folder, "followup")).put(
        FOLLOWUPS, "2021Q1-01", 复查结果="已销号", 复查日期=date(2021, 5, 8)
    )
    found = []
    for each in (inspection, own, followup):
        returned = read(each.save(folder / "表.xlsx"), "表.xlsx")
        assert isinstance(returned, Returned)
        found.append(returned)
    return found


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[str, int, int, int, Cell]]:
    """What is done to a form: how, to which sheet, row and column, and with which cell."""
    how = st.sampled_from(("put", "put", "put", "row gone", "row twice", "column gone", "swap", "merge", "sheet gone"))
    change = st.tuples(how, st.integers(0, 9), st.integers(0, 60), st.integers(0, 30), CELLS)
    return draw(st.lists(change, min_size=1, max_size=6))


def _changed(returned: Returned, done: Sequence[tuple[str, int, int, int, Cell]]) -> Returned:
    sheets = list(returned.sheets)
    for how, index, number, column, cell in done:
        if not sheets:
            break
        at = index % len(sheets)
        grid = sheets[at]
        rows = [list(each) for each in grid.rows]
        row = number % max(len(rows), 1)
        if how == "sheet gone":
            del sheets[at]
            continue
        if how == "put" and rows:
            rows[row] += [BLANK] * (column + 1 - len(rows[row]))
            rows[row][column] = cell
        elif how == "row gone" and rows:
            del rows[row]
        elif how == "row twice" and rows:
            rows.append(list(rows[row]))
        elif how == "column gone":
            rows = [each[:column] + each[column + 1 :] for each in rows]
        elif how == "swap" and rows:
            other = column % len(rows)
            rows[row], rows[other] = rows[other], rows[row]
        merged = [*grid.merged, Area(row + 1, column + 1, row + 3, column + 1)] if how == "merge" else grid.merged
        sheets[at] = Grid(grid.name, rows, grid.hidden, grid.hidden_rows, merged)
    return returned._replace(sheets=sheets)


@law(900)
@given(done=changes(), which=st.integers(0, 2))
def test_whatever_stands_in_a_form_it_is_read_or_refused(
    done: list[tuple[str, int, int, int, Cell]], which: int, plant: Plant, forms: list[Returned]
) -> None:
    returned = _changed(forms[which], done)
    code = code_in(returned)
    if isinstance(code, Fault) or quarter_of(code) != QUARTER:
        return
    filing = filing_of(returned, code, basis_of(plant.session, quarter_of(code)))
    told = [(each.message, each.mend, str(each.place)) for each in filing.faults]
    if any(each.severity == "error" for each in filing.faults):
        return
    # what a form says nothing of is not taken for a record of nothing
    assert filing.documents or told
    for document in filing.documents:
        RECORDS[document.said("kind")].model_validate({**as_data(document.tree), "version": "1"})
