"""状态: the first that holds, for every combination of what decides it; and the table of what may be done."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.course.permission import PERMITTED, Act
from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.course.state import FINAL, Course, State, course
from dangjian_kaoping.engine.seal import SealState
from dangjian_kaoping.model.procedure import Procedure

from .standings import (
    AFTER,
    BETTER,
    CORRECTED,
    DONE,
    FIRST,
    PROCEDURE,
    SETTLED,
    D,
    objection,
    seal,
    seals,
    settings,
    standing,
)


@pytest.mark.parametrize(
    ("found", "day", "state", "since"),
    [
        (standing(SETTLED, FIRST, "differs"), D, "broken", date(2021, 4, 10)),
        (standing(SETTLED, DONE, "broken"), AFTER, "broken", date(2021, 4, 21)),
        (standing(begun=False), D, "not_begun", date(2021, 1, 1)),
        (standing(complete=False), D, "inspecting", date(2021, 3, 24)),
        # 没有 round.yaml 的，至多是待审定
        (standing(), D, "to_approve", date(2021, 3, 26)),
        (standing(settings(approved=False, public=True)), D, "to_approve", date(2021, 3, 26)),
        (standing(settings(approved=True, public=False)), D, "to_publish", date(2021, 4, 9)),
        (standing(SETTLED), D, "to_publish", date(2021, 4, 9)),
        (standing(SETTLED, FIRST, "as_sealed"), date(2021, 4, 11), "to_publish", date(2021, 4, 9)),
        (standing(SETTLED, FIRST, "as_sealed"), date(2021, 4, 12), "public", date(2021, 4, 12)),
        (standing(SETTLED, FIRST, "as_sealed"), date(2021, 4, 16), "public", date(2021, 4, 12)),
        (standing(SETTLED, FIRST, "as_sealed"), date(2021, 4, 17), "to_finalise", date(2021, 4, 17)),
        (standing(SETTLED, FIRST, "as_sealed", objection("2021-04-14")), AFTER, "objections", date(2021, 4, 17)),
        (
            standing(SETTLED, FIRST, "due", objection("2021-04-14", decided=True)),
            AFTER,
            "objections",
            date(2021, 4, 17),
        ),
        (
            standing(SETTLED, FIRST, "as_sealed", objection("2021-04-14", decided=True)),
            AFTER,
            "to_finalise",
            date(2021, 4, 20),
        ),
        # 逾期的，受理了才算没有处理
        (standing(SETTLED, FIRST, "as_sealed", objection("2021-04-19")), AFTER, "to_finalise", date(2021, 4, 17)),
        (
            standing(SETTLED, FIRST, "as_sealed", objection("2021-04-19", accepted=True)),
            AFTER,
            "objections",
            date(2021, 4, 17),
        ),
        (standing(SETTLED, DONE, "as_sealed"), AFTER, "final", date(2021, 4, 21)),
        # 定案以后受理的，改了记录才变
        (
            standing(SETTLED, DONE, "as_sealed", objection("2021-04-19", accepted=True)),
            AFTER,
            "final",
            date(2021, 4, 21),
        ),
        (standing(SETTLED, DONE, "due"), AFTER, "to_correct", date(2021, 4, 21)),
        (standing(SETTLED, CORRECTED, "as_sealed"), date(2021, 6, 1), "corrected", date(2021, 5, 26)),
        # 不按程序的：封存就是定案，公示期不管用
        (standing(procedure=None), D, "publishable", date(2021, 3, 26)),
        (standing(SETTLED, seals(seal(final=True)), "as_sealed", procedure=None), D, "final", date(2021, 4, 10)),
        (standing(None, seals(seal(final=True)), "due", procedure=None), D, "to_correct", date(2021, 4, 10)),
        (
            standing(None, seals(seal(final=True), BETTER), "as_sealed", procedure=None),
            D,
            "corrected",
            date(2021, 5, 26),
        ),
    ],
)
def test_the_first_state_that_holds(found: Standing, day: date, state: State, since: date) -> None:
    assert course(found, day)[2:] == (state, since)


def test_without_an_approval_asked_for_a_complete_round_is_to_be_published() -> None:
    procedure = Procedure.model_validate({"from": "2021Q1", "approval": "false"})
    assert course(standing(procedure=procedure), D).state == "to_publish"


def test_what_is_unanswered_falls_due() -> None:
    found = standing(SETTLED, FIRST, "as_sealed", objection("2021-04-14", decided=True))
    due = date(2021, 4, 28)
    assert found.answer_due(found.objections[0]) == due
    assert (len(course(found, due).unanswered), course(found, due).overdue) == (1, ())
    assert len(course(found, date(2021, 4, 29)).overdue) == 1


standings = st.builds(
    standing,
    st.sampled_from([None, *(settings(approved=a, public=p) for a in (False, True) for p in (False, True))]),
    st.sampled_from([None, FIRST, DONE, CORRECTED]),
    st.sampled_from(get_args(SealState)),
    st.sampled_from([None, objection("2021-04-14"), objection("2021-04-20"), objection("2021-04-14", decided=True)]),
    procedure=st.sampled_from([None, PROCEDURE]),
    complete=st.booleans(),
    begun=st.booleans(),
).filter(
    # a round that was sealed for publication is governed
    lambda each: (
        (each.seals is None) == (each.sealing == "unsealed")
        and (each.governed or each.seals is None or not each.seals.governed)
    )
)
days = st.dates(date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.whole
@given(standings, days)
def test_a_round_has_one_state_and_time_does_not_undo_it(found: Standing, day: date) -> None:
    now, later = course(found, day), course(found, date.max)
    assert now.state in PERMITTED or now.state == "publishable"
    # the same files: as time goes by a round only moves on
    assert _ORDER.index(now.state) <= _ORDER.index(later.state)


_ORDER = get_args(State)


@pytest.mark.whole
@given(standings, days)
def test_nothing_is_final_that_was_not_sealed_so(found: Standing, day: date) -> None:
    now: Course = course(found, day)
    if now.state in FINAL:
        assert found.final and found.complete and found.sealing == "as_sealed"


def test_the_table_has_every_act_in_every_state() -> None:
    assert set(PERMITTED) == set(get_args(State)) - {"publishable"}
    assert all(set(row) == set(get_args(Act)) for row in PERMITTED.values())
    # money goes out by a final result alone, and a result becomes final only when it was public
    assert {state for state, row in PERMITTED.items() if row["pay"] == "yes"} == set(FINAL)
    assert {state for state, row in PERMITTED.items() if row["seal_final"] == "yes"} == {"to_finalise", "to_correct"}


def test_a_day_before_the_seal_is_not_believed() -> None:
    sealed = standing(SETTLED, DONE, "as_sealed")
    assert course(sealed, date(2020, 1, 1)).day == date(2021, 4, 21)
    assert course(standing(), date(2020, 1, 1)).day == date(2020, 1, 1)


def test_an_objection_in_the_window_of_a_correction_is_in_time() -> None:
    correction = {"by": "厂党委", "date": "2021-05-18", "publication": {"from": "2021-05-19", "to": "2021-05-25"}}
    this = settings(approved=True, public=True, corrections=[correction])
    assert course(standing(this, DONE, "due"), date(2021, 5, 19)).correcting is not None
    assert course(standing(this, DONE, "due"), date(2021, 5, 26)).correcting is None
    # the first window is none of a correction
    assert course(standing(this, FIRST, "as_sealed"), D).correcting is None
    assert course(standing(this, DONE, "due", objection("2021-05-20")), date(2021, 5, 21)).undecided
    assert not course(standing(SETTLED, DONE, "due", objection("2021-05-20")), date(2021, 5, 21)).undecided
