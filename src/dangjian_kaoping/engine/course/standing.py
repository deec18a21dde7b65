"""What of a round decides in which state it is: its files, and how it stands to its seals. No day is among it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.engine.course.working_days import WorkingDays
from dangjian_kaoping.engine.seal import SealState, same_results
from dangjian_kaoping.model.objections import Objection
from dangjian_kaoping.model.procedure import Procedure
from dangjian_kaoping.model.publications import CORRECTION, NOTICE, PAYMENT, PUBLIC, Publication, PublicationKind
from dangjian_kaoping.model.round import RoundSettings, Window
from dangjian_kaoping.model.seal import Seals
from dangjian_kaoping.model.workspace import Round, Settings
from dangjian_kaoping.periods import Quarter


class Standing(NamedTuple):
    """A round on its way to a final result. `complete`: every branch has a composite.

    `procedure` is that of a governed round, of which `seals` may be for publication only; None where a seal is final.
    It `pays` where a reward policy is in force. `unheard`: a correction makes some worse who are not heard of it.
    `altered`: what its seal lists of the procedure was changed since.
    """

    this: Round
    procedure: Procedure | None
    complete: bool
    sealing: SealState
    calendar: WorkingDays = WorkingDays()
    pays: bool = False
    unheard: bool = False
    altered: bool = False

    @property
    def quarter(self) -> Quarter:
        """Which round it is."""
        return self.this.quarter

    @property
    def governed(self) -> bool:
        """Whether it is approved, made public and heard before it is final."""
        return self.procedure is not None

    @property
    def begun(self) -> bool:
        """Whether anything was recorded of it."""
        return bool(self.this.inspections or self.this.self_assessments or self.this.lists)

    @property
    def settings(self) -> RoundSettings | None:
        """round.yaml."""
        return self.this.settings

    @property
    def window(self) -> Window | None:
        """The window in which its first result is public."""
        return None if self.settings is None else self.settings.publication

    @property
    def seals(self) -> Seals | None:
        """seal.yaml."""
        return self.this.seals

    @property
    def final(self) -> bool:
        """Whether its result is final: the seal in force is."""
        return self.seals is not None and self.seals.in_force.final

    @property
    def objections(self) -> tuple[Objection, ...]:
        """All that was objected to in it."""
        return () if self.this.objections is None else self.this.objections.objections

    @property
    def document(self) -> Publication | None:
        """The newest that went out of it."""
        return next(reversed(self._entries()), None)

    def believed(self, day: date) -> date:
        """A day; of one before the seal in force the day of that, for the files say what is, not what was."""
        return day if self.seals is None else max(day, self.seals.in_force.sealed_on)

    def shown_in(self, window: Window) -> bool:
        """Whether the result, or in the window of a correction what is corrected of it, was made public in a window."""
        kinds = (PUBLIC,) if window is self.window else (PUBLIC, CORRECTION)
        return any(each.what in kinds and window.since <= each.date <= window.until for each in self._entries())

    def registered(self, what: PublicationKind) -> bool:
        """Whether something of a kind went out that tells what the seal in force does, of it or of an earlier one."""
        if self.seals is None:
            return False
        now = self.seals.in_force.results
        same = {each.digest for each in self.seals.seals if same_results(each.results, now)}
        return any(each.seal in same for each in self.published(what))

    def published(self, what: PublicationKind) -> tuple[Publication, ...]:
        """All of a kind that went out of it."""
        return tuple(each for each in self._entries() if each.what == what)

    def _entries(self) -> tuple[Publication, ...]:
        """What went out of it; what is registered with it about its year is not of the round."""
        entries = () if self.this.publications is None else self.this.publications.publications
        return tuple(each for each in entries if each.year is None)

    @property
    def untold(self) -> bool:
        """Whether its result is final and no notice of it is registered; of an ungoverned round nobody knows."""
        return self.governed and self.final and not self.registered(NOTICE)

    @property
    def unpaid(self) -> bool:
        """Whether its result is final and its money is not registered as paid; of an ungoverned round nobody knows."""
        return self.pays and self.governed and self.final and not self.registered(PAYMENT)

    def inspected(self) -> Iterator[date]:
        """The days on which departments inspected branches."""
        yield from (record.date for each in self.this.inspections for record in each.branches.values())

    def adjusted(self) -> Iterator[date]:
        """The days on which a review decided something."""
        yield from (each.date for document in self.this.adjustments for each in document.adjustments)

    def window_of(self, objection: Objection) -> Window | None:
        """The window in which an objection came, or before whose end; None where it came late."""
        return window_of(self.settings, objection)

    def late(self, objection: Objection) -> bool:
        """Whether it came when the result was public no more."""
        return came_late(self.settings, objection)

    def open(self, objection: Objection) -> bool:
        """Whether an objection is still to be decided: one that came late only where it was accepted."""
        return objection.decision is None and not self.set_aside(objection)

    def set_aside(self, objection: Objection) -> bool:
        """Whether it came late, and nobody has taken it up or decided anything."""
        return set_aside(self.settings, objection)

    @property
    def unserved(self) -> tuple[Objection, ...]:
        """The objections that were upheld, and neither changed a record nor say why they change none."""
        adjustments = (each for document in self.this.adjustments for each in document.adjustments)
        served = {name for each in adjustments for name in each.objection}
        decided = ((each, each.decision) for each in self.objections if each.id not in served)
        return tuple(
            each
            for each, decision in decided
            if decision is not None and decision.grants and decision.without_adjustment is None
        )

    def answer_due(self, objection: Objection) -> date | None:
        """By when the objector is to be answered; None where the office has set no time."""
        if self.procedure is None or not self.procedure.answer_days:
            return None
        return self.calendar.after(objection.received, self.procedure.answer_days)


def window_of(settings: RoundSettings | None, objection: Objection) -> Window | None:
    """The window of a round in which an objection came, or before whose end; None where it came late."""
    first = None if settings is None else settings.publication
    if settings is None or (first is not None and objection.received <= first.until):
        return first
    others = (each for each in settings.windows() if each is not first)
    return next((each for each in others if each.since <= objection.received <= each.until), None)


def came_late(settings: RoundSettings | None, objection: Objection) -> bool:
    """Whether an objection came when the result was public no more."""
    return settings is not None and settings.publication is not None and window_of(settings, objection) is None


def set_aside(settings: RoundSettings | None, objection: Objection) -> bool:
    """Whether an objection came late, and nobody has taken it up or decided anything."""
    return objection.decision is None and not objection.accepted and came_late(settings, objection)


def governing(settings: Settings | None, quarter: Quarter, seals: Seals | None) -> Procedure | None:
    """The procedure that a round is governed by; a round that was once sealed for publication stays governed."""
    written = None if settings is None else settings.procedure
    if written is not None and written.since <= quarter:
        return written
    if seals is None or not seals.governed:
        return None
    return written or Procedure.model_validate({"from": str(quarter)})


def is_governed(settings: Settings | None, quarter: Quarter, seals: Seals | None) -> bool:
    """Whether a procedure governs a round."""
    return governing(settings, quarter, seals) is not None
