"""复核调整 and the problems that a finding names: what is refused, where, and with what help."""

from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import Diagnostic

from .laying import DANGQUN, FOLLOWUPS, RUBRIC, checked, edit, told

FILE = "data/2021Q1/adjustments.yaml"
HEAD = "kind: adjustments\nversion: 1\nquarter: 2021Q1\n\nadjustments:\n"
APPROVED = ("reason: 复核属实", "approved_by: 考评领导小组办公室", "date: 2021-04-16")
MEETING = ("branch: 发电部党支部", "item: DJ-01", "clause: 缺会")


def _decide(root: Path, *entries: tuple[str, ...]) -> list[Diagnostic]:
    """The faults with these decisions; the first begins at line 6."""
    blocks = ("  - " + "\n    ".join(lines) + "\n" for lines in entries)
    (root / FILE).write_text(HEAD + "".join(blocks), encoding="utf-8")
    return checked(root)


def _only(root: Path, code: str, *lines: str) -> Diagnostic:
    (fault,) = _decide(root, lines)
    assert (fault.code, fault.place.file) == (code, FILE), fault.message
    return fault


@pytest.mark.parametrize(
    "lines",
    [
        ("finding: 2021Q1-01", "missing: 0"),
        ("finding: 2021Q1-01", "withdrawn: true"),
        ("finding: 2021Q1-01", *MEETING, "recorded: {missing: 1, reason: 2月支委会未召开}", "done: 4"),
        (*MEETING, "department: DQ", "missing: 2"),
        ("branch: ZB01", "item: DJ-01", "points: 0"),
        ("branch: 发电部党支部", "item: LZ-01", "points: 4"),
    ],
)
def test_what_may_be_decided(root: Path, lines: tuple[str, ...]) -> None:
    assert told(_decide(root, (*lines, *APPROVED))) == []


@pytest.mark.parametrize(
    ("code", "line", "hint", "lines"),
    [
        ("KP303", 6, "是不是“发电部党支部”？", ("branch: 发电党支部", "item: DJ-01", "points: 3")),
        ("KP304", 7, "是不是“DJ-01”？", ("branch: 发电部党支部", "item: DJ-1", "points: 3")),
        ("KP305", 8, "是不是“缺会”？", ("branch: 发电部党支部", "item: DJ-01", "clause: 缺会议", "missing: 0")),
        ("KP214", 9, "是不是“党群工作部”？", (*MEETING, "department: 党群部", "missing: 0")),
        ("KP331", 6, "是不是“2021Q1-01”？", ("finding: 2021Q1-1", "missing: 0")),
        ("KP331", 6, f"这个问题记在 {DANGQUN}:10，", ("finding: 2021Q1-01", "clause: 缺项", "missing: 0")),
        ("KP331", 9, f"这一条的发现在 {DANGQUN}:10，", (*MEETING, "department: 纪委办公室", "missing: 0")),
        ("KP331", 8, "这个支部本轮记有：LZ-01/不规范。", ("branch: 机关党支部", *MEETING[1:], "missing: 0")),
        ("KP333", 8, "", ("branch: 发电部党支部", "item: DJ-01", "points: 4.1")),
        ("KP306", 9, "", (*MEETING, "count: 1")),
        ("KP315", 9, "", (*MEETING, "missing: 5")),
        (
            "KP307",
            9,
            "",
            ("branch: 机关党支部", "item: LZ-01", "clause: 不规范", "judged: 3"),
        ),
    ],
)
def test_what_is_refused_at_its_line_and_with_what_help(
    root: Path, code: str, line: int, hint: str, lines: tuple[str, ...]
) -> None:
    fault = _only(root, code, *lines, *APPROVED)
    assert fault.place.line == line
    assert fault.hint.startswith(hint)
    assert bool(fault.hint) == bool(hint)


def test_one_that_means_two_findings_names_both(root: Path) -> None:
    edit(
        root,
        DANGQUN,
        ("      - item: DJ-02", "      - {item: DJ-02, clause: 缺项, reason: 缺议题}\n      - item: DJ-02"),
    )
    fault = _only(root, "KP332", "branch: 发电部党支部", "item: DJ-02", "clause: 缺项", "count: 1", *APPROVED)
    assert f"有 2 条检查发现：{DANGQUN}:16、{DANGQUN}:17" in fault.message


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("finding: 2021Q1-01",), "只改一样"),
        (("finding: 2021Q1-01", "withdrawn: false"), "只改一样"),
        (("finding: 2021Q1-01", "withdrawn: true", "missing: 0"), "只改一样"),
        (("branch: 发电部党支部", "item: DJ-01", "missing: 0"), "要写明调整的是哪一条发现"),
        (("item: DJ-01", "points: 3"), "写 branch 和 item"),
        (("finding: 2021Q1-01", "points: 3"), "写 branch 和 item"),
        ((*MEETING, "points: 3"), "写 branch 和 item"),
    ],
)
def test_what_says_too_little_or_too_much(root: Path, lines: tuple[str, ...], said: str) -> None:
    fault = _only(root, "KP109", *lines, *APPROVED)
    assert said in fault.message


@pytest.mark.parametrize("key", ["reason", "approved_by", "date"])
def test_who_why_and_when_must_be_said(root: Path, key: str) -> None:
    fault = _only(root, "KP108", *MEETING, "missing: 0", *(each for each in APPROVED if not each.startswith(key)))
    assert f"“{key}”" in fault.message


def test_a_composite_cannot_be_set(root: Path) -> None:
    assert _only(root, "KP107", "branch: 发电部党支部", "item: DJ-01", "composite: 9", *APPROVED)


@pytest.mark.parametrize(("day", "refused"), [("2021-03-24", True), ("2021-03-25", False)])
def test_a_review_comes_after_the_inspection(root: Path, day: str, refused: bool) -> None:
    when = (*APPROVED[:2], f"date: {day}")
    for lines in (("finding: 2021Q1-01", "withdrawn: true"), ("branch: 发电部党支部", "item: DJ-01", "points: 3")):
        # the follow-up in the base workspace is of a later day
        assert told(_decide(root, (*lines, *when))) == ([f"KP334 {FILE}:{6 + len(lines) + 2}"] if refused else [])


def test_the_same_item_twice_on_one_day(root: Path) -> None:
    one = ("branch: 发电部党支部", "item: DJ-01", "points: 3", *APPROVED)
    assert told(_decide(root, one, ("branch: ZB01", *one[1:]))) == [f"KP335 {FILE}:17"]
    assert told(_decide(root, one, (*one[:-1], "date: 2021-04-20"))) == []


def test_a_second_decision_is_held_against_what_the_first_left(root: Path) -> None:
    edit(root, RUBRIC, ("fact: {missing: 次, required: 4}", "fact: {missing: 次, required: recorded}"))
    edit(root, DANGQUN, ("        missing: 1", "        required: 4\n        missing: 1"))
    first = (*MEETING, "required: 2", *APPROVED)
    second = (*MEETING, "missing: 3", *APPROVED[:2], "date: 2021-04-20")
    # 3 of 4 may lack, 3 of 2 may not
    assert told(_decide(root, second)) == []
    assert told(_decide(root, first, second)) == [f"KP315 {FILE}:16"]


def test_an_item_that_is_not_applicable_or_not_due_has_no_points_to_set(root: Path) -> None:
    item = ("branch: 机关党支部", "item: DJ-02", "points: 1", *APPROVED)
    edit(
        root,
        RUBRIC,
        ("        title: 会议记录", "        title: 会议记录\n        due: [Q4]\n        not_applicable: full"),
    )
    edit(
        root,
        DANGQUN,
        (
            "      - item: DJ-02\n        clause: 缺项\n        count: 2\n"
            "        reason: 3月两次会议没有签到，当场补齐\n        settled: on_site\n",
            "",
        ),
    )
    assert told(_decide(root, item)) == [f"KP311 {FILE}:7"]
    edit(root, RUBRIC, ("        due: [Q4]\n", ""))
    edit(
        root,
        DANGQUN,
        ("机关党支部:\n    date: 2021-03-25", "机关党支部:\n    date: 2021-03-25\n    not_applicable: {DJ-02: 无}"),
    )
    assert told(_decide(root, item)) == [f"KP310 {FILE}:7"]


def test_the_file_belongs_to_its_quarter_and_has_its_name(root: Path) -> None:
    _decide(root, (*MEETING, "missing: 0", *APPROVED))
    edit(root, FILE, ("quarter: 2021Q1", "quarter: 2021Q2"))
    assert told(checked(root)) == [f"KP403 {FILE}:3"]
    (root / FILE).rename(root / "data/2021Q1/adjustment.yaml")
    (fault,) = checked(root)
    assert (fault.code, fault.hint) == ("KP121", "是不是“adjustments.yaml”？")


def _concern(root: Path, problem: str, *, until: str = "2021-02-20", closed: str = "2021-03-01") -> list[Diagnostic]:
    """The faults where 党群工作部 names a problem that 纪委办公室 found at its branch in January."""
    found = ("        count: 2", f"        count: 2\n        concerns: {problem}")
    edit(root, DANGQUN, found, ("        settled: on_site\n", ""))
    edit(
        root,
        "data/2021Q1/inspection/jiwei.yaml",
        (
            "  发电部党支部:\n    date: 2021-03-26",
            "  发电部党支部:\n    date: 2021-01-15\n    findings:\n    - {item: LZ-01, clause: 不规范, judged: 1, "
            f"reason: 没有签字, id: 2021Q1-02, rectify_by: {until}}}",
        ),
    )
    outcome = f"  - {{id: 2021Q1-02, date: {closed}, department: 纪委办公室, outcome: closed}}\n"
    path = root / FOLLOWUPS
    path.write_text(path.read_text("utf-8") + outcome, "utf-8")
    return checked(root)


@pytest.mark.parametrize(
    ("problem", "closed", "code", "said"),
    [
        ("2021Q1-02", "2021-03-01", None, ""),
        # still open on the day of the inspection
        ("2021Q1-02", "2021-04-01", None, ""),
        ("2021Q1-02", "2021-02-20", "KP337", "没有超过期限（2021-02-20）"),
        ("2021Q1-09", "2021-03-01", "KP336", "没有编号为“2021Q1-09”的问题"),
        # found in the same inspection
        ("2021Q1-01", "2021-03-01", "KP336", "不在这次检查以前"),
    ],
)
def test_a_finding_names_an_older_problem_that_went_wrong(
    root: Path, problem: str, closed: str, code: str | None, said: str
) -> None:
    faults = _concern(root, problem, closed=closed)
    assert [fault.code for fault in faults] == ([] if code is None else [code])
    assert all(said in fault.message for fault in faults)


def test_a_finding_does_not_name_another_branchs_problem(root: Path) -> None:
    edit(root, DANGQUN, ("机关党支部:\n    date: 2021-03-25", "机关党支部:\n    date: 2021-03-27\n    findings:\n"
         "    - {item: DJ-02, clause: 缺项, reason: 缺签到, settled: on_site, concerns: 2021Q1-01}"))  # fmt: skip
    (fault,) = checked(root)
    assert (fault.code, "不是这个支部的" in fault.message) == ("KP336", True)


def test_where_an_inspection_could_not_be_read_nothing_is_said_of_what_it_held(root: Path) -> None:
    (root / DANGQUN).write_text("kind: inspection\n", "utf-8")
    codes = {fault.code for fault in _decide(root, (*MEETING, "missing: 0", *APPROVED))}
    assert codes == {"KP108"}
