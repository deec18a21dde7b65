"""状态: the state of a round on a day, since when, and what the calendar says; worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.course.state import Course, State, course
from dangjian_kaoping.engine.course.working_days import WorkingDays
from dangjian_kaoping.engine.seal import SealState
from dangjian_kaoping.model.objections import Objections
from dangjian_kaoping.model.procedure import Procedure
from dangjian_kaoping.model.records import Inspection
from dangjian_kaoping.model.round import RoundSettings
from dangjian_kaoping.model.seal import Seals
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter

from .plant import modelled, plain

PROCEDURE = "{from: 2021Q1, publication_days: 5, answer_days: 10}"
HEAD = "version: 1\nquarter: 2021Q1\n"
ROUND = (
    f"kind: round\n{HEAD}approved: {{by: 党委, date: 2021-04-09}}\npublication: {{from: 2021-04-12, to: 2021-04-16}}\n"
)
CORRECTED = ROUND + "corrections: [{by: 党委, date: 2021-05-18, publication: {from: 2021-05-19, to: 2021-05-25}}]\n"
INSPECTED = (
    f"kind: inspection\n{HEAD}department: 部\nbranches: {{甲: {{date: 2021-03-25}}, 乙: {{date: 2021-03-31}}}}\n"
)


def seals(*stages: str) -> Seals:
    """Seals, each `DAY`, `DAY publication` or `DAY final 90` with the first branch's composite."""
    part = "{digest: a, parts: {}}"
    written = ""
    for each in stages:
        day, stage, points = [*each.split(), "", ""][:3]
        written += (
            f"- {{sealed_on: {day}, {'stage: publication, ' if stage == 'publication' else ''}tool: '1', inputs: a, "
            f"results: {{A: {{name: 甲, rank: 1, composite: {points or 91}, inspection: 91, items: a}}}}, "
            f"rubric: {part}, roster: {part}, records: {part}, digest: '{each}'}}\n"
        )
    return modelled(Seals, plain(f"kind: seal\n{HEAD}seals:\n{written}"))


def standing(
    *stages: str,
    settings: str | None = ROUND,
    objections: str = "",
    sealing: SealState | None = None,
    complete: bool = True,
    procedure: str | None = PROCEDURE,
) -> Standing:
    """A round as its files are."""
    this = Round(Quarter(2021, 1), inspections=[modelled(Inspection, plain(INSPECTED))])
    this.settings = None if settings is None else modelled(RoundSettings, plain(settings))
    this.seals = seals(*stages) if stages else None
    if objections:
        this.objections = modelled(Objections, plain(f"kind: objections\n{HEAD}objections:\n{objections}"))
    governed = None if procedure is None else modelled(Procedure, plain(procedure))
    return Standing(this, governed, complete, sealing or ("as_sealed" if stages else "unsealed"))


def on(day: str, *stages: str, **rest: object) -> tuple[State, str]:
    found = course(standing(*stages, **rest), date.fromisoformat(day))  # type: ignore[arg-type]
    return found.state, found.since.isoformat()


PUBLIC = "2021-04-11 publication"
OPEN = "- {id: Y1, branch: 甲, received: 2021-04-14, asks: 错}\n"
DECIDED = OPEN.replace("}", ", decision: {result: rejected, reason: 无误, approved_by: 党委, date: 2021-04-21}}")
LATE = OPEN.replace("04-14", "04-19")
ACCEPTED = LATE.replace("}", ", accepted: true, reason: 出差}")


def test_until_it_is_public() -> None:
    assert on("2021-04-01", complete=False) == ("inspecting", "2021-03-25")
    assert on("2021-04-01", settings=None) == ("to_approve", "2021-03-31")
    assert on("2021-04-20") == ("to_publish", "2021-04-09")
    assert on("2021-04-11", PUBLIC) == ("to_publish", "2021-04-09")
    # without round.yaml a governed round is to be approved at most; where nobody approves, made public
    assert on("2021-04-01", settings=None, procedure="{from: 2021Q1, approval: false}") == ("to_publish", "2021-03-31")


def test_while_and_after_it_is_public() -> None:
    assert on("2021-04-12", PUBLIC) == ("public", "2021-04-12")
    assert on("2021-04-16", PUBLIC, objections=OPEN) == ("public", "2021-04-12")
    assert on("2021-04-17", PUBLIC, objections=OPEN) == ("objections", "2021-04-17")
    assert on("2021-04-22", PUBLIC, objections=DECIDED) == ("to_finalise", "2021-04-21")
    assert on("2021-04-22", PUBLIC, objections=DECIDED, sealing="due") == ("objections", "2021-04-17")
    assert on("2021-04-17", PUBLIC) == ("to_finalise", "2021-04-17")


def test_a_late_objection_is_open_only_where_it_was_accepted() -> None:
    assert on("2021-04-20", PUBLIC, objections=LATE) == ("to_finalise", "2021-04-17")
    assert on("2021-04-20", PUBLIC, objections=ACCEPTED) == ("objections", "2021-04-17")


def test_once_it_is_final() -> None:
    final = "2021-04-23 final"
    assert on("2021-04-23", PUBLIC, final) == ("final", "2021-04-23")
    # an objection after that changes nothing until an adjustment is written
    assert on("2021-05-01", PUBLIC, final, objections=LATE) == ("final", "2021-04-23")
    assert on("2021-05-01", PUBLIC, final, sealing="due") == ("to_correct", "2021-04-23")
    assert on("2021-06-01", PUBLIC, final, "2021-05-26 final 90") == ("corrected", "2021-05-26")
    # sealed again with the figures that were final: nothing was corrected
    assert on("2021-06-01", PUBLIC, final, "2021-05-26 final 91") == ("final", "2021-05-26")
    # what differed was only made public
    assert on("2021-06-01", "2021-04-11 publication 90", final) == ("final", "2021-04-23")


def test_what_no_procedure_governs_is_final_as_soon_as_it_is_sealed() -> None:
    assert on("2021-04-01", procedure=None) == ("publishable", "2021-03-31")
    assert on("2021-04-13", "2021-04-11", procedure=None) == ("final", "2021-04-11")
    assert on("2021-04-13", "2021-04-11", procedure=None, sealing="due") == ("to_correct", "2021-04-11")


@pytest.mark.parametrize("sealing", ["differs", "broken"])
def test_a_seal_that_does_not_hold_comes_before_all(sealing: SealState) -> None:
    assert on("2021-04-13", PUBLIC, sealing=sealing) == ("broken", "2021-04-11")


def at(day: str, *stages: str, **rest: object) -> Course:
    return course(standing(*stages, **rest), date.fromisoformat(day))  # type: ignore[arg-type]


def test_a_day_before_the_seal_is_not_believed() -> None:
    assert at("2020-01-01", PUBLIC, "2021-04-23 final").day == date(2021, 4, 23)
    assert at("2020-01-01").day == date(2020, 1, 1)


def test_the_window_of_a_correction() -> None:
    final = "2021-04-23 final"
    assert at("2021-05-19", PUBLIC, final, settings=CORRECTED).correcting is not None
    assert at("2021-05-26", PUBLIC, final, settings=CORRECTED).correcting is None
    assert at("2021-04-13", PUBLIC, settings=CORRECTED).correcting is None
    # an objection in it is one in time
    late = OPEN.replace("04-14", "05-20")
    assert at("2021-05-21", PUBLIC, final, settings=CORRECTED, objections=late).undecided


def test_what_is_owed_to_those_who_objected() -> None:
    answered = DECIDED.replace("date: 2021-04-21", "date: 2021-04-21, answered: 2021-04-22")
    withdrawn = OPEN.replace("}", ", decision: {result: withdrawn, date: 2021-04-15}}").replace("Y1", "Y2")
    assert not at("2021-04-23", PUBLIC, objections=answered + withdrawn).unanswered
    # ten working days after Wednesday the 14th: the 28th
    assert [each.id for each in at("2021-04-28", PUBLIC, objections=DECIDED).unanswered] == ["Y1"]
    assert not at("2021-04-28", PUBLIC, objections=DECIDED).overdue
    assert at("2021-04-29", PUBLIC, objections=DECIDED).overdue
    assert at("2021-04-29", PUBLIC, objections=OPEN).overdue


ORDER: dict[State, int] = {"to_publish": 0, "public": 1, "objections": 2, "to_finalise": 2}


@given(st.lists(st.sampled_from([OPEN, DECIDED, LATE, ACCEPTED]), max_size=1), st.booleans())
def test_no_day_leads_back(objections: list[str], due: bool) -> None:
    """With the files as they are, a later day is never in an earlier state, and no state begins after its day."""
    sealing: SealState = "due" if due else "as_sealed"
    this = standing(PUBLIC, objections="".join(objections), sealing=sealing)
    found = [course(this, date(2021, 4, 9) + timedelta(days=each)) for each in range(20)]
    states = [ORDER[each.state] for each in found]
    assert states == sorted(states)
    assert all(each.since <= each.day for each in found if each.state in ("public", "objections"))


# 国庆：9月29日（三）、30日（四），10月8日（五）、9日（六，上班）、11日（一）
HOLIDAYS = WorkingDays([date(2021, 10, each) for each in range(1, 8)], [date(2021, 10, 9)])


def test_working_days_over_a_holiday() -> None:
    assert HOLIDAYS.between(date(2021, 9, 29), date(2021, 10, 11)) == 5
    assert WorkingDays().between(date(2021, 9, 29), date(2021, 10, 11)) == 9
    assert HOLIDAYS.after(date(2021, 9, 29), 4) == date(2021, 10, 11)
    assert (HOLIDAYS.knows(date(2021, 1, 1)), HOLIDAYS.knows(date(2022, 1, 1))) == (True, False)


@given(st.dates(date(2021, 1, 1), date(2022, 12, 1)), st.integers(0, 30))
def test_so_many_working_days_after_a_day_there_are_so_many(day: date, number: int) -> None:
    last = HOLIDAYS.after(day, number)
    assert HOLIDAYS.between(day + timedelta(days=1), last) == number
    assert number == 0 or HOLIDAYS.counts(last)
