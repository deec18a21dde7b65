"""Every sheet on paper can be read; the test reads scale, widths and letters of what is printed (`printed`)."""

from dangjian_kaoping.write.xlsx.looks import LOOKS, font_size
from dangjian_kaoping.write.xlsx.paper import LETTERS
from printed import printed, smallest
from sample import workbook

from .workbooks import report


def test_no_look_has_letters_below_what_paper_counts_with() -> None:
    assert min(map(font_size, LOOKS)) == LETTERS


def test_nothing_is_printed_below_eight_points() -> None:
    for content in (report(), workbook("2021Q1"), workbook(None, 2020)):
        assert smallest(content) >= 8
        assert all(each.fits for each in printed(content).values())
