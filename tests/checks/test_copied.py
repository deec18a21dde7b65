"""What was left from last quarter's folder: the same reasons word for word, months that are not the quarter's."""

from pathlib import Path

import pytest

from dangjian_kaoping.checks.round.copied import check_copied
from dangjian_kaoping.checks.round.twice import check_twice
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.loading.workspace import Loader
from sample import SAMPLE

from .laying import DANGQUN, JIWEI, MARCH, RUBRIC, checked, edit, lay

BRANCH = "  机关党支部:\n    date: 2021-03-25\n"
TWO = ("少开1次支委会", "会议没有签到")


def _reasons(*reasons: str) -> str:
    rows = (f"      - {{item: DJ-02, clause: 缺项, reason: {reason}}}\n" for reason in reasons)
    return "    findings:\n" + "".join(rows) if reasons else ""


def _round_before(root: Path, file: str, quarter: str, date: str, body: str) -> None:
    path = root / file.replace("2021Q1", quarter)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = (root / file).read_text("utf-8").partition("branches:")[0].replace("2021Q1", quarter)
    path.write_text(f"{head}branches:\n  机关党支部:\n    date: {date}\n{body}", "utf-8")


def _copied(root: Path) -> list[Diagnostic]:
    return [fault for fault in checked(root) if fault.code in ("KP345", "KP346")]


# ── reasons ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "now", "asked"),
    [
        (TWO, TWO, True),
        (TWO, TWO[::-1], True),
        # one was taken out, or wrapped otherwise
        ((*TWO, "没有决议"), TWO, True),
        (TWO, ("少开1次 支委会", TWO[1]), True),
        (TWO, (*TWO, "没有决议"), False),
        (TWO, ("少开2次支委会", TWO[1]), False),
        # one reason may well be the same again
        (TWO[:1], TWO[:1], False),
        (TWO, (), False),
        ((), TWO, False),
    ],
)
def test_all_reasons_as_last_quarter(root: Path, before: tuple[str, ...], now: tuple[str, ...], asked: bool) -> None:
    _round_before(root, DANGQUN, "2020Q4", "2020-12-25", _reasons(*before))
    edit(root, DANGQUN, (BRANCH, BRANCH + _reasons(*now)))
    found = _copied(root)
    assert [(fault.code, fault.severity, fault.place.line) for fault in found] == [("KP345", "warning", 21)] * asked
    if asked:
        assert "2020Q4（data/2020Q4/inspection/dangqun.yaml:7）" in found[0].message


@pytest.mark.whole
def test_the_last_round_of_the_department_is_what_it_is_held_against(root: Path) -> None:
    # nobody came in 2020Q4; 纪委办公室 was somewhere, but it is 党群工作部 that is asked about
    _round_before(root, DANGQUN, "2020Q3", "2020-09-25", _reasons(*TWO))
    _round_before(root, JIWEI, "2020Q4", "2020-12-25", "")
    edit(root, DANGQUN, (BRANCH, BRANCH + _reasons(*TWO)))
    assert [fault.code for fault in _copied(root)] == ["KP345"]
    _round_before(root, DANGQUN, "2020Q4", "2020-12-25", "")
    assert _copied(root) == []


def test_another_department_may_say_the_same(root: Path) -> None:
    edit(
        root,
        RUBRIC,
        ("points: 2\n        department: 党群工作部", "points: 2\n        department: [党群工作部, 纪委办公室]"),
    )
    _round_before(root, JIWEI, "2020Q4", "2020-12-25", _reasons(*TWO))
    edit(root, DANGQUN, (BRANCH, BRANCH + _reasons(*TWO)))
    assert _copied(root) == []


# ── months ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("reason: 8月支委会没有决议", "8月"),
        ("reason: 2020年12月支委会没有决议", "2020年12月"),
        ("reason: 没有决议, process: 八月的会议", "八月"),
        ("reason: 3月支委会没有决议", None),
        # the month of the inspection itself
        ("reason: 检查当天（4月2日）没有决议", None),
        ("reason: 没有决议, standard: 5月底前补上", None),
        ("reason: 没有决议, note: 8月也是", None),
        ("reason: 8月的决议没有补, concerns: 2020Q3-01", None),
    ],
)
def test_a_month_outside_the_quarter(root: Path, written: str, named: str | None) -> None:
    branch = BRANCH.replace("03-25", "04-02")
    finding = f"    findings:\n      - {{item: DJ-02, clause: 缺项, {written}}}\n"
    edit(root, DANGQUN, (BRANCH, branch + finding))
    found = _copied(root)
    assert [(fault.code, fault.particulars["named"], fault.place.line) for fault in found] == (
        [] if named is None else [("KP346", named, 24)]
    )


def test_what_came_after_the_last_inspection_is_this_quarters(root: Path) -> None:
    edit(root, DANGQUN, (BRANCH, BRANCH + _reasons("12月支委会没有决议")))
    assert [fault.code for fault in _copied(root)] == ["KP346"]
    # December was not over then
    _round_before(root, DANGQUN, "2020Q4", "2020-12-10", "")
    assert _copied(root) == []


def test_an_item_that_is_due_once_a_year_is_about_the_year(root: Path) -> None:
    edit(root, DANGQUN, (BRANCH, BRANCH + _reasons("8月支委会没有决议")))
    head = "        points: 2\n        department: 党群工作部\n"
    edit(root, RUBRIC, (head, head + "        due: [Q1]\n        not_applicable: full\n"))
    assert _copied(root) == []


@pytest.mark.parametrize(
    ("reason", "asked"), [("8月没有学习", True), ("1月没有学习", False), ("3月没有学习", False), ("4月没有学习", True)]
)
def test_a_self_assessment_may_speak_of_its_quarter(root: Path, reason: str, asked: bool) -> None:
    edit(root, MARCH, ("  机关党支部: {}\n", "  机关党支部:\n" + _reasons(reason)))
    assert [(fault.code, fault.place.file) for fault in _copied(root)] == [("KP346", MARCH)] * asked


@pytest.mark.whole
def test_nothing_is_asked_of_a_sealed_round(tmp_path: Path) -> None:
    loader = Loader(lay(tmp_path))
    edit(tmp_path, DANGQUN, (BRANCH, BRANCH + _reasons("8月支委会没有决议")))
    found = loader.workspace(sealed=True)
    (this,) = found.rounds.values()
    assert found.roster is not None
    assert len(check_copied(this, (), found.roster, found.rubrics[0])) == 1
    this.seals = Loader(SAMPLE).workspace(sealed=True).rounds[this.quarter.earlier(1)].seals
    assert this.seals is not None
    assert len(check_copied(this, (), found.roster, found.rubrics[0])) == 0


@pytest.mark.whole
def test_the_sample_has_nothing_of_the_kind_in_any_round() -> None:
    found = Loader(SAMPLE).workspace()
    assert found.roster is not None
    asked = []
    for this in found.rounds.values():
        rubric = found.rubric_in_force(this.quarter)
        assert rubric is not None
        earlier = [each for each in found.rounds.values() if each.quarter < this.quarter]
        asked += [*check_twice(this, found.roster, rubric), *check_copied(this, earlier, found.roster, rubric)]
    assert len(found.rounds) == 12
    assert asked == []
