"""`kaoping score` and `explain`: the contract for programs, on a workspace worked out by hand."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from checks.laying import DANGQUN, JIWEI, edit

from .conftest import Command

# 发电部党支部：DJ-01 少开1次扣1分，DJ-02 缺2项扣1分；检查 10-2=8，自评 10；8×0.9+10×0.1=8.20
# 机关党支部：LZ-01 判1分；检查 9，自评 10；9×0.9+10×0.1=9.10


def _score(kaoping: Command, *arguments: str) -> Any:
    status, out, err = kaoping("score", "-q", "2021Q1", "-f", "json", *arguments)
    assert (status, err) == (0, "")
    return json.loads(out)


def test_the_contract_of_the_json(root: Path, kaoping: Command) -> None:
    data = _score(kaoping)
    assert {key: data[key] for key in ("format", "quarter", "rubric", "complete")} == {
        "format": "kaoping.score/1",
        "quarter": "2021Q1",
        "rubric": "2020",
        "complete": True,
    }
    first, second = data["branches"]
    assert (first["branch"], first["rank"], first["composite"]) == ("机关党支部", 1, "9.10")
    assert (second["branch"], second["rank"], second["composite"]) == ("发电部党支部", 2, "8.20")
    assert (second["inspection"], second["self_assessment"], second["base"]) == ("8.00", "10.00", "8.00")
    assert {area: Decimal(points) for area, points in second["areas"].items()} == {"党建工作": 4, "党风廉政建设": 4}
    assert (first["flags"], second["flags"]) == ([], ["bottom_three"])
    found = [(each["item"], each["clause"], Decimal(each["points"]), each["source"]) for each in second["findings"]]
    assert found == [("DJ-01", "缺会", Decimal(-1), f"{DANGQUN}:10"), ("DJ-02", "缺项", Decimal(-1), f"{DANGQUN}:16")]
    assert (second["findings"][0]["reason"], second["findings"][0]["standard"]) == (
        "2月支委会未召开",
        "缺开的会议在整改期限内补开",
    )


def test_figures_are_strings_and_add_up(root: Path, kaoping: Command) -> None:
    for branch in _score(kaoping)["branches"]:
        parts = [Decimal(points) for points in branch["areas"].values()]
        assert sum(parts) == Decimal(branch["base"])
        assert Decimal(branch["base"]) + Decimal(branch["bonus"]) - Decimal(branch["penalty"]) == Decimal(
            branch["inspection"]
        )
        assert all(
            isinstance(branch[key], str)
            for key in ("composite", "inspection", "self_assessment", "base", "bonus", "penalty")
        )


@pytest.mark.parametrize("name", ["发电部党支部", "ZB01"])
def test_one_branch_by_name_or_id(root: Path, kaoping: Command, name: str) -> None:
    (branch,) = _score(kaoping, "--branch", name)["branches"]
    assert (branch["branch"], branch["rank"]) == ("发电部党支部", 2)
    table = kaoping("score", "-q", "2021Q1", "-b", name).out
    assert "8.20" in table
    assert "9.10" not in table


def test_the_table_and_the_csv_say_the_same(root: Path, kaoping: Command) -> None:
    table = kaoping("score", "-q", "2021Q1").out
    rows = list(csv.DictReader(io.StringIO(kaoping("score", "-q", "2021Q1", "-f", "csv").out)))
    assert [(row["党支部"], row["综合得分"]) for row in rows] == [("机关党支部", "9.10"), ("发电部党支部", "8.20")]
    for row in rows:
        assert row["党支部"] in table
        assert row["综合得分"] in table


def test_an_explanation_leads_to_the_clause_and_to_the_record(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("explain", "发电部党支部", "--quarter", "2021Q1")
    assert (status, err) == (0, "")
    for words in ("8.20", "每季应开4次会，每少开1次扣1分", "2月支委会未召开", "缺开的会议在整改期限内补开"):
        assert words in out
    assert "rubrics/2020.yaml:21" in out
    assert f"{DANGQUN}:10" in out


def test_an_explanation_of_one_item(root: Path, kaoping: Command) -> None:
    out = kaoping("explain", "ZB01", "DJ-02", "-q", "2021Q1").out
    assert "会议记录每缺1项扣0.5分" in out
    assert "每季应开4次会" not in out
    data = json.loads(kaoping("explain", "ZB01", "DJ-02", "-q", "2021Q1", "-f", "json").out)
    assert data["format"].startswith("kaoping.explain/")


def test_an_incomplete_branch_has_no_composite_and_no_rank(root: Path, kaoping: Command) -> None:
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    data = _score(kaoping)
    assert data["complete"] is False
    last = data["branches"][-1]
    assert (last["branch"], last["rank"], last["composite"], last["flags"]) == ("发电部党支部", None, None, [])
    # nobody is flagged for the last three until the round is complete
    assert all("bottom_three" not in branch["flags"] for branch in data["branches"])
    for arguments in (("score",), ("score", "-f", "csv"), ("explain", "ZB01"), ("explain", "ZB01", "-f", "json")):
        assert kaoping(*arguments, "-q", "2021Q1").status == 0


def test_what_is_read_lies_in_the_workspace_and_paths_are_relative_to_it(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kaoping: Command
) -> None:
    monkeypatch.chdir(tmp_path)
    out = kaoping("score", "-q", "2021Q1", "-f", "json", "-w", str(root)).out
    assert str(root) not in out
    assert DANGQUN in out
