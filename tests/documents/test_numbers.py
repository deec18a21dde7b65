"""Automatic numbers: Word counts them, and no text has them."""

from pathlib import Path

import pytest

from dangjian_kaoping.documents.docx.numerals import numeral

from .making import document, grid, p, tbl, tc, texts, told, tr


def _level(level: int, kind: str, text: str, more: str = "") -> str:
    format_ = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
    return f'<w:lvl w:ilvl="{level}">{format_}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def _list(*levels: str, number: int = 1) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def _num(number: int, abstract: int = 1, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def _in(level: int, number: int = 1, text: str = "项", more: str = "") -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>{more}')


def _numbers(body: str, numbering: str, folder: Path, styles: str = "") -> list[str]:
    return [each.removesuffix("项") for each in texts(told(document(body, numbering=numbering, styles=styles), folder))]


_OUTLINE = _list(
    _level(0, "chineseCountingThousand", "%1、"), _level(1, "chineseCounting", "（%2）"), _level(2, "decimal", "%3.")
)


def test_levels_count_by_themselves_and_begin_anew_under_the_next(tmp_path: Path) -> None:
    body = "".join(map(_in, (0, 1, 1, 2, 2, 1, 2, 0, 1, 2)))
    told_numbers = ["一、", "（一）", "（二）", "1.", "2.", "（三）", "1.", "二、", "（一）", "1."]
    assert _numbers(body, _OUTLINE + _num(1), tmp_path) == told_numbers


def test_a_number_has_those_above_it_as_digits_where_the_list_says_so(tmp_path: Path) -> None:
    levels = _level(0, "chineseCounting", "第%1条"), _level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert _numbers("".join(map(_in, (0, 1, 1, 0, 1))), _list(*levels) + _num(1), tmp_path) == [
        *("第一条", "1.1", "1.2", "第二条", "2.1")
    ]


def test_two_numbers_of_a_list_go_on_counting_but_where_one_begins_anew(tmp_path: Path) -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = _list(_level(0, "decimal", "%1.")) + _num(1) + _num(2) + _num(3, more=anew)
    body = "".join(_in(0, number) for number in (1, 1, 2, 3, 3))
    assert _numbers(body, numbering, tmp_path) == ["1.", "2.", "3.", "1.", "2."]


def test_bullets_and_hidden_numbers_are_none(tmp_path: Path) -> None:
    hidden = _level(1, "decimal", "%2.", "<w:rPr><w:vanish/></w:rPr>")
    numbering = _list(_level(0, "bullet", "\uf0b7"), hidden) + _num(1)
    assert _numbers(_in(0) + _in(1) + _in(0, 0), numbering, tmp_path) == ["", "", ""]


def test_a_style_brings_its_number_at_the_level_that_names_it(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = _list(_level(0, "decimal", "%1."), _level(1, "decimal", "%2)", '<w:pStyle w:val="H"/>')) + _num(1)
    body = p("项", '<w:pStyle w:val="H"/>') + _in(0) + _in(0, 0)
    assert _numbers(body, numbering, tmp_path, styles) == ["1)", "1.", ""]


def test_deleted_paragraphs_and_rows_do_not_count(tmp_path: Path) -> None:
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = f"<w:p><w:pPr>{number}<w:rPr><w:del/></w:rPr></w:pPr>{deleted}</w:p>"
    rows = tr(tc(_in(0)), "甲", properties="<w:del/>") + tr(tc(_in(0)), "乙") + tr(tc(_in(0)), "丙")
    numbering = _list(_level(0, "decimal", "%1.")) + _num(1)
    found = told(document(_in(0) + gone + _in(0) + tbl(rows), numbering=numbering), tmp_path)
    assert texts(found) == ["1.项", "2.项"]
    assert grid(found) == [["3.项", "乙"], ["4.项", "丙"]]


def test_in_a_cell_the_number_stands_before_its_line_and_alone_where_there_is_nothing_else(tmp_path: Path) -> None:
    numbering = _list(_level(0, "decimal", "%1"), _level(1, "decimal", "%2.")) + _num(1)
    cell = tc(_in(1, text="每少1次扣1分。") + _in(1, text="2次以上扣2分。"))
    rows = tr(tc(_in(0, text="")), cell), tr(tc(_in(0, text="")), tc(_in(0, text="2次以上")))
    found = told(document(tbl(*rows), numbering=numbering), tmp_path)
    assert grid(found) == [["1", "1.每少1次扣1分。\n2. 2次以上扣2分。"], ["2", "3 2次以上"]]


@pytest.mark.parametrize(
    ("kind", "count", "written"),
    [
        *(
            ("chineseCounting", count, written)
            for count, written in ((1, "一"), (10, "十"), (11, "十一"), (20, "二十"))
        ),
        *(("chineseCounting", count, written) for count, written in ((101, "一百零一"), (110, "一百一十"), (0, "0"))),
        *(("chineseLegalSimplified", 12, "壹拾贰"), ("ideographTraditional", 3, "丙"), ("ideographZodiac", 13, "13")),
        *(("decimalEnclosedCircleChinese", 21, "㉑"), ("decimalEnclosedCircle", 51, "（51）")),
        *(("decimalFullWidth", 12, "１２"), ("decimalEnclosedParen", 2, "⑵"), ("decimalEnclosedFullstop", 2, "⒉")),
        *(("upperLetter", 28, "BB"), ("lowerRoman", 14, "xiv"), ("upperRoman", 4, "IV"), ("decimalZero", 3, "03")),
        *(("ideographEnclosedCircle", 2, "㊁"), ("decimal", 7, "7"), ("hebrew1", 7, "7")),
    ],
)
def test_a_number_is_written_as_its_list_writes_it(kind: str, count: int, written: str) -> None:
    assert numeral(count, kind) == written
