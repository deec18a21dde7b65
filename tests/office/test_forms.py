"""Forms by the whole way: written, filled in by a clerk at LibreOffice, saved there, taken into the records."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dangjian_kaoping.cli.shell.app import run
from office import OFFICE
from office.fill import PYTHON, SAMPLE, Desk, fill, type_in

QUARTER = "2021Q1"
HAS_UNO = (
    OFFICE is not None and not subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode
)

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not HAS_UNO, reason="没有 LibreOffice 或它的 python3-uno（Debian：apt-get install python3-uno）"
    ),
]

PLACES = ("source", "suppressed_by", "origin")
"""What tells where a record lies."""


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample, of which a round has not been recorded yet."""
    root = tmp_path / "厂"
    for name in ("data", "rubrics"):
        shutil.copytree(SAMPLE / name, root / name)
    shutil.copy(SAMPLE / "kaoping.yaml", root)
    for name in ("inspection", "self"):
        shutil.rmtree(root / "data" / QUARTER / name)
    monkeypatch.chdir(root)
    return root


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_places(each) for key, each in value.items() if key not in PLACES}
    return [without_places(each) for each in value] if isinstance(value, list) else value


def scores(capsys: pytest.CaptureFixture[str]) -> Any:
    capsys.readouterr()
    assert run(["score", "--quarter", QUARTER, "--format", "json"]) == 0
    return without_places(json.loads(capsys.readouterr().out))


def test_a_round_that_was_filled_in_at_libreoffice_is_the_round_that_was_typed_as_yaml(
    plant: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(SAMPLE)
    expected = scores(capsys)
    monkeypatch.chdir(plant)
    assert run(["form", "inspection", "--quarter", QUARTER, "-o", "表"]) == 0
    assert run(["form", "self", "--quarter", QUARTER, "-o", "表"]) == 0
    answers = fill(plant / "表")
    assert len(answers) == 40
    assert not [each for each in answers if each["invalid"]]
    capsys.readouterr()
    assert run(["import", "表"]) == 0
    assert "新写 40 张" in capsys.readouterr().out
    assert run(["import", "表"]) == 0
    assert "不必写 40 张" in capsys.readouterr().out
    assert scores(capsys) == expected
    assert run(["check"]) == 0
    assert "没有发现问题" in capsys.readouterr().err
    # what is recorded stands in forms again, and they change nothing
    assert run(["form", "inspection", "--quarter", QUARTER, "--filled", "-o", "表2"]) == 0
    assert run(["form", "self", "--quarter", QUARTER, "--filled", "-o", "表2"]) == 0
    capsys.readouterr()
    assert run(["import", "表2"]) == 0
    assert "不必写 40 张" in capsys.readouterr().out


def test_libreoffice_marks_what_no_drop_down_offers(plant: Path) -> None:
    """The right item with the clause of another, a level of another clause, what is no branch, no way of counting."""
    assert run(["form", "inspection", "--quarter", QUARTER, "--department", "党群工作部", "-o", "表"]) == 0
    (path,) = (plant / "表").glob("*.xlsx")
    desk = Desk(path)
    free = [at for at, row in desk.rows("检查登记") if row["行"]]
    right = {
        "党支部": "燃料部党支部",
        "考评项目": "DJ-01 “三会一课”落实",
        "条款": "缺支委会",
        "档次或计法": "少了",
        "数1": "1",
    }
    wrong = [
        {"条款": "缺党日"},
        {"条款": "平台得分"},
        {"党支部": "燃料党支部"},
        {"档次或计法": "较好"},
        {"考评项目": "DJ-01"},
    ]
    for at, change in zip(free, [{}, *wrong], strict=False):
        desk.put("检查登记", at, right | change)
    needed = {row["条款"]: at for at, row in desk.rows("必填数据")}
    desk.put("必填数据", needed["现场"], {"档次或计法": "很好"})
    (answer,) = type_in([{"file": str(path), "typing": True, "cells": desk.typed}])
    # what is chosen after a wrong item or clause has no list to be in either
    assert answer["invalid"] == {"检查登记": len(wrong) + 4, "必填数据": 1}


def test_a_form_that_was_filled_wrongly_is_refused_at_its_cells_and_nothing_is_written(
    plant: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["form", "inspection", "--quarter", QUARTER, "--department", "党群工作部", "-o", "表"]) == 0
    (path,) = (plant / "表").glob("*.xlsx")
    desk = Desk(path)
    free = [at for at, row in desk.rows("检查登记") if row["行"]]
    row = {"党支部": "燃料部党支部", "考评项目": "DJ-01 “三会一课”落实", "条款": "缺支委会", "档次或计法": "少了"}
    desk.put("检查登记", free[0], row | {"数1": "约2", "扣分原因": "两次没有开"})
    desk.put("检查登记", free[1], row | {"条款": "记录缺项", "档次或计法": "", "数1": "-1", "扣分原因": "缺签到"})
    visit = next(at for at, each in desk.rows("到支部检查") if each["党支部"] == "燃料部党支部")
    desk.put("到支部检查", visit, {"检查日期": "2021-03-22", "结果": "有问题"})
    type_in([{"file": str(path), "save": str(path), "typing": True, "cells": desk.typed}])
    capsys.readouterr()
    assert run(["import", "表"]) == 1
    out = capsys.readouterr().out
    assert f"检查登记!E{free[0]}" in out
    assert f"检查登记!E{free[1]}" in out
    assert not list((plant / "data" / QUARTER).rglob("*.form.yaml"))
