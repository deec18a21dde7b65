"""What is exported of a workspace: only rounds that may be published as they are, unless it is a draft."""

from collections.abc import Iterable
from datetime import date

from dangjian_kaoping.engine.content import inputs_of
from dangjian_kaoping.engine.export import Export, Held
from dangjian_kaoping.engine.follow.ledger import AsOf, as_of_quarter
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.pace import counted
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.error import NotFinalError, SessionError
from dangjian_kaoping.session.permitting import refuse_unpaid, refuse_unpublishable
from dangjian_kaoping.session.publishing import edition, releases
from dangjian_kaoping.session.session import Session


def exported(
    session: Session, quarters: Iterable[Quarter], as_of: AsOf | None = None, *, draft: bool, day: date = date.max
) -> Export:
    """Some rounds, at least one, with all that follows from them; their problems as they stood `as_of` a day, or as of
    the last of the rounds.

    Raises NotFinalError where one is not as it was sealed, has not come so far, or is provisional, unless it is a
    draft; the state that is told is that of the `day`.
    """
    asked = sorted(set(quarters))
    for each in asked:
        session.round(each)
    # of all at once: what a round follows from covers the rounds before it
    inputs = inputs_of(session.reading.up_to(asked[-1]))
    held = [_held(session, each, inputs[each].digest, draft=draft, day=day) for each in counted(asked)]
    until = as_of or as_of_quarter(asked[-1])
    entries = [each for each in session.ledger(until).entries if each.quarter in asked]
    about = edition(session, asked[-1], draft=draft)
    return Export(about.unit, about.notes, about.tool_version, held, entries, until)


def _held(session: Session, quarter: Quarter, digest: str, *, draft: bool, day: date) -> Held:
    final = True
    try:
        refuse_unpublishable(session, quarter, draft=False, day=day)
    except NotFinalError:
        if not draft:
            raise
        final = False
    (release,) = releases(session, quarter)
    sealed_on = None if release.seals is None else release.seals.in_force.sealed_on
    rewarded = session.reading.up_to(quarter).policy_in_force(quarter) is not None
    reward = _reward(session, quarter, draft=draft, day=day) if rewarded else None
    return Held(session.round(quarter), final, sealed_on, digest, reward, rewarded and reward is None)


def _reward(session: Session, quarter: Quarter, *, draft: bool, day: date) -> RewardResult | None:
    """The money of a round; None where it may not be paid yet, or where a provisional round leaves nobody to pay."""
    try:
        refuse_unpaid(session, [quarter], draft=draft, day=day)
        return session.reward(quarter, draft=draft)
    except NotFinalError:
        return None
    except SessionError:
        if draft and not session.round(quarter).complete:
            return None
        raise
