"""Plain text: lines that were broken to fit a page, numbers of pages, tables that were typed."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangjian_kaoping.documents.notes import Notes
from dangjian_kaoping.documents.text import blocks_of
from dangjian_kaoping.outline.document import Paragraph

from .making import document, grid, p, texts, told

WRAPPED = """\
            机关党支部考核办法

一、党建工作（20分）
    1、专题研究（8分）。党组织书记每季度专题研究党建1次，少1次扣2分；没
有责任清单的扣2分。
    2、党务公开（6分）。每月公开1次，每少公开1次扣0.5分；公开内容不全
的，每次扣0.2分。
                      第 1 页 共 4 页

    3、档案管理（6分）。缺少一类档案的扣1分；归档不及时的，每件扣0.1分
，最多扣1分。
- 2 -
二、附则
每项扣完为止。
"""
JOINED = [
    "机关党支部考核办法",
    "一、党建工作（20分）",
    "1、专题研究（8分）。党组织书记每季度专题研究党建1次，少1次扣2分；没有责任清单的扣2分。",
    "2、党务公开（6分）。每月公开1次，每少公开1次扣0.5分；公开内容不全的，每次扣0.2分。",
    "3、档案管理（6分）。缺少一类档案的扣1分；归档不及时的，每件扣0.1分，最多扣1分。",
    "二、附则",
    "每项扣完为止。",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_that_were_broken_are_joined_whatever_they_are_written_in(
    encoding: str, line_end: str, tmp_path: Path
) -> None:
    found = told(WRAPPED.replace("\n", line_end).encode(encoding), tmp_path, "细则.txt")
    assert texts(found) == JOINED
    assert [each for each in found.remarks if each.startswith("页码")] == [
        "页码没有读：第8行“第 1 页 共 4 页”、第12行“- 2 -”"
    ]


def test_a_line_that_a_page_cut_in_two_goes_on(tmp_path: Path) -> None:
    text = WRAPPED.replace("公开内容不全\n的，", "公开内容不全\n\n第3页共4页\n\n的，")
    assert texts(told(text.encode(), tmp_path, "细则.txt")) == JOINED


def test_lines_of_their_own_stay_so(tmp_path: Path) -> None:
    lines = [
        *("党支部考核细则", "组织生活", "支委会每月至少召开一次，每少一次扣1分", "党员大会每季度至少一次，少一次扣2分"),
        *("记录不完整的每次扣0.5分", "未按时缴纳党费的，每人次扣0.5分，本项最多扣2分", "党课每年两次，每少一次扣1分"),
    ]
    assert texts(told("\n".join(lines).encode(), tmp_path, "细则.txt")) == lines


def test_what_stands_on_every_page_is_left_out_and_a_sentence_between_two_pages_is_not(tmp_path: Path) -> None:
    lines = [
        *(
            "考核办法",
            "一、组织建设（10分）",
            "支委会每月1次，每少1次扣1分。",
            "- 1 -",
            "考核办法",
            "记录不完整的扣1分。",
            "2 / 12",
        ),
        *("公司党委文件", "迟到的扣1分。", "- 3 -", "公司党委文件", "早退的扣1分。", "第 4 页"),
    ]
    found = told("\n".join(lines).encode(), tmp_path, "细则.txt")
    assert texts(found) == [*lines[:3], lines[5], lines[8], lines[11]]
    assert "每页都有的页眉没有读：第5行“考核办法”、第8行“公司党委文件”、第11行“公司党委文件”" in found.remarks
    word = told(document("".join(map(p, lines))), tmp_path)
    assert texts(word) == texts(found)


CUT = {
    "a number from what asks for it": ("党员无故不参加的，每人次扣0.2分，最多扣", "2分。"),
    "a number in its point": ("材料不齐全的，每份扣0.", "5分。"),
    "a number from its unit": ("支部党员大会每少1", "次扣2分"),
    "a price from what costs it": ("每季度1次，少1次", "扣1分。"),
    "a word": ("未按期换届", "的，扣1分。"),
    "a number from the one it goes to": ("资料不齐全的，扣1", "-3分。"),
    "a range before its end": ("资料不齐全的，扣1-", "3分。"),
    "a limit": ("党课全年不少于", "4次，少1次扣1分"),
}


@pytest.mark.parametrize("what", CUT)
def test_a_number_is_not_cut_from_its_sentence(what: str, tmp_path: Path) -> None:
    lines = ["党支部考核办法", *CUT[what], "2.未按要求的，扣1分。"]
    joined = ["党支部考核办法", "".join(CUT[what]), "2.未按要求的，扣1分。"]
    assert texts(told("\n".join(lines).encode(), tmp_path, "细则.txt")) == joined
    assert texts(told(document("".join(map(p, lines))), tmp_path)) == joined
    apart = [
        "组织建设",
        "10分",
        "例会每月1次",
        "2.党课每季1次",
        "合计",
        "100分",
        "附件1",
        "年度考核表",
        "评分标准",
        "扣1分的情形",
    ]
    assert texts(told("\n".join(apart).encode(), tmp_path, "细则.txt")) == apart


def test_a_number_of_a_page_within_a_line_is_left_out(tmp_path: Path) -> None:
    found = told("例会每月一次，第 1 页 共 4 页每少一次扣1分。\n末行".encode(), tmp_path, "细则.txt")
    assert texts(found) == ["例会每月一次，每少一次扣1分。", "末行"]


TYPED = {
    "tabs": "项目\t分值\n例会\t5\n党课\t6",
    "strokes": "| 项目 | 分值 |\n|---|---:|\n| 例会 | 5 |\n| 党课 | 6 |",
    "full-width strokes": "项目｜分值\n例会｜5\n党课｜6",
    "a drawn table": "┌──┬──┐\n│项目│分值│\n├──┼──┤\n│例  │5   │\n│会  │    │\n├──┼──┤\n│党课│6   │\n└──┴──┘",
    "a table drawn with plain signs": "+--+--+\n|项目|分值|\n+--+--+\n|例会|5 |\n+--+--+\n|党课|6 |\n+--+--+",
}


@pytest.mark.parametrize("what", TYPED)
def test_a_table_that_was_typed_is_one(what: str, tmp_path: Path) -> None:
    found = told(f"考核表\n{TYPED[what]}\n\n注：扣完为止。".encode(), tmp_path, "细则.txt")
    assert texts(found) == ["考核表", "注：扣完为止。"]
    rows = [["".join(cell.split()) for cell in row] for row in grid(found)]
    assert rows == [["项目", "分值"], ["例会", "5"], ["党课", "6"]]


def test_columns_that_stand_under_each_other_are_a_table(tmp_path: Path) -> None:
    lines = [
        "项目        分值    评分标准                部门",
        "例会        5       少1次扣1分              组织科",
        "党课        6       少1次扣2分              宣传科",
        "合计        11",
        "注：扣完为止。",
    ]
    found = told("\n".join(lines).encode(), tmp_path, "细则.txt")
    assert grid(found) == [
        ["项目", "分值", "评分标准", "部门"],
        ["例会", "5", "少1次扣1分", "组织科"],
        ["党课", "6", "少1次扣2分", "宣传科"],
        ["合计", "11", "", ""],
    ]
    assert texts(found) == ["注：扣完为止。"]


def test_values_between_commas_are_a_table_and_sentences_are_none(tmp_path: Path) -> None:
    found = told('项目,标准\n例会,"未开展的,扣2分"\n'.encode("gb18030"), tmp_path, "细则.csv")
    assert grid(found) == [["项目", "标准"], ["例会", "未开展的,扣2分"]]
    lines = ["未开展的,扣2分", "不完整的,扣1分"]
    assert texts(told("\n".join(lines).encode(), tmp_path, "细则.txt")) == lines


def test_a_row_between_tabs_goes_on_where_a_cell_has_several_lines(tmp_path: Path) -> None:
    said = "1.每少1次扣1分。\n2.无记录的扣0.5分。\n3.扣完为止。"
    rows = f"项目\t标准\t部门\n例会\t{said}\t组织科\n党课\t每少1次扣1分。\t\n注：扣完为止。"
    found = told(rows.encode(), tmp_path, "细则.txt")
    assert grid(found) == [["项目", "标准", "部门"], ["例会", said, "组织科"], ["党课", "每少1次扣1分。", ""]]
    assert texts(found) == ["注：扣完为止。"]


def test_numbers_before_tabs_make_no_table(tmp_path: Path) -> None:
    found = told("1.\t例会每月一次\n2.\t党课每季一次".encode(), tmp_path, "细则.txt")
    assert texts(found) == ["1. 例会每月一次", "2. 党课每季一次"]


def test_headings_of_markdown_have_their_level(tmp_path: Path) -> None:
    found = told("# 考核细则\n\n## 组织建设\n- **例会**。\n".encode(), tmp_path, "细则.md")
    assert [(each.text, each.heading) for each in found.blocks if isinstance(each, Paragraph)] == [
        ("考核细则", 1),
        ("组织建设", 2),
        ("例会。", 0),
    ]


_CLAUSES = st.lists(
    st.sampled_from(
        [
            *("党员大会每季度不少于1次，每少1次扣3分。", "会议记录不完整的，每次扣0.5分，扣完为止；"),
            *("未上报的，扣2分", "学习出勤率不低于90%，每低1个百分点扣0.2分；无正当理由缺席的，每人次扣0.2分。"),
        ]
    ),
    min_size=1,
    max_size=12,
)


def _wrapped(text: str, columns: int) -> str:
    lines, line = [], ""
    for each in text:
        wide = sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line + each)
        if wide > columns:
            lines.append(line)
            line = ""
        line += each
    return "\n".join([*lines, line])


@pytest.mark.whole
@given(_CLAUSES, st.integers(40, 90))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_numbered_lines_are_the_same_however_wide_the_page_was(clauses: list[str], columns: int) -> None:
    lines = [f"{number}.{each}" for number, each in enumerate(clauses, 1)]
    text = "\n".join(_wrapped(line, columns) for line in lines)
    found = blocks_of(text.encode(), "细则.txt", Notes())
    joined = "".join(each.text for each in found if isinstance(each, Paragraph))
    # no character is lost, and no line begins within another
    assert joined == "".join(lines)
    assert {each.text for each in found if isinstance(each, Paragraph) and each.text[0].isdigit()} >= {
        line for line in lines if len(line) * 2 < columns
    }
