"""The rounds that a site may tell of, and those that it may not, and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.compare.diff.revision import Revision
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine.content import inputs_of
from dangjian_kaoping.engine.course.permission import Act
from dangjian_kaoping.engine.dossier import Dossier, dossier
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.pace import counted
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.correction import published_dossier
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.permitting import pending_of, refuse_unpublishable
from dangjian_kaoping.session.publishing import edition, releases, releases_of
from dangjian_kaoping.session.reading import roster_of
from dangjian_kaoping.session.rounds import Rounds
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.session.versions import Versions


class LeftOut(NamedTuple):
    """A round that is not told of; without `fault` it has never been sealed."""

    quarter: Quarter
    fault: Diagnostic | None


class Choice(NamedTuple):
    """All rounds that were held: those that are told of, and those that are not, each in order."""

    chosen: tuple[Quarter, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def held(self) -> tuple[Quarter, ...]:
        """All of them."""
        return tuple(sorted((*self.chosen, *(each.quarter for each in self.left_out))))


def chosen_rounds(session: Session, act: Act, day: date) -> tuple[Session, Choice]:
    """The rounds that are sealed, and with which the `act` may be done; and the session that they are to be asked of.
    Raises SessionError where something is wrong and no round may be told of.
    """
    sound, left_out = _as_far_as_sound(session)
    chosen: list[Quarter] = []
    for quarter in counted([each for each in sound.quarters() if each not in left_out]):
        try:
            if all(each.seals is None and each.free for each in releases(sound, quarter)):
                left_out[quarter] = None
                continue
            refuse_unpublishable(sound, quarter, draft=False, act=act, day=day)
        except SessionError as error:
            left_out[quarter] = error
        else:
            chosen.append(quarter)
    wrong = [each for each in left_out.values() if each is not None]
    if wrong and not chosen:
        raise wrong[-1]
    told = sorted(left_out.items())
    found = (LeftOut(quarter, None if error is None else error.faults[0]) for quarter, error in told)
    return sound, Choice(tuple(chosen), tuple(found))


def _as_far_as_sound(session: Session) -> tuple[Session, dict[Quarter, SessionError | None]]:
    """A session in which all rounds can be scored and asked how they stand to their seals, but for those left out: a
    round that cannot be read, and all that are scored by looking back at it. They are asked all at once: one by one,
    each would be held against all before it anew.
    """
    left_out: dict[Quarter, SessionError | None] = {}
    for newest in reversed(session.quarters()):
        try:
            workspace, results = session.reading.up_to(newest), session.rounds(until=newest)
            known = releases_of(session, workspace, results, {each.quarter for each in results})
            session.releases_known.update((each.quarter, (each,)) for each in known)
        except SessionError as error:
            left_out[newest] = error
            # what is wrong with the round stays with the session that has read it
            session = Session(session.root)
        else:
            break
    return session, left_out


def editions(session: Rounds, choice: Choice) -> tuple[Edition, ...]:
    """What the page of each chosen round says of itself, as `session.edition` does of one."""
    newest = choice.chosen[-1]
    inputs = inputs_of(session.reading.up_to(newest))
    about = edition(session, newest, draft=False)
    return tuple(
        about._replace(digest=inputs[each].digest, pending=pending_of(session, each)) for each in choice.chosen
    )


def dossiers(session: Rounds, choice: Choice) -> tuple[Dossier, ...]:
    """The dossiers of the chosen rounds; what the others hold is not in them, but for the visits that followed later:
    no seal covers those.
    """
    if not choice.left_out:
        return tuple(published_dossier(session, each) for each in counted(choice.chosen))
    newest = choice.chosen[-1]
    workspace = session.reading.up_to(newest)
    roster, results = roster_of(workspace), session.rounds(until=newest)
    records = [
        this if quarter in choice.chosen else replace(this, inspections=[])
        for quarter, this in sorted(workspace.rounds.items())
    ]
    found = []
    for quarter in counted(choice.chosen):
        told = [each for each in results if each.quarter <= quarter and each.quarter in choice.chosen]
        known = [this for this in records if this.quarter <= quarter]
        correction = published_dossier(session, quarter).correction
        found.append(dossier(told, known, roster)._replace(correction=correction))
    return tuple(found)


def revisions(session: Rounds, found: Sequence[Dossier]) -> tuple[tuple[Rubric, Revision | None], ...]:
    """The versions of the rubric by which rounds were scored, in order, each with what changed since the one before."""
    versions = Versions(session.loader)
    known: dict[str, Rubric] = {each.result.rubric.version: each.result.rubric for each in found}
    names = list(known)
    before: list[str | None] = [None, *names[:-1]]
    return tuple(
        (known[name], None if earlier is None else versions.compared(versions.named(earlier), versions.named(name)))
        for name, earlier in zip(names, before, strict=True)
    )
