"""What the rounds that were held under the version in force show of it."""

from dangjian_kaoping.engine.follow.fairness import Fairness, fairness_of
from dangjian_kaoping.pace import counted
from dangjian_kaoping.session.complete import complete_round
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.reading import nothing_recorded
from dangjian_kaoping.session.session import Session


def fairness(session: Session) -> Fairness:
    """Of the version under which the newest round was held. Raises SessionError (KP402) where none was held;
    NotFinalError (KP414) where of those under that version none is complete.
    """
    newest = session.newest()
    if newest is None:
        raise SessionError([nothing_recorded("还", ())])
    last = session.round(newest)
    since = last.rubric.effective_from
    asked = [each for each in session.quarters() if since <= each < newest]
    found = fairness_of([*(session.round(each) for each in counted(asked)), last])
    if not found.quarters:
        complete_round(session, newest)
    return found
