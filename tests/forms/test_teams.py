"""检查组 in 检查表: offered where the roster names teams, read back, and refused where it names others."""

from pathlib import Path

import pytest

from dangjian_kaoping.forms.filing import Filing
from dangjian_kaoping.forms.meaning import meaning
from dangjian_kaoping.model.records import BranchInspection

from .damages import VISITS
from .plant import ROSTER, Filled, Plant, as_data, blank, told, visited, written

TEAMS = ROSTER.replace("classes: [生产]\n", "classes: [生产]\nteams: [甲组, 乙组]\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("teams"), {"data/roster.yaml": TEAMS})


def test_the_team_that_is_chosen_is_recorded(folder: Path, tmp_path: Path) -> None:
    form = visited(Filled(blank(folder, "inspection")), "ZB1", "ZB2")
    form.put(VISITS, "ZB1", 检查组=" 乙组\n")
    filing = Plant(folder).filing(form.save(tmp_path / "2021Q2-检查表-党群部.xlsx"))
    assert isinstance(filing, Filing)
    assert told(filing) == []
    (document,) = filing.documents
    branches = as_data(document.tree)["branches"]
    assert branches["ZB1"]["team"] == "乙组"
    assert "team" not in branches["ZB2"]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"检查组": "丙组"}, ("KP705", "检查组")),
        ({"检查组": "甲组", "检查日期": None, "结果": None}, ("KP732", "检查日期")),
        ({"检查组": "甲组", "检查日期": None, "结果": "未检查"}, ("KP732", "结果")),
    ],
)
def test_what_cannot_be_is_told_at_its_cell(
    values: dict[str, object], fault: tuple[str, str], folder: Path, tmp_path: Path
) -> None:
    form = visited(Filled(blank(folder, "inspection")), "ZB1")
    form.put(VISITS, "ZB2", **values)
    filing = Plant(folder).filing(form.save(tmp_path / "2021Q2-检查表-党群部.xlsx"))
    assert told(filing) == [(fault[0], form.at(VISITS, "ZB2", fault[1]))]


def test_without_teams_there_is_no_such_column(tmp_path: Path) -> None:
    plain = Filled(blank(written(tmp_path / "plain"), "inspection"))
    assert "检查组" not in [cell.value for row in plain.sheet(VISITS).iter_rows() for cell in row]


def test_another_team_is_another_record() -> None:
    one, other = (BranchInspection.model_validate({"date": "2021-06-20", "team": each}) for each in ("甲组", "乙组"))
    assert meaning(one) != meaning(other)
