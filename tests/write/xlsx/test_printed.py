"""Every sheet on paper can be read; the test reads scale, widths and letters of what is printed (`printed`)."""

from dangjian_kaoping.write.xlsx.looks import LOOKS, font_size
from dangjian_kaoping.write.xlsx.paper import LETTERS
from dangjian_kaoping.write.xlsx.report import ranking_workbook
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
