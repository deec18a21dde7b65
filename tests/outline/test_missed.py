"""The net beneath the reading: a table that is laid out as no table should be loses nothing in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.outline.missed import NOT_TAKEN
from dangjian_kaoping.outline.reading import outlined
from thorough import law

from .typed import document, told

pytestmark = pytest.mark.whole

HEADS = [
    "序号",
    "类别",
    "考核项目",
    "考核内容",
    "分值",
    "评分标准",
    "扣分",
    "责任部门",
    "备注",
    "得分",
    "权重",
    "优",
    "数量",
    "",
]
CELLS = ["", "", "5", "1", "小计", "合计", "每次扣0.5分", "扣1分/次", "10%", "<", "^", "无", "二、", "（3分）"]
WORDS = ["甲乙丙", "丁戊己", "庚辛壬", "癸子丑", "寅卯辰", "巳午未", "申酉戌", "天地玄", "黄宇宙", "洪荒日"]


@law(400)
@given(st.data())
def test_every_word_of_any_table_stands_somewhere(data: st.DataObject) -> None:
    width = data.draw(st.integers(3, 6))
    words = iter(WORDS)
    rows = [data.draw(st.lists(st.sampled_from(HEADS), min_size=width, max_size=width))]
    used = []
    for _ in range(data.draw(st.integers(1, 5))):
        row = data.draw(st.lists(st.sampled_from(CELLS), min_size=width, max_size=width))
        place = data.draw(st.integers(0, width - 1))
        word = next(words)
        end = data.draw(st.sampled_from(["", "的，每次扣1分。", "（5分）", "：不少于2次", "合计"]))
        row[place] = data.draw(st.sampled_from(["", "一、", "1."])) + word + end
        used.append(word)
        rows.append([cell if n or cell != "<" else "" for n, cell in enumerate(row)])
    rows[1] = ["" if cell == "^" else cell for cell in rows[1]]
    kept = told(outlined(document([{"rows": rows}])))
    assert [word for word in used if word not in kept] == []


def test_what_is_in_no_item_is_told_with_its_place() -> None:
    """A heading's department that gives way to a nearer one is in no item."""
    lines = ["一、党建（组织科负责）", "（一）宣传（10分）（宣传科负责）", "1.学习（4分）。缺一次扣1分。"]
    left = [each for each in outlined(document(lines)).left if each.why == NOT_TAKEN]
    assert [(each.said.text, each.said.where) for each in left] == [(lines[0], "第1段")]
