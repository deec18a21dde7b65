"""Where a value stands is asked only of what is wrong: to answer, the text of a document is gone through again."""

from pathlib import Path

import pytest

from dangjian_kaoping.loading import lines
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.source.reader import read_yaml

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[2]


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def noted(text: str, file: str, *more: object) -> object:
        found.append(file)
        return read_yaml(text, file, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(lines, "read_yaml", noted)
    return found


@pytest.mark.parametrize("quarter", ["2018Q2", "2019Q4", "2021Q1"])
def test_a_round_without_faults_asks_for_none(quarter: str, read_again: list[str]) -> None:
    assert Session(ROOT).round(quarter).complete
    assert read_again == []


def test_what_asks_is_noticed(read_again: list[str]) -> None:
    rubric = Session(ROOT).round("2021Q1").rubric
    assert rubric.place_of("version").line > 1
    assert read_again == [rubric.at.file]
