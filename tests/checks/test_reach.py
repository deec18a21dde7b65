"""What a rubric's points come to: the checks agree with each other and with the engine, in any order of classes."""

from pathlib import Path

import pytest

from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from engine.plant import modelled, plain, points

from .changed_rubric import codes, faults_of_clause, only


def told(item: str, classes: tuple[str, ...] = ("甲", "乙")) -> list[str]:
    """Codes, messages and hints of a rubric of one item."""
    return [f"{each.code} {each.message} {each.hint}".rstrip() for each in found_in(item, classes)]


def found_in(item: str, classes: tuple[str, ...] = ("甲", "乙")) -> list[Diagnostic]:
    """The faults of a rubric of one item, whose area states no full marks."""
    whole = {"id": "项", "title": "项", "department": "部"} | plain(item)
    for clause in whole["clauses"]:
        clause.setdefault("text", clause["id"])
    area = {"id": "面", "name": "面", "items": [whole]}
    head = {"kind": "rubric", "version": "1", "title": "细则", "effective_from": "2018Q1"}
    rubric = modelled(Rubric, head | {"areas": [area]}, "rubrics/1.yaml")
    since = {"from": "2018-01-01"}
    roster = {
        "kind": "roster",
        "version": "1",
        "classes": list(classes),
        "departments": {"D": [since | {"name": "部"}]},
        "branches": {"B": [since | {"name": "支部", "class": classes[0]}]} if classes else {},
    }
    faults = check_rubric(rubric, modelled(Roster, roster) if classes else None)
    return [each for each in faults if each.code != "KP251"]


# ── KP210: one occurrence ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("fact: {amount: 分}\ndeduct: {each: 1}\ntimes: 10", "10"),
        ("fact: {count: 次}\ndeduct: {each: 0.5}\nrepeat: {times: [1, 6]}", "3"),
        ("fact: {count: 次}\ndeduct: {each: 1}\nrepeat: {prices: [0, 2], adds: true}", "3"),
        ("fact: {judged: 例}\ndeduct: {within: item}\ntimes: 2", "4"),
        ("fact: {event: [大], roles: {主: 2}}\ndeduct: {levels: {大: 2}}", "4"),
    ],
)
def test_one_occurrence_is_reckoned_with_times_repeat_and_roles(root: Path, text: str, most: str) -> None:
    fault = next(each for each in faults_of_clause(root, text) if each.code == "KP210")
    assert fault.message == f"一次就扣 {most} 分，而本项目只有 2 分"


@pytest.mark.parametrize("text", ["times: 0.5", "at_most: 2"])
def test_what_times_or_a_cap_keep_within_the_item_is_no_fault(root: Path, text: str) -> None:
    assert "KP210" not in codes(faults_of_clause(root, f"fact: {{count: 次}}\ndeduct: {{each: 4}}\n{text}"))


def test_what_is_earned_is_called_so() -> None:
    item = "{points: 2, start: zero, clauses: [{id: 条, fact: {count: 次}, earn: {each: 3}}]}"
    assert told(item) == ["KP210 一次就得 3 分，而本项目只有 2 分"]


def test_a_floor_below_nothing_is_there_to_be_reached_but_not_from_within_a_group() -> None:
    item = "{points: 2, floor: -3, clauses: [{id: 条, fact: {count: 次}, deduct: {each: %s}}]}"
    assert told(item % 5) == []
    assert points(item % 5, "[{clause: 条}]") == -3
    assert told(item % 6) == ["KP210 一次就扣 6 分，而本项目只有 5 分"]
    grouped = "{points: 2, floor: -3, groups: {组: {title: 组, points: 2}}, clauses: [%s]}"
    clause = "{id: 条, group: 组, fact: {count: 次}, deduct: {each: 3}}"
    assert told(grouped % clause) == ["KP210 一次就扣 3 分，而本组只有 2 分"]


# ── KP212: what can be used up ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("fact: {missing: 次, required: 4}\ndeduct: {each: 0.5}\nfree: 1", "1.5"),
        ("fact: {missing: 次, required: 3}\ndeduct: {each: 1, step: 2, steps: whole}", "1"),
        ("fact: {missing: 次, required: 3}\ndeduct: {each: 0.25}\ntimes: 2", "1.5"),
        ("fact: {missing: 次, required: 3}\ndeduct: {each: 0.1}\nrepeat: {prices: [0.1, 0.5]}", "1.5"),
        ("fact: {event: [大, 小]}\ndeduct: {levels: {大: 1, 小: 0.5}}\nhighest_only: true", "1"),
        ("fact: {imported: 平台, full: 100}\ndeduct: {each: 0.1, below: 90, step: 10}", "0.9"),
        ("fact: {sample: 人, as: failed_percent}\ndeduct: {each: 0.01}", "1"),
    ],
)
def test_the_most_that_a_clause_comes_to(root: Path, text: str, most: str) -> None:
    fault = only(faults_of_clause(root, text), "KP212")
    assert fault.message == f"“会议记录”满分 2 分，而各条加起来最多只能扣 {most} 分"


@pytest.mark.parametrize(
    "text",
    [
        "fact: {missing: 次, required: 4}\ndeduct: {each: 0.1}\nrepeat: {prices: [0.1, 0.5]}",
        "fact: {late: 天, most: 3, never: 0.5}\ndeduct: {each: 0.1}",
        "fact: {judged: 例}\ndeduct: {within: [0.5, 1]}",
    ],
)
def test_what_nothing_limits_uses_the_points(root: Path, text: str) -> None:
    assert "KP212" not in codes(faults_of_clause(root, text))


def test_of_months_no_more_can_be_done_than_is_required() -> None:
    fact = "{missing: 次, required: 1, per: %s, as: done}"
    item = f"{{points: 5, start: zero, clauses: [{{id: 条, fact: {fact}, earn: {{each: 1}}}}]}}"
    assert told(item % "month") == ["KP212 “项”满分 5 分，而各条加起来最多只能得 3 分"]
    assert told(item % "quarter") == []


def test_a_floor_that_says_how_much_can_be_lost_is_no_fault() -> None:
    item = "{points: 30, floor: %s, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}, at_most: 6}]}"
    assert told(item % 24) == []
    assert told(item % 23) == ["KP212 “项”满分 30 分，而各条加起来最多只能扣 6 分"]


GROUPED = """\
{points: 4, groups: {一: {title: 一, points: 2}, 二: {title: 二, points: 2}}, clauses: [
  {id: 甲, group: 一, fact: {count: 次}, empties: group}, {id: 乙, group: 二, fact: {count: 次}, deduct: {each: 1}%s}]}
"""


def test_a_group_that_can_be_emptied_is_at_stake_as_a_whole_and_no_more() -> None:
    assert told(GROUPED % "") == []
    assert told(GROUPED % ", at_most: 1") == ["KP212 “项”满分 4 分，而各条加起来最多只能扣 3 分"]


def test_the_classes_are_all_looked_at_and_named_where_they_differ() -> None:
    clause = "{id: 条, fact: {missing: 次, required: {by_class: {甲: %s, 乙: %s}}}, deduct: {each: 1}}"
    only = "KP212 “项”满分 3 分，而各条加起来最多只能扣 2 分 这说的是%s类支部。"
    for first, second, concerned in (("2", "3", "甲"), ("3", "2", "乙")):
        assert told(f"{{points: 3, clauses: [{clause % (first, second)}]}}") == [only % concerned]
    both = "KP212 “项”满分 3 分，而各条加起来最多只能扣 2 分"
    assert told(f"{{points: 3, clauses: [{clause % ('2', '2')}]}}") == [both]


def test_one_classs_fault_hides_no_other_ones() -> None:
    number = "{by_class: {甲: 5, 乙: 0.5}}"
    item = f"{{points: 2, clauses: [{{id: 条, fact: {{missing: 次, required: 1}}, deduct: {{each: {number}}}}}]}}"
    found = told(item)
    assert [each.split()[0] for each in found] == ["KP212", "KP210"]
    assert "乙类" in found[0]
    assert "甲类" in found[1]


def test_without_a_roster_otherwise_is_a_class_too() -> None:
    item = "{points: 2, clauses: [{id: 条, fact: {count: 次}, deduct: {each: {by_class: {甲: 1}, otherwise: 3}}}]}"
    assert told(item, ()) == ["KP210 一次就扣 3 分，而本项目只有 2 分 这说的是其余类支部。"]


# ── KP219: a quota ─────────────────────────────────────────────────────────────────────────────────────────────

QUOTA = "{points: 5, start: %s, clauses: [{id: 条, fact: {missing: 场, required: %s%s}, %s}%s]}"


@pytest.mark.parametrize(
    ("start", "required", "more", "rule", "reckoning", "why"),
    [
        ("full", 30, "", "deduct: {each: 0.0835}, times: 2", "30 × 0.0835 × 2 = 5.01", "全部没有做也早就扣完了"),
        ("full", 60, "", "deduct: {each: 0.167, step: 2}", "60 ÷ 2 × 0.167 = 5.01", "全部没有做也早就扣完了"),
        ("zero", 30, ", as: done", "earn: {each: 0.166}", "30 × 0.166 = 4.98", "全部做到也得不满"),
        ("zero", 10, ", as: done, per: month", "earn: {each: 0.167}", "30 × 0.167 = 5.01", "全部做到也早就得满了"),
    ],
)
def test_a_quota_is_reckoned_with_step_and_times_and_earnings_too(
    start: str, required: int, more: str, rule: str, reckoning: str, why: str
) -> None:
    (found,) = [each for each in found_in(QUOTA % (start, required, more, rule, "")) if each.code == "KP219"]
    assert found.message == f"{reckoning}，与满分 5 差一点"
    assert found.why == f"{why}，写的与算的不一样。"


def test_a_quota_that_leaves_the_rest_to_other_clauses_is_no_fault() -> None:
    other = ", {id: 另, fact: {count: 次}, deduct: {each: 1}}"
    assert told(QUOTA % ("full", 30, "", "deduct: {each: 0.166}", other)) == []


def test_a_quota_in_a_group_is_held_against_the_group() -> None:
    item = """{points: 5, groups: {一: {title: 一, points: 2}}, clauses: [
      {id: 条, group: 一, fact: {missing: 场, required: 30}, deduct: {each: 0.067}},
      {id: 另, fact: {count: 次}, deduct: {each: 1}}]}"""
    assert told(item) == ["KP219 30 × 0.067 = 2.01，与满分 2 差一点"]


# ── KP209: holes ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "fact: {missing: 次, required: 4}\ndeduct: {table: [{from: 1, to: 1, points: 1}, {from: 2, points: 2}]}",
        "fact: {missing: 次, required: 2}\ndeduct: {table: [{from: 1, to: 1, points: 1}, {from: 2, to: 2, points: 2}]}",
        "fact: {missing: 次, required: 4}\nfree: 1\ndeduct: {table: [{from: 1, to: 3, points: 2}]}",
        "fact: {late: 天}\ndeduct: {table: [{from: 1, to: 2, points: 1}, {from: 3, points: 2}]}",
        "fact: {count: 次}\ndeduct: {table: [{from: 1, to: 3, points: 2}]}\nempties: {from: 4}",
        "fact: {count: 次}\nfree: 1\ndeduct: {table: [{from: 1, to: 3, points: 2}]}\nempties: {from: 5}",
        "fact: {value: '%'}\ndeduct: {table: [{from: 90, points: 0}, {from: 60, under: 90, points: 2}]}\n"
        "empties: {under: 60}",
    ],
)
def test_no_hole_where_no_number_falls(root: Path, text: str) -> None:
    assert "KP209" not in codes(faults_of_clause(root, text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("fact: {missing: 万元, required: 4}\ndeduct: {table: [{from: 1, points: 2}]}", "0.5"),
        ("fact: {missing: 次, required: 2.5}\ndeduct: {table: [{from: 1, points: 2}]}", "0.5"),
        ("fact: {missing: 次, required: 4}\ndeduct: {table: [{from: 1, to: 3, points: 2}]}", "4"),
        ("fact: {count: 次}\ndeduct: {table: [{from: 1, to: 3, points: 2}]}\nempties: {from: 5}", "4"),
        ("fact: {count: 次}\nfree: 1\ndeduct: {table: [{from: 1, to: 3, points: 2}]}\nempties: {from: 6}", "4"),
    ],
)
def test_a_hole_where_a_number_may_fall(root: Path, text: str, number: str) -> None:
    fault = next(each for each in faults_of_clause(root, text) if each.code == "KP209")
    assert f"：{number} 不落在任何一段里" in fault.message


def test_the_more_of_earnings_is_not_called_heavy() -> None:
    rows = "[{from: 1, to: 2, points: 1}, {from: 2, points: 2}]"
    item = f"{{points: 2, start: zero, clauses: [{{id: 条, fact: {{count: 次}}, earn: {{table: {rows}}}}}]}}"
    (fault,) = found_in(item)
    assert (fault.code, fault.why) == ("KP208", "同一个数有两种分，会有争议；现在按分多的计。")


# ── KP252: earnings from full marks ────────────────────────────────────────────────────────────────────────────


def test_earnings_change_nothing_where_full_marks_are_there_and_nothing_takes() -> None:
    earns = "{id: 得, fact: {count: 次}, earn: {each: 1}}"
    assert told(f"{{points: 2, clauses: [{earns}]}}") == [
        "KP252 本项目从满分 2 分扣起，没有可以补上的扣分，这一条得的分不起作用"
    ]
    assert told(f"{{points: 2, start: zero, clauses: [{earns}]}}") == []
    assert told(f"{{points: 2, clauses: [{earns}, {{id: 扣, fact: {{count: 次}}, deduct: {{each: 1}}}}]}}") == []


def test_a_group_that_starts_full_is_looked_at_by_itself() -> None:
    item = """{points: 2, start: zero, groups: {一: {title: 一, points: 1, start: %s}}, clauses: [
      {id: 得, group: 一, fact: {count: 次}, earn: {each: 1}}, {id: 另, fact: {count: 次}, earn: {each: 1}}]}"""
    assert told(item % "full") == ["KP252 本组从满分 1 分扣起，没有可以补上的扣分，这一条得的分不起作用"]
    assert told(item % "zero") == []
