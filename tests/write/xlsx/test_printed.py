"""Every sheet on paper can be read; the test reads scale, widths and letters of what is printed (`printed`)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.about import about_round
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Text
from dangjian_kaoping.write.xlsx.heading import write_title
from dangjian_kaoping.write.xlsx.looks import LOOKS, font_size
from dangjian_kaoping.write.xlsx.paper import LETTERS, Paper
from dangjian_kaoping.write.xlsx.paper import printed as pixels_of
from dangjian_kaoping.write.xlsx.report import ranking_workbook
from dangjian_kaoping.write.xlsx.signing import sign
from many_branches import (
    QUARTER,
    Found,
    long_reasons,
    many_branches,
    many_of_one,
    nothing_found,
    with_findings,
)
from printed import cut_off, printed, smallest
from sample import workbook
from small_plant import edition, plant

from .workbooks import opened, report

pytestmark = pytest.mark.whole


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


def printed_to(sheet: Worksheet) -> int:
    """The last row that is printed."""
    return range_boundaries(str(sheet.print_area or sheet.dimensions).split("!")[-1].replace("$", ""))[3] or 0


def signed_below(rows: int, width: float = 40.0) -> Worksheet:
    """A table of so many rows that is signed, with what may be left out below it."""
    book = Book("表", edition(), about_round(plant().result, ""))
    page = book.page("表", [width, width])
    write_title(page, "表", "")
    head = page.row([Text("甲", "head"), Text("乙", "head")], 20)
    page.heads(head, head, 0)
    for _ in range(rows):
        page.row([Text("一", "small"), Text("二", "small")], 20)
    sign(page)
    page.may_end()
    page.across(Text("说明", "plain"), 60)
    return opened(book.to_bytes())["表"]


def test_who_signs_has_rows_of_the_table_above() -> None:
    # so wide that it cannot be drawn in
    for rows in range(10, 60):
        sheet = signed_below(rows, 60.0)
        heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
        breaks = [each.id for each in sheet.row_breaks.brk]
        heights = heights[: rows + 5]
        percent = sheet.page_setup.scale or Paper().percent(pixels_of([60.0, 60.0]), heights, slice(2, 3))
        starts = Paper().starts(heights, slice(2, 3), percent, breaks)
        # 标题、小标题、列头，然后是各行，空一行签字
        assert not [each for each in starts if rows + 3 <= each <= rows + 4], rows


def test_what_is_only_explained_takes_no_page_of_its_own() -> None:
    # 标题、小标题、列头，各行，空一行，签字，说明
    printed_rows = {rows: printed_to(signed_below(rows)) for rows in range(10, 60)}
    explained = {rows for rows, last in printed_rows.items() if last == rows + 6}
    assert {last - rows for rows, last in printed_rows.items()} == {5, 6}
    assert 10 in explained
    assert set(range(20, 25)) - explained


@pytest.mark.parametrize(("count", "before"), [(3, True), (12, False), (60, True)])
def test_plants_of_any_size_with_long_names_can_be_read(tmp_path: Path, count: int, before: bool) -> None:
    content = made(many_branches(tmp_path / "plant", count, 25, before=before))
    found = printed(content)
    assert smallest(content) >= 8
    assert found["综合排名"].letters >= 9
    assert all(each.fits for each in found.values())
    assert cut_off(content) == []
    # a name takes two lines, and no row more
    assert found["各项得分"].below <= 1 + count // 12
    assert found["扣分明细"].below <= 2 + count * 3 // 4


HEAVY: dict[str, tuple[tuple[Callable[[Found], None], ...], int]] = {
    "many": ((many_of_one(20),), 13),
    "long": ((long_reasons(400),), 70),
    "both": ((many_of_one(20), long_reasons(400)), 98),
    "none": ((nothing_found,), 2),
}
"""What is found beside the usual, and on how many pages 扣分明细 stands at most."""


@pytest.mark.parametrize("kind", HEAVY)
def test_whatever_was_found_can_be_read(tmp_path: Path, kind: str) -> None:
    changes, most = HEAVY[kind]
    content = made(with_findings(many_branches(tmp_path / "plant", 12, 25), *changes))
    found = printed(content)
    assert smallest(content) >= 8
    assert found["综合排名"].letters >= 9
    assert all(each.fits for each in found.values())
    assert cut_off(content) == []
    assert found["扣分明细"].below <= most


def test_a_reason_takes_the_room_that_facts_do_not_need(tmp_path: Path) -> None:
    plant = many_branches(tmp_path / "plant", 3)
    usual = opened(made(plant))["扣分明细"].column_dimensions
    long = opened(made(with_findings(plant, long_reasons(400))))["扣分明细"].column_dimensions
    assert long["B"].width < usual["B"].width
    assert long["C"].width > usual["C"].width + 5


def made(root: Path) -> bytes:
    """The workbook of a plant's newest round."""
    return ranking_workbook(Session(root).dossier(QUARTER), edition())
