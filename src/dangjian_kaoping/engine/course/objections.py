"""异议: how each of those to a round's result stands on a day, and what of it the round's documents tell."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.course.standing import set_aside
from dangjian_kaoping.engine.course.state import Course
from dangjian_kaoping.model.objections import Objection, Outcome
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.workspace import Round

Stand = Literal["overdue", "open", "unanswered", "late", "decided"]
"""The time to answer is over; it is to be decided; it is decided and the objector is to be told; it came when the
result was public no more, and nobody has taken it up; it is at its end."""
_ORDER: tuple[Stand, ...] = ("overdue", "open", "unanswered", "late", "decided")
_TO_ANSWER: Collection[Stand] = ("overdue", "open", "unanswered")


class StandingObjection(NamedTuple):
    """An objection as it stands on a day, and by when the objector is to be answered: where he is to be, and the
    office says so.
    """

    objection: Objection
    stand: Stand
    due: date | None


class Heard(NamedTuple):
    """What of its objections a round's documents tell: all of them, and how many adjustments came of none.

    `parties` are the branches of the round that are answered, by the id of the objection; `late` are those that came
    when the result was public no more, and that nobody has taken up.
    """

    objections: tuple[Objection, ...]
    reviewed: int
    parties: Mapping[str, str]
    late: tuple[Objection, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many were decided so."""
        return sum(each.decision is not None and each.decision.result == outcome for each in self.objections)

    def of(self, branch_id: str) -> tuple[Objection, ...]:
        """Those of which a branch is answered."""
        return tuple(each for each in self.objections if self.parties[each.id] == branch_id)

    @property
    def undecided(self) -> int:
        """How many are still to be decided."""
        return sum(each.decision is None for each in self.objections) - len(self.late)


def standing_objections(course: Course) -> tuple[StandingObjection, ...]:
    """The objections to a round's result: first what is to be done, and the most urgent of that before all."""
    found = [(each, _stand(course, each)) for each in course.standing.objections]
    told = [
        StandingObjection(each, stand, course.standing.answer_due(each) if stand in _TO_ANSWER else None)
        for each, stand in found
    ]
    return tuple(sorted(told, key=lambda each: (_ORDER.index(each.stand), each.due or date.max)))


def _stand(course: Course, objection: Objection) -> Stand:
    if objection in course.overdue:
        return "overdue"
    if course.standing.open(objection):
        return "open"
    if objection in course.unanswered:
        return "unanswered"
    return "late" if objection.decision is None else "decided"


def heard(this: Round, roster: Roster) -> Heard:
    """What of a round's objections is told. A successor that was no branch of the round is answered where the branch
    is whose result it is.
    """
    adjustments = [each for document in this.adjustments for each in document.adjustments]
    objections = () if this.objections is None else this.objections.objections
    called, members = roster.in_force(this.quarter), {each.id for each in roster.taking_part(this.quarter)}
    parties = {
        each.id: next((one for name in (each.party, each.branch) if (one := called.get(name, "")) in members), "")
        for each in objections
    }
    late = tuple(each for each in objections if set_aside(this.settings, each))
    return Heard(objections, sum(not each.objection for each in adjustments), parties, late)
