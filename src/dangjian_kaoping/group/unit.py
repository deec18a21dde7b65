"""One unit's round, asked of its workspace: the one function that every runner sends to where the work is done."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from dangjian_kaoping.checks.round.problem import check_ids_of
from dangjian_kaoping.checks.seal.release import Release
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.content import rubric_parts
from dangjian_kaoping.engine.follow.burden import VersionBurden, version_burden
from dangjian_kaoping.engine.follow.ledger import as_of_quarter, ledger
from dangjian_kaoping.engine.group.rows import AreaRow, Asked, BranchRow, Trouble, UnitRound, UnitRow, Workplace
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.exact import rounded
from dangjian_kaoping.loading.shared import Shared
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter, parse_quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.publishing import releases_of
from dangjian_kaoping.session.reading import roster_of
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.source.files import reason_of

PERCENT_PLACES = 2


def unit_round(place: Workplace, asked: Asked, shared: Shared | None = None) -> UnitRound:
    """How a unit stands in a round, whatever is wrong with its workspace: that too is an answer.

    The same files give the same rows, wherever they lie and whoever asks. Raises ValueError where the quarter is none.
    """
    quarter = parse_quarter(asked.quarter)
    if quarter is None:
        raise ValueError(asked.quarter)
    said = ""
    try:
        session = Session(Path(place.folder), shared)
        said = session.settings.unit
        if quarter not in session.quarters():
            return UnitRound(_without(place, "absent", said)._replace(version=_version(session, quarter)))
        return _answered(place, asked, session, quarter, said)
    except SessionError as error:
        errors = [each for each in error.faults if each.severity == "error"] or error.faults
        return UnitRound(_without(place, "unreadable", said, errors))
    except OSError as error:
        unread = Diagnostic(codes.KP101(reason=reason_of(error)), Place("kaoping.yaml", 0))
        return UnitRound(_without(place, "unreadable", said, [unread]))


def _answered(place: Workplace, asked: Asked, session: Session, quarter: Quarter, said: str) -> UnitRound:
    workspace = session.reading.up_to(quarter)
    result = session.round(quarter)
    (release,) = releases_of(session, workspace, [result], {quarter})
    counted = result.complete and release.state in (("as_sealed", "unsealed") if asked.unsealed else ("as_sealed",))
    row = _row(place, result, release, workspace, said)._replace(counted=counted)
    if not counted:
        return UnitRound(row)
    return UnitRound(row, tuple(_branches(place.unit, result)), tuple(_areas(session, workspace, quarter)))


def _version(session: Session, quarter: Quarter) -> str:
    """The version in force in a quarter of which nothing is recorded, by the first lines of the files."""
    known = [version for version, since in session.loader.versions() if since <= str(quarter)]
    return known[-1] if known else ""


def _without(place: Workplace, trouble: Trouble, said: str, errors: Iterable[Diagnostic] = ()) -> UnitRow:
    told = list(errors)
    first = f"{told[0].place} {told[0].code} {told[0].message}" if told else ""
    return _of_place(place, said)._replace(trouble=trouble, errors=len(told), told=first)


def _of_place(place: Workplace, said: str) -> UnitRow:
    return UnitRow(unit=place.unit, name=place.name, region=place.region, folder=place.told, said=said)


def _row(place: Workplace, result: RoundResult, release: Release, workspace: Workspace, said: str) -> UnitRow:
    rubric, seals = result.rubric, release.seals
    burden = _burden(rubric, roster_of(workspace).classes)
    in_force = None if seals is None else seals.in_force
    traces = burden.most_traces
    return _of_place(place, said)._replace(
        trouble=None if result.complete else "provisional",
        seal=release.state,
        sealed_on="" if in_force is None else str(in_force.sealed_on),
        final=in_force is not None and in_force.final,
        version=rubric.version,
        rubric=rubric_parts(rubric).digest,
        ranking=rubric.measure.ranking,
        branches=len(result.placings),
        materials=burden.entries,
        trace_percent=None if traces is None else rounded(traces, PERCENT_PLACES),
        sheets=len(rubric.measure.assessed_in(result.quarter)),
        findings=sum(len(told.record.findings) for told in workspace.rounds[result.quarter].told()),
    )


def _burden(rubric: Rubric, classes: tuple[str, ...]) -> VersionBurden:
    key = "burden", classes
    if key not in rubric.reckoned:
        rubric.reckoned[key] = version_burden(rubric, classes)
    found: VersionBurden = rubric.reckoned[key]
    return found


def _branches(unit: str, result: RoundResult) -> Iterator[BranchRow]:
    for placing in result.placings:
        branch = placing.score.branch
        yield BranchRow(
            unit=unit,
            branch=branch.id,
            name=branch.name,
            branch_class=branch.branch_class,
            composite=_composite(placing),
            rank=placing.rank,
            grade=placing.grade,
            behind=any(each.veto.effect == "last_place" for each in placing.score.vetoes),
            last="bottom_three" in placing.flags,
            undone=len(placing.score.undone),
        )


def _composite(placing: Placing) -> Decimal | None:
    step = placing.score.composite
    return None if step is None else Decimal(str(step.value))


def _areas(session: Session, workspace: Workspace, quarter: Quarter) -> Iterator[AreaRow]:
    """整改台账 as of the round, area by area, in the order of the version in force and then of older ones."""
    known = [this for each, this in workspace.rounds.items() if each <= quarter]
    session.reading.stop_at(check_ids_of(known))
    rubrics = {each.quarter: rubric for each in known if (rubric := workspace.rubric_in_force(each.quarter))}
    entries = [
        each
        for each in ledger(known, roster_of(workspace), rubrics, as_of_quarter(quarter))
        if each.state != "withdrawn"
    ]
    in_force = workspace.rubric_in_force(quarter)
    names = dict.fromkeys(area.name for area in in_force.areas) if in_force is not None else {}
    names |= dict.fromkeys(each.area for each in entries)
    found = Counter(each.area for each in entries if each.quarter == quarter)
    open_now = Counter(each.area for each in entries if each.open)
    overdue = Counter(each.area for each in entries if each.state == "overdue")
    for name in names:
        yield AreaRow(name, found[name], open_now[name], overdue[name])
