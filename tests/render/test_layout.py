import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.write.layout import Page, balanced, clean, to_left, to_right, width_of, wrapped


def test_a_han_character_takes_two_cells() -> None:
    assert width_of("DJ-01 三会") == 10
    assert width_of("e\u0301") == 1
    assert to_left("三", 4) == "三  "
    assert to_right("三", 4) == "  三"


def test_control_characters_are_shown_and_do_nothing() -> None:
    assert clean("a\x1b[31m\u202eb\tc\u2028d\u3000e") == "a□[31m□b c d\u3000e"


def test_lines_do_not_begin_with_closing_marks_nor_end_with_opening_ones() -> None:
    assert wrapped("会议记录写清时间、议题、讨论", 16) == ["会议记录写清时", "间、议题、讨论"]
    assert wrapped("缺会（细则第三条）", 6) == ["缺会", "（细则", "第三", "条）"]


def test_words_and_paths_stay_whole_where_they_fit() -> None:
    assert wrapped("见 data/2021Q1/dq.yaml:9 一行", 22) == ["见", "data/2021Q1/dq.yaml:9", "一行"]
    assert wrapped("data/2021Q1/dq.yaml", 8) == ["data/202", "1Q1/dq.y", "aml"]


def test_line_ends_of_the_text_are_kept() -> None:
    assert wrapped("一\n\n二", 10) == ["一", "", "二"]
    assert wrapped("", 10) == [""]


@pytest.mark.whole
@given(st.text(max_size=60), st.integers(4, 30))
def test_no_line_is_wider_than_it_may_be_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    # a closing mark stays with what it closes, and then the whole piece is cut where it must be
    assert all(width_of(line) <= width for line in lines)
    kept = "".join("".join(clean(part) for part in text.splitlines()).split())
    assert "".join("".join(lines).split()) == kept


def test_headings_are_broken_into_even_lines() -> None:
    assert balanced("宣传和企业文化建设", 8) == ["宣传和", "企业文", "化建设"]
    assert balanced("综合得分", 6) == ["综合", "得分"]


def test_a_page_hangs_what_follows_a_label() -> None:
    page = Page(40)
    page.blank()
    page.line("一二三四五六七八九十一二三四五六七八九十", 1, "原因：")
    page.blank()
    page.blank()
    page.line("一二三四五六七八九十一二三四五六七八九十一")
    page.blank()
    assert page.text == (
        "  原因：一二三四五六七八九十一二三四五六\n        七八九十\n\n一二三四五六七八九十一二三四五六七八九\n  十一\n"
    )
