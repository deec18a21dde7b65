"""The state of each round on a day, and what may be done with it then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dangjian_kaoping.checks.procedure.parts import check_parts
from dangjian_kaoping.checks.seal.heard import check_heard
from dangjian_kaoping.checks.seal.release import Release
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.course.known import known_on
from dangjian_kaoping.engine.course.standing import Standing, governing
from dangjian_kaoping.engine.course.state import Course, course
from dangjian_kaoping.engine.course.working_days import WorkingDays
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.workspace import Round, Settings, Workspace
from dangjian_kaoping.periods import Quarter, quarter_of_day
from dangjian_kaoping.session.publishing import releases_of
from dangjian_kaoping.session.rounds import Rounds


def standing(session: Rounds, quarter: Quarter) -> Standing:
    """What of a round decides in which state it is. Raises SessionError where a file of its could not be read."""
    workspace = session.reading.up_to(quarter)
    return next(each for each in _standings(session, workspace, quarter) if each.quarter == quarter)


def courses(session: Rounds, day: date, *, whole: bool = False) -> tuple[Course, ...]:
    """Every round that has a folder, and that of the day, which begins with its first: in order. By what was known on
    the day; `whole`: by all that the files say, as whatever is done with a round goes by all of it.
    """
    workspace = session.reading.all()
    found = {each.quarter: each for each in _standings(session, workspace)}
    begins = quarter_of_day(day)
    if begins not in found and workspace.rubric_in_force(begins) is not None:
        found[begins] = _standing(session, workspace, Release(begins, "unsealed"), None)
    known = (each if whole else known_on(each, day) for _, each in sorted(found.items()))
    return tuple(course(each, day) for each in known if each.begun or each.quarter.first_day <= day)


def course_of(session: Rounds, quarter: Quarter, day: date = date.max, *, whole: bool = False) -> Course:
    """A round by what was known on a day, or by the `whole` of its files; without a day with every window over."""
    found = standing(session, quarter)
    return course(found if whole else known_on(found, day), day)


def governed_course(session: Rounds, quarter: Quarter) -> Course | None:
    """A round as its files alone decide; None where no procedure governs it: then nothing but its seal was read."""
    settings = session.loader.settings()
    seals, _ = session.reading.seals().get(quarter, (None, None))
    return None if governing(settings, quarter, seals) is None else course_of(session, quarter)


def _standings(session: Rounds, workspace: Workspace, until: Quarter | None = None) -> Iterator[Standing]:
    held = any(this.inspections for this in workspace.rounds.values())
    results = {each.quarter: each for each in session.rounds(until=until)} if held else {}
    asked = set(workspace.rounds) if until is None else {until}
    for release in releases_of(session, workspace, results.values(), asked):
        yield _standing(session, workspace, release, results.get(release.quarter))


def _standing(session: Rounds, workspace: Workspace, release: Release, result: RoundResult | None) -> Standing:
    loader, quarter, settings = session.loader, release.quarter, workspace.settings
    this = replace(
        workspace.rounds.get(quarter, Round(quarter)),
        seals=release.seals,
        objections=loader.objections_of(quarter),
        publications=loader.publications_of(quarter),
    )
    session.reading.stop_at(loader.faults)
    procedure = governing(settings, quarter, release.seals)
    pays = workspace.policy_in_force(quarter) is not None
    complete = result is not None and result.complete
    unheard = procedure is not None and release.state == "due" and _unheard(this, result)
    altered = Faults()
    check_parts(this, altered)
    return Standing(this, procedure, complete, release.state, calendar_of(settings), pays, unheard, len(altered) > 0)


def _unheard(this: Round, result: RoundResult | None) -> bool:
    """Whether a correction that is to be sealed makes some worse, and no window is written in which they are heard."""
    return result is not None and this.seals is not None and any(check_heard(this, this.seals, result.rubric, result))


def calendar_of(settings: Settings | None) -> WorkingDays:
    """The working days of the office."""
    return WorkingDays() if settings is None else WorkingDays(settings.days_off, settings.days_worked)
