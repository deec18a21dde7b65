"""The workbook of a rubric that uses the words of the second edition: its formulas, and means over other rows."""

import pytest

from dangjian_kaoping.verify.verification import verified
from dangjian_kaoping.write.xlsx.mean_formula import mean_formula
from words_plant import ROUNDS, book, dossier, edition

from .recount import differences, written
from .workbooks import formulas, sheet

pytestmark = pytest.mark.whole

SHEET = "各项得分"


@pytest.mark.parametrize("quarter", ROUNDS)
def test_every_formula_gives_what_is_stored_and_the_file_follows(quarter: str) -> None:
    content = book(quarter).to_bytes()
    count, wrong = differences(content)
    assert count > 300
    assert wrong == []
    assert verified(content, book(quarter), edition(quarter)).passes


def test_who_has_an_item_by_the_mean_follows_the_cells_of_the_others() -> None:
    content = book("2026Q1").to_bytes()
    mine = {where: formula for where, formula in formulas(content).items() if where[0] == SHEET}
    found = {where: formula for where, formula in mine.items() if "AVERAGE" in formula}
    # 机关, 老年服务部 and 化学部 had nobody to develop; 机关 and 物业公司 took no part in the contest
    assert {cell: formula for (_, cell), formula in found.items()} == {
        **dict.fromkeys(("G8", "G10", "G12"), "=AVERAGE(G7, G9, G11, G13:G14) / 8 * 8"),
        **dict.fromkeys(("R8", "R11"), "=AVERAGE(R7, R9:R10, R12:R14) / 6 * 6"),
    }
    assert written(content)[SHEET]["G7"] == 8
    _, changed = differences(content, {(SHEET, "G7"): 3})
    assert {f"{SHEET}!G8", f"{SHEET}!G10", f"{SHEET}!G12"} <= set(changed)


def test_each_class_counts_by_its_own_full_marks() -> None:
    result = dossier("2026Q1").result
    step = next(
        score.step
        for placing in result.placings
        for score in placing.score.inspected.items
        if placing.score.branch.name == "机关党支部" and score.item.id == "DJ-03"
    )
    rows = {placing.score.branch.id: index for index, placing in enumerate(result.placings)}
    shares = step.parts[0].parts[0]
    full = shares.parts[0].parts[1]
    other = shares.parts[0]._replace(parts=(shares.parts[0].parts[0], full._replace(value=full.value * 2)))
    mixed = shares._replace(parts=(other, *shares.parts[1:]))
    mean = step.parts[0]._replace(parts=(mixed, *step.parts[0].parts[1:]))
    assert mean_formula(step._replace(parts=(mean, *step.parts[1:])), rows, 0) == (
        "(SUM(A1) / 16 + SUM(A3, A5, A7:A8) / 8) / 5 * 8"
    )
    assert mean_formula(step, dict.fromkeys(map(str, range(501)), 0), 0) == ""


def test_a_record_that_two_clauses_read_tells_its_fault_once() -> None:
    rows = [[cell.value for cell in row] for row in sheet(book("2026Q1").to_bytes(), "扣分明细").iter_rows()]
    head = next(row for row in rows if "编号" in row)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    told = [row for row in found if row["党支部"] == "化学部党支部" and "DJ-01" in str(row["项目"])]
    # the second stands in the block of what acts on the total
    assert [(row["扣分"], row["扣分原因"], row["类型"], row["编号"]) for row in told] == [
        (4, "3月没有开支委会", "问题", "2026Q1-04"),
        (0.4, None, "加分", None),
    ]


def test_of_a_mean_the_record_that_took_points_is_listed_by_itself_and_none_is_the_least_favourable() -> None:
    rows = [[str(cell.value) for cell in row] for row in sheet(book("2026Q1").to_bytes(), "扣分明细").iter_rows()]
    head = next(row for row in rows if "编号" in row)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    told = [row for row in found if row["党支部"] == "发电部党支部" and "DJ-02" in row["项目"]]
    # the other record, 98%, has full marks
    assert [(row["检查事实"], row["扣分原因"]) for row in told] == [("84%", "2月主题党日到会率84%")]
