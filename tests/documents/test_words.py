"""What stands in the paragraphs of a Word document, as it is printed once all changes are accepted."""

from pathlib import Path

import pytest

from dangjian_kaoping.outline.document import Paragraph

from .making import document, grid, p, r, tbl, tc, texts, told, tr


def _deleted(text: str) -> str:
    return f'<w:del w:id="1"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def _inserted(content: str) -> str:
    return f'<w:ins w:id="2">{content}</w:ins>'


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _asks(instruction: str) -> str:
    return f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"


def _field(instruction: str, result: str = "") -> str:
    return _mark("begin") + instruction + (_mark("separate") + r(result) if result else "") + _mark("end")


def _math(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


_RING = _asks(r" eq \o\ac(○,3)")
_SIGNS = '<w:r><w:sym w:font="Wingdings" w:char="F081"/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
_LINES = (
    "<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t><w:noBreakHyphen/><w:t>四</w:t><w:softHyphen/>"
    "<w:t>五\u00ad\u200b</w:t></w:r>"
)
_OVER = f"<w:r><w:ruby><w:rt>{r('kou')}</w:rt><w:rubyBase>{r('扣')}</w:rubyBase></w:ruby></w:r>"
_FRACTION = f"<m:oMath><m:f><m:num>{_math('完成数')}</m:num><m:den>{_math('计划数')}</m:den></m:f></m:oMath>"
_PROMPT = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处')}</w:sdtContent></w:sdt>"
_CONTROL = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('扣1分')}</w:sdtContent></w:sdt>"
_NESTED = _asks("IF ") + _field(_asks("REF a"), "9") + _asks(" = 9")
PRINTED = {
    "an insertion and a deletion": (r("每次扣") + _deleted("1") + _inserted(r("0.5")) + r("分"), "每次扣0.5分"),
    "what was inserted and deleted again": (r("扣1分") + _inserted(_deleted("，最多扣2分")), "扣1分"),
    "a move": (
        f"<w:moveFrom>{r('旧处')}</w:moveFrom>{r('扣1分')}<w:moveTo>{r('，扣完为止')}</w:moveTo>",
        "扣1分，扣完为止",
    ),
    "a change of format": (r("扣1分", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "扣1分"),
    "hidden letters": (r("扣1") + r("0", "<w:vanish/>") + r("分"), "扣1分"),
    "letters that are hidden no more": (r("扣1") + r("0", '<w:vanish w:val="0"/>') + r("分"), "扣10分"),
    "letters struck out": (r("扣") + r("1", "<w:strike/>") + r("2分"), "扣2分"),
    "white letters between others": (r("扣1") + r("0", '<w:color w:val="FFFFFF"/>') + r("分"), "扣1分"),
    "white letters on a colour": (
        r("扣1") + r("0", '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>') + r("分"),
        "扣10分",
    ),
    "letters of one point": (r("扣1") + r("0", '<w:sz w:val="2"/>') + r("分"), "扣1分"),
    "a link, a smart tag and a content control": (
        f"<w:hyperlink>{r('每')}</w:hyperlink><w:smartTag>{r('次')}</w:smartTag>{_CONTROL}",
        "每次扣1分",
    ),
    "a field": (r("每少") + _field(_asks("REF a"), "1") + r("次扣1分"), "每少1次扣1分"),
    "a field within the instruction of another": (r("扣") + _field(_NESTED, "2") + r("分"), "扣2分"),
    "a field that is one element": (
        r("扣") + f'<w:fldSimple w:instr="REF a">{r("2")}</w:fldSimple>' + r("分"),
        "扣2分",
    ),
    "a field that never ends": (_mark("begin") + r("扣2分"), "扣2分"),
    "a ring over a number": (_field(_RING) + r("未上报的扣1分"), "③未上报的扣1分"),
    "breaks, tabs and hyphens": (_LINES, "一\n二 三-四五"),
    "letters of sign fonts": (_SIGNS + r("90%得2分"), "①≥90%得2分"),
    "plain letters of sign fonts": (r("l", '<w:rFonts w:ascii="Wingdings"/>') + r("得2分"), "●得2分"),
    "letters over letters": (_OVER + r("1分"), "扣1分"),
    "a fraction": (r("得分=") + _FRACTION, "得分=(完成数)/(计划数)"),
    "a prompt": (r("扣1分") + _PROMPT, "扣1分"),
}


@pytest.mark.parametrize("what", PRINTED)
def test_a_paragraph_says_what_is_printed(what: str, tmp_path: Path) -> None:
    content, said = PRINTED[what]
    assert texts(told(document(f"<w:p>{content}</w:p>{p('第二段')}"), tmp_path)) == [said, "第二段"]


NAMED = {
    "hidden": (r("扣1") + r("0", "<w:vanish/>"), "隐藏的字没有读：第1段“0”"),
    "struck out": (r("扣2") + r("1", "<w:dstrike/>"), "划掉的字没有读：第1段“1”"),
    "changed": (
        r("扣") + _deleted("1") + _inserted(r("2")),
        "文件里有没有定下来的修订，按全部接受的读：第1段删了“1”、第1段加了“2”",
    ),
    "a note": (r("扣1分") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "脚注没有读：第1段“同一事件就高”"),
    "a comment": (r("扣1分") + '<w:r><w:commentReference w:id="5"/></w:r>', "批注没有读：第1段“再议”"),
    "a field without result": (r("扣1分") + _field(_asks("AUTONUM")), "没有结果的域没有读：第1段“AUTONUM”"),
    "an unknown sign": (r("扣1分\uf0ff"), "有认不出的符号，读成了“□”：第1段"),
    "a prompt": (r("扣1分") + _PROMPT, "还没有填的提示没有读：第1段“单击此处”"),
}


@pytest.mark.parametrize("what", NAMED)
def test_what_is_not_read_is_named(what: str, tmp_path: Path) -> None:
    content, said = NAMED[what]
    notes = f'<w:footnote w:id="2">{p("同一事件就高")}</w:footnote>'
    comments = f'<w:comment w:id="5">{p("再议")}</w:comment>'
    found = told(document(f"<w:p>{content}</w:p>", footnotes=notes, comments=comments), tmp_path)
    assert list(found.remarks) == [said]


def test_headers_and_footers_are_named_but_for_the_number_of_the_page(tmp_path: Path) -> None:
    found = told(document(p("扣1分"), header1=p("内部资料"), footer1=p("第 1 页 共 4 页")), tmp_path)
    assert (texts(found), list(found.remarks)) == (["扣1分"], ["页眉、页脚没有读：“内部资料”"])


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next(tmp_path: Path) -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        p("每少1次扣1分，", gone)
        + p("最多扣2分。")
        + f"<w:p><w:pPr>{gone}</w:pPr>{_deleted('旧的一段')}</w:p>"
        + p("末段")
    )
    assert texts(told(document(body), tmp_path)) == ["每少1次扣1分，最多扣2分。", "末段"]


def test_hidden_by_style_is_hidden_and_two_styles_undo_each_other(tmp_path: Path) -> None:
    hides = "<w:rPr><w:vanish/></w:rPr>"
    styles = (
        f'<w:style w:type="paragraph" w:styleId="A">{hides}</w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        f'<w:style w:type="character" w:styleId="C">{hides}</w:style>'
    )
    runs = r("隐") + r("显", '<w:rStyle w:val="C"/>')
    in_both = f'<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr>{runs}</w:p>'
    assert texts(told(document(in_both + p("末段"), styles=styles), tmp_path)) == ["显末段"]


_IN_BOX = f"<w:txbxContent>{p('最多扣2分。')}</w:txbxContent>"
_SHAPE = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    f"{_IN_BOX}</wps:txbx></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{_IN_BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    body = f"<w:p>{r('每少1次扣1分。')}{_SHAPE}</w:p>" + tbl(tr("甲", tc(f"<w:p>{_SHAPE}</w:p>")), tr("乙", "丙"))
    found = told(document(body), tmp_path)
    assert texts(found) == ["每少1次扣1分。", "最多扣2分。"]
    assert grid(found) == [["甲", "最多扣2分。"], ["乙", "丙"]]


def test_headings_have_their_level_and_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="X"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    )
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('组织建设 1')}</w:sdtContent></w:sdt>"
    )
    body = contents + p("组织建设 1", '<w:pStyle w:val="T"/>')
    for style in ("<w:pStyle w:val='1'/>", "<w:pStyle w:val='X'/>", "<w:outlineLvl w:val='2'/>", ""):
        body += p("组织建设", style)
    found = told(document(body, styles=styles), tmp_path)
    assert texts(found) == ["组织建设"] * 4
    assert [each.heading for each in found.blocks if isinstance(each, Paragraph)] == [1, 2, 3, 0]
    assert list(found.remarks) == ["目录没有读"]


def test_lines_of_a_page_that_were_pasted_as_paragraphs_are_joined(tmp_path: Path) -> None:
    lines = [
        *("1、专题研究（8分）。党组织书记每季度专题研究党建1次，少1次扣2分；没", "有责任清单的扣2分。"),
        *("2、党务公开（6分）。每月公开1次，每少公开1次扣0.5分；公开内容不全", "的，每次扣0.2分。"),
        *("3、档案管理（6分）。缺少一类档案的扣1分；归档不及时的，每件扣0.1", "分，最多扣1分。"),
    ]
    found = told(document("".join(map(p, lines))), tmp_path)
    assert texts(found) == [lines[0] + lines[1], lines[2] + lines[3], lines[4] + lines[5]]
    assert list(found.remarks) == ["折行的接成了一段，请核对：第2段、第4段、第6段"]
    apart = [
        "支委会每月召开一次，每少一次扣1分",
        "党员大会每季度一次，少一次扣2分",
        "记录不完整的，每次扣0.5分，最多扣1分",
    ]
    assert texts(told(document("".join(map(p, apart))), tmp_path)) == apart


def test_lines_of_a_cell_are_one_only_where_a_mark_says_so(tmp_path: Path) -> None:
    cell = tc(
        p("每少1次扣1分")
        + p("，最多扣2分。")
        + p("弄虚作假的，")
        + p("不得分。")
        + p("有下列情形的，")
        + p("1.迟报的扣1分")
    )
    said = "每少1次扣1分，最多扣2分。\n弄虚作假的，不得分。\n有下列情形的，\n1.迟报的扣1分"
    assert grid(told(document(tbl(tr("例会", cell), tr("党课", "扣1分"))), tmp_path))[0][1] == said
