"""Severities that a workspace sets, and waivers, which are themselves checked."""

from pathlib import Path

import pytest

from dangjian_kaoping.session.checking import check_all_versions, check_versions_in

from .laying import RUBRIC, TODAY, checked, edit, told

LARGE = ("{each: 0.5}", "{each: 3}")
"""Causes KP210, a warning, at line 35 of the rubric."""


def _waive(root: Path, *, code: str = "KP210", path: str = RUBRIC, until: str = "9999-12-31") -> None:
    (root / "waivers.yaml").write_text(
        f"kind: waivers\nversion: 1\nwaivers:\n  - code: {code}\n    path: '{path}'\n    reason: 原细则如此\n"
        f"    approved_by: 党群工作部\n    until: {until}\n",
        encoding="utf-8",
    )


@pytest.fixture
def large(root: Path) -> Path:
    """A workspace with one warning."""
    edit(root, RUBRIC, LARGE)
    assert told(checked(root)) == [f"KP210 {RUBRIC}:35"]
    return root


@pytest.mark.parametrize("path", [RUBRIC, f"{RUBRIC}:35", "rubrics/*.yaml", "rubrics/*", "*/2020.yaml"])
def test_a_waiver_by_path_and_line(large: Path, path: str) -> None:
    _waive(large, path=path)
    assert checked(large) == []


@pytest.mark.parametrize("path", ["rubrics/2018.yaml", f"{RUBRIC}:34", "rubrics", "2020.yaml", "data/*"])
def test_a_waiver_of_another_place_is_told_to_be_of_no_use(large: Path, path: str) -> None:
    _waive(large, path=path)
    assert told(checked(large)) == [f"KP210 {RUBRIC}:35", "KP502 waivers.yaml:5"]


@pytest.mark.parametrize(("until", "expired"), [("2021-04-15", False), ("2021-04-14", True)])
def test_a_waiver_holds_to_the_end_of_its_day(large: Path, until: str, expired: bool) -> None:
    assert str(TODAY) == "2021-04-15"
    _waive(large, until=until)
    assert told(checked(large)) == ([f"KP210 {RUBRIC}:35", "KP501 waivers.yaml:8"] if expired else [])


def test_a_waiver_is_not_told_to_be_of_no_use_where_only_a_part_was_checked(root: Path) -> None:
    _waive(root)
    assert told(checked(root, [])) == []


@pytest.mark.parametrize(("setting", "severities"), [("error", ["error"]), ("warning", ["warning"]), ("off", [])])
def test_a_severity_that_the_workspace_sets(large: Path, setting: str, severities: list[str]) -> None:
    edit(large, "kaoping.yaml", ("委员会\n", f"委员会\nseverities: {{KP210: '{setting}'}}\n"))
    assert [fault.severity for fault in checked(large)] == severities


def test_a_code_that_does_not_exist_is_told_the_nearest(root: Path) -> None:
    _waive(root, code="KP021")
    (fault,) = checked(root)
    assert (fault.code, str(fault.place)) == ("KP503", "waivers.yaml:4")
    assert fault.hint.startswith("是不是“KP")


def test_a_code_in_the_settings_is_told_at_its_line(root: Path) -> None:
    edit(root, "kaoping.yaml", ("委员会\n", "委员会\nseverities: {KP021: error}\n"))
    assert told(checked(root)) == ["KP503 kaoping.yaml:5"]


@pytest.mark.parametrize("files", [[], [Path(RUBRIC)]], ids=["all versions", "one file"])
def test_rubrics_alone_are_judged_as_the_workspace_is(large: Path, files: list[Path]) -> None:
    def found() -> list[str]:
        paths = [large / each for each in files]
        asked = check_versions_in(large, paths, TODAY) if paths else check_all_versions(large, TODAY)
        return [f"{each.severity} {each.code}" for each in asked.faults if each.code == "KP210"]

    assert found() == ["warning KP210"]
    edit(large, "kaoping.yaml", ("kind: workspace", "kind: workspace\nseverities: {KP210: error}"))
    assert found() == ["error KP210"]
    _waive(large)
    assert found() == []


def test_a_waiver_that_does_not_say_until_when_holds_for_nothing_and_has_not_expired(large: Path) -> None:
    _waive(large)
    edit(large, "waivers.yaml", ("    until: 9999-12-31\n", ""))
    assert told(checked(large)) == [f"KP210 {RUBRIC}:35", "KP108 waivers.yaml:4"]


@pytest.mark.parametrize("path", ["2020.yaml", "rubrics\\2020.yaml", "2020.yaml:35"])
def test_a_path_that_is_written_otherwise_is_told_as_it_should_be(large: Path, path: str) -> None:
    _waive(large, path=path)
    unused = next(each for each in checked(large) if each.code == "KP502")
    assert RUBRIC in unused.hint
