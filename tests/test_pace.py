"""Work that counts for whoever waits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.pace import counted, heard_by


@pytest.mark.whole
@given(st.lists(st.integers()))
def test_counting_changes_nothing(things: list[int]) -> None:
    told: list[tuple[int, int]] = []
    with heard_by(lambda done, of: told.append((done, of))):
        assert list(counted(things)) == things
    assert list(counted(things)) == things
    assert told == ([(done, len(things)) for done in range(len(things))] if len(things) > 1 else [])


def test_the_outermost_loop_of_several_is_told_of() -> None:
    told: list[tuple[int, int]] = []
    with heard_by(lambda done, of: told.append((done, of))):
        for _ in counted("甲"):
            for _ in counted("乙丙"):
                list(counted("丁戊己"))
    assert told == [(0, 2), (1, 2)]


def test_nobody_listens_afterwards() -> None:
    told: list[int] = []

    def broken() -> None:
        with heard_by(lambda done, of: told.append(done)):
            for _ in counted("甲乙"):
                raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    list(counted("甲乙丙"))
    assert told == [0]
