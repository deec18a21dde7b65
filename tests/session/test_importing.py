"""What becomes of forms that are taken into a workspace."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import pytest

from checks.laying import DANGQUN, FOLLOWUPS, JANUARY, JIWEI, TODAY, checked, edit, lay
from dangjian_kaoping.diagnostics import codes
from dangjian_kaoping.forms.filing import Filing
from dangjian_kaoping.forms.grid import Leaf, Ref
from dangjian_kaoping.forms.outcome import Imported, Outcome
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.importing.composing import findings_of, records_of
from dangjian_kaoping.session.importing.importing import imported

from .filings import assessed, followups, inspection, listed

DQ = "data/2021Q1/inspection/DQ.form.yaml"
VISITS = "data/2021Q1/followups/DQ.yaml"
MISSED = {"item": "DJ-01", "clause": "缺会", "missing": 1, "reason": "2月支委会未召开", "rectify_by": "2021-04-30"}
GAP = {"item": "DJ-02", "clause": "缺项", "count": 2, "reason": "两次没有签到", "settled": "on_site"}
LATE = {**MISSED, "item": "DJ-02", "clause": "缺项", "missing": None, "count": 1, "reason": "缺1项"}
LATE.pop("missing")
ORIGIN = {"file": "党群工作部检查表.xlsx", "sheet": "检查登记", "row": 6}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base workspace without what 党群工作部 recorded."""
    lay(tmp_path)
    (tmp_path / DANGQUN).unlink()
    (tmp_path / FOLLOWUPS).unlink()
    return tmp_path


def _taken(root: Path, *filings: Filing, replace: bool = False) -> Imported:
    """Import forms, and write what is taken."""
    found = imported(root, filings, TODAY, replace=replace)
    for file, text in found.texts.items():
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_text(text, encoding="utf-8", newline="\n")
    return found


def _problem_of_jiwei(root: Path) -> None:
    problem = "{item: LZ-01, clause: 不规范, judged: 1, reason: 无记录, id: 2021Q1-08, rectify_by: 2021-04-30}"
    edit(
        root,
        JIWEI,
        (
            "  发电部党支部:\n    date: 2021-03-26\n",
            f"  发电部党支部:\n    date: 2021-03-26\n    findings: [{problem}]\n",
        ),
    )


def _states(found: Imported) -> list[str]:
    return [each.state for each in found.outcomes]


def _faults(outcome: Outcome) -> list[str]:
    errors = (each for each in outcome.faults if each.severity == "error")
    return [f"{each.code} {each.place if each.place.line else each.place.file}" for each in errors]


def _whole(*findings: object) -> dict[str, object]:
    return {"ZB01": {"date": "2021-03-25", "findings": list(findings)}, "ZB02": {"date": "2021-03-25"}}


def test_a_form_becomes_a_file_that_reads_like_ours(root: Path) -> None:
    form = inspection(_whole({**MISSED, "origin": ORIGIN}, GAP), rows={("ZB01", 0): "7", ("ZB01", 1): "8"})
    found = _taken(root, form)
    assert _states(found) == ["new"]
    assert found.outcomes[0].files == (DQ,)
    first, _, rest = (root / DQ).read_text("utf-8").partition("\n")
    assert first.startswith("# 由 kaoping import 从交来的表写成，摘要 ")
    assert rest == (
        "kind: inspection\n"
        "version: 1\n"
        "quarter: 2021Q1\n"
        "department: 党群工作部\n"
        "form:\n"
        "  branches: [ZB01, ZB02]\n"
        "  numbers: {7: 2021Q1-01}\n"
        "branches:\n"
        "  发电部党支部:\n"
        "    date: 2021-03-25\n"
        "    findings:\n"
        "      - item: DJ-01\n"
        "        clause: 缺会\n"
        "        missing: 1\n"
        "        reason: 2月支委会未召开\n"
        "        id: 2021Q1-01\n"
        "        rectify_by: 2021-04-30\n"
        "        origin: {file: 党群工作部检查表.xlsx, sheet: 检查登记, row: 6}\n"
        "      - item: DJ-02\n"
        "        clause: 缺项\n"
        "        count: 2\n"
        "        reason: 两次没有签到\n"
        "        settled: on_site\n"
        "  机关党支部: {date: 2021-03-25}\n"
    )
    assert [each for each in checked(root) if each.severity == "error"] == []


def test_taken_again_nothing_is_written(root: Path) -> None:
    form = inspection(_whole(MISSED), rows={("ZB01", 0): "7"})
    _taken(root, form)
    again = _taken(root, form)
    assert (_states(again), again.texts) == (["unchanged"], {})
    assert again.outcomes[0].files == (DQ,)


def test_an_error_refuses_a_form_and_is_told_at_its_cell(root: Path) -> None:
    form = inspection(_whole({**MISSED, "clause": "缺大会"}))
    found = _taken(root, form)
    assert (_states(found), found.texts) == (["refused"], {})
    # kind, quarter, department, date, item, clause
    assert _faults(found.outcomes[0]) == ["KP305 党群工作部检查表.xlsx 检查登记!A6"]


def test_one_form_is_refused_and_the_other_taken(root: Path) -> None:
    (root / JANUARY).unlink()
    good = assessed("ZB01", {"findings": [{"item": "DJ-02", "clause": "缺项", "count": 1, "reason": "缺签到"}]})
    found = _taken(root, inspection(_whole({**MISSED, "missing": "一次"})), good)
    assert _states(found) == ["refused", "new"]
    assert list(found.texts) == ["data/2021Q1/self/2021-01-ZB01.form.yaml"]


def test_what_nobody_else_has_recorded_yet_is_no_fault_of_a_form(root: Path) -> None:
    (root / JANUARY).unlink()
    found = _taken(root, assessed("ZB01", "无问题"))
    assert _states(found) == ["new"]
    assert list(found.outcomes[0].faults) == []


@pytest.mark.whole
def test_numbers_are_kept_by_row_and_those_of_deleted_findings_are_not_given_again(root: Path) -> None:
    both = inspection(_whole(MISSED, LATE), rows={("ZB01", 0): "1", ("ZB01", 1): "2"})
    _taken(root, both)
    only = inspection(_whole(LATE), rows={("ZB01", 0): "2"})
    assert _states(_taken(root, only, replace=True)) == ["changed"]
    text = (root / DQ).read_text("utf-8")
    assert "id: 2021Q1-02\n" in text and "id: 2021Q1-01" not in text
    assert "numbers: {1: 2021Q1-01, 2: 2021Q1-02}\n" in text
    other = {**MISSED, "reason": "3月支委会未召开"}
    found = _taken(root, inspection(_whole(LATE, other), rows={("ZB01", 0): "2", ("ZB01", 1): "3"}), replace=True)
    assert "id: 2021Q1-03\n" in found.texts[DQ]


@pytest.mark.whole
def test_a_form_made_anew_counts_its_rows_anew(root: Path) -> None:
    _taken(root, inspection(_whole(MISSED, LATE), rows={("ZB01", 0): "1", ("ZB01", 1): "2"}))
    # --filled: what is recorded bears its number, and stands in other rows
    other = {**MISSED, "reason": "3月支委会未召开"}
    anew = inspection(_whole({"id": "2021Q1-02", **LATE}, other), rows={("ZB01", 0): "1", ("ZB01", 1): "2"})
    found = _taken(root, anew, replace=True)
    assert "numbers: {1: 2021Q1-02, 2: 2021Q1-03, 2021Q1-01: 2021Q1-01}\n" in found.texts[DQ]
    last = inspection(_whole({"id": "2021Q1-02", **LATE}, MISSED), rows={("ZB01", 0): "1", ("ZB01", 1): "4"})
    assert "id: 2021Q1-04\n" in _taken(root, last, replace=True).texts[DQ]


@pytest.mark.whole
def test_no_number_of_a_deleted_problem_is_forgotten(root: Path) -> None:
    _taken(root, inspection(_whole(MISSED, LATE), rows={("ZB01", 0): "1", ("ZB01", 1): "2"}))
    _taken(root, inspection(_whole({"id": "2021Q1-01", **MISSED}), rows={("ZB01", 0): "2"}), replace=True)
    both = inspection(_whole({"id": "2021Q1-01", **MISSED}, LATE), rows={("ZB01", 0): "2", ("ZB01", 1): "3"})
    assert "id: 2021Q1-03\n" in _taken(root, both, replace=True).texts[DQ]


@pytest.mark.whole
def test_a_row_that_is_filled_in_again_is_another_problem(root: Path) -> None:
    rows = {("ZB01", 0): "1"}
    _taken(root, inspection(_whole(MISSED), rows=rows))
    _taken(root, inspection(_whole()), replace=True)
    found = _taken(root, inspection(_whole({**MISSED, "reason": "3月支委会未召开"}), rows=rows), replace=True)
    assert "id: 2021Q1-02\n" in found.texts[DQ]


def test_numbers_go_on_from_those_of_other_departments(root: Path) -> None:
    _problem_of_jiwei(root)
    found = _taken(root, inspection(_whole(MISSED)))
    assert "id: 2021Q1-09\n" in found.texts[DQ]


def test_a_number_that_another_record_has_is_refused_at_its_cell(root: Path) -> None:
    _problem_of_jiwei(root)
    found = _taken(root, inspection(_whole({"id": "2021Q1-08", **MISSED})))
    assert _faults(found.outcomes[0]) == ["KP317 党群工作部检查表.xlsx 检查登记!A5"]


@pytest.mark.whole
def test_another_content_is_told_and_only_written_over_when_asked(root: Path) -> None:
    _taken(root, inspection(_whole(MISSED), rows={("ZB01", 0): "1"}))
    other = inspection(_whole({**MISSED, "reason": "1月支委会未召开"}, GAP), rows={("ZB01", 0): "1"})
    found = _taken(root, other)
    assert (_states(found), found.texts) == (["differs"], {})
    told = found.outcomes[0].differences
    assert [(each.branch, each.what) for each in told] == [
        ("发电部党支部", "DJ-01/缺会"),
        ("发电部党支部", "DJ-02/缺项"),
    ]
    assert "2月支委会未召开" in told[0].before and "1月支委会未召开" in told[0].after
    assert told[1].before == ""
    assert _states(_taken(root, other, replace=True)) == ["changed"]


@pytest.mark.whole
def test_a_file_that_somebody_edited_is_not_written_over_unasked(root: Path) -> None:
    form = inspection(_whole(MISSED))
    _taken(root, form)
    edit(root, DQ, ("reason: 2月", "reason: 三月"))
    found = _taken(root, form)
    assert _states(found) == ["differs"]
    assert "手工改过" in next(iter(found.outcomes[0].faults)).message
    # line ends mean nothing
    (root / DQ).write_bytes(_taken(root, form, replace=True).texts[DQ].encode().replace(b"\n", b"\r\n"))
    assert _states(_taken(root, form)) == ["unchanged"]


def test_a_comment_in_a_written_file_is_no_difference(root: Path) -> None:
    form = inspection(_whole(MISSED))
    _taken(root, form)
    edit(root, DQ, ("    date: 2021-03-25\n", "    # 上午\n    date: 2021-03-25\n"))
    assert _states(_taken(root, form)) == ["unchanged"]


def test_a_problem_that_was_followed_up_is_not_taken_away(root: Path) -> None:
    _taken(root, inspection(_whole(MISSED)))
    (root / FOLLOWUPS).write_text(
        "kind: followups\nversion: 1\nquarter: 2021Q1\nfollowups:\n"
        "  - {id: 2021Q1-01, date: 2021-04-15, department: 党群工作部, outcome: closed}\n",
        "utf-8",
    )
    found = _taken(root, inspection(_whole()), replace=True)
    assert _faults(found.outcomes[0]) == ["KP744 党群工作部检查表.xlsx"]


class TestBesideRecordsByHand:
    """What somebody wrote by hand stays as it is."""

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        return lay(tmp_path)

    def test_the_same_is_not_written(self, root: Path) -> None:
        form = inspection(_whole({"id": "2021Q1-01", **MISSED}, {**GAP, "reason": "3月两次会议没有签到，当场补齐"}))
        found = _taken(root, form)
        assert (_states(found), found.texts) == (["unchanged"], {})
        assert found.outcomes[0].files == (DANGQUN,)

    def test_another_content_is_refused_with_the_line(self, root: Path) -> None:
        found = _taken(root, inspection(_whole({"id": "2021Q1-01", **MISSED})), replace=True)
        assert _states(found) == ["refused"]
        told = [each.message for each in found.outcomes[0].faults]
        assert told == [f"发电部党支部的已经记在 {DANGQUN}:7，与表里的不一样"]

    @pytest.mark.whole
    def test_the_order_of_findings_is_the_forms_own_but_within_a_clause(self, root: Path) -> None:
        first, second = {**GAP, "reason": "1月没有签到"}, {**GAP, "reason": "2月没有签到", "count": 1}
        text = (root / DANGQUN).read_text("utf-8")
        for order, state in (((second, first), "refused"), ((first, second), "unchanged")):
            (root / DANGQUN).unlink(missing_ok=True)
            (root / DQ).unlink(missing_ok=True)
            problem = {"id": "2021Q1-01", **MISSED}
            body = _taken(root, inspection(_whole(problem, first, second))).texts[DQ].partition("\n")[2]
            (root / DQ).unlink()
            (root / DANGQUN).write_text(body, "utf-8")
            assert _states(_taken(root, inspection(_whole(*order, problem)))) == [state]
        assert text != body

    def test_a_branch_that_the_form_leaves_out_is_told(self, root: Path) -> None:
        found = _taken(root, inspection({}))
        assert {each.code for each in found.outcomes[0].faults} == {"KP740"}
        assert "表里没有" in next(iter(found.outcomes[0].faults)).message

    def test_a_branch_of_which_nobody_wrote_is_taken(self, root: Path) -> None:
        text = (root / DANGQUN).read_text("utf-8")
        (root / DANGQUN).write_text(text[: text.index("  机关党支部:")], "utf-8")
        part = inspection({"ZB02": {"date": "2021-03-26"}}, asked=("ZB02",))
        found = _taken(root, part)
        assert _states(found) == ["new"]
        assert list(found.texts) == ["data/2021Q1/inspection/DQ-ZB02.form.yaml"]


class TestVisits:
    """复查 outside inspections lie in one file of the department."""

    CLOSED: ClassVar = {"id": "2021Q1-01", "date": "2021-04-10", "department": "DQ", "outcome": "closed"}

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        lay(tmp_path)
        (tmp_path / FOLLOWUPS).unlink()
        return tmp_path

    def _form(self, *visits: dict[str, str], file: str = "复查表.xlsx", day: str = "2021-04-12") -> Filing:
        found = inspection({}, file)
        code = found.code
        assert code is not None
        return found._replace(
            code=code._replace(kind="followup", period=day), documents=(followups([dict(each) for each in visits]),)
        )

    @pytest.mark.whole
    def test_they_are_written_beside_those_that_are_there(self, root: Path) -> None:
        first = {**self.CLOSED, "outcome": "in_progress", "date": "2021-04-05", "note": "补了一半"}
        assert _states(_taken(root, self._form(first))) == ["new"]
        found = _taken(root, self._form(self.CLOSED, day="2021-04-13"))
        assert _states(found) == ["new"]
        assert found.texts[VISITS].partition("\n")[2] == (
            "kind: followups\n"
            "version: 1\n"
            "quarter: 2021Q1\n"
            "followups:\n"
            "  - id: 2021Q1-01\n"
            "    date: 2021-04-05\n"
            "    department: 党群工作部\n"
            "    outcome: in_progress\n"
            "    note: 补了一半\n"
            "  - id: 2021Q1-01\n"
            "    date: 2021-04-10\n"
            "    department: 党群工作部\n"
            "    outcome: closed\n"
        )
        again = _taken(root, self._form(self.CLOSED), self._form(first, day="2021-04-13"))
        assert (_states(again), again.texts) == (["unchanged", "unchanged"], {})

    @pytest.mark.whole
    def test_another_outcome_is_told_and_only_written_over_when_asked(self, root: Path) -> None:
        _taken(root, self._form(self.CLOSED))
        other = self._form({**self.CLOSED, "outcome": "not_started"})
        assert _states(_taken(root, other)) == ["differs"]
        found = _taken(root, other, replace=True)
        assert _states(found) == ["changed"]
        assert found.texts[VISITS].count("outcome") == 1

    def test_what_is_recorded_by_hand_is_not_written_again(self, root: Path) -> None:
        (root / FOLLOWUPS).write_text(
            "kind: followups\nversion: 1\nquarter: 2021Q1\nfollowups:\n"
            "  - {id: 2021Q1-01, date: 2021-04-10, department: 党群工作部, outcome: closed}\n",
            "utf-8",
        )
        found = _taken(root, self._form(self.CLOSED))
        assert (_states(found), found.outcomes[0].files) == (["unchanged"], (FOLLOWUPS,))
        other = _taken(root, self._form({**self.CLOSED, "outcome": "not_started"}), replace=True)
        assert _faults(other.outcomes[0]) == ["KP740 复查表.xlsx 检查登记!A3"]

    @pytest.mark.whole
    def test_a_visit_that_is_recorded_already_is_told_where_it_stands(self, root: Path) -> None:
        _taken(root, self._form(self.CLOSED))
        later = self._form({**self.CLOSED, "date": "2021-04-12"}, day="2021-04-13")
        (told,) = [each for each in _taken(root, later).outcomes[0].faults if each.code == "KP321"]
        assert str(told.place) == "复查表.xlsx 检查登记!A3"
        assert f"{VISITS}:6" in told.message

    def test_two_forms_that_disagree_are_both_refused(self, root: Path) -> None:
        found = _taken(
            root,
            self._form(self.CLOSED, file="甲.xlsx"),
            self._form({**self.CLOSED, "outcome": "not_started"}, file="乙.xlsx", day="2021-04-13"),
        )
        assert [_faults(each) for each in found.outcomes] == [
            ["KP742 甲.xlsx 检查登记!A3"],
            ["KP742 乙.xlsx 检查登记!A3"],
        ]

    def test_an_unknown_problem_is_told_at_its_cell(self, root: Path) -> None:
        found = _taken(root, self._form({**self.CLOSED, "id": "2021Q1-77"}))
        assert _faults(found.outcomes[0]) == ["KP320 复查表.xlsx 检查登记!A3"]


def test_equal_copies_are_taken_once_and_unequal_ones_not_at_all(root: Path) -> None:
    form, copy = inspection(_whole(MISSED)), inspection(_whole(MISSED), "副本.xlsx")
    found = _taken(root, form, copy)
    assert _states(found) == ["new", "copy"]
    assert found.outcomes[1].of == "党群工作部检查表.xlsx"
    (root / DQ).unlink()
    found = _taken(root, form, inspection(_whole(GAP), "最终.xlsx"))
    assert (_states(found), found.texts) == (["refused", "refused"], {})


@pytest.mark.parametrize(("without", "code"), [(("reason",), "KP316"), (("reason", "rectify_by"), "KP301")])
def test_a_reason_that_is_missing_is_told_where_it_should_stand(
    root: Path, without: tuple[str, ...], code: str
) -> None:
    form = inspection(_whole({key: value for key, value in MISSED.items() if key not in without}))
    (finding,) = findings_of(records_of(form.documents[0])["ZB01"])
    assert isinstance(finding, dict) and isinstance(finding["item"], Leaf)
    finding["item"] = finding["item"]._replace(reason=Ref("检查登记", 7, 10))
    assert _faults(_taken(root, form).outcomes[0]) == [f"{code} 党群工作部检查表.xlsx 检查登记!J7"]


def test_a_copy_that_is_refused_leaves_it_open_which_one_counts(root: Path) -> None:
    form, copy = inspection(_whole(MISSED)), inspection(_whole(MISSED), "副本.xlsx")
    copy.faults.add(codes.KP700(column="数1", found="约1", problem="这里要一个整数"), Place("副本.xlsx", 0))
    found = _taken(root, form, copy)
    assert [_faults(each) for each in found.outcomes] == [
        ["KP742 党群工作部检查表.xlsx"],
        ["KP700 副本.xlsx"],
    ]
    empty = inspection({}, "空表.xlsx")
    empty.faults.add(codes.KP734(), Place("空表.xlsx", 0))
    assert _states(_taken(root, form, empty)) == ["new", "refused"]


def test_a_number_that_a_form_leaves_open_is_the_one_that_was_recorded_by_hand(root: Path) -> None:
    _taken(root, inspection(_whole({**MISSED, "id": "2021Q1-07"})))
    written = root / DQ
    text = written.read_text("utf-8").split("\n", 1)[1]
    written.with_name("手写.yaml").write_text(re.sub("form:\n.*\n.*\n", "", text), "utf-8")
    written.unlink()
    assert _states(_taken(root, inspection(_whole(MISSED)))) == ["unchanged"]
    other = inspection(_whole({**MISSED, "id": "2021Q1-08"}))
    assert [_faults(each) for each in _taken(root, other).outcomes] == [["KP740 党群工作部检查表.xlsx 检查登记!A4"]]


def test_parts_of_a_form_are_files_of_their_own_and_may_not_overlap(root: Path) -> None:
    one = inspection({"ZB01": {"date": "2021-03-25"}}, "甲.xlsx", asked=("ZB01",))
    other = inspection({"ZB02": {"date": "2021-03-26"}}, "乙.xlsx", asked=("ZB02",))
    found = imported(root, [one, other], TODAY)
    assert sorted(found.texts) == [
        "data/2021Q1/inspection/DQ-ZB01.form.yaml",
        "data/2021Q1/inspection/DQ-ZB02.form.yaml",
    ]
    whole = inspection(_whole())
    assert [_faults(each) for each in imported(root, [one, whole], TODAY).outcomes] == [
        ["KP742 甲.xlsx 检查登记!A4"],
        ["KP742 党群工作部检查表.xlsx 检查登记!A4"],
    ]


@pytest.mark.whole
def test_a_form_on_which_another_one_rests_takes_that_one_with_it(root: Path) -> None:
    bad = inspection(_whole({**MISSED, "clause": "缺大会"}))
    rests = inspection({}, "复查表.xlsx")
    assert rests.code is not None
    rests = rests._replace(
        code=rests.code._replace(kind="followup", period="2021-04-12"),
        documents=(followups([{"id": "2021Q1-01", "date": "2021-04-10", "department": "DQ", "outcome": "closed"}]),),
    )
    assert _states(_taken(root, inspection(_whole(MISSED)), rests)) == ["new", "new"]
    (root / DQ).unlink()
    (root / VISITS).unlink()
    assert _states(_taken(root, bad, rests)) == ["refused", "refused"]


@pytest.mark.whole
def test_a_list_becomes_facts_without_a_visit(root: Path) -> None:
    gap = {"item": "DJ-02", "clause": "缺项", "count": 1, "reason": "平台缺1项"}
    found = _taken(root, listed({"ZB01": {"findings": [gap]}}))
    assert _states(found) == ["new"]
    assert list(found.texts) == ["data/2021Q1/lists/平台.yaml"]
    assert [each.code for each in checked(root) if each.severity == "error"] == []
    assert any(each.code == "KP405" for each in checked(root))
    other = listed({"ZB01": {"findings": [{**gap, "count": 2}]}})
    assert _states(_taken(root, other)) == ["differs"]


@pytest.mark.whole
def test_a_sealed_round_is_refused_but_for_what_is_the_same(root: Path) -> None:
    form = inspection(_whole(MISSED))
    _taken(root, form)
    _seal(root)
    assert _states(_taken(root, form)) == ["unchanged"]
    found = _taken(root, inspection(_whole(GAP)), replace=True)
    assert _faults(found.outcomes[0]) == ["KP741 党群工作部检查表.xlsx"]
    visit = {"id": "2021Q1-01", "date": "2021-04-10", "department": "DQ", "outcome": "closed"}
    assert _states(_taken(root, inspection(_whole(MISSED), visits=[visit]))) == ["new"]


def _seal(root: Path, arguments: Sequence[str] = ("--quarter", "2021Q1", "--date", "2021-04-20")) -> None:
    from dangjian_kaoping.cli.shell.app import run

    assert run(["seal", "--workspace", str(root), *arguments]) == 0
