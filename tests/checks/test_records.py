"""Records against roster and rubric: names, entitlement, reasons, entries of the ledger."""

from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import Diagnostic

from .laying import DANGQUN, FEBRUARY, FOLLOWUPS, JANUARY, JIWEI, MARCH, ROSTER, RUBRIC, checked, edit

BRANCH = "  机关党支部:\n    date: 2021-03-25\n"
"""The last lines of the inspection by 党群工作部: a branch without findings."""
HEAD = "kind: inspection\nversion: 1\nquarter: 2021Q1\ndepartment: {department}\n\nbranches:\n"


def _only(root: Path, code: str, file: str) -> Diagnostic:
    (fault,) = checked(root)
    assert (fault.code, fault.place.file) == (code, file), fault.message
    return fault


def _find(root: Path, *lines: str) -> None:
    """One more finding of 党群工作部, at line 24."""
    edit(root, DANGQUN, (BRANCH, BRANCH + "    findings:\n      - " + "\n        ".join(lines) + "\n"))


MISSING_ITEM = ("item: DJ-02", "clause: 缺项", "count: 1", "reason: 1次会议没有写决议")


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [("机关支部", "机关党支部"), ("机关党总支", "机关党支部"), ("ZB2", "ZB02"), ("食堂", "")],
)
def test_an_unknown_branch(root: Path, written: str, suggestion: str) -> None:
    edit(root, DANGQUN, ("  机关党支部:", f"  '{written}':"))
    fault = _only(root, "KP303", DANGQUN)
    assert (fault.place.line, fault.place.column, fault.width) == (21, 3, len(f"'{written}'"))
    assert fault.hint == (f"是不是“{suggestion}”？" if suggestion else "")


def test_an_unknown_branch_in_a_self_assessment(root: Path) -> None:
    edit(root, FEBRUARY, ("  机关党支部:", "  机关支部:"))
    assert _only(root, "KP303", FEBRUARY).hint == "是不是“机关党支部”？"


@pytest.mark.whole
def test_a_branch_may_be_called_by_its_id_and_by_every_name_of_the_quarter(root: Path) -> None:
    edit(root, ROSTER, ("class: 机关}", "class: 机关}\n    - {from: 2021-02-01, name: 本部党支部}"))
    edit(root, DANGQUN, ("  机关党支部:", "  ZB02:"))
    edit(root, JANUARY, ("  机关党支部:", "  ZB02:"))
    edit(root, JIWEI, ("  机关党支部:", "  本部党支部:"))
    assert checked(root) == []


def test_a_self_assessment_may_use_the_new_name_of_a_branch(root: Path) -> None:
    edit(root, ROSTER, ("class: 机关}", "class: 机关}\n    - {from: 2021-02-01, name: 本部党支部}"))
    edit(root, MARCH, ("  机关党支部:", "  本部党支部:"))
    assert checked(root) == []


def test_a_name_of_another_time_is_not_known(root: Path) -> None:
    edit(root, ROSTER, ("class: 机关}", "class: 机关}\n    - {from: 2021-04-01, name: 本部党支部}"))
    edit(root, JIWEI, ("  机关党支部:", "  本部党支部:"))
    assert _only(root, "KP303", JIWEI).message == "名册里 2021Q1 没有“本部党支部”"


@pytest.mark.parametrize(
    ("written", "suggestion"), [("DJ-20", "DJ-02"), ("DJ-1", "DJ-01"), ("dj-02", "DJ-02"), ("X", "")]
)
@pytest.mark.parametrize("file", [DANGQUN, MARCH])
def test_an_unknown_item(root: Path, file: str, written: str, suggestion: str) -> None:
    finding = f"    findings:\n      - {{item: {written}, clause: 缺项, reason: 缺决议}}\n"
    if file == DANGQUN:
        edit(root, file, (BRANCH, BRANCH + finding))
    else:
        edit(root, file, ("  机关党支部: {}\n", "  机关党支部:\n" + finding))
    fault = _only(root, "KP304", file)
    assert fault.hint == (f"是不是“{suggestion}”？" if suggestion else "")
    assert f"“{written}”" in fault.message


def _versions(root: Path, old: str, new: str) -> None:
    """A version 2018 with item `old` where that of 2020 has `new`, which it `was`."""
    path = root / RUBRIC
    text = path.read_text("utf-8")
    then = text.replace("2020", "2018").replace("- id: DJ-02\n", f"- id: {old}\n")
    (root / "rubrics/2018.yaml").write_text(then, "utf-8")
    path.write_text(text.replace("- id: DJ-02\n", f"- id: {new}\n        was: {old}\n"), "utf-8")


def test_an_item_of_an_older_version_is_told_what_it_has_become(root: Path) -> None:
    _versions(root, "DJ-02", "DJ-07")
    fault = _only(root, "KP304", DANGQUN)
    assert fault.hint == "2018 版有这个项目，施行到 2019Q4，现在是 DJ-07。"


def test_an_item_of_a_newer_version_is_told_what_it_was(root: Path) -> None:
    _versions(root, "DJ-07", "DJ-02")
    edit(root, RUBRIC, ("effective_from: 2020Q1", "effective_from: 2021Q2"))
    fault = _only(root, "KP304", DANGQUN)
    assert fault.hint == "2020 版有这个项目，从 2021Q2 起施行，这一版里是 DJ-07。"


def test_an_item_that_was_given_up_has_no_name_now(root: Path) -> None:
    _versions(root, "DJ-08", "DJ-02")
    edit(root, RUBRIC, ("        was: DJ-08\n", ""))
    edit(root, DANGQUN, ("item: DJ-02", "item: DJ-08"))
    assert _only(root, "KP304", DANGQUN).hint == "2018 版有这个项目，施行到 2019Q4。"


@pytest.mark.parametrize(
    ("fact", "clause"),
    [("{count: 次}\n            when: {clause: 缺项, from: 2}", "再查"), ("{same: 缺项}", "缺项")],
)
def test_who_reads_a_clause_that_cannot_be_read_has_no_fault_of_his_own(root: Path, fact: str, clause: str) -> None:
    fact_of, price = "            fact: {count: 项}\n", "            deduct: {each: 0.5}"
    reader = f"\n          - id: 再查\n            text: 再查出的每项扣0.5分\n            fact: {fact}\n{price}"
    edit(root, RUBRIC, (fact_of + price, fact_of + "            deduct: {each: 20%}" + reader))
    _find(root, "item: DJ-02", f"clause: {clause}", "count: 1", "reason: 1次会议没有写决议", "settled: on_site")
    assert _only(root, "KP109", RUBRIC).message.startswith("“20%”不对")


def test_an_unknown_clause_is_told_the_nearest_and_all(root: Path) -> None:
    _find(root, "item: DJ-02", "clause: 缺签到项", *MISSING_ITEM[2:])
    fault = _only(root, "KP305", DANGQUN)
    assert (fault.place.line, fault.hint) == (25, "是不是“缺项”？")
    assert fault.mend.endswith("有：缺项。")


def test_a_clause_of_another_item_is_unknown(root: Path) -> None:
    _find(root, "item: DJ-01", "clause: 缺项", *MISSING_ITEM[2:])
    assert _only(root, "KP305", DANGQUN).message == "项目 DJ-01 里没有条款“缺项”"


def test_an_unknown_item_on_the_list_of_what_does_not_apply(root: Path) -> None:
    edit(root, DANGQUN, (BRANCH, BRANCH + "    not_applicable: {DJ-22: 没有}\n"))
    fault = _only(root, "KP304", DANGQUN)
    assert fault.hint == "是不是“DJ-02”？"


@pytest.mark.parametrize("written", ["党群部", "党群工作", "DQQ"])
def test_a_misspelt_department(root: Path, written: str) -> None:
    edit(root, DANGQUN, ("department: 党群工作部", f"department: {written}"))
    fault = _only(root, "KP214", DANGQUN)
    assert fault.hint in ("是不是“党群工作部”？", "是不是“DQ”？")


@pytest.mark.parametrize(
    ("missing", "code"),
    [("reason", "KP301"), ("standard", "KP302"), ("both", None)],
)
def test_what_costs_points_has_a_reason_and_a_standard(root: Path, missing: str, code: str | None) -> None:
    if missing != "reason":
        edit(root, RUBRIC, ("        standard: 会议记录写清时间、议题、讨论情况和决议\n", ""))
        edit(root, DANGQUN, ("当场补齐\n", "当场补齐\n        standard: 补上签到\n"))
    _find(root, *MISSING_ITEM[: 4 if missing == "standard" else 3])
    found = checked(root)
    assert [fault.code for fault in found] == ([code] if code else ["KP301", "KP302"])
    assert {fault.place.line for fault in found} == {24 if missing == "reason" else 25}


@pytest.mark.parametrize(
    ("clause", "stated", "loss"),
    [
        ("fact: {count: 项}\n            deduct: {each: 0.5}", "count: 1", "要扣分"),
        ("fact: {count: 项}\n            penalty: {each: 0.5}", "count: 1", "要扣减总分"),
        ("fact: {level: [好, 差]}\n            earn: {levels: {好: 2, 差: 1}}", "level: 差", "没有得满分"),
        ("fact: {imported: 平台, full: 100}\n            earn: {share: 2}", "score: 90", "没有得满分"),
        ("fact: {imported: 平台, full: 100}\n            deduct: {share: 2}", "score: 90", "要扣分"),
        ("fact: {count: 项}\n            empties: item", "count: 1", "使本项不得分"),
        ("fact: {count: 项}\n            earn: {each: 1}\n            empties: {from: 3}", "count: 3", "使本项不得分"),
        ("fact: {count: 项}\n            veto: total_zero", "count: 1", "要一票否决"),
    ],
)
def test_what_is_lost_without_a_reason_is_told_as_what_it_is(root: Path, clause: str, stated: str, loss: str) -> None:
    edit(root, RUBRIC, ("fact: {count: 项}\n            deduct: {each: 0.5}", clause))
    settled = "        count: 2\n        reason: 3月两次会议没有签到，当场补齐\n        settled: on_site\n"
    edit(root, DANGQUN, (settled, f"        {stated}\n"))
    (told,) = [fault.message for fault in checked(root) if fault.code == "KP301"]
    assert told == f"DJ-02/缺项 {loss}，没有写 reason"


def test_what_takes_only_by_the_clause_that_reads_it_needs_its_reason_too(root: Path) -> None:
    fact = "fact: {count: 项}\n            deduct: {each: 0.5}"
    read = "          - id: 超\n            text: 超过96%的扣减2分\n            fact: {same: 缺项}\n"
    rule = "            penalty: {each: 1, above: 96}\n"
    value = "fact: {value: '%'}\n            deduct: {each: 1, below: 90}"
    edit(root, RUBRIC, (fact, f"{value}\n{read}{rule}".rstrip()))
    settled = "        count: 2\n        reason: 3月两次会议没有签到，当场补齐\n        settled: on_site\n"
    edit(root, DANGQUN, (settled, "        value: 98\n"))
    told = [fault.message for fault in checked(root) if fault.code == "KP301"]
    assert told == ["DJ-02/超 要扣减总分，没有写 reason"]
    edit(root, DANGQUN, ("        value: 98\n", "        value: 95\n"))
    assert [fault for fault in checked(root) if fault.code == "KP301"] == []


@pytest.mark.parametrize(
    "lines",
    [
        ("item: DJ-02", "clause: 缺项", "count: 0"),  # 记明没有
        ("item: DJ-01", "clause: 缺会", "missing: 0"),
        ("item: DJ-01", "clause: 缺会", "done: 4"),
        ("item: DJ-01", "clause: 缺会", "done: 5"),
    ],
)
def test_what_costs_nothing_needs_no_reason(root: Path, lines: tuple[str, ...]) -> None:
    _find(root, *lines)
    assert checked(root) == []


def test_reasons_are_asked_of_self_assessments_too(root: Path) -> None:
    finding = "    findings:\n      - {item: DJ-02, clause: 缺项}\n"
    edit(root, MARCH, ("  机关党支部: {}\n", "  机关党支部:\n" + finding))
    assert _only(root, "KP301", MARCH).place.line == 9


@pytest.mark.parametrize(
    ("points", "fits"), [("0.5", True), ("2", True), ("1.25", True), ("0", False), ("0.4", False), ("2.01", False)]
)
def test_a_judged_number_lies_in_its_range(root: Path, points: str, fits: bool) -> None:
    edit(root, JIWEI, ("judged: 1\n", f"judged: {points}\n"))
    if fits:
        assert checked(root) == []
    else:
        assert _only(root, "KP307", JIWEI).message == f"LZ-01/不规范 判了 {points} 分，范围是 0.5—2 分"


@pytest.mark.parametrize(("points", "fits"), [("0", True), ("4", True), ("4.5", False)])
def test_a_judgement_without_a_range_ends_at_the_points_of_the_item(root: Path, points: str, fits: bool) -> None:
    edit(root, RUBRIC, ("within: [0.5, 2]", "within: item"))
    edit(root, JIWEI, ("judged: 1\n", f"judged: {points}\n"))
    assert [fault.code for fault in checked(root)] == ([] if fits else ["KP307"])


def test_a_department_that_inspected_twice_shows_both_places(root: Path) -> None:
    again = root / "data/2021Q1/inspection/z.yaml"
    again.write_text(HEAD.format(department="DQ") + "  ZB02:\n    date: 2021-03-28\n", "utf-8")
    fault = _only(root, "KP309", "data/2021Q1/inspection/z.yaml")
    assert fault.place.line == 7
    assert f"{DANGQUN}:21" in fault.message


def test_a_department_may_write_several_files_of_different_branches(root: Path) -> None:
    text = edit(root, DANGQUN, (BRANCH, "")).read_text("utf-8")
    assert "机关" not in text
    again = root / "data/2021Q1/inspection/dangqun2.yaml"
    again.write_text(HEAD.format(department="党群工作部") + BRANCH, "utf-8")
    assert checked(root) == []


def test_a_month_that_was_handed_in_twice_shows_both_places(root: Path) -> None:
    again = root / "data/2021Q1/self/z.yaml"
    again.write_text("kind: self\nversion: 1\nmonth: 2021-02\n\nbranches:\n  ZB01: {}\n", "utf-8")
    fault = _only(root, "KP312", "data/2021Q1/self/z.yaml")
    assert f"{FEBRUARY}:6" in fault.message
    assert "2021-02" in fault.message


def test_a_department_that_is_not_entitled(root: Path) -> None:
    _find(root, "item: LZ-01", "clause: 不规范", "judged: 1", "reason: 1份谈话记录没有写内容")
    assert _only(root, "KP308", DANGQUN).message == "“党群工作部”不检查 LZ-01，它归纪委办公室"


def test_a_department_is_not_entitled_to_excuse_either(root: Path) -> None:
    edit(
        root,
        RUBRIC,
        (
            "        points: 4\n        department: 纪委办公室\n",
            "        points: 4\n        department: 纪委办公室\n        not_applicable: full\n",
        ),
    )
    edit(root, DANGQUN, (BRANCH, BRANCH + "    not_applicable: {LZ-01: 没有}\n"))
    assert _only(root, "KP308", DANGQUN).place.file == DANGQUN


def test_two_departments_that_share_an_item_may_both_record(root: Path) -> None:
    edit(
        root,
        RUBRIC,
        (
            "        points: 2\n        department: 党群工作部",
            "        points: 2\n        department: [党群工作部, 纪委办公室]",
        ),
    )
    edit(root, JIWEI, ("写内容\n", "写内容\n      - {item: DJ-02, clause: 缺项, reason: 没有决议}\n"))
    assert checked(root) == []


NOT_APPLICABLE = ("        points: 2\n", "        points: 2\n        not_applicable: full\n")
EXCUSED = (BRANCH, BRANCH + "    not_applicable: {DJ-02: 本季由上级统一记录}\n")


def test_what_does_not_apply_needs_a_rule(root: Path) -> None:
    edit(root, DANGQUN, EXCUSED)
    assert _only(root, "KP310", DANGQUN).message == "细则没有规定 DJ-02 可以不涉及"


def test_a_fact_on_what_does_not_apply(root: Path) -> None:
    edit(root, RUBRIC, NOT_APPLICABLE)
    edit(
        root,
        DANGQUN,
        (EXCUSED[0], EXCUSED[1] + "    findings:\n      - {item: DJ-02, clause: 缺项, reason: 没有决议}\n"),
    )
    assert _only(root, "KP310", DANGQUN).message == "DJ-02 已记为不涉及，又记了事实"


def test_a_fact_on_what_another_department_has_excused(root: Path) -> None:
    edit(
        root,
        RUBRIC,
        (
            "        points: 2\n        department: 党群工作部",
            "        points: 2\n        not_applicable: full\n        department: [DQ, JW]",
        ),
    )
    edit(root, DANGQUN, EXCUSED)
    edit(root, JIWEI, ("写内容\n", "写内容\n      - {item: DJ-02, clause: 缺项, reason: 没有决议}\n"))
    assert _only(root, "KP310", JIWEI).message == "DJ-02 已记为不涉及，又记了事实"


def test_a_fact_on_what_does_not_apply_to_the_class(root: Path) -> None:
    edit(
        root,
        RUBRIC,
        ("        points: 2\n", "        points: 2\n        not_applicable: full\n        not_applicable_to: 机关\n"),
    )
    _find(root, *MISSING_ITEM)
    assert _only(root, "KP310", DANGQUN).message == "DJ-02 不涉及“机关”类支部，却记了事实"


SETTLED = """\
      - item: DJ-02
        clause: 缺项
        count: 2
        reason: 3月两次会议没有签到，当场补齐
        settled: on_site
"""
"""The finding of the base workspace on DJ-02."""


@pytest.mark.parametrize("file", [DANGQUN, MARCH])
def test_a_fact_on_what_is_not_due(root: Path, file: str) -> None:
    edit(
        root,
        RUBRIC,
        ("        points: 2\n", "        points: 2\n        due: [Q2, Q4]\n        not_applicable: full\n"),
    )
    edit(root, DANGQUN, (SETTLED, ""))
    assert checked(root) == []
    finding = "    findings:\n      - {item: DJ-02, clause: 缺项, reason: 没有决议}\n"
    where = (BRANCH, BRANCH + finding) if file == DANGQUN else ("  机关党支部: {}\n", "  机关党支部:\n" + finding)
    edit(root, file, where)
    assert _only(root, "KP311", file).message == "DJ-02 只在第二、四季度考评，2021Q1 不能记"


ENTRY = ("id: 2021Q1-02", "rectify_by: 2021-04-30")


@pytest.mark.parametrize(
    ("lines", "line", "problem"),
    [
        ((*MISSING_ITEM, "rectify_by: 2021-04-30"), 28, "有整改期限，没有编号"),
        ((*MISSING_ITEM, "id: 2021Q1-02"), 28, "有编号，没有整改期限"),
        ((*MISSING_ITEM, *ENTRY, "settled: on_site"), 29, "立行立改的不再写整改期限和编号"),
        ((*MISSING_ITEM, "id: 2021Q1-02", "settled: on_site"), 28, "立行立改的不再写整改期限和编号"),
        ((*MISSING_ITEM, "id: 2020Q4-02", "rectify_by: 2021-04-30"), 28, "编号“2020Q4-02”应写成 2021Q1-01 这样"),
        ((*MISSING_ITEM, "id: '2'", "rectify_by: 2021-04-30"), 28, "编号“2”应写成 2021Q1-01 这样"),
        ((*MISSING_ITEM, "id: 2021Q1-2", "rectify_by: 2021-04-30"), 28, "编号“2021Q1-2”应写成 2021Q1-01 这样"),
        (
            (*MISSING_ITEM, "id: 2021Q1-02", "rectify_by: 2021-03-24"),
            29,
            "整改期限 2021-03-24 在检查日期 2021-03-25 之前",
        ),
        (("item: DJ-02", "clause: 缺项", "count: 0", *ENTRY), 24, "没有写原因"),
    ],
)
def test_a_problem_that_is_recorded_by_halves(root: Path, lines: tuple[str, ...], line: int, problem: str) -> None:
    _find(root, *lines)
    found = [fault for fault in checked(root) if fault.code != "KP411"]  # what was due before it was found is overdue
    assert [(fault.code, str(fault.place), fault.message) for fault in found] == [
        ("KP316", f"{DANGQUN}:{line}", f"DJ-02/缺项 {problem}")
    ]
    assert "…" not in found[0].mend


@pytest.mark.parametrize("lines", [ENTRY, ("settled: on_site",), (), ("id: 2021Q1-1234", "rectify_by: 2021-12-31")])
def test_the_three_kinds_of_finding(root: Path, lines: tuple[str, ...]) -> None:
    _find(root, *MISSING_ITEM, *lines)
    assert checked(root) == []


def test_a_problem_without_an_id_is_offered_the_next_free_one(root: Path) -> None:
    _find(root, *MISSING_ITEM, "rectify_by: 2021-04-30")
    assert "2021Q1-02" in _only(root, "KP316", DANGQUN).mend


def test_an_id_that_is_used_twice_is_offered_the_next_free_one(root: Path) -> None:
    edit(root, DANGQUN, ("id: 2021Q1-01", "id: 2021Q1-07"))
    edit(root, FOLLOWUPS, ("id: 2021Q1-01", "id: 2021Q1-07"))
    edit(root, JIWEI, ("写内容\n", "写内容\n        id: 2021Q1-07\n        rectify_by: 2021-04-30\n"))
    fault = _only(root, "KP317", JIWEI)
    assert f"{DANGQUN}:10" in fault.message
    assert fault.mend == "请换一个，可用 2021Q1-08。"


def test_a_self_assessment_opens_no_entry(root: Path) -> None:
    finding = "    findings:\n      - {item: DJ-02, clause: 缺项, reason: 没有决议, rectify_by: 2021-04-30}\n"
    edit(root, MARCH, ("  机关党支部: {}\n", "  机关党支部:\n" + finding))
    assert _only(root, "KP316", MARCH).message == "DJ-02/缺项 自评不立台账，不写 id 和 rectify_by"


def test_a_self_assessment_is_not_offered_an_id(root: Path) -> None:
    finding = "    findings:\n      - {item: DJ-02, clause: 缺项, reason: 没有决议, rectify_by: 2021-04-30}\n"
    edit(root, MARCH, ("  机关党支部: {}\n", "  机关党支部:\n" + finding))
    assert "编号可用" not in _only(root, "KP316", MARCH).mend


def test_every_fault_of_a_file_is_told_at_once_in_its_order(root: Path) -> None:
    findings = (
        "{item: DJ-09, clause: 缺项}",
        "{item: DJ-02, clause: 缺向}",
        "{item: DJ-02, clause: 缺项, amount: 1}",
        "{item: LZ-01, clause: 不规范, judged: 1}",
        "{item: DJ-02, clause: 缺项, rectify_by: 2021-04-30}",
    )
    edit(root, DANGQUN, (BRANCH, BRANCH + "    findings:\n" + "".join(f"      - {each}\n" for each in findings)))
    edit(root, DANGQUN, ("  发电部党支部:", "  发电部:"))
    edit(root, MARCH, ("  机关党支部:", "  机关:"))
    assert [(fault.code, fault.place.file, fault.place.line) for fault in checked(root)] == [
        ("KP303", DANGQUN, 7),
        *(
            (code, DANGQUN, line)
            for code, line in zip(("KP304", "KP305", "KP306", "KP308", "KP316"), range(24, 29), strict=True)
        ),
        ("KP303", MARCH, 7),
    ]


def test_a_name_that_was_written_over_in_the_roster_is_told_alike_of_every_record(root: Path) -> None:
    edit(root, ROSTER, ("机关党支部", "机关第一党支部"))
    found = [fault for fault in checked(root) if fault.code == "KP303"]
    assert len(found) > 2
    assert {fault.hint for fault in found} == {
        "不止一份记录写作“机关党支部”，不像是写错；名册里相近的是“机关第一党支部”，是不是在名册里直接改了名称？"
    }
    assert "还没有公布的，把记录里的名称一起改过来" in found[0].remedy
