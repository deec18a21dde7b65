"""Every sheet on paper can be read; the test reads scale, widths and letters of what is printed (`printed`)."""

from pathlib import Path

import pytest

from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.xlsx.looks import LOOKS, font_size
from dangjian_kaoping.write.xlsx.paper import LETTERS, Paper
from dangjian_kaoping.write.xlsx.paper import printed as pixels_of
from dangjian_kaoping.write.xlsx.report import ranking_workbook
from many_branches import QUARTER, many_branches
from printed import printed, smallest
from sample import workbook
from small_plant import edition, plant

from .workbooks import opened, report


def test_no_look_has_letters_below_what_paper_counts_with() -> None:
    assert min(map(font_size, LOOKS)) == LETTERS


def test_nothing_is_printed_below_eight_points() -> None:
    for content in (report(), workbook("2021Q1"), workbook(None, 2020)):
        assert smallest(content) >= 8
        assert all(each.fits for each in printed(content).values())


def test_what_is_for_looking_things_up_is_printed_only_where_all_is() -> None:
    asked = ranking_workbook(plant(), edition(), print_all=True)
    kept = {name for name, each in printed(report()).items() if not each.prints}
    assert kept == {"自评各项得分", "已销号问题", "依据与口径"}
    assert all(each.prints for each in printed(asked).values())


def test_the_ranking_is_printed_at_nine_points() -> None:
    assert printed(workbook("2021Q1"))["综合排名"].letters >= 9


def test_a_first_round_has_no_course_and_nothing_of_a_round_before() -> None:
    book = opened(report())
    assert "趋势" not in book.sheetnames
    heads = {str(cell.value) for row in book["综合排名"].iter_rows(max_row=4) for cell in row}
    assert not heads & {"升降", "上轮\n名次", "得分\n增减"}
    assert {"升降", "上轮\n名次", "得分\n增减"} <= {
        str(cell.value) for row in opened(workbook("2021Q1"))["综合排名"].iter_rows(max_row=4) for cell in row
    }


def test_a_sheet_without_fixed_columns_is_narrowed_rather_than_split() -> None:
    paper = Paper()
    widths = [5.0, 44.0, 60.0, 80.0, 8.0]
    narrow = paper.fitting(widths)
    assert paper.spans(narrow) == [(0, 4)]
    assert pixels_of(narrow) * paper.smallest <= paper.width
    # figures keep their room, and the widest stay the widest
    assert (narrow[0], narrow[4]) == (5.0, 8.0)
    assert 12 < narrow[1] < narrow[2] < narrow[3]
    assert paper.fitting([20.0, 30.0]) == [20.0, 30.0]
    assert Paper(fixed=1).fitting(widths) == widths


@pytest.mark.parametrize(("count", "before"), [(3, True), (12, False), (60, True)])
def test_plants_of_any_size_with_long_names_can_be_read(tmp_path: Path, count: int, before: bool) -> None:
    session = Session(many_branches(tmp_path / "plant", count, 25, before=before))
    content = ranking_workbook(session.dossier(QUARTER), edition())
    found = printed(content)
    assert smallest(content) >= 8
    assert found["综合排名"].letters >= 9
    assert all(each.fits for each in found.values())
    # LibreOffice does not fold what leads elsewhere
    leading = [cell for sheet in opened(content) for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert leading
    assert max(len(str(cell.value)) for cell in leading) <= 16
