"""May a round be published as it stands? Asked of the seals' own examples, and of workbooks' digests."""

from pathlib import Path
from typing import Any

import pytest

from dangjian_kaoping.checks.seal.release import Release, departure_of, refusals, seals_behind
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session

from .laying import EXAMPLES, checked, lay

STATES = {"KP504": "differs", "KP505": "differs", "KP506": "differs", "KP509": "differs", "KP513": "differs"}
STATES |= {"KP507": "broken", "KP511": "due"}
FIRST, SECOND = Quarter(2021, 1), Quarter(2021, 2)


def _release(root: Path) -> Release:
    (found,) = Session(root).releases(FIRST)
    return found


@pytest.mark.whole
@pytest.mark.parametrize("code", STATES)
def test_the_examples_of_the_codes_have_their_states(code: str, tmp_path: Path) -> None:
    found = _release(lay(tmp_path, EXAMPLES / code / "bad"))
    assert (found.state, found.free) == (STATES[code], False)
    # what check tells of the seal, and no more
    of_seals = {fault.code for fault in checked(tmp_path) if fault.code.startswith("KP5")}
    assert {fault.code for fault in found.faults} == of_seals
    assert len({fault.code for fault in refusals([found])} - of_seals) == 1
    assert FIRST.chinese in departure_of([found])


@pytest.mark.parametrize("code", STATES)
def test_their_counterparts_are_as_they_were_sealed(code: str, tmp_path: Path) -> None:
    found = _release(lay(tmp_path, EXAMPLES / code / "good"))
    assert (found.state, found.free, found.faults, found.departure) == ("as_sealed", True, (), "")
    assert refusals([found]) == []


def test_a_link_to_a_seal_that_is_gone_is_the_other_round_s_matter(tmp_path: Path) -> None:
    assert _release(lay(tmp_path, EXAMPLES / "KP508" / "bad")).state == "as_sealed"


def test_without_a_seal_there_is_nothing_to_go_by(tmp_path: Path) -> None:
    assert _release(lay(tmp_path)) == Release(FIRST, "unsealed")


# ── which seals a workbook was published by ────────────────────────────────────────────────────────────────────


def _sealed(quarter: Quarter, *digests: str) -> Release:
    """A sealed round, of whose seals only the digests of the inputs are asked for."""
    seal: Any = Seal.model_construct
    seals: Any = Seals.model_construct
    return Release(quarter, "as_sealed", seals(quarter=quarter, seals=tuple(seal(inputs=each) for each in digests)))


NOW = {FIRST: "now1", SECOND: "now2"}


@pytest.mark.parametrize(
    ("digest", "behind"),
    [("a+d", ("a", "d")), ("b+c", ("b", "c")), ("b+now2", ("b", "d")), ("now1+now2", ("b", "d")), ("d+a", None)],
)
def test_of_a_year_every_way_is_tried(digest: str, behind: tuple[str, ...] | None) -> None:
    rounds = [_sealed(FIRST, "a", "b"), _sealed(SECOND, "c", "d")]
    found = seals_behind(digest, rounds, NOW, lambda digests: "+".join(digests.values()))
    assert (None if found is None else tuple(seal.inputs for seal in found.values())) == behind


def test_what_follows_from_a_round_that_differs_was_sealed_by_nobody() -> None:
    differing = _sealed(FIRST, "a")._replace(state="differs")
    assert seals_behind("now1", [differing], NOW, lambda digests: digests[FIRST]) is None
    found = seals_behind("a", [differing], NOW, lambda digests: digests[FIRST])
    assert found is not None
    assert found[FIRST].inputs == "a"


def test_a_round_without_a_seal_is_as_it_is_today() -> None:
    rounds = [_sealed(FIRST, "a"), Release(SECOND, "unsealed")]
    found = seals_behind("a+now2", rounds, NOW, lambda digests: "+".join(digests.values()))
    assert found is not None
    assert list(found) == [FIRST]
