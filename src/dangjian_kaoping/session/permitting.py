"""What may be done with a round as far as it has come: asked by every command that publishes, seals or pays."""

from collections.abc import Collection, Iterable
from datetime import date

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.diagnostics.courses import STATES, step_in_a_sentence
from dangjian_kaoping.engine.course.permission import PERMITTED, Act
from dangjian_kaoping.engine.course.public import adjusted_since
from dangjian_kaoping.engine.course.state import Course, State, course
from dangjian_kaoping.engine.course.step import next_step
from dangjian_kaoping.model.edition import DraftKind, Edition, Pending
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.course import governed_course
from dangjian_kaoping.session.error import NotFinalError
from dangjian_kaoping.session.publishing import Scope, edition, refuse_provisional, refuse_unreleased, releases
from dangjian_kaoping.session.rounds import Rounds

_KINDS: dict[State, DraftKind] = {
    "to_approve": "for_approval",
    "to_publish": "unsettled",
    "public": "unsettled",
    "objections": "unsettled",
    "to_finalise": "unsettled",
    "to_correct": "unsettled",
    "broken": "unsettled",
}
"""What a draft of a round that is complete is; of any other it is provisional."""
_PENDING: Collection[State] = ("to_publish", "public", "objections", "to_finalise")
"""A result of which everybody may know, once it is sealed, and that is not final."""
_DEPARTURES: dict[DraftKind, str] = {"for_approval": "还没有审定", "unsettled": "还没有定案"}


def refuse_unpermitted(session: Rounds, quarter: Quarter, act: Act, *, draft: bool, day: date = date.max) -> None:
    """Raise NotFinalError (KP551, KP552) where a governed round has not come so far.

    Whether it has, its files say by themselves; the `day` only decides what its state is called.
    """
    found = governed_course(session, quarter)
    if found is None:
        return
    permitted = PERMITTED[found.state][act]
    sealed = permitted == "sealed" and found.standing.seals is not None
    if not (permitted in ("yes", "needless") or sealed or (permitted == "draft" and draft)):
        raise NotFinalError([refusal(course(found.standing, day), act, as_draft=permitted == "draft")])


def refusal(found: Course, act: Act, *, as_draft: bool = False) -> Diagnostic:
    """That something may not be done in this state, or only `as_draft`, and what comes next."""
    quarter, state = found.quarter, STATES[found.state]
    told = step_told(found)
    place = Place(f"data/{quarter}/round.yaml", 0)
    if as_draft:
        return Diagnostic(codes.KP551(quarter=quarter, state=state, what=_CALLED[act], step=told), place)
    return Diagnostic(codes.KP552(quarter=quarter, state=state, what=_DONE[act], step=told), place)


def step_told(found: Course) -> str:
    """What comes next, in a refusal."""
    step, window = next_step(found)
    days = {"day": found.day} if window is None else {"since": window.since, "until": window.until, "day": found.day}
    return step_in_a_sentence(step, quarter=found.quarter, **days)


_CALLED: dict[Act, str] = {"publish": "排名、反馈单", "pay": "兑现表和年度结果"}
_DONE: dict[Act, str] = {
    "publish": "公布排名、发反馈单",
    "redact": "写公开的网页",
    "consult": "公示更正",
    "seal": "封存",
    "seal_final": "定案",
    "pay": "写兑现表和年度结果",
}


def refuse_unpublishable(
    session: Rounds, period: Quarter | Year, *, draft: bool, act: Act = "publish", day: date = date.max
) -> None:
    """Raise NotFinalError where a round, or a round of a year, is not as it was sealed, where it has not come so
    far, or where it is provisional. A year is published when its rounds are paid: when all are final.
    """
    # what is asked about a correction is asked before it is sealed
    found = (each for each in releases(session, period) if act != "consult" or each.state != "due")
    refuse_unreleased(session, tuple(found), draft=draft)
    if isinstance(period, Quarter):
        refuse_unpermitted(session, period, act, draft=draft, day=day)
        refuse_provisional(session.round(period), draft=draft)
    else:
        refuse_unpaid(session, (each.quarter for each in session.rounds(period)), draft=draft, day=day)
        refuse_provisional(session.year(period.number), draft=draft)


def refuse_unpaid(session: Rounds, quarters: Iterable[Quarter], *, draft: bool, day: date = date.max) -> None:
    """Raise NotFinalError where one of some rounds may not be paid yet: the first."""
    for each in quarters:
        refuse_unpermitted(session, each, "pay", draft=draft, day=day)


def edition_of(session: Rounds, scope: Scope, *, draft: bool, kind: DraftKind | None = None) -> Edition:
    """What a publication says of itself; a draft of governed rounds also how far these have come, or had come when it
    was written as one of a `kind`.
    """
    about = edition(session, scope, draft=draft)
    if isinstance(scope, Quarter):
        about = about._replace(pending=pending_of(session, scope))
    if not draft or not isinstance(scope, Quarter | Year):
        return about
    quarters = [scope] if isinstance(scope, Quarter) else [each.quarter for each in session.rounds(scope)]
    kinds = ((each, _kind_of(session, each)) for each in quarters)
    behind, found = next(((each, one) for each, one in kinds if one in _DEPARTURES), (quarters[-1], "provisional"))
    kind = kind or found
    departure = f"{behind.chinese}{_DEPARTURES[kind]}" if kind in _DEPARTURES else ""
    # that a round is not as it was sealed tells more
    return about._replace(kind=kind, departure=about.departure or departure)


def pending_of(session: Rounds, quarter: Quarter) -> Pending | None:
    """That a result may be known and is not final; None where it is, or where no procedure governs it."""
    found = governed_course(session, quarter)
    if found is None or found.state not in _PENDING or found.standing.seals is None:
        return None
    adjusted, procedure = adjusted_since(found.standing) is not None, found.standing.procedure
    return Pending(found.standing.window, adjusted, None if procedure is None else procedure.answer_days)


def _kind_of(session: Rounds, quarter: Quarter) -> DraftKind:
    found = governed_course(session, quarter)
    return "provisional" if found is None else _KINDS.get(found.state, "provisional")
