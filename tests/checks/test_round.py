"""What is missing before a round is complete, and what falls into a hole of the rubric."""

from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.periods import Quarter

from .laying import DANGQUN, FEBRUARY, JANUARY, JIWEI, MARCH, ROSTER, RUBRIC, checked, edit

WEIGHTS = "0.9, self_assessment: 0.1"
CLAUSE = "            text: 会议记录每缺1项扣0.5分\n            fact: {count: 项}\n            deduct: {each: 0.5}\n"
LEVELS = "            text: 定档\n            fact: {level: [好, 差]}\n            deduct: {levels: {好: 0, 差: 2}}\n"
FINDING = "        count: 2\n        reason: 3月两次会议没有签到，当场补齐\n"


def _told(faults: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(fault.code, fault.message) for fault in faults]


def test_a_department_that_did_not_inspect_a_branch(root: Path) -> None:
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    assert _told(checked(root)) == [("KP405", "2021Q1 “纪委办公室”没有检查：发电部党支部")]


def test_a_department_that_did_not_inspect_at_all(root: Path) -> None:
    (root / JIWEI).unlink()
    assert _told(checked(root)) == [("KP405", "2021Q1 “纪委办公室”没有检查：发电部党支部、机关党支部")]


def test_a_department_of_which_nothing_is_due_need_not_inspect(root: Path) -> None:
    points = "        points: 4\n        department: 纪委办公室\n"
    edit(root, RUBRIC, (points, points + "        due: [Q4]\n        not_applicable: full\n"))
    (root / JIWEI).unlink()
    assert checked(root) == []


def test_a_month_that_a_branch_did_not_hand_in(root: Path) -> None:
    edit(root, MARCH, ("  机关党支部: {}\n", ""))
    (root / JANUARY).unlink()
    found = checked(root)
    assert [(fault.code, fault.particulars["what"]) for fault in found] == [
        ("KP406", " 2021-01 "),
        ("KP406", " 2021-03 "),
    ]
    assert sorted(found[0].particulars["branches"].split("、")) == ["发电部党支部", "机关党支部"]
    assert found[1].message == "2021Q1 没有交 2021-03 自评的：机关党支部"


def test_self_assessments_that_weigh_nothing_and_were_never_asked_for(root: Path) -> None:
    edit(root, RUBRIC, (WEIGHTS, "1, self_assessment: 0"))
    for file in (root / "data/2021Q1/self").iterdir():
        file.unlink()
    assert checked(root) == []


def test_a_fact_that_is_needed_and_was_not_recorded(root: Path) -> None:
    edit(root, RUBRIC, (CLAUSE, LEVELS))
    edit(root, DANGQUN, (FINDING, FINDING.replace("count: 2", "level: 差")))
    finding = "\n    findings:\n      - {item: DJ-02, clause: 缺项, level: 好}\n"
    edit(root, MARCH, ("  发电部党支部: {}\n", f"  发电部党支部:{finding}"))
    found = checked(root)
    assert [fault.severity for fault in found] == ["warning"]
    assert _told(found) == [("KP407", "“机关党支部”检查里没有 DJ-02/缺项 的事实")]
    assert found[0].mend == "请补记；level: 档次（好、差）。"
    edit(root, DANGQUN, ("  机关党支部:\n    date: 2021-03-25\n", f"  机关党支部:\n    date: 2021-03-25{finding}"))
    assert _told(checked(root)) == [("KP407", "“机关党支部”自评里没有 DJ-02/缺项 的事实")]


@pytest.mark.parametrize(
    ("fact", "rule", "needed"),
    [
        ("{level: [好, 差]}", "{levels: {好: 0, 差: 2}}", True),
        ("{imported: 平台, full: 100}", "{share: 2}", True),
        ("{scorers: 班子, full: 10}", "{share: 2}", True),
        ("{rank: 集团}", "{table: [{points: 2}]}", True),
        ("{missing: 次, required: 4}", "{share: 2}", True),
        ("{value: '%'}", "{table: [{from: 90, points: 0}, {under: 90, points: 2}]}", True),
        ("{count: 次}", "{each: 1}", False),
        ("{missing: 次, required: 4}", "{each: 0.5}", False),
        ("{late: 天}", "{each: 1}", False),
        ("{event: [轻, 重]}", "{levels: {轻: 1, 重: 2}}", False),
        ("{judged: 例}", "{within: [1, 2]}", False),
        ("{count: 次}", "{table: [{from: 1, points: 2}]}", False),
    ],
)
def test_which_clauses_need_a_fact(root: Path, fact: str, rule: str, needed: bool) -> None:
    edit(root, RUBRIC, (CLAUSE, f"            text: 另一种\n            fact: {fact}\n            deduct: {rule}\n"))
    edit(root, RUBRIC, (WEIGHTS, "1, self_assessment: 0"))
    edit(root, DANGQUN, (f"      - item: DJ-02\n        clause: 缺项\n{FINDING}        settled: on_site\n", ""))
    expected = ["KP407", "KP407"] if needed else []
    assert [fault.code for fault in checked(root)] == expected


def test_a_quantity_that_falls_into_a_hole_is_refused_where_it_is_recorded(root: Path) -> None:
    edit(root, RUBRIC, ("{each: 0.5}", "{table: [{from: 1, to: 1, points: 1}, {from: 3, points: 2}]}"))
    found = [fault for fault in checked(root) if fault.severity == "error"]
    assert [(fault.code, fault.place.file, fault.place.line) for fault in found] == [("KP314", DANGQUN, 18)]


@pytest.mark.parametrize("row", ["{from: 2021-02-01, name: 供热部党支部, class: 生产}"])
def test_a_branch_that_came_within_the_quarter_is_told_apart(root: Path, row: str) -> None:
    edit(root, ROSTER, ("class: 机关}\n", f"class: 机关}}\n  ZB03:\n    - {row}\n"))
    assert checked(root) == []
    edit(root, JIWEI, ("  机关党支部:", "  供热部党支部:\n    date: 2021-03-26\n  机关党支部:"))
    found = checked(root)
    assert _told(found) == [("KP408", "“供热部党支部”在 2021Q1 季中成立或撤销，只记问题，不计分")]
    assert (found[0].severity, found[0].place.file, found[0].place.line) == ("warning", JIWEI, 9)


def test_a_branch_that_was_closed_within_the_quarter(root: Path) -> None:
    edit(root, ROSTER, ("class: 机关}\n", "class: 机关}\n    - {from: 2021-03-01, ends: true}\n"))
    assert [fault.code for fault in checked(root)] == ["KP408", "KP408"]


@pytest.mark.parametrize("quarter", ["2021Q1", "2019Q4"])
def test_a_round_without_a_rubric(root: Path, quarter: str) -> None:
    edit(root, RUBRIC, ("effective_from: 2020Q1", "effective_from: 2021Q2"))
    (fault,) = checked(root, [Quarter(int(quarter[:4]), int(quarter[5:]))])
    assert (fault.code, fault.message) == ("KP401", f"{quarter} 没有施行的细则")
    assert "2020 版从 2021Q2 起" in fault.mend


def test_a_round_of_which_nothing_was_recorded_is_no_fault_of_the_files(root: Path) -> None:
    assert checked(root, [Quarter(2022, 1)]) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [(JIWEI, "judged: 1", "judged: 一"), (MARCH, "month:", "month："), (RUBRIC, "total: 10", "total：10")],
)
def test_what_cannot_be_read_is_not_said_to_be_missing(root: Path, file: str, old: str, new: str) -> None:
    edit(root, file, (old, new))
    assert [fault.place.file for fault in checked(root)] == [file]


def test_a_record_that_cannot_be_read_may_hold_the_problem_that_was_followed_up(root: Path) -> None:
    edit(root, DANGQUN, ("quarter:", "quarter："))  # and 2021Q1-01 with it, which followups.yaml closes
    assert [fault.code for fault in checked(root)] == ["KP115"]


def test_what_is_missing_is_told_where_it_should_be(root: Path) -> None:
    edit(root, MARCH, ("  机关党支部: {}\n", ""))
    (root / JANUARY).unlink()
    (root / JIWEI).unlink()
    assert [(fault.code, fault.place.file, fault.place.line) for fault in checked(root)] == [
        ("KP405", "data/2021Q1/inspection", 0),
        ("KP406", "data/2021Q1/self", 0),
        ("KP406", MARCH, 3),
    ]


def test_branches_are_named_in_the_order_of_the_roster(root: Path) -> None:
    (root / JANUARY).unlink()
    (fault,) = checked(root)  # 机关党支部 stands first in the ranking
    assert fault.particulars["branches"] == "发电部党支部、机关党支部"


MORE = "      - {item: DJ-02, clause: 缺项, reason: 没有决议, settled: on_site}\n"
SHORTFALL = "      - {item: DJ-02, clause: 缺项, reason: 没有决议}\n"
LAST = "        settled: on_site\n"
DECLARED = "  发电部党支部:\n    findings:\n      - {item: DJ-01, clause: 缺会, missing: %s, reason: 2月支委会未召开}\n"


@pytest.mark.parametrize(
    ("more", "declared", "remarked"),
    [
        (MORE, None, True),
        (MORE, "0", True),  # a fact that is no fault
        (MORE, "1", False),
        ("", None, False),  # two are not yet many
        (SHORTFALL, None, False),  # a measured shortfall is no problem
    ],
)
def test_a_self_assessment_without_a_fault_where_the_inspection_found_many(
    root: Path, more: str, declared: str | None, remarked: bool
) -> None:
    edit(root, DANGQUN, (LAST, LAST + more))
    if declared is not None:
        edit(root, MARCH, ("  发电部党支部: {}\n", DECLARED % declared))
    found = checked(root)
    assert [(fault.code, str(fault.place)) for fault in found] == ([("KP412", f"{JANUARY}:6")] if remarked else [])
    if remarked:
        assert found[0].message == "“发电部党支部”本季自评一个问题也没有申报，检查却发现 3 个（DJ-01、DJ-02）"


def test_an_error_hides_what_would_follow_from_it(root: Path) -> None:
    # what a branch lacks cannot be said while its records are wrong
    edit(root, DANGQUN, ("  机关党支部:", "  机关支部:"))
    (root / MARCH).unlink()
    assert [fault.code for fault in checked(root)] == ["KP303"]


def _quarterly(root: Path) -> Path:
    """The plant hands in a quarter at a time; nothing is handed in yet."""
    edit(root, RUBRIC, ("measure:\n", "measure:\n  self_assessment: quarterly\n"))
    for file in (JANUARY, FEBRUARY, MARCH):
        (root / file).unlink()
    return root / "data/2021Q1/self/2021Q1.yaml"


def test_a_quarter_that_nobody_handed_in(root: Path) -> None:
    _quarterly(root)
    (fault,) = checked(root)
    assert fault.message == "2021Q1 没有交本季度自评的：发电部党支部、机关党支部"
    assert (fault.place.file, fault.place.line) == ("data/2021Q1/self", 0)


def test_a_quarter_handed_in_with_one_word(root: Path) -> None:
    file = _quarterly(root)
    text = "kind: self\nversion: 1\nquarter: 2021Q1\n\nbranches:\n  发电部党支部: 无问题\n  机关党支部: {}\n"
    file.write_text(text, encoding="utf-8")
    assert not checked(root)
    # in the wrong folder
    file.write_text(text.replace("2021Q1", "2021Q2"), encoding="utf-8")
    assert {fault.code for fault in checked(root)} == {"KP403"}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("没有问题", "“没有问题”不对，没有问题的只写“无问题”，有问题的写 findings"),
        ("5", "“5”不对，没有问题的只写“无问题”，有问题的写 findings"),
        ("[无问题]", "一个列表不对，这里应是一组“键: 值”"),
    ],
)
def test_an_entry_that_says_neither(root: Path, entry: str, said: str) -> None:
    edit(root, MARCH, ("  机关党支部: {}\n", f"  机关党支部: {entry}\n"))
    (fault,) = (each for each in checked(root) if each.code != "KP406")
    assert (fault.code, fault.message) == ("KP109", said)


def test_a_self_assessment_of_a_month_and_of_a_quarter(root: Path) -> None:
    edit(root, MARCH, ("month: 2021-03\n", "month: 2021-03\nquarter: 2021Q1\n"))
    (fault,) = (each for each in checked(root) if each.code != "KP406")
    assert "month 和 quarter 只能写一个" in fault.message


def test_no_self_assessments_are_accepted_where_none_are_asked_for(root: Path) -> None:
    edit(root, RUBRIC, (WEIGHTS, "1, self_assessment: 0"), ("measure:\n", "measure:\n  self_assessment: none\n"))
    found = checked(root)
    assert [fault.code for fault in found] == ["KP241"] * 3
    assert found[0].message == "这是 2021-01 的自评，而考评办法不要自评"
    for file in (JANUARY, FEBRUARY, MARCH):
        (root / file).unlink()
    assert not checked(root)
