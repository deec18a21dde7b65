"""Why a composite moved, in words."""

from dangjian_kaoping.compare.since.since import Since
from dangjian_kaoping.write.text.since import since_text

from .moving import (
    ALL,
    ALONE,
    BOTH,
    BY_CLASS,
    DEAR,
    MEETINGS,
    REPEATED,
    One,
    absent_at,
    moves,
    recorded,
    roster_text,
)


def printed(found: Since) -> str:
    return since_text(found, 100)


def test_what_both_ends_have_says_at_which_it_moved() -> None:
    first = One(REPEATED, recorded(DEAR % (1, "2020Q3-01")), quarter="2020Q3")
    then, now = (One(REPEATED, recorded(DEAR % (1, f"{each}-01"))) for each in ("2020Q4", "2021Q1"))
    told = printed(moves(then, now, before=[first]))
    # 两头抵消：合计是零，两轮的仍各列一行
    assert "屡查屡犯  0.00 分" in told
    assert "+0.45  +0.45  原来那一轮的" in told
    assert "-0.45  -0.45  这一轮的" in told


def test_what_the_roster_says_otherwise_is_said() -> None:
    then, now = (One(BY_CLASS, recorded(absent_at("会", each)), measure=ALONE) for each in (1, 2))
    told = printed(moves(then, now, roster=roster_text(later={"甲一": "class: 乙"})))
    assert "名册和不涉及  -2.00 分（类别原为甲，现为乙）" in told
    renamed = printed(moves(then, now, roster=roster_text(later={"甲一": "name: 甲新"})))
    assert renamed.startswith(
        "甲新（原甲一）  2021年第一季度 8.00 分、第 3 名，比2020年第四季度（9.00 分、第 3 名）低 1.00 分"
    )


def test_two_rounds_that_are_alike_are_said_to_be() -> None:
    same = One(MEETINGS % 1, measure=ALONE)
    told = printed(moves(same, same)).splitlines()
    assert told[0].endswith("不高不低")
    assert told[-1] == "两轮的细则、名册、记录没有使得分不同的地方。"


def test_that_nothing_can_be_told_apart_is_said() -> None:
    two = f"{{2020-10: {ALL}, 2020-11: {ALL}, 2020-12: {{甲二: [], 乙一: []}}}}"
    proportional, refuse = (
        BOTH.replace("last: {", f"missing_month: {each}, last: {{") for each in ("proportional", "refuse")
    )
    told = printed(moves(One(MEETINGS % 1, own=two, measure=proportional), One(MEETINGS % 2, measure=refuse)))
    assert "各项目原来的记录都不能照新的细则重算，细则修订和事实全部分不开。" in told
    assert "自评交的月数" in told
