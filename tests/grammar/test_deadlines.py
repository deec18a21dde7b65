"""By when something is to be done, in the words of rubrics."""

import pytest

from dangjian_kaoping.grammar.deadlines import deadlines

SAID = {
    "党费每月10日前足额上缴": ((10,), ()),
    "每月十日之前上报": ((10,), ()),
    "每个月的２５号以前（含）报送": ((25,), ()),
    "每月底前完成": ((31,), ()),
    "每年3月15日前报计划，12月15日前报全年总结": ((), ((3, 15), (12, 15))),
    "三月十五日前报计划": ((), ((3, 15),)),
    "6月底前完成，11月末前总结": ((), ((6, 30), (11, 30))),
    "2月底前报": ((), ((2, 29),)),
    "每季度末月25日前报送": ((), ((3, 25), (6, 25), (9, 25), (12, 25))),
    "每季首月5日前报上季": ((), ((1, 5), (4, 5), (7, 5), (10, 5))),
    # of the month after, of one year, no day that there is, and what is no deadline
    "次月10日前报送": ((), ()),
    "2021年3月15日前报计划": ((), ()),
    "13月5日前、2月30日前、每月32日前": ((), ()),
    "每月至少召开1次，3月15日召开": ((), ()),
    "每日17时前报送，10日内办结": ((), ()),
    "两周内补开，3个月前": ((), ()),
}


@pytest.mark.parametrize("sentence", SAID)
def test_what_a_sentence_says(sentence: str) -> None:
    assert tuple(deadlines(sentence)) == SAID[sentence]
