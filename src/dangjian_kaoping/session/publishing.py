"""What a publication has to know of what it is about: how it stands to the seals, and what it says of itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dangjian_kaoping.checks.publications import check_chain, check_seals_known
from dangjian_kaoping.checks.seal.release import Release, departure_of, refusals, seals_behind
from dangjian_kaoping.checks.seal.release import releases as releases_among
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.content import content_digest, inputs_of
from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.score.year import YearResult
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.canonical import digest_of
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.seal import Seal
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import NotFinalError
from dangjian_kaoping.session.rounds import Rounds
from dangjian_kaoping.version import VERSION

Scope = Quarter | Year | AsOf | None
"""What a publication is about: a round, a year, the ledger; None: what is issued, without any records."""


def releases(session: Rounds, scope: Scope) -> tuple[Release, ...]:
    """How the rounds that a publication is about stand to their seals, which are read only now.

    The ledger covers also a round of which nothing is listed any more, for what it held may have been taken away; and
    problems follow from what a seal holds, not from what came of it, so that no round is scored for it.
    """
    if scope not in session.releases_known:
        session.releases_known[scope] = _found_releases(session, scope)
    return session.releases_known[scope]


def _found_releases(session: Rounds, scope: Scope) -> tuple[Release, ...]:
    workspace = _workspace(session, scope)
    match scope:
        case Quarter():
            return releases_of(session, workspace, session.rounds(until=scope), {scope})
        case Year():
            results = session.rounds(until=session.rounds(scope.number)[-1].quarter)
            mine = {each for each in workspace.rounds if each.year == scope.number}
            return releases_of(session, workspace, results, mine)
        case AsOf(day, quarter):
            covered = {each for each in workspace.rounds if (each <= quarter if quarter else each.first_day <= day)}
            return releases_of(session, workspace, (), covered)
    return ()


def _workspace(session: Rounds, scope: Scope) -> Workspace:
    match scope:
        case Quarter():
            return session.reading.up_to(scope)
        case Year():
            return session.reading.up_to(session.rounds(scope.number)[-1].quarter)
        case AsOf():
            return session.reading.all()
    return session.reading.issued()


def releases_of(
    session: Rounds, workspace: Workspace, results: Iterable[RoundResult], asked: set[Quarter]
) -> tuple[Release, ...]:
    """What is wrong with a seal is a matter of its own round alone, and no fault of what was read."""
    rounds, unread, later = dict(workspace.rounds), {}, []
    for quarter, (seals, faults) in session.reading.seals().items():
        if seals is None and len(faults):
            unread[quarter] = faults
        if quarter in rounds:
            rounds[quarter] = replace(rounds[quarter], seals=seals)
        elif seals is not None:
            later.append(seals)
    # all that could not be read is an error by now, or does not concern the rounds
    known = replace(workspace, rounds=rounds, unread=frozenset())
    lost = [fault for quarter in asked for fault in lost_seals(session, quarter)]
    return releases_among(known, {each.quarter: each for each in results}, asked, unread, later, lost)


def lost_seals(session: Rounds, quarter: Quarter) -> list[Diagnostic]:
    """The seals by which something went out of a round, and which are gone. A list that cannot be read, or was edited,
    says nothing here: `check` tells.
    """
    reader = Loader(session.loader.root)
    found = reader.publications_of(quarter)
    if found is None or len(check_chain(found)):
        return []
    session.loader.texts.update(reader.texts)
    seals, _ = session.reading.seals().get(quarter, (None, None))
    return list(check_seals_known(found, seals))


def refuse_unreleased(session: Rounds, found: Sequence[Release], *, draft: bool, hint: str = "") -> None:
    """Raise NotFinalError where a round is not as it was sealed, unless for a draft. `hint` is known of the case."""
    if not draft and not all(each.free for each in found):
        raise NotFinalError(refusals(found, hint), session.loader.texts)


def refuse_provisional(result: RoundResult | YearResult, *, draft: bool) -> None:
    """Raise NotFinalError (KP409) where a round or a year is provisional, unless for a draft: what is published or
    paid cannot be taken back.
    """
    if result.complete or draft:
        return
    if isinstance(result, RoundResult):
        missing = [each.score.branch.name for each in result.placings if each.score.composite is None]
        when, last = str(result.quarter), result.quarter
    else:
        missing = [each.branch.name for each in result.placings if not each.complete]
        when, last = f"{result.year} 年", result.quarters[-1]
    fault = codes.KP409(quarter=when, branches="、".join(missing))
    raise NotFinalError([Diagnostic(fault, Place(f"data/{last}", 0))])


def edition(session: Rounds, scope: Scope, *, draft: bool) -> Edition:
    """What a publication says of itself; what it follows from is a digest of the content (docs/设计.md, 封存)."""
    workspace = _workspace(session, scope)
    settings, roster = workspace.settings, workspace.roster
    assert settings is not None
    notes = (settings.note, roster.note if roster else None)
    return Edition(
        unit=settings.unit,
        digest=_digest(session, workspace, scope),
        tool_version=VERSION,
        draft=draft,
        committee=settings.committee,
        notes=tuple(note for note in notes if note),
        departure=departure_of(releases(session, scope)),
        private_items=settings.private_items,
        public_page=settings.public_page,
    )


def _digest(session: Rounds, workspace: Workspace, scope: Scope) -> str:
    match scope:
        case Quarter():
            return inputs_of(workspace)[scope].digest
        case Year():
            inputs = inputs_of(workspace)
            return _of_year({each.quarter: inputs[each.quarter].digest for each in session.rounds(scope.number)})
    return content_digest(workspace)


def _of_year(rounds: Mapping[Quarter, str]) -> str:
    """The digest of what a year follows from, of those of its rounds."""
    return digest_of({str(quarter): digest for quarter, digest in rounds.items()})


def behind(session: Rounds, scope: Quarter | Year, digest: str) -> Mapping[Quarter, Seal] | None:
    """The seals that a publication with this digest followed from, the newest first; nothing where no round has ever
    been sealed, None where it followed from none.
    """
    now = {quarter: inputs.digest for quarter, inputs in inputs_of(_workspace(session, scope)).items()}
    rounds = [each for each in releases(session, scope) if each.quarter in now]
    if all(each.seals is None for each in rounds):
        return {}
    whole = _of_year if isinstance(scope, Year) else lambda digests: next(iter(digests.values()))
    return seals_behind(digest, rounds, now, whole)
