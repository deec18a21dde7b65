"""各项得分, read back."""

import pytest
from openpyxl.cell import Cell, MergedCell

from dangjian_kaoping.write.xlsx.report import ranking_workbook
from small_plant import UNINSPECTED, edition, held, plant

from .workbooks import near, report, sheet, table

Rows = dict[str, dict[str, Cell | MergedCell]]


def rows(content: bytes = b"") -> Rows:
    _full_marks, *found = table(sheet(content or report(), "各项得分"), "名次")
    return {str(row["党支部"].value): row for row in found}


def test_every_item_has_the_result_s_points() -> None:
    found = rows()
    for placing in plant().result.placings:
        row = found[placing.score.branch.name]
        for item in placing.score.inspected.items:
            cell = row[f"{item.item.id}\n{item.item.title}"]
            if item.status == "rescaled":
                assert cell.value == "—"
            elif item.item.points is not None:
                assert item.value is not None
                assert cell.value == near(item.value), (placing.score.branch.name, item.item.id)
        base = placing.score.base
        assert base is not None
        assert row["基础分\n（未修约）"].value == near(base.parts[0].value)


def test_bonus_penalty_and_veto_have_columns() -> None:
    found = rows()
    assert found["发电部党支部"]["JF-01\n荣誉"].value == 1
    assert found["后勤党支部"]["JF-02\n处分"].value == 2
    assert found["物资部党支部"]["JF-03\n否决"].value == "否决"
    assert found["发电部党支部"]["JF-03\n否决"].value is None


def test_not_applicable_and_not_due_are_marked_and_still_numbers() -> None:
    found = rows()
    aside, late = found["供热部党支部"]["LZ-01\n谈话"], found["发电部党支部"]["DJ-04\n年终总结"]
    assert (aside.value, aside.number_format) == (4.5, '0.0"△"')
    assert (late.value, late.number_format) == (1, '0"○"')
    assert aside.fill.fgColor.rgb != found["发电部党支部"]["LZ-01\n谈话"].fill.fgColor.rgb


def test_a_rescaled_table_shows_its_factor_and_the_areas_after_it() -> None:
    row = rows()["机关党支部"]
    score = next(each.score for each in plant().result.placings if each.score.branch.name == "机关党支部")
    assert row["折算系数"].value == near(score.inspected.areas["DJ"].parts[1].value) == 20 / 17
    assert rows()["发电部党支部"]["折算系数"].value == 1
    sums = [cell.value for cell in list_of(row, "小计")]
    assert sums == [near(score.inspected.areas["LZ"].value)]


def list_of(row: dict[str, Cell | MergedCell], head: str) -> list[Cell | MergedCell]:
    return [cell for name, cell in row.items() if name == head]


def test_full_marks_stand_in_the_head() -> None:
    by_head = {head: cell.value for head, cell in table(sheet(report(), "各项得分"), "名次")[0].items()}
    assert by_head["名次"] == "满分"
    assert by_head["DJ-03\n年会"] == 5
    assert by_head["JF-01\n荣誉"] == "加分"
    assert by_head["DJ-01\n组织生活"] == "4"


@pytest.mark.whole
def test_what_keeps_a_branch_from_being_scored_is_shown_at_the_item() -> None:
    row = rows(ranking_workbook(held(UNINSPECTED), edition(draft=True)))["燃料部党支部"]
    assert row["LZ-01\n谈话"].value == "未检"
    assert row["DJ-01\n组织生活"].value == 2
    assert row["基础分\n（未修约）"].value == "—"
