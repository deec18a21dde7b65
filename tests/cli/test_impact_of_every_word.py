"""What a revision would have made of the rounds that say every word, as the command line tells it."""

import json
from pathlib import Path

import pytest

import every_word

from .conftest import Command

pytestmark = pytest.mark.whole

NEXT = {"version: 2020": "version: 2022", "effective_from: 2020Q1": "effective_from: 2022Q1"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = every_word.laid(tmp_path / "every_word")
    monkeypatch.chdir(found)
    return found


def figures(kaoping: Command, *options: str) -> dict[str, tuple[str, str, str, str]]:
    """By round and branch: the composite before and after, and the ranks."""
    done = kaoping("rubric", "impact", *options, "--format", "json")
    assert done.status == 0, done.err
    found = {}
    for one in json.loads(done.out)["rounds"]:
        assert one["exact"]
        for each in one["branches"]:
            before, after = each["before"], each["after"]
            key = f"{one['quarter']} {each['branch']}"
            assert after["composite"]["least"] == after["composite"]["most"]
            found[key] = (before["composite"], after["composite"]["least"], before["rank"], after["rank"]["best"])
    return found


def test_the_same_rubric_gives_the_same_rounds(root: Path, kaoping: Command) -> None:
    text = (root / "rubrics/2020.yaml").read_text(encoding="utf-8")
    for old, new in NEXT.items():
        text = text.replace(old, new)
    (root / "rubrics/2022.yaml").write_text(text, encoding="utf-8")
    found = figures(kaoping, "2020", "2022")
    assert len(found) == 12
    assert all(each[0] == each[1] and each[2] == each[3] for each in found.values())


@pytest.mark.parametrize(
    ("edit", "branch", "composite"),
    [
        # 火灾只管一轮：二季度化学部 AQ-01 不再是 0
        ("item.AQ-01.clause.火灾.empties.for=round", "2021Q1 化学部党支部", "64.34"),
        ("item.JY-01.clause.产值.earn.of.branches=mean", "2021Q1 燃料部党支部", "93.41"),
        ("item.JY-02.clause.满意.deduct.below.pool=all", "2021Q1 后勤党支部", "88.37"),
        ("item.JF-02.clause.处分.veto.at_most=70", "2021Q1 检修部党支部", "70.00"),
        ("item.XS-01.ceiling=1.1", "2021Q1 发电部党支部", "114.82"),
        ("item.DJ-04.clause.测评.fact.absent=zero", "2021Q1 化学部党支部", "57.97"),
        ("measure.floor=70", "2021Q1 化学部党支部", "70.00"),
        ("measure.grades.五星.at_most=2", "2021Q1 化学部党支部", "61.14"),
    ],
)
def test_a_word_that_is_tried_otherwise(root: Path, kaoping: Command, edit: str, branch: str, composite: str) -> None:
    found = figures(kaoping, "2020", "--quarters", "2021Q1", "--try", edit)
    assert found[branch][1] == composite


def test_what_cannot_be_replayed_is_named(root: Path, kaoping: Command) -> None:
    done = kaoping("rubric", "impact", "2020", "--quarters", "2021Q1", "--try", "item.DJ-01.clause.多开.fact.as=done")
    assert done.status == 0
    assert "DJ-01/多开：应做的数与原来的对不上，超出原来规定的没有记录" in done.out.replace("\n  ", "")


def test_how_far_the_areas_could_move(root: Path, kaoping: Command) -> None:
    done = kaoping("confidence", "--sensitivity")
    assert done.status == 0
    for area in ("党建工作", "安全", "经营"):
        assert area in done.out
    # what is a factor has no weight
    assert "难度系数" not in done.out
    assert "效率" not in done.out
