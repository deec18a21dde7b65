"""`kaoping fairness`: what it says of the sample, and of rounds that are not complete."""

import json
from pathlib import Path

import pytest

from checks.laying import JIWEI
from sample import SAMPLE

from .conftest import Command


def test_as_text_and_as_data(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE)
    status, out, err = kaoping("fairness")
    assert (status, err) == (0, "")
    assert out.startswith(
        "2020 版施行以来的 5 轮（2020Q1 至 2021Q1）\n\n从未扣分的条款：28 条（能扣分、否决的共 112 条）\n"
    )
    assert "2021Q1  89.43  93.75     90.86  4.32\n" in out
    assert "检修            20     96.22     96.03     97.93           163          85   52%\n" in out
    data = json.loads(kaoping("fairness", "-f", "json").out)
    assert (data["rubric"], data["clauses"], len(data["never"])) == ("2020", 112, 28)
    assert data["rounds"][4]["means"] == {"生产": "89.426000", "检修": "93.747500", "机关后勤": "90.863333"}


def test_rounds_that_are_not_complete_are_left_out(root: Path, kaoping: Command) -> None:
    (root / JIWEI).unlink()
    found = kaoping("fairness")
    assert (found.status, found.out) == (1, "")
    assert "KP414 2021Q1 还是暂定" in found.err


def test_before_any_round(root: Path, kaoping: Command) -> None:
    for path in (root / "data/2021Q1/inspection").iterdir():
        path.unlink()
    found = kaoping("fairness")
    assert (found.status, found.out) == (3, "")
    assert "KP402" in found.err
