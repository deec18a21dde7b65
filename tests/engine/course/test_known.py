"""What is told of a round on a day: nothing that came later; and what is done next can be done."""

from datetime import date

import pytest

from dangjian_kaoping.engine.course.known import known_on
from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.course.state import Course, course
from dangjian_kaoping.engine.course.step import Step, next_step
from dangjian_kaoping.model.publications import Publications

from .standings import AFTER, CORRECTED, DONE, FIRST, SETTLED, D, objection, settings, standing


def on(found: Standing, day: date) -> Course:
    return course(known_on(found, day), day)


def sent(what: str, day: str) -> Publications:
    entry = {"id": "1", "what": what, "file": "a.docx", "date": day, "sha256": "-", "digest": "-"}
    return Publications.model_validate(
        {"kind": "publications", "version": "1", "quarter": "2021Q1", "publications": [entry]}
    )


def shown(found: Standing, what: str = "公示", day: str = "2021-04-12") -> Standing:
    found.this.publications = sent(what, day)
    return found


def test_what_came_later_is_not_known() -> None:
    found = shown(standing(SETTLED, FIRST, "as_sealed", objection("2021-04-14", decided=True)), day="2021-04-13")
    before, then, later = (on(found, date(2021, 4, day)).standing for day in (12, 14, 20))
    assert (before.document, before.objections) == (None, ())
    assert then.document is not None and then.objections[0].decision is None
    assert later.objections == found.objections


def test_of_a_day_before_the_inspections_only_those_held_count() -> None:
    # 24 日查了一个支部，26 日查了另一个
    found = standing(SETTLED)
    states = [on(found, date(2021, month, day)).state for month, day in ((3, 23), (3, 24), (3, 26), (4, 9))]
    assert states == ["not_begun", "inspecting", "to_approve", "to_publish"]


def test_an_adjustment_of_a_later_day_corrects_nothing_yet() -> None:
    found = standing(SETTLED, DONE, "due")
    assert on(found, AFTER).state == "to_correct"


CORRECTION = {"by": "厂党委", "date": "2021-05-18", "publication": {"from": "2021-05-19", "to": "2021-05-25"}}
HEARD = settings(approved=True, public=True, corrections=[CORRECTION])


@pytest.mark.parametrize(
    ("found", "day", "step"),
    [
        (standing(SETTLED), date(2021, 4, 12), "seal"),
        # 公示期开始以后才封存的，公示的就不是封存的
        (standing(SETTLED), date(2021, 4, 13), "move_window"),
        (standing(settings(approved=True, public=False), FIRST, "as_sealed"), D, "set_window"),
        (standing(SETTLED, FIRST, "as_sealed"), date(2021, 4, 11), "show"),
        (standing(SETTLED, FIRST, "as_sealed"), D, "show"),
        (shown(standing(SETTLED, FIRST, "as_sealed")), D, "wait"),
        (shown(standing(SETTLED, FIRST, "as_sealed"), day="2021-04-11"), D, "show"),
        (shown(standing(SETTLED, FIRST, "as_sealed"), "通报"), AFTER, "show"),
        (shown(standing(SETTLED, FIRST, "as_sealed")), AFTER, "finalise"),
        (standing(SETTLED, FIRST, "as_sealed", objection("2021-04-14")), AFTER, "decide"),
        (standing(SETTLED, FIRST, "due", objection("2021-04-14", decided=True)), AFTER, "seal_again"),
        (standing(SETTLED, DONE, "due"), AFTER, "correct"),
        (standing(SETTLED, DONE, "due")._replace(unheard=True), AFTER, "hear"),
        (standing(HEARD, DONE, "due"), date(2021, 5, 20), "show_correction"),
        (shown(standing(HEARD, DONE, "due"), day="2021-05-19"), date(2021, 5, 20), "wait_for_correction"),
        (shown(standing(HEARD, DONE, "due"), day="2021-05-19"), date(2021, 5, 26), "correct"),
        # 公示出去的是更正以前的，不算
        (shown(standing(HEARD, DONE, "due")), date(2021, 5, 26), "show_correction"),
        (standing(HEARD, DONE, "due", objection("2021-05-20")), date(2021, 5, 26), "decide"),
        (standing(SETTLED, DONE, "due", procedure=None), AFTER, "reseal"),
        (standing(SETTLED, CORRECTED, "as_sealed"), date(2021, 6, 1), "tell_correction"),
        (standing(SETTLED, DONE, "as_sealed"), AFTER, "done"),
        (standing(SETTLED, DONE, "as_sealed")._replace(pays=True), AFTER, "pay"),
        (standing(SETTLED, DONE, "as_sealed", objection("2021-04-19", accepted=True)), AFTER, "decide"),
        (standing(SETTLED, DONE, "as_sealed", objection("2021-04-14", decided=True)), AFTER, "decide"),
    ],
)
def test_the_next_step(found: Standing, day: date, step: Step) -> None:
    assert next_step(course(found, day)).step == step


def test_a_final_round_with_an_unanswered_objection_is_not_settled() -> None:
    assert course(standing(SETTLED, DONE, "as_sealed"), AFTER).settled
    assert not course(standing(SETTLED, DONE, "as_sealed", objection("2021-04-19", accepted=True)), AFTER).settled
    assert not course(standing(SETTLED, DONE, "as_sealed", objection("2021-04-14", decided=True)), AFTER).settled
    # late, and nobody has taken it up
    assert course(standing(SETTLED, DONE, "as_sealed", objection("2021-04-19")), AFTER).settled
    assert course(standing(SETTLED, DONE, "due", procedure=None), AFTER).state == "to_correct"
