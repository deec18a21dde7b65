"""Workbooks read back: merged cells, formulas that cells share, page headers, looks, areas."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]
from openpyxl.formula.translate import Translator

from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.area import Area, area_of, areas_in_words, column_letters, place_of, some_of
from dangjian_kaoping.ooxml.spreadsheet.header_text import header_and_footer
from dangjian_kaoping.ooxml.spreadsheet.merging import covered
from dangjian_kaoping.ooxml.spreadsheet.shared_formula import moved
from dangjian_kaoping.ooxml.spreadsheet.style_sheet import BLACK, WHITE, StyleSheet, contrast
from dangjian_kaoping.ooxml.spreadsheet.workbook import Reading
from thorough import law

from .workbooks import formulas, opened, report


@pytest.mark.whole
def test_the_same_cells_are_read_as_by_another_program() -> None:
    reading, theirs, written = Reading(report()), opened(report()), formulas(report())
    assert list(reading) == theirs.sheetnames
    for name, cells in reading.items():
        others = {
            (cell.row, cell.column): cell.value
            for row in theirs[name].iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert {place: content.value for place, content in cells.items()} == others
        for (row, column), content in cells.items():
            formula = written.get((name, f"{column_letters(column - 1)}{row}"))
            assert content.formula == (None if formula is None else formula.removeprefix("="))


@given(st.integers(0, 10**6))
@law(120)
def test_cells_beneath_merged_ones_are_found_as_by_looking_at_each(seed: int) -> None:
    chance = random.Random(seed)
    areas: list[Area] = []
    for _ in range(chance.randint(0, 12)):
        top, left = chance.randint(1, 12), chance.randint(1, 12)
        area = Area(top, left, top + chance.randint(0, 4), left + chance.randint(0, 4))
        if not any(_overlap(area, each) for each in areas):
            areas.append(area)
    places = [(row, column) for row in range(1, 17) for column in range(1, 17) if chance.random() < 0.5]
    expected = {
        (area, (row, column))
        for area in areas
        for row, column in places
        if area.top <= row <= area.bottom and area.left <= column <= area.right and (row, column) != area[:2]
    }
    chance.shuffle(places)
    assert set(covered(areas, places)) == expected


def _overlap(one: Area, other: Area) -> bool:
    return one.top <= other.bottom and other.top <= one.bottom and one.left <= other.right and other.left <= one.right


def test_merged_cells_that_overlap_are_refused() -> None:
    with pytest.raises(RefusedPackageError):
        list(covered([Area(1, 1, 2, 2), Area(2, 2, 3, 3)], [(2, 2)]))


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(C6:E6)+F6",
        "RANK(D5, $D$5:$D$12, 0)",
        "ROUND(ROUND(各项得分!R6 * 100, 7), 0) / 100",
        "'各 项'!A1+\"A1\"&$B2&C$3",
        "LOG10(A1)+_A1+A1B+AA10",
        'IF(MOD(A1,2)=0.5,"A1",B$1)',
    ],
)
def test_formulas_that_cells_share_are_moved_as_by_another_program(formula: str) -> None:
    for rows, columns in ((0, 0), (1, 0), (7, 3), (100, 30)):
        target = f"{column_letters(9 + columns)}{20 + rows}"
        theirs = Translator(f"={formula}", origin="J20").translate_formula(target)
        assert f"={moved(formula, rows, columns)}" == theirs


def _header(text: str, more: str = "") -> str:
    return header_and_footer(etree.fromstring(f"<headerFooter {more}>{text}</headerFooter>"))


def test_headers_are_the_same_whatever_their_fonts() -> None:
    ours = _header('<oddHeader>&amp;L&amp;9&amp;"宋体,Regular"厂&amp;R&amp;9&amp;"宋体,Regular"2021年  甲</oddHeader>')
    theirs = _header("<oddHeader>&amp;L&amp;9厂&amp;R&amp;9 2021年 甲</oddHeader>")
    assert ours == theirs
    assert ours != _header("<oddHeader>&amp;R&amp;9厂&amp;L2021年 甲</oddHeader>")
    assert _header("<oddHeader>A &amp;&amp; B</oddHeader>") != _header("<oddHeader>A B</oddHeader>")
    first = "<oddHeader>甲</oddHeader><firstHeader>乙</firstHeader>"
    assert "乙" not in _header(first)
    assert "乙" in _header(first, "differentFirst='1'")


def test_areas() -> None:
    assert area_of("B2:A1") == Area(1, 1, 2, 2)
    assert area_of("$C$3") == Area(3, 3, 3, 3)
    assert place_of("XFD1048576") == (1_048_576, 16_384)
    for name in ("A0", "XFE1", "A1048577", "1A", "", "a1", "A1:B2:C3"):
        with pytest.raises(RefusedPackageError):
            area_of(name)
    assert areas_in_words([(5, 4), (6, 4), (7, 4), (9, 4), (1, 1)]) == "A1、D5:D7、D9"
    assert some_of([str(number) for number in range(20)]).endswith("、11 等 20 处")


def test_colours() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    theme = etree.fromstring(
        "<a><clrScheme><dk1><sysClr lastClr='101010'/></dk1><lt1><srgbClr val='FEFEFE'/></lt1></clrScheme></a>"
    )
    colors = StyleSheet(None, theme).colors
    told = {
        "<color rgb='FF102030'/>": (0x10, 0x20, 0x30),
        "<color rgb='102030'/>": (0x10, 0x20, 0x30),
        "<color theme='0'/>": (0xFE, 0xFE, 0xFE),
        "<color theme='1'/>": (0x10, 0x10, 0x10),
        "<color indexed='10'/>": (0xFF, 0, 0),
        "<color rgb='FF000000' tint='1'/>": WHITE,
        "<color rgb='FFFFFFFF' tint='-1'/>": BLACK,
        "<color auto='1'/>": None,
        "<color indexed='64'/>": None,
    }
    for text, color in told.items():
        assert colors.of(etree.fromstring(text)) == color, text
