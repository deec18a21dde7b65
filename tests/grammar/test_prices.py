"""Where a text has a price: what parts the sentences of a document from what they ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.grammar.grades import told_grades
from dangjian_kaoping.grammar.prices import prices
from thorough import law

from .corpus import understood

PRICED = {
    "少1次扣1分，最多扣2分": ["扣1分"],
    "满意度低于85分的，每低1分扣0.5分，不足1分的按1分计；低于60分的不得分": ["扣0.5分", "不得分"],
    "市级2分，县级１分": ["2分", "１分"],
    "公开不及时的，适当扣分": ["适当扣分"],
    "成果质量不高的，由考核组研究扣分": ["研究扣分"],
    "未遂、异常、障碍的，每起分别扣0.5分、1分、2分": ["扣0.5分、1分、2分"],
    "不规范的扣1—3分；每人扣0.1": ["扣1—3分", "扣0.1"],
    "按完成率得分": ["按完成率得分"],
    "其他需要加分的，由考核小组研究决定": ["加分"],
    "发生案件的，取消评先资格": ["取消评先资格"],
}
NONE = (
    "工作扎实，落实“三会一课”",
    "每月召开支委会不少于1次，记录完整",
    "加强学习，增加投入，参加分会活动",
    "评优评先程序规范，不得超过3人",
    "完成率不低于90%，满意度85分以上",
    "最多扣2分",
)


@pytest.mark.parametrize("text", PRICED)
def test_a_price_is_found_where_it_stands(text: str) -> None:
    assert [text[start:end] for start, end in prices(text)] == PRICED[text]


@pytest.mark.parametrize("text", NONE)
def test_what_is_asked_for_has_no_price(text: str) -> None:
    assert prices(text) == ()


@pytest.mark.parametrize("text", [each for each in understood() if not told_grades(each) and "等级" not in each])
def test_what_is_read_has_a_price(text: str) -> None:
    assert prices(text)


@pytest.mark.whole
@law(300)
@given(st.text(alphabet="每少次扣得加减0.5、，；1分不从总视情节适当—月", max_size=40))
def test_prices_stand_one_behind_the_other(text: str) -> None:
    found = prices(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert sorted(found) == list(found)
