"""What changed within a sentence: numbers whole, chance likenesses passed over, and nothing lost of either text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.words.marked import joined, marked_lines
from dangjian_kaoping.words.revision.wording import side, wording
from thorough import law

pytestmark = pytest.mark.whole


def shown(before: str, after: str) -> str:
    marks = {None: "{}", "before": "[-{}-]", "after": "[+{}+]"}
    return "".join(marks[each.only].format(each.text) for each in wording(before, after))


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("每少1次扣0.5分，最多扣10分", "每少1次扣1分，最多扣15分", "每少1次扣[-0.5-][+1+]分，最多扣[-10-][+15+]分"),
        ("每月10日前上缴", "每月15日前上缴", "每月[-10-][+15+]日前上缴"),
        ("到会率低于95%的", "到会率低于90%的", "到会率低于[-95%-][+90%+]的"),
        ("三分之二以上到会", "四分之三以上到会", "[-三分之二-][+四分之三+]以上到会"),
        ("超过二十日未报", "超过二十五日未报", "超过[-二十-][+二十五+]日未报"),
        ("补贴1,000元", "补贴1,500元", "补贴[-1,000-][+1,500+]元"),
        ("缺议题、发言、决议、签到的", "缺议题、决议或签到的", "缺议题、[-发言、-]决议[-、-][+或+]签到的"),
        ("每季开展1次", "每季开展1次", "每季开展1次"),
        ("凭证书加分", "凭证书加分；协办的减半", "凭证书加分[+；协办的减半+]"),
        # 只有几个字碰巧一样的，不是改了几个字，是换了一句
        ("资料齐全规范", "会后一周内整改", "[-资料齐全规范-][+会后一周内整改+]"),
        ("", "新增一条", "[+新增一条+]"),
        ("取消一条", "", "[-取消一条-]"),
    ],
)
def test_what_is_marked(before: str, after: str, marked: str) -> None:
    assert shown(before, after) == marked


texts = st.text("每少1次扣0.5分，一二十百分之、的％%A \n", max_size=30)


@law(300)
@given(texts, texts)
def test_each_side_is_its_text(before: str, after: str) -> None:
    pieces = wording(before, after)
    assert side(pieces, "before") == before
    assert side(pieces, "after") == after
    assert all(each.text for each in pieces)
    if before == after:
        assert all(each.only is None for each in pieces)
    assert joined(marked_lines(side(pieces, "after"))) == after
