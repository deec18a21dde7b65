"""In which state a round is today, for the heading of what is shown of it."""

from typing import TYPE_CHECKING

from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.session import Session

if TYPE_CHECKING:
    # a score needs no ledger, and starts the quicker for it
    from dangjian_kaoping.engine.follow.ledger import AsOf


def state_shown(session: Session, quarter: Quarter) -> str:
    """What a heading says of a round that is not final yet; empty of a round that no procedure governs.

    What is shown is never kept back: where a file that decides about the state cannot be read, that is said.
    """
    if not session.governed(quarter):
        return ""
    from dangjian_kaoping.words.course import UNKNOWN, heading_in_words

    try:
        with patience(f"正在看 {quarter} 到了哪一步 …"):
            return heading_in_words(session.course(quarter, today(), whole=True))
    except SessionError:
        return UNKNOWN


def states_shown(session: Session, when: "AsOf") -> str:
    """The same of the rounds that the ledger covers: of each that is not final yet, and which it is."""
    covered = [each for each in session.quarters() if each.first_day <= when.day]
    governed = [each for each in covered if session.governed(each)]
    if not governed:
        return ""
    from dangjian_kaoping.words.course import UNKNOWN, heading_in_words

    try:
        with patience("正在看各轮到了哪一步 …"):
            back = when.quarter is None
            courses = session.courses(when.day if back else today(), whole=not back)
    except SessionError:
        return UNKNOWN
    found = ((each.quarter, heading_in_words(each)) for each in courses if each.quarter in governed)
    return "，".join(f"{quarter} {state}" for quarter, state in found if state)
