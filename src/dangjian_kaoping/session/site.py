"""The rounds that a site may tell of, and those that it may not, and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.compare.diff.revision import Revision
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine.course.permission import Act
from dangjian_kaoping.engine.dossier import Dossier, dossier
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.pace import counted
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.correction import published_dossier
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.permitting import refuse_unpublishable
from dangjian_kaoping.session.publishing import releases
from dangjian_kaoping.session.reading import roster_of
from dangjian_kaoping.session.rounds import Rounds
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


def chosen_rounds(session: Rounds, act: Act, day: date) -> Choice:
    """The rounds that are sealed, and with which the `act` may be done. Raises SessionError where something is wrong
    and no round may be told of.
    """
    chosen: list[Quarter] = []
    left_out: list[LeftOut] = []
    broken: SessionError | None = None
    for quarter in counted(session.quarters()):
        try:
            if all(each.seals is None and each.free for each in releases(session, quarter)):
                left_out.append(LeftOut(quarter, None))
                continue
            refuse_unpublishable(session, quarter, draft=False, act=act, day=day)
        except SessionError as error:
            broken = broken or error
            left_out.append(LeftOut(quarter, error.faults[0]))
        else:
            chosen.append(quarter)
    if broken is not None and not chosen:
        raise broken
    return Choice(tuple(chosen), tuple(left_out))


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
