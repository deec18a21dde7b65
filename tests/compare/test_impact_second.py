"""What a revision in the language's newer words would have made of a round, worked out by hand."""

import pytest

from dangjian_kaoping.compare.impact.impact import RoundImpact

from .held import composite, impact, one_clause, reasons


def item(*clauses: str, more: str = "") -> str:
    return f"- {{id: 项, points: 10, {more}clauses: [{', '.join(f'{{{each}}}' for each in clauses)}]}}\n"


def recorded(**findings: str) -> str:
    """Findings of the item at some branches, `甲一='{clause: 条, count: 1}'`."""
    several = (f"{name}: [{each.replace('{clause', '{item: 项, clause')}]" for name, each in findings.items())
    return f"{{部: {{{', '.join(several)}}}}}"


def figures(one: RoundImpact, *names: str) -> list[tuple[str, str]]:
    return [composite(one, name) for name in names or ("甲一", "甲二", "乙一")]


RATE = "id: 率, fact: {value: '%'}, deduct: {each: 0.1, below: 90}"
OVER = "id: 超, fact: {value: '%'}, bonus: {each: 0.2, above: 95}"
READS = "id: 超, fact: {same: 率}, bonus: {each: 0.2, above: 95}"


def test_a_clause_that_reads_reads_what_its_source_received() -> None:
    one = impact(
        item(RATE), item(RATE, READS), recorded(甲一="{clause: 率, value: 98}", 甲二="{clause: 率, value: 80}")
    )
    # 98：加 0.6；80：扣 1；没有记的不知道超了没有，最多 100%，加 1 分
    assert figures(one) == [("10.60",) * 2, ("9.00",) * 2, ("10.00", "11.00")]
    assert reasons(one, "乙一") == [("项", "超", "line")]


def test_what_was_recorded_under_a_clause_that_only_reads_now_goes_to_the_one_that_records() -> None:
    records = recorded(甲一="{clause: 超, value: 98}", 甲二="{clause: 率, value: 80}, {clause: 超, value: 98}")
    one = impact(item(RATE, OVER), item(RATE, READS), records)
    # 甲一没有率的记录，用超的：10 + 0.6。甲二两条各有记录：率 80 扣 1 分，
    # 超的不知道了，最多加 1 分。乙一都没有记，还是没有
    assert figures(one) == [("10.60",) * 2, ("9.00", "10.00"), ("10.00",) * 2]
    assert reasons(one, "甲二") == [("项", "超", "own_record")]


def test_a_reader_that_gets_a_record_of_its_own_keeps_what_it_read() -> None:
    records = recorded(甲一="{clause: 率, value: 98}", 甲二="{clause: 率, value: 80}")
    one = impact(item(RATE, READS), item(RATE, OVER), records)
    assert one.exact
    assert figures(one) == [("10.60",) * 2, ("9.00",) * 2, ("10.00",) * 2]


HURT = "id: 伤, fact: {count: 人}"
JUDGED = "id: 判, fact: {judged: 例}, deduct: {within: [1, 5]}"
BOTH = "{clause: 伤, count: 1}, {clause: 判, judged: 3}"


def test_what_is_recorded_where_a_new_condition_fails_counts_for_nothing_and_is_named() -> None:
    old = item(HURT + ", deduct: {each: 1}", JUDGED)
    new = item(HURT + ", deduct: {each: 1}", JUDGED + ", when: {clause: 伤, from: 2}")
    one = impact(old, new, recorded(甲一=BOTH, 甲二="{clause: 伤, count: 2}, {clause: 判, judged: 3}"))
    # 甲一 伤 1 人，判的 3 分不计；甲二 10 - 2 - 3
    assert figures(one) == [("9.00",) * 2, ("5.00",) * 2, ("10.00",) * 2]
    assert reasons(one) == [("项", "判", "shut")]
    assert one.exact


def test_who_reads_what_nobody_recorded_is_unknown() -> None:
    new = item(HURT, JUDGED + ", at_most: 4, when: {clause: 伤, from: 1}")
    one = impact(item(JUDGED), new, recorded(甲一="{clause: 判, judged: 3}"))
    # 伤了几人没有记过：扣不扣、判几分都不知道，最多 4 分
    assert reasons(one) == [("项", "伤", "new_clause")]
    assert figures(one) == [("6.00", "10.00")] * 3


STATE = "id: 档, fact: {level: [好, 差]}"
BY_STATE = "id: 扣, fact: {count: 次}, deduct: {each: 1}, at_most: 3"


def test_a_state_that_a_condition_reads_is_needed() -> None:
    old = item(STATE + ", penalty: {levels: {好: 0, 差: 1}}", BY_STATE)
    new = item(STATE + ", penalty: {levels: {好: 0, 差: 1}}", BY_STATE + ", when: {clause: 档, at: [差]}")
    one = impact(
        old, new, recorded(甲一="{clause: 档, level: 差}, {clause: 扣, count: 2}", 甲二="{clause: 扣, count: 2}")
    )
    # 甲一差：10 - 2 - 1；甲二没有定档：扣不扣不知道（最多 3 分），档也不知道
    assert figures(one, "甲一") == [("7.00",) * 2]
    assert reasons(one, "甲二") == [("项", "档", "no_fact")]
    assert figures(one, "甲二") == [("6.00", "10.00")]


LINE = "id: 均, fact: {value: 分}, deduct: {each: 1, below: %s}"
VALUES = recorded(甲一="{clause: 均, value: 90}", 甲二="{clause: 均, value: 86}", 乙一="{clause: 均, value: 88}")


def test_another_line_re_scores_everybody() -> None:
    one = impact(item(LINE % 91), item(LINE % "{branches: mean}"), VALUES)
    # 平均 88
    assert figures(one) == [("10.00",) * 2, ("8.00",) * 2, ("10.00",) * 2]
    assert one.exact
    highest = impact(item(LINE % 91), item(LINE % "{branches: highest}"), VALUES)
    assert figures(highest) == [("10.00",) * 2, ("6.00",) * 2, ("8.00",) * 2]
    by_class = impact(item(LINE % 91), item(LINE % "{branches: mean, pool: class}"), VALUES)
    assert figures(by_class) == [("10.00",) * 2, ("8.00",) * 2, ("10.00",) * 2]


def test_a_line_of_which_one_fact_is_unknown_leaves_all_who_need_it_between_ends() -> None:
    known = VALUES.replace(", 乙一: [{item: 项, clause: 均, value: 88}]", "")
    one = impact(item(LINE % 80 + ", at_most: 4"), item(LINE % "{branches: mean}" + ", at_most: 4"), known)
    # 乙一没有低于 80，没有记；平均就不知道
    assert figures(one) == [("6.00", "10.00")] * 3
    assert [reasons(one, name) for name in ("甲一", "乙一")] == [[("项", "均", "others")], [("项", "均", "line")]]
    apart = impact(
        item(LINE % 80 + ", at_most: 4"), item(LINE % "{branches: mean, pool: class}" + ", at_most: 4"), known
    )
    # 同类里都有记录的照算：甲类平均 88
    assert figures(apart) == [("10.00",) * 2, ("8.00",) * 2, ("6.00", "10.00")]


MEAN = "- {id: 项, points: 4, not_applicable: mean, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: %s}}%s]}\n"
ASIDE = "{部: {甲一: [{item: 项, clause: 扣, count: 1}], 甲二: [], 乙一: {not_applicable: {项: 没有}}}}"


def test_who_has_it_not_applicable_gets_the_mean_of_what_the_new_version_gives() -> None:
    one = impact(MEAN % (1, ""), MEAN % (2, ""), ASIDE)
    # 甲一 4 - 2，甲二 4，平均 3/4 → 3
    assert figures(one) == [("2.00",) * 2, ("4.00",) * 2, ("3.00",) * 2]
    assert one.exact


def test_a_mean_of_which_something_is_unknown_lies_between_two_ends() -> None:
    more = ", {id: 新, fact: {count: 次}, deduct: {each: 1}, at_most: 2}"
    one = impact(MEAN % (1, ""), MEAN % (1, more), ASIDE)
    # 甲一 1～3，甲二 2～4：平均 (1/4 + 2/4)/2 × 4 = 1.5 到 (3/4 + 1)/2 × 4 = 3.5
    assert figures(one) == [("1.00", "3.00"), ("2.00", "4.00"), ("1.50", "3.50")]
    assert not one.exact


@pytest.mark.parametrize(
    ("combine", "points"), [("worst", "8.00"), ("mean", "9.00"), ("sum", "8.00")], ids=["worst", "mean", "sum"]
)
def test_several_records_meet_as_the_new_version_says(combine: str, points: str) -> None:
    before = one_clause("{value: '%'}", "deduct: {each: 0.1, below: 90}")
    after = one_clause("{value: '%'}", f"deduct: {{each: 0.1, below: 90}}, combine: {combine}")
    # 70% 扣 2，95% 不扣
    one = impact(before, after, recorded(甲一="{clause: 条, value: 70}, {clause: 条, value: 95}"))
    assert figures(one, "甲一") == [(points, points)]


def test_a_ceiling_bounds_what_may_be_earned() -> None:
    earn = "id: 新, fact: {count: 次}, earn: {each: 1}"
    counted = "id: 扣, fact: {count: 次}, deduct: {each: 1}"
    one = impact(item(counted), item(counted, earn, more="ceiling: 12, "), recorded(甲一="{clause: 扣, count: 1}"))
    assert figures(one, "甲一") == [("9.00", "12.00")]
    without_end = impact(item(counted), item(counted, earn, more="ceiling: none, "), recorded())
    after = without_end.branches[0].after
    assert after is not None
    assert after.composite is not None
    assert (str(after.composite.low), after.composite.high) == ("10.00", None)
