"""What is handed over on a day: the rules, the rounds and what is owed, read together."""

from datetime import date

from dangjian_kaoping.engine.course.handover import Handover
from dangjian_kaoping.engine.course.state import gathers
from dangjian_kaoping.periods import quarter_of_day
from dangjian_kaoping.session.reading import roster_of
from dangjian_kaoping.session.session import Session


def handover(session: Session, day: date, *, whole: bool = False) -> Handover:
    """What somebody has to know on a day who takes over the work; `whole` as in `Session.courses`."""
    courses, workspace = session.courses(day, whole=whole), session.reading.all()
    now = quarter_of_day(day)
    return Handover(
        day,
        session.settings,
        roster_of(workspace),
        workspace.rubric_in_force(now),
        workspace.policy_in_force(now),
        courses,
        {each.quarter: session.status(each.quarter, day, whole=whole) for each in courses if gathers(each.state)},
        tuple(each for each in session.ledger(day).entries if each.open),
    )
