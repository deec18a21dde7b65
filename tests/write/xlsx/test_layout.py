"""Widths, heights, and how a wide table is cut for the page."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.write.xlsx.balance import balanced
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text
from dangjian_kaoping.write.xlsx.layout import (
    column_width,
    display_width,
    line_count,
    name_width,
    row_height,
)
from dangjian_kaoping.write.xlsx.paper import LETTERS, Paper, printed


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


def test_a_table_that_fits_is_one_page() -> None:
    assert Paper().spans([5] * 10) == [(0, 9)]


def test_pages_end_with_areas_and_are_even() -> None:
    widths = [4.0] * 60
    paper = Paper(fixed=2, ends=[21, 41, 59])
    assert paper.spans(widths) == [(2, 21), (22, 41), (42, 59)]


def test_an_area_that_no_page_takes_is_cut_inside() -> None:
    spans = Paper(fixed=2, ends=[90, 99]).spans([5.0] * 100)
    assert len(spans) > 2
    assert [first for first, _ in spans[1:]] == [last + 1 for _, last in spans[:-1]]
    assert spans[-1][1] == 99


def test_where_no_ends_are_known_any_column_may_end_a_page() -> None:
    assert Paper(fixed=1).spans([10.0] * 20) == [(1, 10), (11, 19)]


def test_columns_for_the_screen_take_no_room() -> None:
    assert Paper(unprinted=15).spans([10.0] * 20) == [(0, 4)]


def test_a_sheet_upright_is_narrower() -> None:
    widths = [9.0] * 12
    assert len(Paper().spans(widths)) == 1
    assert len(Paper(tall=True).spans(widths)) == 2


@pytest.mark.whole
@given(
    st.tuples(st.floats(4, 8), st.floats(10, 24)),
    st.lists(st.floats(4, 40), min_size=1, max_size=80),
    st.sets(st.integers(0, 79)),
    st.sampled_from([8.0, 9.0]),
    st.booleans(),
)
def test_whatever_the_columns_every_page_can_be_read(
    fixed: tuple[float, float], others: list[float], ends: set[int], least: float, tall: bool
) -> None:
    widths = [*fixed, *others]
    paper = Paper(tall=tall, least=least, fixed=2, ends=sorted(each for each in ends if each < len(widths)))
    spans = paper.spans(widths)
    if len(spans) > 1:
        assert [first for first, _ in spans] == [2, *(last + 1 for _, last in spans[:-1])]
    assert spans[-1][1] == len(widths) - 1
    for first, last in spans:
        beside = printed(widths[:2]) if first else 0.0
        assert LETTERS * int(100 * paper.scale(beside + printed(widths[first : last + 1]))) / 100 >= least


def test_a_page_is_saved_where_what_is_then_printed_can_be_read() -> None:
    paper = Paper()
    heads = slice(0, 1)
    rows = [50.0, *[20.0] * 22]  # 490: a page at full size
    assert paper.percent(1032, rows, heads) == 100
    assert paper.starts(rows, heads, 100) == [0]
    more = [*rows, 20.0, 20.0]
    assert paper.starts(more, heads, 100) == [0, 23]
    assert paper.percent(1032, more, heads) == 96
    assert paper.starts(more, heads, 96) == [0]
    # what does not fit even then keeps its size
    assert paper.percent(1032, [50.0, *[20.0] * 30], heads) == 100
    assert Paper(least=9).percent(1032, more, heads) == 100
    # rows are not cut
    assert paper.starts([50.0, 300.0, 300.0], heads, 100) == [0, 2]
    assert paper.starts(rows, heads, 100, [10]) == [0, 10]


def test_pages_beside_the_widest_one_are_filled() -> None:
    paper = Paper(fixed=1)
    widths = [10.0, *[20.0] * 7]
    spans = paper.spans(widths)
    assert spans == [(1, 4), (5, 7)]
    wide = paper.evened(widths, spans)
    assert wide[:5] == widths[:5]
    assert printed(wide[5:]) == pytest.approx(printed(wide[1:5]))


def test_a_long_name_takes_two_lines() -> None:
    name = "一" * 25
    width = name_width([name], 10, 16)
    assert line_count(name, width, 10) == 2
    assert line_count(name, width - 1, 10) == 3
    assert name_width(["脱硫除灰部党支部"], 10, 16) == column_width(["脱硫除灰部党支部"], 10, 16)


TEXTS = st.text("汉字，", max_size=90)


@pytest.mark.whole
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=20), st.lists(st.floats(6, 40), min_size=3))
def test_room_goes_where_there_is_much_to_read(texts: list[tuple[str, str, str]], given: list[float]) -> None:
    rows = [[Text(each, "small") for each in row] for row in texts]
    widths = given[:3]
    found = balanced(rows, widths)
    assert sum(found) == pytest.approx(sum(widths))
    assert all(new >= old * 0.6 - 0.01 for new, old in zip(found, widths, strict=True))


def test_a_long_reason_takes_room_from_a_short_fact() -> None:
    row: list[Cell] = [Text("3 次", "small"), Text("汉" * 400, "small"), Figure(Decimal(2))]
    rows = [row] * 20
    assert balanced(rows, [30.0, 30.0, 8.0]) == [18.0, 42.0, 8.0]
    assert balanced([], [30.0, 30.0]) == [30.0, 30.0]
