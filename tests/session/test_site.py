"""The rounds of a site: what is asked of all at once is as it is asked of each; what is left out leaves no trace."""

import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.session.site import Choice, LeftOut, chosen_rounds, dossiers, editions, revisions
from sample import SAMPLE

pytestmark = pytest.mark.whole

DAY = date(2021, 4, 15)
NEWEST = Quarter(2021, 1)


def test_all_at_once_is_as_one_by_one() -> None:
    session, alone = Session(SAMPLE), Session(SAMPLE)
    session, choice = chosen_rounds(session, "publish", DAY)
    assert choice.held == tuple(alone.quarters())
    assert choice.left_out == (LeftOut(NEWEST, None),)
    for quarter in (*choice.chosen[:2], choice.chosen[-1], NEWEST):
        assert session.releases(quarter) == alone.releases(quarter)
    found = dict(zip(choice.chosen, editions(session, choice), strict=True))
    for quarter in (choice.chosen[0], choice.chosen[-1]):
        assert found[quarter] == alone.edition(quarter)


def test_nothing_left_out_is_the_dossier_itself() -> None:
    session = Session(SAMPLE)
    quarters = (Quarter(2018, 2), Quarter(2018, 3))
    assert dossiers(session, Choice(quarters, ())) == tuple(map(session.dossier, quarters))


def test_what_a_round_holds_that_is_left_out_is_not_told() -> None:
    session = Session(SAMPLE)
    out, last = Quarter(2020, 3), Quarter(2020, 4)
    choice = Choice((Quarter(2020, 2), last), (LeftOut(out, None),))
    found = dossiers(session, choice)[-1]
    assert [each.quarter for each in found.rounds] == list(choice.chosen)
    assert {each.quarter for each in found.entries} <= set(choice.chosen)
    whole = session.dossier(last)
    assert any(each.quarter == out for each in whole.entries)
    # a problem that was closed since is closed, whatever round the visit was filed in
    closed = {each.id: each.closed_on for each in whole.entries if each.quarter == Quarter(2020, 2)}
    assert {each.id for each in found.entries if each.quarter == Quarter(2020, 2)} == set(closed)
    assert found.headline.rounds == 2


def test_each_version_comes_with_what_changed() -> None:
    session = Session(SAMPLE)
    quarters = (Quarter(2018, 2), Quarter(2019, 1), Quarter(2019, 2), Quarter(2020, 1))
    found = revisions(session, dossiers(session, Choice(quarters, ())))
    assert [rubric.version for rubric, _ in found] == ["2018", "2019", "2020"]
    assert found[0][1] is None
    for (earlier, _), (rubric, revision) in pairwise(found):
        assert revision is not None
        assert revision.before.document.version == earlier.version
        assert revision.after.document.version == rubric.version
        assert len(revision.changes) > 10


def test_a_round_that_cannot_be_scored_keeps_no_other_back(tmp_path: Path) -> None:
    for name in ("data", "rubrics"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    shutil.copy(SAMPLE / "kaoping.yaml", tmp_path)
    broken = tmp_path / "data/2021Q1/inspection/dangqun.yaml"
    broken.write_text(broken.read_text("utf-8").replace("clause:", "clauze:", 1), "utf-8")
    _, choice = chosen_rounds(Session(tmp_path), "publish", DAY)
    assert choice.chosen[-1] == Quarter(2020, 4)
    assert [each.quarter for each in choice.left_out] == [NEWEST]
    assert choice.left_out[0].fault is not None
    for quarter in sorted((tmp_path / "data").iterdir()):
        if quarter.name not in ("2021Q1", "roster.yaml"):
            shutil.rmtree(quarter)
    with pytest.raises(SessionError):
        chosen_rounds(Session(tmp_path), "publish", DAY)
