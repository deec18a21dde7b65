"""状态: in which state a round is on a day. It follows from the files and the day, and is stored nowhere."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.seal import same_results
from dangjian_kaoping.model.objections import Objection
from dangjian_kaoping.model.publications import CORRECTION
from dangjian_kaoping.model.round import Window
from dangjian_kaoping.periods import Quarter

State = Literal[
    "broken",
    "not_begun",
    "inspecting",
    "to_approve",
    "publishable",
    "to_publish",
    "public",
    "objections",
    "to_finalise",
    "to_correct",
    "corrected",
    "final",
]
"""封存对不上、未开始、检查中、待审定、可公布（不按程序的）、待公示、公示中、处理异议、待定案、待更正、已更正、已定案."""
FINAL: tuple[State, ...] = ("corrected", "final")
_GATHERING: tuple[State, ...] = ("inspecting", "to_approve", "publishable")

_DAY = timedelta(days=1)


class Course(NamedTuple):
    """Where a round stands on a day: its state, and since when.

    `day` is the one that was asked about, but never one before the seal in force: the files say what is, not what was.
    """

    standing: Standing
    day: date
    state: State
    since: date

    @property
    def quarter(self) -> Quarter:
        """Which round it is."""
        return self.standing.quarter

    @property
    def window(self) -> Window | None:
        """The window that is open on the day, the first or one of a correction."""
        settings = self.standing.settings
        windows = [] if settings is None else settings.windows()
        return next((each for each in windows if each.since <= self.day <= each.until), None)

    @property
    def correcting(self) -> Window | None:
        """The window of a correction that is open on the day."""
        return None if self.window is self.standing.window else self.window

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be done for its result: it is final, what was corrected has gone out, and who
        objected has been answered.
        """
        if not self.standing.governed:
            return self.state in FINAL
        return self.state in FINAL and self.told and self.correcting is None and not self.unanswered

    @property
    def told(self) -> bool:
        """Whether what was corrected has gone out, if anything was."""
        return self.state != "corrected" or not self.standing.governed or self.standing.registered(CORRECTION)

    @property
    def hearing(self) -> Window | None:
        """The window in which those are heard whom a correction makes worse that is not sealed yet; be it to come, open
        or over. None where none follows what was decided.
        """
        settings, seals = self.standing.settings, self.standing.seals
        sealed_on = date.min if seals is None else seals.in_force.sealed_on
        decided = max([*self.standing.adjusted(), sealed_on])
        windows = [] if settings is None else [each.publication for each in settings.corrections]
        return next((each for each in reversed(windows) if each is not None and decided <= each.since), None)

    @property
    def undecided(self) -> tuple[Objection, ...]:
        """The objections that are open."""
        return tuple(each for each in self.standing.objections if self.standing.open(each))

    @property
    def unanswered(self) -> tuple[Objection, ...]:
        """The objections of which nobody has been told what became: the open, and the decided ones."""
        return tuple(
            each
            for each in self.standing.objections
            if self.standing.open(each)
            or (each.decision is not None and each.decision.answered is None and each.decision.result != "withdrawn")
        )

    @property
    def overdue(self) -> tuple[Objection, ...]:
        """The unanswered ones whose time has run out."""
        due = ((each, self.standing.answer_due(each)) for each in self.unanswered)
        return tuple(each for each, until in due if until is not None and until < self.day)


def gathers(state: State) -> bool:
    """Whether a round has begun, and records of it may still come."""
    return state in _GATHERING


def course(standing: Standing, day: date) -> Course:
    """In which state a round is on a day."""
    believed = standing.believed(day)
    state = _state(standing, believed)
    return Course(standing, believed, state, _since(standing, state))


def _state(standing: Standing, day: date) -> State:
    """The first that holds (docs/公布与异议.md has them as a table)."""
    if standing.sealing in ("differs", "broken") or standing.altered:
        return "broken"
    if not standing.begun:
        return "not_begun"
    if not standing.complete:
        return "inspecting"
    if standing.procedure is None:
        return "publishable" if standing.seals is None else _final(standing)
    approved = standing.settings is not None and standing.settings.approved is not None
    if standing.procedure.approval and not approved:
        return "to_approve"
    window = standing.window
    if standing.seals is None or window is None or day < window.since:
        return "to_publish"
    if day <= window.until:
        return "public"
    if standing.final:
        return _final(standing)
    if any(map(standing.open, standing.objections)) or standing.unserved or standing.sealing == "due":
        return "objections"
    return "to_finalise"


def _final(standing: Standing) -> State:
    if standing.sealing == "due":
        return "to_correct"
    assert standing.seals is not None
    # an earlier final result, which has been published and may have been paid, had other figures
    *before, last = standing.seals.finals
    return "corrected" if any(not same_results(each.results, last.results) for each in before) else "final"


def _since(standing: Standing, state: State) -> date:
    quarter, settings, window = standing.quarter, standing.settings, standing.window
    inspected = sorted(standing.inspected()) or [quarter.first_day]
    sealed_on = None if standing.seals is None else standing.seals.in_force.sealed_on
    match state:
        case "not_begun":
            return quarter.first_day
        case "inspecting":
            return inspected[0]
        case "to_approve" | "publishable":
            return inspected[-1]
        case "to_publish":
            approved = None if settings is None else settings.approved
            return inspected[-1] if approved is None else approved.date
        case "public":
            assert window is not None
            return window.since
        case "objections":
            assert window is not None
            return window.until + _DAY
        case "to_finalise":
            assert window is not None
            return max(window.until + _DAY, _last_decided(standing.objections), sealed_on or date.min)
        case "to_correct":
            return max([*standing.adjusted(), sealed_on or inspected[-1]])
        case _:
            return sealed_on or inspected[-1]


def _last_decided(objections: Iterable[Objection]) -> date:
    """The day of the last decision; the first of all days where there is none."""
    return max((each.decision.date for each in objections if each.decision is not None), default=date.min)
