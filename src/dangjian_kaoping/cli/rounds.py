"""Several rounds at once: what `rank --year` and `trend` share."""

from pathlib import Path

from dangjian_kaoping.checks.roster import check_roster
from dangjian_kaoping.checks.rubric import check_rubric, check_versions
from dangjian_kaoping.cli.failure import UNREADABLE, Stopped
from dangjian_kaoping.cli.progress import patience
from dangjian_kaoping.cli.scoring import loader_at, rubric_of, scored_round, stop_at
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine.round import RoundResult
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.place import Place


def score_rounds(folder: Path | None, year: int | None = None) -> list[RoundResult]:
    """All rounds that were held (of one year, where asked), each under its own rubric, in order."""
    loader = loader_at(folder)
    with patience("正在读取并计算各轮 …"):
        return _scored(loader, year)


def _scored(loader: Loader, year: int | None) -> list[RoundResult]:
    workspace = loader.workspace()
    stop_at(loader, loader.faults)
    stop_at(loader, check_versions(workspace.rubrics))
    if workspace.roster is not None:
        stop_at(loader, check_roster(workspace.roster))
    for rubric in workspace.rubrics:
        stop_at(loader, check_rubric(rubric, workspace.roster))
    held = sorted(quarter for quarter, this in workspace.rounds.items() if this.inspections)
    wanted = [quarter for quarter in held if year is None or quarter.year == year]
    if not wanted:
        known = "、".join(str(each) for each in held) or "没有"
        asked = "各季度" if year is None else f"{year} 年"
        raise Stopped(UNREADABLE, [Diagnostic("KP402", Place("data", 0), {"quarter": asked, "known": known})], {})
    return [scored_round(loader, workspace, rubric_of(loader, workspace, each), each) for each in wanted]
