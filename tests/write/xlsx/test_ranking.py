"""综合排名, read back."""

import pytest
from openpyxl.cell import Cell

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.write.xlsx.report import ranking_workbook
from small_plant import UNINSPECTED, edition, held, plant

from .workbooks import near, report, sheet, table


def rows(content: bytes = b"") -> dict[str, dict[str, Cell]]:
    found = table(sheet(content or report(), "综合排名"), "综合得分")
    return {str(row["党支部"].value): row for row in found}  # type: ignore[misc]


@pytest.mark.whole
def test_every_figure_is_the_result_s_as_a_number() -> None:
    found = rows()
    assert list(found) == [each.score.branch.name for each in plant().result.placings]
    for placing in plant().result.placings:
        score, row = placing.score, found[placing.score.branch.name]
        assert row["名次"].value == placing.rank
        assert row["支部类别"].value == score.branch.branch_class
        figures: dict[str, Step | None] = {
            "综合得分": score.composite,
            "检查得分": score.inspection,
            "自评得分": score.self_assessment,
            "基础分": score.base,
            "加分": score.bonus,
            "扣减": score.penalty,
            "党建工作\n（12分）": score.inspected.areas["DJ"],
            "党风廉政建设\n（8分）": score.inspected.areas["LZ"],
        }
        for head, step in figures.items():
            assert step is not None
            assert row[head].data_type == "n"
            expected = float(step.value) if step.operation == "rounded" else near(step.value)
            assert row[head].value == expected, (placing.score.branch.name, head)


def test_published_figures_bear_the_measure_s_places() -> None:
    for row in rows().values():
        for head in ("综合得分", "检查得分", "自评得分", "基础分"):
            assert row[head].number_format == "0.00"


def test_areas_are_shown_alike_and_keep_their_exact_values() -> None:
    found = rows()
    area = "党建工作\n（12分）"
    assert {found[branch][area].number_format for branch in ("发电部党支部", "化学部党支部")} == {"0.00"}
    exact = found["化学部党支部"][area].value
    assert isinstance(exact, float)
    assert exact != round(exact, 2)


def test_an_area_without_points_has_no_column() -> None:
    assert not [head for head in next(iter(rows().values())) if "加减分" in head]


def test_the_last_three_and_an_undone_task_are_two_different_marks() -> None:
    found = rows()
    both = found["检修部党支部"]
    last, undone = both["末位"], both["单项工作"]
    assert last.value == "末位"
    assert undone.value == "单项工作未完成\nDJ-03 年会"
    assert last.fill.fgColor.rgb != undone.fill.fgColor.rgb
    flagged = {name for name, row in found.items() if row["末位"].value}
    assert flagged == {each.score.branch.name for each in plant().result.placings if "bottom_three" in each.flags}
    assert [name for name, row in found.items() if row["单项工作"].value] == ["检修部党支部"]


def test_the_legend_shows_both_marks_with_their_fills() -> None:
    worksheet = sheet(report(), "综合排名")
    fills = {
        cell.value: cell.fill.fgColor.rgb
        for cell in next(worksheet.iter_cols(min_col=3, max_col=3, min_row=14))
        if cell.value in ("末位", "单项工作未完成")
    }
    found = rows()["检修部党支部"]
    assert fills == {
        "末位": found["末位"].fill.fgColor.rgb,
        "单项工作未完成": found["单项工作"].fill.fgColor.rgb,
    }


def test_a_veto_has_a_mark_of_its_own() -> None:
    found = rows()
    assert "取消评先选优资格" in str(found["物资部党支部"]["一票否决"].value)
    assert found["发电部党支部"]["一票否决"].value is None


@pytest.mark.whole
def test_a_branch_without_a_composite_has_no_rank_and_says_why() -> None:
    found = rows(ranking_workbook(held(UNINSPECTED), edition(draft=True)))
    row = found["燃料部党支部"]
    assert row["名次"].value == row["综合得分"].value == "—"
    assert "未检查" in str(row["未完成"].value)
    assert not any(each["末位"].value for each in found.values())
