"""Sealed rounds of the workspace that says every word: which of its words are sealed, and what may be added later."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import every_word
from checks.laying import checked

from .conftest import Command

pytestmark = pytest.mark.whole

RUBRIC, ROSTER, NOTES = "rubrics/2020.yaml", "data/roster.yaml", "data/2021Q2/round.yaml"
DEADLINES = "due: {Q1: 03-15, Q2: 06-20, Q3: 09-20, Q4: 12-20}"


@pytest.fixture
def sealed(tmp_path: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Both rounds, sealed."""
    root = every_word.laid(tmp_path / "every_word")
    monkeypatch.chdir(root)
    for quarter in ("2021Q1", "2021Q2"):
        assert kaoping("seal", "-q", quarter, "--date", "2021-07-20").status == 0
    return root


def broken(root: Path, file: str, old: str, new: str) -> list[str]:
    """What the seals say of one change, which is put back afterwards."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = sorted({each.code for each in checked(root) if each.code.startswith("KP5")})
    path.write_text(text, encoding="utf-8")
    return found


def later() -> Iterator[tuple[str, str, str]]:
    """What a sealed rubric, or round, may gain, lose or change afterwards."""
    yield RUBRIC, "  due_day: 10\n", ""
    yield RUBRIC, "due_day: 10", "due_day: 12"
    yield RUBRIC, "Q1: 03-15", "Q1: 03-31"
    yield RUBRIC, DEADLINES, "due: quarterly"
    yield RUBRIC, "short: 党建", "short: 党"
    yield RUBRIC, "  short: 党建\n", ""
    # as it is without the word
    yield RUBRIC, "  self_assessment: monthly\n", ""
    yield NOTES, "version: 1\n", "version: 1\nnote: 说明\n"


def content() -> Iterator[tuple[str, str, str]]:
    """What is sealed."""
    yield RUBRIC, DEADLINES, "due: [Q1, Q2]"
    yield RUBRIC, "ceiling: 16", "ceiling: 17"
    yield RUBRIC, "when: {clause: 参学, to: 0}", "when: {clause: 参学, to: 1}"
    yield RUBRIC, "      combine: mean\n", ""
    yield RUBRIC, "ranking: dense", "ranking: standard"
    yield RUBRIC, "roles: [主办, 协办]", "roles: [协办, 主办]"
    yield RUBRIC, "max: 120", "max: 130"
    yield RUBRIC, "      department: 党群部\n    - {id: 多开", "    - {id: 多开"
    yield NOTES, "集中培训", "集中学习"
    yield ROSTER, ", into: 化学部党支部", ""
    yield ROSTER, "into: 化学部党支部", "into: 检修部党支部"
    yield ROSTER, "head_count: 43", "head_count: 44"


def of_result() -> Iterator[tuple[str, str]]:
    """What changes the figures of a sealed round."""
    yield "same: 缺会, as: over", "same: 缺会, as: done"
    yield "absent: share", "absent: zero"
    yield "for: year}", "for: round}"
    yield "branches: highest", "branches: mean"
    yield "pool: class", "pool: all"
    yield "to_points: 6", "to_points: 5"
    yield "if_none: full", "if_none: zero"
    yield "score_cap, at_most: 80", "score_cap, at_most: 79"
    yield "    highest_only: true\n", ""


def test_what_may_be_added_and_what_is_sealed(sealed: Path) -> None:
    assert [each for each in later() if broken(sealed, *each)] == []
    assert [each for each in content() if not {"KP504", "KP505", "KP506"} & {*broken(sealed, *each)}] == []


def test_another_result_is_said(sealed: Path) -> None:
    assert [each for each in of_result() if "KP509" not in broken(sealed, RUBRIC, *each)] == []


def test_what_is_published_of_a_sealed_round_is_verified(sealed: Path, kaoping: Command) -> None:
    book = sealed / "report.xlsx"
    assert kaoping("rank", "-q", "2021Q1", "--publish", str(book)).status == 0
    done = kaoping("verify", str(book))
    assert done.status == 0
    assert "每个数、每个公式都由细则和记录得出" in done.out
