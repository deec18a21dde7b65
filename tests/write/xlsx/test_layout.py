"""Widths, heights, and how a wide table is cut for the page."""

import pytest

from dangjian_kaoping.write.xlsx.layout import column_width, display_width, line_count, row_height
from dangjian_kaoping.write.xlsx.paper import evened, pages_down, sections


def test_chinese_is_two_wide() -> None:
    assert display_width("汉字，。") == 8
    assert display_width("汉\n汉字汉") == 6
    assert display_width("") == 0
    assert display_width("12") == pytest.approx(2.2)


def test_a_column_takes_its_widest_text_within_bounds() -> None:
    assert column_width(["汉字", "脱硫除灰部党支部"], 4, 99) > column_width(["汉字"], 4, 99)
    assert column_width(["汉" * 99], 4, 20) == 20
    assert column_width([], 4, 20) == 4
    # 8 个 10 磅的汉字是 107 像素；宋体 11 的列宽单位在 Excel 里是 8 像素，在 LibreOffice 里是 7.33
    assert column_width(["脱硫除灰部党支部"], 4, 99) * 7.33 >= 107


def test_lines_are_never_counted_too_few() -> None:
    for width in (5, 7.5, 9, 14, 18.5):
        for count in range(1, 60):
            text = "汉" * count
            fit = int(width * 7.33 // 12)
            assert line_count(text, width, 9) >= -(-count // fit)


def test_line_ends_and_long_words_count() -> None:
    assert line_count("一\n二\n三", 20, 10) == 3
    assert line_count("", 20, 10) == 1
    assert line_count("x" * 100, 10, 10) > 5
    assert line_count("一 " + "x" * 20, 10, 10) >= 2


def test_rows_are_no_lower_than_asked_and_no_taller_than_a_sheet_allows() -> None:
    assert row_height([("一", 20, 10)], 22) == 22
    assert row_height([], 22) == 22
    assert row_height([("汉" * 5000, 10, 10)], 22) == 409
    assert row_height([("一\n二\n三", 20, 10)], 10) >= 3 * 10 * 1.2


def test_a_table_that_fits_is_one_section() -> None:
    assert sections([5] * 10, [4, 9], 100) == [(0, 9)]


def test_sections_end_with_areas_and_are_even() -> None:
    widths = [5.0] * 60
    ends = [9, 19, 29, 39, 49, 59]
    spans = sections(widths, ends, 100)
    assert [last for _, last in spans] == [29, 59]
    assert evened(widths, spans) == widths


def test_the_widths_of_uneven_sections_are_evened() -> None:
    widths = [5.0] * 50
    spans = sections(widths, [24, 44, 49], 100)
    assert len(spans) == 2
    even = evened(widths, spans)
    first, second = (sum(even[a : b + 1]) * 7.33 + 5 * (b - a + 1) for a, b in spans)
    assert first == pytest.approx(second)
    assert min(even) >= 5


def test_an_area_that_no_page_takes_is_cut_inside() -> None:
    spans = sections([5.0] * 100, [89, 99], 100)
    assert len(spans) > 2
    assert [first for first, _ in spans[1:]] == [last + 1 for _, last in spans[:-1]]
    assert spans[-1][1] == 99


def test_a_nearly_empty_last_page_is_saved() -> None:
    assert pages_down(1032, 400, 50) == 0
    assert pages_down(1032, 520, 50) == 1
    assert pages_down(1032, 700, 50) == 0
    assert pages_down(1032, 495 + 445 + 30, 50) == 2
    assert pages_down(1032, 9000, 600) == 0
