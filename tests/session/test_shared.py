"""A version that several workspaces have word for word: read once, and checked against each roster."""

from pathlib import Path

import pytest

from checks.laying import lay
from dangjian_kaoping.loading.shared import Shared
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.session import Session
from plants import edit

QUARTER = "2021Q1"


def test_what_is_the_same_is_read_once(tmp_path: Path) -> None:
    shared = Shared()
    one, other = (Session(lay(tmp_path / each), shared).round(QUARTER) for each in ("p1", "p2"))
    assert one.rubric is other.rubric
    alone = Session(tmp_path / "p1").round(QUARTER)
    assert [(each.score.composite, each.rank) for each in other.placings] == [
        (each.score.composite, each.rank) for each in alone.placings
    ]


def test_what_differs_is_its_own(tmp_path: Path) -> None:
    shared = Shared()
    one = Session(lay(tmp_path / "p1"), shared).round(QUARTER)
    edit(lay(tmp_path / "p2") / "rubrics/2020.yaml", "total: ", "note: 改过\ntotal: ")
    other = Session(tmp_path / "p2", shared).round(QUARTER)
    assert (one.rubric.note, other.rubric.note) != (None, None)
    assert one.rubric is not other.rubric


def test_a_roster_that_does_not_fit_is_found_for_each(tmp_path: Path) -> None:
    shared = Shared()
    assert Session(lay(tmp_path / "p1"), shared).round(QUARTER).placings
    edit(lay(tmp_path / "p2") / "data/roster.yaml", "name: 党群工作部", "name: 另一个部")
    with pytest.raises(SessionError) as mine:
        Session(tmp_path / "p2").round(QUARTER)
    with pytest.raises(SessionError) as found:
        Session(tmp_path / "p2", shared).round(QUARTER)
    assert str(found.value) == str(mine.value)
    assert Session(tmp_path / "p1", shared).round(QUARTER).placings


def test_a_version_with_faults_is_told_of_each(tmp_path: Path) -> None:
    shared = Shared()
    for name in ("p1", "p2"):
        edit(lay(tmp_path / name) / "rubrics/2020.yaml", "total: ", "totle: ")
        with pytest.raises(SessionError, match="rubrics/2020"):
            Session(tmp_path / name, shared).round(QUARTER)
