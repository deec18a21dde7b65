"""Several rounds at once: what `rank --year`, `trend` and publications share."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.checks.roster import check_roster
from dangjian_kaoping.checks.rubric.rubric import check_rubric, check_versions
from dangjian_kaoping.checks.seal.release import Release
from dangjian_kaoping.cli.asking.scoring import (
    loader_at,
    nothing_recorded,
    quarter_of,
    rubric_of,
    scored_round,
    stop_at,
)
from dangjian_kaoping.cli.files.release import releases_of
from dangjian_kaoping.cli.shell.failure import UNREADABLE, Stopped
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.dossier import Dossier, YearDossier, dossier, year_dossier
from dangjian_kaoping.engine.follow.tasks import Task, task_list
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place


class Compiled(NamedTuple):
    """A round's dossier and where it came from; `root` is the workspace's folder, `releases` how the round stands to
    its seal.
    """

    dossier: Dossier
    workspace: Workspace
    loader: Loader
    releases: tuple[Release, ...]

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self.loader.root


class CompiledYear(NamedTuple):
    """A year's dossier and where it came from; `releases` are how its rounds stand to their seals."""

    dossier: YearDossier
    workspace: Workspace
    loader: Loader
    releases: tuple[Release, ...]


class Held(NamedTuple):
    """Rounds that were held, in order, and where they came from; `texts` are the files that were read."""

    results: list[RoundResult]
    workspace: Workspace
    texts: Mapping[str, str]


def hold_rounds(folder: Path | None, year: int | None = None, until: Quarter | None = None) -> Held:
    """All rounds that were held (of one year, or up to a quarter, where asked), each under its own rubric, in order."""
    loader = loader_at(folder)
    with patience("正在读取并计算各轮 …"):
        workspace = read_whole(loader)
        results = _scored(
            loader,
            workspace,
            lambda each: (year is None or each.year == year) and (until is None or each <= until),
        )
        if not results:
            raise _none_held(loader, year)
        return Held(results, workspace, loader.texts)


def score_rounds(folder: Path | None, year: int | None = None) -> list[RoundResult]:
    """The results of all rounds that were held (of one year, where asked), in order."""
    return hold_rounds(folder, year).results


def _none_held(loader: Loader, year: int | None) -> Stopped:
    asked = "各季度" if year is None else f"{year} 年"
    fault = codes.KP402(quarter=asked, known="、".join(map(str, loader.inspected())) or "没有")
    return Stopped(UNREADABLE, [Diagnostic(fault, Place("data", 0))], {})


def compile_dossier(folder: Path | None, text: str | None, *, sealed: bool = False) -> Compiled:
    """The dossier of the round asked for, or of the newest inspected one: it, and all rounds before it.

    With `sealed`, the rounds' seals are read too.
    """
    loader = loader_at(folder)
    quarter = quarter_of(loader, text)
    with patience(f"正在读取并计算 {quarter} 和以前各轮 …"):
        wanted = sorted({quarter, *(each for each in loader.quarters() if each < quarter)})
        workspace = read_whole(loader, wanted, sealed=sealed)
        rubric_of(loader, workspace, quarter)
        if not workspace.rounds[quarter].inspections:
            raise Stopped(UNREADABLE, [nothing_recorded(loader, quarter)], {})
        results = _scored(loader, workspace, lambda _: True)
        assert workspace.roster is not None
        found = dossier(results, workspace.rounds.values(), workspace.roster)
        return Compiled(found, workspace, loader, releases_of(loader, workspace, results, {quarter}))


def compile_year(folder: Path | None, year: int) -> CompiledYear:
    """The dossier of a year: its rounds, and all rounds before them."""
    loader = loader_at(folder)
    with patience(f"正在读取并计算 {year} 年和以前各轮 …"):
        workspace = read_whole(loader, [each for each in loader.quarters() if each.year <= year])
        results = _scored(loader, workspace, lambda _: True)
        if not any(result.quarter.year == year for result in results):
            raise _none_held(loader, year)
        assert workspace.roster is not None
        last = dossier(results, workspace.rounds.values(), workspace.roster)
        mine = {each for each in workspace.rounds if each.year == year}
        return CompiledYear(year_dossier(year, last), workspace, loader, releases_of(loader, workspace, results, mine))


def tasks_after(compiled: Compiled) -> tuple[Task, ...]:
    """The tasks of the quarter after the dossier's round; none where no rubric is in force then."""
    quarter = compiled.dossier.result.quarter.next
    rubric, roster = compiled.workspace.rubric_in_force(quarter), compiled.workspace.roster
    if rubric is None or roster is None:
        return ()
    return task_list(quarter, {quarter: rubric}, roster).tasks


def read_whole(loader: Loader, quarters: list[Quarter] | None = None, *, sealed: bool = False) -> Workspace:
    """The workspace, with all that decides about every round sound."""
    workspace = loader.workspace(quarters, sealed=sealed)
    stop_at(loader, loader.faults)
    stop_at(loader, check_versions(workspace.rubrics))
    if workspace.roster is not None:
        stop_at(loader, check_roster(workspace.roster))
    for rubric in workspace.rubrics:
        stop_at(loader, check_rubric(rubric, workspace.roster))
    return workspace


def _scored(loader: Loader, workspace: Workspace, wanted: Callable[[Quarter], bool]) -> list[RoundResult]:
    held = sorted(quarter for quarter, this in workspace.rounds.items() if this.inspections)
    return [scored_round(loader, workspace, rubric_of(loader, workspace, each), each) for each in held if wanted(each)]
