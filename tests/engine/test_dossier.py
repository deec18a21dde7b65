"""一轮的卷宗: the rounds up to it, who moved, and the ledger as of the quarter."""

import pytest

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.session.session import Session
from sample import SAMPLE

pytestmark = pytest.mark.whole


def sample(quarter: str) -> Dossier:
    return Session(SAMPLE).dossier(quarter)


def test_it_holds_the_rounds_up_to_its_own_and_none_after() -> None:
    dossier = sample("2019Q1")
    assert [str(each.quarter) for each in dossier.rounds] == ["2018Q2", "2018Q3", "2018Q4", "2019Q1"]
    assert dossier.result is dossier.rounds[-1]
    assert dossier.previous is dossier.rounds[-2]
    assert {entry.quarter for entry in dossier.entries} <= {each.quarter for each in dossier.rounds}


def test_the_first_round_has_none_before_it() -> None:
    dossier = sample("2018Q2")
    assert dossier.previous is None
    assert [dossier.places_gained(placing) for placing in dossier.result.placings] == [None] * len(
        dossier.result.placings
    )


def test_places_gained_are_the_rank_before_less_the_rank_now() -> None:
    dossier = sample("2021Q1")
    before = {each.score.branch.id: each.rank for each in dossier.rounds[-2].placings}
    for placing in dossier.result.placings:
        earlier, rank = before[placing.score.branch.id], placing.rank
        assert earlier is not None
        assert rank is not None
        assert dossier.places_gained(placing) == earlier - rank


def test_a_branch_that_is_new_has_not_moved() -> None:
    """One branch was founded in mid-2019 and takes part from the third quarter on."""
    dossier = sample("2019Q3")
    old = {each.score.branch.id for each in dossier.rounds[-2].placings}
    (new,) = [each for each in dossier.result.placings if each.score.branch.id not in old]
    assert dossier.places_gained(new) is None


def test_the_ledger_is_as_of_the_quarter() -> None:
    """What a later visit closed is still open in what is published of the round."""
    dossier = sample("2021Q1")
    found = dossier.found_in(dossier.result)
    assert len(found) == 22
    assert all(entry.open for entry in found)
    assert dossier.headline.problems == 62 + 22
