"""The same finding twice is asked about, naming the other place; what anything tells apart is not."""

from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import Diagnostic

from .laying import DANGQUN, FEBRUARY, JANUARY, JIWEI, RUBRIC, checked, edit

CLAUSES = """\
          - {id: 屡次, text: 次数, fact: {count: 次}, penalty: {each: 0.1}, highest_per_event: true}
          - {id: 事, text: 事件, fact: {event: [一般, 较重]}, penalty: {levels: {一般: 0.1, 较重: 0.2}}}
          - {id: 档, text: 定档, fact: {level: [好, 差]}, penalty: {levels: {好: 0, 差: 0.2}}}
"""
BRANCH = "  机关党支部:\n    date: 2021-03-25\n"
HELD = "  机关党支部:\n    date: 2021-03-26\n    findings:\n"
"""The lines of the inspection by 纪委办公室 where 机关党支部 has a finding already."""
MISSED = "item: DJ-02, clause: 缺项, count: 1, reason: 没有决议"


def _found(root: Path, *findings: str, others: tuple[str, ...] = ()) -> list[Diagnostic]:
    """The faults where 党群工作部 records these findings at 机关党支部, and 纪委办公室 the others."""
    edit(
        root,
        RUBRIC,
        ("            deduct: {each: 0.5}\n", "            deduct: {each: 0.5}\n" + CLAUSES),
        (
            "        points: 2\n        department: 党群工作部\n",
            "        points: 2\n        department: [党群工作部, 纪委办公室]\n",
        ),
    )
    edit(root, DANGQUN, (BRANCH, BRANCH + _listed(findings)))
    if others:
        edit(root, JIWEI, (HELD, HELD + _listed(others).removeprefix("    findings:\n")))
    return checked(root)


def _listed(findings: tuple[str, ...]) -> str:
    return "    findings:\n" + "".join(f"      - {{{each}}}\n" for each in findings)


TWICE = [
    (MISSED, MISSED),
    (MISSED, "item: DJ-02, clause: 缺项, count: 1, reason: ' 没有 决议'"),
    # one occurrence need not be counted
    (MISSED, "item: DJ-02, clause: 缺项, reason: 没有决议"),
    ("item: DJ-02, clause: 事, level: 一般, reason: 迟", "item: DJ-02, clause: 事, level: 一般, count: 1, reason: 迟"),
    # the same event does not tell two apart
    ("item: DJ-02, clause: 屡次, event: 甲, reason: 迟", "item: DJ-02, clause: 屡次, event: 甲, reason: 迟"),
    ("item: LZ-01, clause: 不规范, judged: 1, reason: 迟", "item: LZ-01, clause: 不规范, judged: 1.0, reason: 迟"),
    ("item: DJ-02, clause: 档, level: 差, reason: 差", "item: DJ-02, clause: 档, level: 差, reason: 差"),
]


@pytest.mark.parametrize(("one", "other"), TWICE)
def test_the_same_finding_twice_names_the_other_place(root: Path, one: str, other: str) -> None:
    if "LZ-01" in one:
        edit(root, RUBRIC, ("        department: 纪委办公室\n", "        department: [党群工作部, 纪委办公室]\n"))
    (fault,) = _found(root, one, other)
    assert (fault.code, fault.severity, fault.place.file, fault.place.line) == ("KP344", "warning", DANGQUN, 25)
    assert f"{DANGQUN}:24" in fault.message
    assert fault.message.startswith("“机关党支部”的 ")


TOLD_APART = [
    (MISSED, "item: DJ-02, clause: 缺项, count: 2, reason: 没有决议"),
    (MISSED, "item: DJ-02, clause: 缺项, count: 1, reason: 没有签到"),
    ("item: DJ-02, clause: 屡次, event: 甲, reason: 迟", "item: DJ-02, clause: 屡次, event: 乙, reason: 迟"),
    ("item: DJ-02, clause: 屡次, event: 甲, reason: 迟", "item: DJ-02, clause: 屡次, reason: 迟"),
    (MISSED, "item: DJ-02, clause: 屡次, count: 1, reason: 没有决议"),
    ("item: DJ-02, clause: 事, level: 一般, reason: 迟", "item: DJ-02, clause: 事, level: 较重, reason: 迟"),
]


@pytest.mark.parametrize(("one", "other"), TOLD_APART)
def test_what_anything_tells_apart_is_two_findings(root: Path, one: str, other: str) -> None:
    assert [fault.message for fault in _found(root, one, other)] == []


def test_two_departments_may_not_record_the_same_occurrence(root: Path) -> None:
    (fault,) = _found(root, MISSED, others=(MISSED,))
    # files are read in the order of their names
    assert (fault.code, fault.place.file) == ("KP344", JIWEI)
    assert DANGQUN in fault.message


def test_two_departments_may_find_the_same_state(root: Path) -> None:
    level = "item: DJ-02, clause: 档, level: 差, reason: 差"
    assert [fault.message for fault in _found(root, level, others=(level,))] == []


def test_two_branches_may_have_the_same_finding(root: Path) -> None:
    branch = "  发电部党支部:\n    date: 2021-03-26\n"
    edit(root, JIWEI, (branch, branch + _listed((MISSED,))))
    assert [fault.message for fault in _found(root, MISSED)] == []


def test_a_branch_is_the_same_by_whatever_name(root: Path) -> None:
    edit(root, JIWEI, ("  机关党支部:", "  ZB02:"))
    renamed = HELD.replace("机关党支部", "ZB02")
    edit(root, JIWEI, (renamed, renamed + _listed((MISSED,)).removeprefix("    findings:\n")))
    assert [fault.code for fault in _found(root, MISSED)] == ["KP344"]


def test_what_a_review_withdrew_is_no_longer_told(root: Path) -> None:
    (root / "data/2021Q1/adjustments.yaml").write_text(
        "kind: adjustments\nversion: 1\nquarter: 2021Q1\nadjustments:\n"
        "  - {branch: 机关党支部, item: DJ-02, clause: 缺项, department: 纪委办公室, withdrawn: true,"
        " reason: 与党群工作部重复, approved_by: 党委, date: 2021-04-01}\n",
        "utf-8",
    )
    assert [fault.message for fault in _found(root, MISSED, others=(MISSED,))] == []


def test_a_month_may_not_tell_the_same_twice_but_two_months_may(root: Path) -> None:
    branch = "  机关党支部: {}\n"
    findings = "  机关党支部:\n" + _listed((MISSED,))
    edit(root, JANUARY, (branch, findings))
    edit(root, FEBRUARY, (branch, findings))
    assert checked(root) == []
    edit(root, JANUARY, (findings, "  机关党支部:\n" + _listed((MISSED, MISSED))))
    (fault,) = checked(root)
    assert (fault.code, fault.place.file, fault.place.line) == ("KP344", JANUARY, 10)
