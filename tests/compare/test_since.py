"""Why a composite moved since an earlier round, worked out by hand."""

import pytest

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
    causes,
    items,
    moves,
    recorded,
    roster_text,
)

LESSONS = "- {id: 课, points: 10, clauses: [{id: 缺课, fact: {count: 次}, deduct: {each: %s}}]}\n"
OTHER = "- {id: 旧, points: 4, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}\n"


def test_a_dearer_price_and_better_facts_cancel_each_other() -> None:
    # 10 分的两项，权重 0.9、0.1，自评都满；原来两项各缺一次，每次 1 分：0.9×18 + 2 = 18.2
    then = One(MEETINGS % 1 + LESSONS % 1, recorded(absent_at("会", 1), absent_at("课", 1)))
    # 现在每次 2 分，只缺一次：0.9×18 + 2
    now = One(MEETINGS % 2 + LESSONS % 2, recorded(absent_at("会", 1)))
    found = moves(then, now)
    assert str(found.placings[0].score.composite.value) == "18.20"  # type: ignore[union-attr]
    # 照新的细则原来是 0.9×16 + 2
    assert causes(found) == {"revision": "-1.8", "facts": "1.8"}
    assert items(found, "revision") == {"会": ("-0.9", "0", "0", "0"), "课": ("-0.9", "0", "0", "0")}
    assert items(found) == {"课": ("1.8", "0", "0", "0")}
    assert (found.inseparable, found.whole, found.adjusted) == ((), False, ())


def test_an_adjustment_then_and_a_repeat_now_are_told_apart() -> None:
    # 10 分，第一次 0.5、再犯 1；原来记 2 次，复核改为 1 次：0.9×9.5 + 1 = 9.55，没有调整是 0.9×9 + 1 = 9.10
    review = "[{date: 2021-01-10, finding: 2020Q4-01, recorded: {count: 2}, count: 1, reason: 查实, approved_by: 党委}]"
    then = One(REPEATED, recorded(DEAR % (2, "2020Q4-01")), review=review)
    # 现在记 1 次，是再犯：0.9×9 + 1
    now = One(REPEATED, recorded(DEAR % (1, "2021Q1-01")))
    found = moves(then, now)
    assert [str(each.score.composite.value) for each in found.placings] == ["9.55", "9.10"]  # type: ignore[union-attr]
    assert causes(found) == {"adjustments": "-0.45", "repeats": "-0.45", "facts": "0.45"}
    assert [each.end for each in found.line("adjustments").items] == ["before"]
    assert [each.end for each in found.line("repeats").items] == ["after"]


def test_what_was_a_repeat_at_both_ends_moves_nothing_by_it() -> None:
    first = One(REPEATED, recorded(DEAR % (1, "2020Q3-01")), quarter="2020Q3")
    then, now = (One(REPEATED, recorded(DEAR % (1, f"{each}-01"))) for each in ("2020Q4", "2021Q1"))
    found = moves(then, now, before=[first])
    # 两轮都是再犯：前后两头的加重抵消
    assert causes(found) == {}
    assert len(found.line("repeats").items) == 2


def test_only_the_item_of_a_new_clause_cannot_be_separated() -> None:
    new = "- {id: 会, points: 10, clauses: [{id: 缺会, fact: {count: 次}, deduct: {each: 2}}, %s]}\n"
    more = "{id: 记录, fact: {count: 处}, deduct: {each: 1}}"
    then = One(MEETINGS % 1 + LESSONS % 1, recorded(absent_at("会", 1), absent_at("课", 1)), measure=ALONE)
    records = recorded(absent_at("会", 1), "{item: 会, clause: 记录, count: 2}")
    found = moves(then, One(new % more + LESSONS % 3, records, measure=ALONE))
    # 会：9 → 6（缺 1 次 2 分、记录 2 处），是改了还是差了分不开；课：原来一次 1 分改为 3 分，现在没有缺
    assert causes(found) == {"inseparable": "-3", "revision": "-2", "facts": "3"}
    assert items(found, "inseparable") == {"会": ("-3", "0", "0", "0")}
    assert items(found, "revision") == {"课": ("-2", "0", "0", "0")}
    assert [(each.item.id, each.clause and each.clause.id, each.reason) for each in found.gaps] == [
        ("会", "记录", "new_clause")
    ]
    assert [str(each) for each in found.marks] == ["10", "10"]


def test_items_that_were_merged_are_one_and_what_went_is_the_revisions() -> None:
    records = recorded(absent_at("会", 1), absent_at("课", 2), "{item: 旧, clause: 条, count: 1}")
    then = One(MEETINGS % 1 + LESSONS % 1 + OTHER, records, measure=ALONE)
    merged = (
        "- {id: 合, points: 20, was: [会, 课], clauses: "
        "[{id: 缺, fact: {count: 次}, deduct: {each: 2}, was: [会/缺会, 课/缺课]}]}\n"
    )
    found = moves(then, One(merged, recorded("{item: 合, clause: 缺, count: 1}"), measure=ALONE))
    # 原来 9 + 8 + 3 = 20；照新的 20 - 3×2 = 14，旧的一项没有了；现在 18
    assert causes(found) == {"revision": "-6", "facts": "4"}
    by_items = {("".join(i.id for i in each.items.old), "".join(i.id for i in each.items.new)): str(each.part.whole)
                for each in found.line("revision").items}  # fmt: skip
    assert by_items == {("会课", "合"): "-3", ("旧", ""): "-3"}


def test_a_new_item_comes_in_with_what_it_got() -> None:
    new = MEETINGS % 1 + "- {id: 新, points: 5, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}\n"
    then = One(MEETINGS % 1, recorded(absent_at("会", 1)), measure=ALONE)
    found = moves(then, One(new, recorded("{item: 新, clause: 条, count: 2}"), measure=ALONE))
    assert causes(found) == {"inseparable": "3", "facts": "1"}
    assert [str(each) for each in found.marks] == ["0", "5"]


def test_items_between_which_a_clause_went_over_are_one() -> None:
    over = (MEETINGS % 1).replace("]}\n", ", {id: 缺课, was: [课/缺课], fact: {count: 次}, deduct: {each: 1}}]}\n")
    left = LESSONS.replace("缺课", "漏课").replace("fact: {count: 次}", "fact: {amount: 节}") % 1
    then = One(MEETINGS % 1 + LESSONS % 1, recorded(absent_at("课", 1)), measure=ALONE)
    found = moves(then, One(over + left, recorded("{item: 会, clause: 缺课, count: 2}"), measure=ALONE))
    # 漏课是新的条款：两项连着，一起分不开
    assert [[item.id for item in each.new] for each in found.inseparable] == [["会", "课"]]
    assert causes(found) == {"inseparable": "-1"}


# ── names, classes, heads, what applies ────────────────────────────────────────────────────────────────────────


def test_a_branch_that_was_renamed_is_the_same() -> None:
    then, now = (One(MEETINGS % 1, recorded(absent_at("会", each)), measure=ALONE) for each in (1, 2))
    found = moves(then, now, roster=roster_text(later={"甲一": "name: 甲新"}))
    assert [each.score.branch.name for each in found.placings] == ["甲一", "甲新"]
    assert causes(found) == {"facts": "-1"}


def test_another_class_is_told_apart_from_the_facts() -> None:
    then, now = (One(BY_CLASS, recorded(absent_at("会", each)), measure=ALONE) for each in (1, 2))
    found = moves(then, now, roster=roster_text(later={"甲一": "class: 乙"}))
    # 原来 10 - 1；照乙类 10 - 3；现在 10 - 6
    assert causes(found) == {"roster": "-2", "facts": "-3"}


def test_what_another_class_is_asked_beyond_is_not_guessed() -> None:
    fact = "{missing: 次, required: {by_class: {甲: 2, 乙: 3}}}"
    required = f"- {{id: 会, points: 10, clauses: [{{id: 缺, fact: {fact}, deduct: {{each: 1}}}}]}}\n"
    now = One(required, recorded("{item: 会, clause: 缺, missing: 2}"), measure=ALONE)
    found = moves(One(required, measure=ALONE), now, roster=roster_text(later={"甲一": "class: 乙"}))
    # 甲类做满 2 次的，有没有做第 3 次没有记：这一项照这一次的得分
    assert causes(found) == {"roster": "-2"}


def test_another_head_count_is_told_apart_too() -> None:
    heads = "- {id: 稿, points: 10, clauses: [{id: 缺, fact: {count: 次}, deduct: {each: {per_head: 0.1}}}]}\n"
    then, now = (One(heads, recorded(f"{{item: 稿, clause: 缺, count: {each}}}"), measure=ALONE) for each in (1, 2))
    found = moves(then, now, roster=roster_text(later={"甲一": "head_count: 30"}, heads=", head_count: 10"))
    # 10 人一次 1 分，30 人一次 3 分：10 - 1 → 10 - 3 → 10 - 6
    assert causes(found) == {"roster": "-2", "facts": "-3"}


def test_a_head_count_that_nobody_wrote_down_then_is_not_guessed() -> None:
    heads = "- {id: 稿, points: 10, clauses: [{id: 缺, fact: {count: 次}, deduct: {each: {per_head: 0.1}}}]}\n"
    then, now = (One(table, recorded("{item: 稿, clause: 缺, count: 1}"), measure=ALONE)
                 for table in (heads.replace("{per_head: 0.1}", "1"), heads))  # fmt: skip
    counted = dict.fromkeys(("甲一", "甲二", "乙一"), "head_count: 30")
    found = moves(then, now, roster=roster_text(later=counted))
    assert causes(found) == {"inseparable": "-2"}


ASIDE = "- {id: 青, points: 10, not_applicable: %s, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}\n"
NOT_THERE = "{部: {甲一: {not_applicable: {青: 没有青工}, findings: [%s]}}}"


def test_what_no_longer_applies_leaves_with_what_it_had_and_rescaling_is_no_items() -> None:
    table = MEETINGS % 1 + ASIDE % "rescale"
    then = One(table, recorded(absent_at("会", 1), "{item: 青, clause: 条, count: 2}"), measure=ALONE)
    found = moves(then, One(table, NOT_THERE % absent_at("会", 2), measure=ALONE))
    # 原来 9 + 8；青不涉及：9 × 20/10 = 18；现在 8 × 2 = 16
    assert causes(found) == {"roster": "1", "facts": "-2"}
    assert items(found, "roster") == {"青": ("-8", "0", "0", "0")}
    assert str(found.line("roster").rest) == "9"
    assert items(found) == {"会": ("-1", "0", "0", "0")}
    assert str(found.line("facts").rest) == "-1"


def test_what_newly_applies_comes_in_with_what_it_got() -> None:
    table = MEETINGS % 1 + ASIDE % "{fixed: 6}"
    now = One(table, recorded("{item: 青, clause: 条, count: 1}"), measure=ALONE)
    found = moves(One(table, NOT_THERE % "", measure=ALONE), now)
    # 固定 6 分 → 9 分：没有原来的记录可比，不算事实
    assert causes(found) == {"roster": "3"}


def test_a_department_that_was_absent_is_a_matter_of_what_applies() -> None:
    table = (
        MEETINGS % 1
        + "- {id: 访, points: 10, department: 室, clauses: [{id: 缺, fact: {count: 次}, deduct: {each: 1}}]}\n"
    )
    records = f"{{部: {{甲一: [{absent_at('会', 1)}], 甲二: [], 乙一: []}}}}"
    then = One(table, records, measure=ALONE, absent="{室: 换届}")
    found = moves(then, One(table, "{室: {甲一: [{item: 访, clause: 缺, count: 2}]}}", measure=ALONE))
    # 9 × 2 = 18；访按这一次的 8 分计入：17；现在会满分：18
    assert causes(found) == {"roster": "-1", "facts": "1"}


def test_an_item_that_is_not_due_is_marked() -> None:
    table = (
        MEETINGS % 1 + "- {id: 总结, points: 5, due: [Q4], clauses: [{id: 无, fact: {count: 项}, deduct: {each: 2}}]}\n"
    )
    found = moves(One(table, recorded("{item: 总结, clause: 无, count: 1}"), measure=ALONE), One(table, measure=ALONE))
    assert causes(found) == {"facts": "2"}
    assert [each.marks for each in found.line("facts").items] == [("not_due_after",)]


# ── lines, means, others ───────────────────────────────────────────────────────────────────────────────────────

LINE = "- {id: 均, points: 10, clauses: [{id: 率, fact: {value: 分}, deduct: {each: 1, below: {branches: mean}}}]}\n"


def values(*figures: int, **more: str) -> str:
    rows = (f"{name}: [{{item: 均, clause: 率, value: {each}{more.get(name, '')}}}]"
            for name, each in zip(("甲一", "甲二", "乙一"), figures, strict=True))  # fmt: skip
    return f"{{部: {{{', '.join(rows)}}}}}"


def test_a_review_of_another_branch_is_an_adjustment_of_those_whose_line_it_moves() -> None:
    review = (
        "[{date: 2021-01-10, branch: 乙一, item: 均, clause: 率, recorded: {value: 96}, value: 90, "
        "reason: 查实, approved_by: 党委}]"
    )
    then = One(LINE, values(84, 90, 96), review=review, measure=ALONE)
    found = moves(then, One(LINE, values(84, 90, 96), measure=ALONE))
    # 原来的平均 88：扣 4；没有调整是 90：扣 6；现在也是 90
    assert [str(each.score.composite.value) for each in found.placings] == ["6.00", "4.00"]  # type: ignore[union-attr]
    assert causes(found) == {"adjustments": "-2"}


def test_a_line_is_drawn_over_the_round_as_it_is_at_each_stage() -> None:
    old = LINE.replace("{branches: mean}", "80")
    then = One(old, values(79, 85, 88), measure=ALONE)
    found = moves(then, One(LINE, values(80, 90, 94), measure=ALONE))
    # 低于 80 扣 1；平均 84：扣 5；现在平均 88：扣 8
    assert causes(found) == {"revision": "-4", "facts": "-3"}


def test_a_line_for_which_another_branch_has_no_record_cannot_be_replayed() -> None:
    old = LINE.replace("{branches: mean}", "80")
    then = One(old, values(79, 85, 88).replace(", 乙一: [{item: 均, clause: 率, value: 88}]", ""), measure=ALONE)
    found = moves(then, One(LINE, values(80, 90, 94), measure=ALONE))
    assert causes(found) == {"inseparable": "-7"}
    assert [each.reason for each in found.gaps] == ["others"]
    assert [each.new[0].id for each in found.inseparable] == ["均"]


def test_a_mean_share_that_is_not_known_then_cannot_be_replayed() -> None:
    mean = "- {id: 项, points: 4, not_applicable: mean, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}%s]}\n"
    aside = "{部: {甲一: {not_applicable: {项: 没有}}, 甲二: [{item: 项, clause: 扣, count: 1}]}}"
    then = One(mean % "", aside, measure=ALONE)
    known = moves(then, One(mean.replace("each: 1", "each: 2") % "", aside, measure=ALONE))
    # (3/4 + 1)/2 × 4 = 3.5；(2/4 + 1)/2 × 4 = 3
    assert causes(known) == {"revision": "-0.5"}
    more = ", {id: 新, fact: {count: 次}, deduct: {each: 1}, at_most: 2}"
    unknown = moves(then, One(mean % more, aside, measure=ALONE))
    assert [each.new[0].id for each in unknown.inseparable] == ["项"]
    assert causes(unknown) == {}


# ── vetoes, caps, self-assessment, years ───────────────────────────────────────────────────────────────────────

VETO = "- {id: 否, clauses: [{id: 犯罪, fact: {count: 人}, veto: total_zero}]}\n"


def test_what_a_veto_takes_is_no_items() -> None:
    table = MEETINGS % 1 + VETO
    found = moves(One(table, recorded(absent_at("会", 1)), measure=ALONE),
                  One(table, recorded("{item: 否, clause: 犯罪}"), measure=ALONE))  # fmt: skip
    # 9 → 0：会多 1 分，否决 -10
    assert causes(found) == {"facts": "-9"}
    assert items(found) == {"会": ("1", "0", "0", "0")}
    assert str(found.line("facts").rest) == "-10"


def test_bonus_and_penalties_stand_with_their_items_and_their_caps_apart() -> None:
    table = MEETINGS % 1 + (
        "- {id: 奖, clauses: [{id: 获奖, fact: {count: 次}, bonus: {each: 2}}]}\n"
        "- {id: 罚, clauses: [{id: 处分, fact: {count: 人}, penalty: {each: 1}}]}\n"
    )
    measure = BOTH.replace("last: {", "bonus: {at_most: 3}, last: {")
    records = recorded("{item: 奖, clause: 获奖, count: 2}", "{item: 罚, clause: 处分, count: 1}")
    found = moves(One(table, measure=measure), One(table, records, measure=measure))
    # 加 4 封顶 3：0.9 × 3；扣减 0.9
    assert causes(found) == {"facts": "1.8"}
    assert items(found) == {"奖": ("0", "0", "3.6", "0"), "罚": ("0", "0", "0", "-0.9")}
    assert str(found.line("facts").rest) == "-0.9"


def test_months_without_a_self_assessment_are_one_line() -> None:
    two = f"{{2021-01: {ALL}, 2021-02: {ALL}, 2021-03: {{甲二: [], 乙一: []}}}}"
    measure = BOTH.replace("last: {", "missing_month: proportional, last: {")
    found = moves(One(MEETINGS % 1, measure=measure), One(MEETINGS % 1, own=two, measure=measure))
    # 0.1 × 10 × 2/3
    assert causes(found)["facts"] == "-1/3"
    assert items(found) == {}
    assert str(found.line("facts").months) == "-1/3"


def test_no_self_assessment_at_all_is_one_line_too() -> None:
    measure = BOTH.replace("last: {", "missing_month: proportional, last: {")
    none = "{2021-01: {甲二: []}, 2021-02: {甲二: []}, 2021-03: {甲二: []}}"
    found = moves(One(MEETINGS % 1, measure=measure), One(MEETINGS % 1, own=none, measure=measure))
    assert (causes(found), items(found), str(found.line("facts").months)) == ({"facts": "-1"}, {}, "-1.0")


def test_a_self_assessment_that_only_the_newer_version_asks_for_is_not_replayed() -> None:
    then = One(MEETINGS % 1, recorded(absent_at("会", 1)), measure=ALONE, own="{}")
    first = ALL.replace("甲一: []", f"甲一: [{absent_at('会', 1)}]")
    own = f"{{2021-01: {first}, 2021-02: {ALL}, 2021-03: {ALL}}}"
    found = moves(then, One(MEETINGS % 1, recorded(absent_at("会", 1)), own=own))
    # 9 → 0.9×9 + 0.1×9：自评照这一轮的
    assert causes(found) == {}


def test_what_was_emptied_for_the_year_comes_back_with_the_next_year_and_is_marked() -> None:
    table = (
        "- {id: 会, points: 10, clauses: [{id: 缺会, fact: {count: 次}, deduct: {each: 1}}, "
        "{id: 造假, fact: {count: 次}, empties: {scope: item, for: year}}]}\n"
    )
    first = One(table, recorded("{item: 会, clause: 造假}"), measure=ALONE, quarter="2020Q3")
    found = moves(One(table, measure=ALONE), One(table, measure=ALONE), before=[first])
    assert causes(found) == {"facts": "10"}
    assert [each.marks for each in found.line("facts").items] == [("emptied_before",)]


def test_what_was_emptied_for_the_year_was_so_under_the_newer_version_too() -> None:
    table = (
        "- {id: 会, points: 10, clauses: [{id: 缺会, fact: {count: 次}, deduct: {each: %s}}, "
        "{id: 造假, fact: {count: 次}, empties: {scope: item, for: year}}]}\n"
    )
    first = One(table % 1, recorded("{item: 会, clause: 造假}"), measure=ALONE, quarter="2020Q3")
    then, now = (One(table % each, recorded(absent_at("会", 1)), measure=ALONE) for each in (1, 2))
    assert causes(moves(then, now, before=[first])) == {"facts": "8"}


def test_points_that_a_review_set_are_an_adjustment() -> None:
    review = "[{date: 2021-01-10, branch: 甲一, item: 会, points: 4, reason: 复核, approved_by: 党委}]"
    found = moves(One(MEETINGS % 1, review=review, measure=ALONE), One(MEETINGS % 1, measure=ALONE))
    assert causes(found) == {"adjustments": "6"}


FACTOR = """areas:
- id: 面
  times: {item: 系}
  items:
  - {id: 会, points: 10, clauses: [{id: 缺会, fact: {count: 次}, deduct: {each: 1}}]}
- id: 数
  items:
  - {id: 系, factor: true, clauses: [{id: 值, fact: {amount: 系数}, earn: {each: 1}}%s]}
"""


def factored(count: int, factor: str, more: str = "") -> str:
    rest = "".join(f", {name}: [{{item: 系, clause: 值, amount: 1}}]" for name in ("甲二", "乙一"))
    return f"{{部: {{甲一: [{absent_at('会', count)}, {{item: 系, clause: 值, amount: {factor}}}{more}]{rest}}}}}"


def test_what_a_factor_makes_of_the_points_is_no_items() -> None:
    table = FACTOR % ""
    found = moves(One(table, factored(1, "1"), measure=ALONE), One(table, factored(2, "1.1"), measure=ALONE))
    # 9 → 8 × 1.1 = 8.8
    assert causes(found) == {"facts": "-0.2"}
    assert items(found) == {"会": ("-1", "0", "0", "0")}
    assert str(found.line("facts").rest) == "0.8"


def test_a_factor_that_cannot_be_replayed_leaves_what_it_multiplies_inseparable() -> None:
    new = FACTOR % ", {id: 罚, fact: {count: 次}, deduct: {each: 0.1}}"
    then, now = (One(table, factored(each, "1"), measure=ALONE) for table, each in ((FACTOR % "", 1), (new, 2)))
    found = moves(then, now)
    # 系数可能不同：第一步就照现在的；会的事实还是分得开
    assert causes(found) == {"facts": "-1"}
    assert [each.new[0].id for each in found.inseparable] == ["系"]
    dearer = moves(then, now._replace(items=new.replace("deduct: {each: 1}", "deduct: {each: 2}")))
    # 会 9 → 8 分是细则改的，可是系数不知道：不单列；事实 8 → 6
    assert causes(dearer) == {"inseparable": "-1", "facts": "-2"}


@pytest.mark.parametrize("turned", [False, True], ids=["becomes", "is no more"])
def test_what_is_a_factor_on_one_side_only_leaves_inseparable_what_it_multiplies(turned: bool) -> None:
    factor = (FACTOR % "").replace("each: 1}}]}\n- id", "each: 2}}]}\n- id")
    item = "{id: 系, points: 1, start: zero, clauses: [{id: 值, fact: {count: 次}, earn: {each: 0.5}}]}"
    plain = f"{FACTOR[: FACTOR.index('  - {id: 系')]}  - {item}\n".replace("  times: {item: 系}\n", "")
    as_factor, as_item = factored(1, "1"), recorded(absent_at("会", 1), "{item: 系, clause: 值, count: 2}")
    as_item = as_item.replace("]}}", "], 甲二: [], 乙一: []}}")
    sides = [One(plain, as_item, measure=ALONE), One(factor, as_factor, measure=ALONE)]
    found = moves(*(reversed(sides) if turned else sides))
    assert not found.line("revision").value
    assert found.line("inseparable").value


def test_a_number_by_which_an_area_is_weighed_weighs_its_items() -> None:
    table = (FACTOR % "").replace("{item: 系}", "0.2")
    then, now = (One(table.partition("- id: 数")[0], recorded(absent_at("会", each)), measure=ALONE) for each in (1, 2))
    found = moves(then, now)
    assert items(found) == {"会": ("-0.2", "0", "0", "0")}
    assert not found.line("facts").rest


def test_what_the_newer_version_has_no_sum_for_leaves_nothing_apart() -> None:
    # 原来只交了两个月，按比例；新的办法缺一个月不予计分
    two = f"{{2020-10: {ALL}, 2020-11: {ALL}, 2020-12: {{甲二: [], 乙一: []}}}}"
    then = One(
        MEETINGS % 1,
        recorded(absent_at("会", 1)),
        own=two,
        measure=BOTH.replace("last: {", "missing_month: proportional, last: {"),
    )
    found = moves(then, One(MEETINGS % 2, measure=BOTH.replace("last: {", "missing_month: refuse, last: {")))
    assert found.whole
    # 0.9 × 9 + 0.1 × 10 × 2/3 → 10
    assert set(causes(found)) == {"inseparable", "rounding"}
    assert items(found, "inseparable") == {"会": ("0.9", "0", "0", "0")}
    assert str(found.line("inseparable").months) == "1/3"


def test_an_adjustment_without_which_there_are_no_points_stays_with_the_facts() -> None:
    # 60 以下没有写几分；复核改成 70
    table = "- {id: 率, points: 10, clauses: [{id: 档, fact: {value: 分}, deduct: {table: [{from: 60, under: 80, points: 2}, {from: 80, points: 0}]}}]}\n"  # noqa: E501
    review = (
        "[{date: 2021-01-10, branch: 甲一, item: 率, clause: 档, recorded: {value: 50}, value: 70, "
        "reason: 查实, approved_by: 党委}]"
    )
    rest = "甲二: [{item: 率, clause: 档, value: 90}], 乙一: [{item: 率, clause: 档, value: 90}]"
    then, now = (f"{{部: {{甲一: [{{item: 率, clause: 档, value: {each}}}], {rest}}}}}" for each in (50, 90))
    found = moves(One(table, then, review=review, measure=ALONE), One(table, now, measure=ALONE))
    assert [str(each) for each in found.adjusted] == ["2020Q4"]
    assert causes(found) == {"facts": "2"}


@pytest.mark.parametrize("rounding", ["{places: 2}", "{places: 1}", "{places: 2, at: areas}"])
def test_rounding_is_a_line_of_its_own(rounding: str) -> None:
    thirds = (
        "- {id: 会, points: 10, clauses: [{id: 缺会, fact: {count: 人}, deduct: {each: 1, step: 3, steps: exact}}]}\n"
    )
    measure = ALONE.replace("last: {", f"rounding: {rounding}, last: {{")
    found = moves(One(thirds, recorded(absent_at("会", 1)), measure=measure), One(thirds, measure=measure))
    assert found.difference
