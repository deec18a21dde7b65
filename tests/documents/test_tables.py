"""Tables of Word: what is merged, hidden, deleted, nested."""

from pathlib import Path

from dangjian_kaoping.outline.document import Cell, Paragraph, Table

from .making import document, grid, p, r, tbl, tc, texts, told, tr

_BEGINS, _GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_merges_go_down_and_across(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("考核内容", _span(2)), "分值"),
        tr(tc("组织", _BEGINS), "例会", "5"),
        tr(tc("", _GOES_ON), "党课", "6"),
        tr(tc("合计", _span(2)), "11"),
    )
    found = told(document(body), tmp_path)
    assert grid(found) == [["考核内容", "^", "分值"], ["组织", "例会", "5"], ["^", "党课", "6"], ["合计", "^", "11"]]
    table = found.blocks[0]
    assert isinstance(table, Table)
    assert table.rows[2][0] is table.rows[1][0]
    assert table.rows[1][0] == Cell("组织", "表1第2行第1列", 1, 0, 2, 1)


def test_rows_that_begin_later_or_end_sooner_keep_their_columns(tmp_path: Path) -> None:
    body = tbl(
        tr("甲", "乙", "丙"),
        tr("丁", "戊", properties='<w:gridBefore w:val="1"/>'),
        tr("己"),
    )
    assert grid(told(document(body), tmp_path)) == [["甲", "乙", "丙"], ["", "丁", "戊"], ["己", "", ""]]


def test_columns_that_no_row_tells_apart_are_one(tmp_path: Path) -> None:
    body = tbl(tr(tc("项目", _span(3)), "分值"), tr(tc("例会", _span(3)), "5"))
    assert grid(told(document(body), tmp_path)) == [["项目", "分值"], ["例会", "5"]]


def test_a_column_that_is_too_narrow_to_see_is_none(tmp_path: Path) -> None:
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in (1200, 1, 1200))
    rows = tr(tc("项目", _span(2)), "分值"), tr("例会", tc("5", _span(2)))
    assert grid(told(document(tbl(f"<w:tblGrid>{widths}</w:tblGrid>", *rows)), tmp_path)) == [
        ["项目", "分值"],
        ["例会", "5"],
    ]


def test_a_column_in_which_nothing_stands_stays(tmp_path: Path) -> None:
    assert grid(told(document(tbl(tr("", "例会", "5"), tr("", "党课", "6"))), tmp_path)) == [
        ["", "例会", "5"],
        ["", "党课", "6"],
    ]


def test_old_merges_across_are_merges(tmp_path: Path) -> None:
    body = tbl(tr(tc("组织建设", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "5"), tr("例会", "党课", "6"))
    assert grid(told(document(body), tmp_path)) == [["组织建设", "^", "5"], ["例会", "党课", "6"]]


def test_a_cell_that_goes_on_from_none_is_its_own_and_what_a_merge_covers_is_named(tmp_path: Path) -> None:
    body = tbl(tr(tc("组织", _GOES_ON), "例会"), tr(tc("盖住的字", _GOES_ON), "党课"))
    found = told(document(body), tmp_path)
    assert grid(found) == [["组织", "例会"], ["^", "党课"]]
    assert list(found.remarks) == ["被合并的格盖住的字没有读：表1第2行第1列“盖住的字”"]


def test_hidden_and_deleted_rows_are_left_out_and_named(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("组织", _BEGINS), "例会", "5", properties="<w:hidden/>"),
        tr(tc("", _GOES_ON), "党课", "6"),
        tr("薄项", "薄事", "1", properties='<w:trHeight w:val="1" w:hRule="exact"/>'),
        tr("旧项", "旧事", "7", properties="<w:del/>"),
        tr("新项", "新事", "8", properties="<w:ins/>"),
    )
    found = told(document(body), tmp_path)
    assert grid(found) == [["组织", "党课", "6"], ["新项", "新事", "8"]]
    assert list(found.remarks) == [
        "隐藏的行没有读：表1第1行“组织 例会 5”、表1第2行“薄项 薄事 1”",
        "文件里有没有定下来的修订，按全部接受的读：表1第2行删了“旧项 旧事 7”",
    ]


def test_a_changed_merge_counts_as_it_is_proposed(tmp_path: Path) -> None:
    body = tbl(
        tr("组织", "例会"), tr(tc("", '<w:cellMerge w:vMerge="cont"/>'), "党课"), tr(tc("旧", "<w:cellDel/>"), "甲")
    )
    assert grid(told(document(body), tmp_path)) == [["组织", "例会"], ["^", "党课"], ["甲", ""]]


def test_content_controls_lie_around_rows_and_cells(tmp_path: Path) -> None:
    def around(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = around(tbl(around(tr("甲", "乙")), f"<w:tr>{around(tc('丙'))}{tc(around(p('丁')))}</w:tr>"))
    assert grid(told(document(body), tmp_path)) == [["甲", "乙"], ["丙", "丁"]]


def test_a_table_in_a_cell_is_read_by_its_rows_and_a_frame_around_tables_is_nothing(tmp_path: Path) -> None:
    inner = tbl(tr("第一名", "5分"), tr("第二名", "3分"))
    found = told(document(tbl(tr("按名次得分", tc(p("如下") + inner + p(""))), tr("例会", "扣1分"))), tmp_path)
    assert grid(found) == [["按名次得分", "如下\n第一名 5分\n第二名 3分"], ["例会", "扣1分"]]
    assert list(found.remarks) == ["格里套的表按行读成了文字，请核对：表1第1行第2列"]
    framed = told(document(tbl(tr(tc(p("考核表") + inner + p(""))))), tmp_path)
    assert [type(each) for each in framed.blocks] == [Paragraph, Table]


def test_hidden_rows_of_a_table_in_a_cell_are_named(tmp_path: Path) -> None:
    inner = tbl(tr("第一名", "5分"), tr("第二名", "3分", properties="<w:hidden/>"))
    found = told(document(tbl(tr("按名次得分", tc(inner + p(""))), tr("例会", "扣1分"))), tmp_path)
    assert grid(found)[0] == ["按名次得分", "第一名 5分"]
    assert "隐藏的行没有读：表1第1行第2列“第二名 3分”" in found.remarks


def test_a_cell_has_a_line_for_each_paragraph_and_what_its_field_reckons(tmp_path: Path) -> None:
    total = f'<w:p><w:fldSimple w:instr=" =SUM(ABOVE) \\# 0 ">{r("11")}</w:fldSimple></w:p>'
    found = told(document(tbl(tr(tc(p("1.甲") + p("") + p("2.乙")), "6"), tr("合计", tc(total)))), tmp_path)
    table = found.blocks[0]
    assert isinstance(table, Table)
    assert [each.text for row in table.rows for each in row] == ["1.甲\n2.乙", "6", "合计", "11"]
    assert table.rows[1][1].formula == "=SUM(ABOVE)"


def test_paragraphs_and_tables_stand_in_their_order_and_are_counted(tmp_path: Path) -> None:
    body = p("一") + p("") + tbl(tr("甲", "乙")) + p("二") + tbl(tr("", "")) + tbl(tr("丙", "丁"))
    found = told(document(body), tmp_path)
    assert [each.where for each in found.blocks] == ["第1段", "表1", "第2段", "表2"]
    assert texts(found) == ["一", "二"]
