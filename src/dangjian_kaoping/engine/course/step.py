"""下一步: what is done next with a round; told where a state is shown, and where something may not be done yet."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.course.state import Course, State
from dangjian_kaoping.model.publications import PAYMENT
from dangjian_kaoping.model.round import Window

Step = Literal[
    "check",
    "inspect",
    "gather",
    "approve",
    "publish",
    "seal",
    "move_window",
    "set_window",
    "show",
    "wait",
    "decide",
    "adjust",
    "seal_again",
    "finalise",
    "hear",
    "show_correction",
    "wait_for_correction",
    "correct",
    "reseal",
    "tell_correction",
    "tell",
    "pay_difference",
    "pay",
    "done",
]
"""Of a window: it has begun without a seal and is moved; is not written yet; its document goes out, and is registered;
its end is waited for. An objection is decided, or answered; what was upheld is adjusted; what was adjusted is sealed.
`hear`: those whom a correction makes worse. `reseal`: a round that no procedure governs. `tell`: the notice of a final
result."""
_STEPS: Mapping[State, Step] = {
    "broken": "check",
    "not_begun": "inspect",
    "inspecting": "gather",
    "to_approve": "approve",
    "publishable": "publish",
}
"""Where the state alone says it."""


class Next(NamedTuple):
    """What is done next, and the window that it is about, if it is about one."""

    step: Step
    window: Window | None = None


def next_step(course: Course) -> Next:
    """What is done next; it can be done as the round is."""
    match course.state:
        case "to_publish":
            return _until_public(course)
        case "public" | "to_finalise":
            window = course.standing.window
            if window is not None and not course.standing.shown_in(window):
                return Next("show", window)
            return Next("wait" if course.state == "public" else "finalise")
        case "objections":
            return _heard(course)
        case "to_correct":
            return _correcting(course) if course.standing.governed else Next("reseal")
        case "corrected" | "final":
            return _final(course)
        case state:
            return Next(_STEPS[state])


def payment(course: Course) -> Step:
    """How a final round is paid; `done` where it is."""
    standing = course.standing
    if not (standing.unpaid or (standing.pays and not standing.governed)):
        return "done"
    return "pay_difference" if course.state == "corrected" and standing.published(PAYMENT) else "pay"


def _until_public(course: Course) -> Next:
    window = course.standing.window
    if course.standing.seals is None:
        # what is sealed after it began to be public was public unsealed
        late = window is not None and window.since < course.day
        return Next("move_window", window) if late else Next("seal")
    return Next("set_window") if window is None else Next("show", window)


def _heard(course: Course) -> Next:
    if course.undecided:
        return Next("decide")
    return Next("adjust" if course.standing.unserved else "seal_again")


def _correcting(course: Course) -> Next:
    if course.undecided:
        return Next("decide")
    window = course.hearing
    if window is None:
        return Next("hear" if course.standing.unheard else "correct")
    if not course.standing.shown_in(window):
        return Next("show_correction", window)
    return Next("wait_for_correction", window) if course.day <= window.until else Next("correct")


def _final(course: Course) -> Next:
    if course.standing.governed:
        if course.undecided:
            return Next("decide")
        if course.correcting is not None:
            return Next("wait_for_correction", course.correcting)
        if not course.told:
            return Next("tell_correction")
        if course.unanswered:
            return Next("decide")
    return Next(payment(course))
