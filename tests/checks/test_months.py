"""Which month a reason speaks of: those outside the quarter are found, and what only refers to one is not."""

import pytest

from dangjian_kaoping.checks.round.months import month_outside
from dangjian_kaoping.periods import Month, Quarter

pytestmark = pytest.mark.every(2)

OCTOBER = Quarter(2020, 4)

OUTSIDE = {
    "8月支委会未召开": "8月",
    "支委会8月份未召开": "8月",
    "08月未召开": "08月",
    "８月未召开": "8月",
    "8 月未召开": "8 月",
    "八月支委会未召开": "八月",
    "2020年8月支委会未召开": "2020年8月",
    "2020 年 8 月支委会未召开": "2020 年 8 月",
    "8—9月支委会未召开": "8—9月",
    "8月至9月没有开会": "8月至9月",
    "七、八月没有开会": "七、八月",
    "7月、8月没有开会": "7月、8月",
    "8月25日主题党日到会率低": "8月",
    "8月底未交党费": "8月",
    "8月后勤支部没有检查台账": "8月",
    "未传达8月党委文件": "8月",
    "8月检查台账没有签字": "8月",
    "8月通报未组织学习": "8月",
    "8月起草的计划没有上会": "8月",
    "8月考核表缺3份": "8月",
    "2021年2月没有开会": "2021年2月",  # what is still to come
    "党小组会少开1次，2月没有开": "2月",
}

REFERRED_TO = [
    "支委会未召开",
    "10月支委会未召开",
    "十月、十一月支委会未召开",
    "2020年12月未召开",
    "10—12月没有开会",
    # a stretch that reaches into the quarter, a comparison with one of its months
    "8—10月没有开会",
    "9、10月没有开会",
    "8月已计划，11月才召开",
    # how long
    "8个月没有开会",
    "八个月没有开会",
    "连续3月未交党费",
    "次月没有补开",
    "本月少开一次",
    # another year's, and years that are written
    "仍用去年8月的计划",
    "比去年同期（8月）低",
    "2018年8月的旧制度没有修订",
    "每年8月应修订一次",
    # compared, since when, until when, planned
    "到会率较8月下降",
    "比8月少2人",
    "自8月起没有记录",
    "从8月没有记录",
    "8月以来没有记录",
    "8月15日以后没有记录",
    "应在8月底前报送",
    "8月15日前应报送",
    "会议推迟到2月召开",
    # an older problem
    "8月检查指出的问题没有整改",
    "8月反馈的问题还没有改",
    "8月排查出来的矛盾没有化解",
    "8月查出以后至今没有补开",
    "8月的问题再次发生",
    # no months
    "第8期简报没有",
    "1.8月",
    "3名党员8次",
]


@pytest.mark.parametrize("text", OUTSIDE)
def test_a_month_outside_the_quarter_is_found_in_the_texts_own_words(text: str) -> None:
    assert month_outside(text, OCTOBER, set(OCTOBER.months)) == OUTSIDE[text]


@pytest.mark.parametrize("text", REFERRED_TO)
def test_what_only_refers_to_a_month_is_not(text: str) -> None:
    assert month_outside(text, OCTOBER, set(OCTOBER.months)) is None


@pytest.mark.parametrize("number", range(1, 13))
@pytest.mark.parametrize("quarter", [Quarter(2021, number) for number in (1, 2, 3, 4)])
def test_every_month_is_known_by_its_number_and_by_its_name(quarter: Quarter, number: int) -> None:
    inside = (number + 2) // 3 == quarter.number
    name = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"][number - 1]
    for words in (f"{number}月", f"{number:02d}月", f"{name}月"):
        assert month_outside(f"{words}没有开会", quarter, set(quarter.months)) == (None if inside else words)


def test_a_month_that_was_not_over_at_the_last_inspection_is_allowed() -> None:
    allowed = {*OCTOBER.months, Month(2020, 9)}
    assert month_outside("9月没有开会", OCTOBER, allowed) is None
    assert month_outside("8—9月没有开会", OCTOBER, allowed) is None
    assert month_outside("2019年9月没有开会", Quarter(2020, 1), {Month(2020, 9)}) == "2019年9月"
