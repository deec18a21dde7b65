"""检查组 in records: a round that is sealed may gain them, and no figure moves; a name that nobody knows is refused."""

import json
from pathlib import Path

from checks.laying import DANGQUN, ROSTER, edit

from .conftest import Command

FIRST = "  发电部党支部:\n    date: 2021-03-25\n"


def _gain_teams(root: Path, team: str = "甲组") -> None:
    edit(root, ROSTER, ("classes: [生产, 机关]\n", "classes: [生产, 机关]\nteams: [甲组, 乙组]\n"))
    edit(root, DANGQUN, (FIRST, f"{FIRST}    team: {team}\n"))


def test_a_sealed_round_may_gain_its_teams(root: Path, kaoping: Command) -> None:
    before = kaoping("score", "-q", "2021Q1", "-f", "csv").out
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-10").status == 0
    assert kaoping("rank", "-q", "2021Q1", "-p", "排名.xlsx").status == 0
    _gain_teams(root)
    assert kaoping("check").status == 0
    assert kaoping("score", "-q", "2021Q1", "-f", "csv").out == before
    # 行号挪了一行，依据没有变
    assert "细则和记录自公布以来没有改过" in kaoping("verify", "排名.xlsx").out


def test_a_team_that_the_roster_does_not_name_is_refused_with_what_is_near(root: Path, kaoping: Command) -> None:
    _gain_teams(root, "甲组甲")
    found = kaoping("score", "-q", "2021Q1")
    assert (found.status, found.out) == (3, "")
    assert "KP356 名册里没有检查组“甲组甲”" in found.err
    assert "是不是“甲组”？" in found.err
    assert "请改正 team，有：甲组、乙组；" in found.err


def test_two_teams_that_look_the_same_are_told(root: Path, kaoping: Command) -> None:
    edit(root, ROSTER, ("classes: [生产, 机关]\n", "classes: [生产, 机关]\nteams: [A组, a组]\n"))
    assert "KP143" in kaoping("check").out


def test_confidence_tells_what_the_teams_of_a_department_took(root: Path, kaoping: Command) -> None:
    assert "检查组" not in kaoping("confidence", "-q", "2021Q1").out
    _gain_teams(root)
    records = root / DANGQUN
    head, *rest = records.read_text("utf-8").split("    date: 2021-03-2")
    records.write_text(head + "".join(f"    date: 2021-03-2{each}" for each in _with_team(rest)), "utf-8")
    assert "各检查组在各类支部平均扣的分" in kaoping("confidence", "-q", "2021Q1").out
    (department,) = json.loads(kaoping("confidence", "-q", "2021Q1", "-f", "json").out)["teams"]
    assert {each["team"] for one in department["classes"] for each in one["teams"]} == {"甲组", "乙组"}


def _with_team(records: list[str]) -> list[str]:
    """Records that each begin with the rest of their day; those that name no team were of the other one."""
    return [each if "team:" in each else each.replace("\n", "\n    team: 乙组\n", 1) for each in records]
