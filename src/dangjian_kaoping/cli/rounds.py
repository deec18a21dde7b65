"""Several rounds at once: what `rank --year` and `trend` share."""

from pathlib import Path

from dangjian_kaoping.checks.rubric import check_rubric
from dangjian_kaoping.checks.workspace import check_scorable
from dangjian_kaoping.cli.failure import UNREADABLE, Stopped
from dangjian_kaoping.cli.progress import patience
from dangjian_kaoping.cli.scoring import loader_at
from dangjian_kaoping.diagnostics import Diagnostic, Faults, blocking
from dangjian_kaoping.engine.circumstances import Refusal
from dangjian_kaoping.engine.round import RoundResult, score_round
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.place import Place


def score_rounds(folder: Path | None, year: int | None = None) -> list[RoundResult]:
    """All rounds that were held (of one year, where asked), each under its own rubric, in order."""
    loader = loader_at(folder)
    with patience("正在读取并计算各轮 …"):
        return _scored(loader, year)


def _scored(loader: Loader, year: int | None) -> list[RoundResult]:
    workspace = loader.workspace()
    _stop_at(loader, loader.faults)
    assert workspace.roster is not None
    for rubric in workspace.rubrics:
        _stop_at(loader, check_rubric(rubric, workspace.roster))
    results = []
    for quarter, this in sorted(workspace.rounds.items()):
        if not this.inspections or (year is not None and quarter.year != year):
            continue
        rubric_then = workspace.rubric_in_force(quarter)
        if rubric_then is None:
            known = "、".join(f"{each.version} 版从 {each.effective_from} 起" for each in workspace.rubrics)
            fault = Diagnostic("KP401", Place(f"data/{quarter}", 1), {"quarter": str(quarter), "known": known})
            raise Stopped(UNREADABLE, [fault], {})
        _stop_at(loader, check_scorable(workspace, rubric_then, this))
        earlier = [each for each in workspace.rounds.values() if each.quarter < quarter]
        try:
            results.append(score_round(rubric_then, workspace.roster, this, earlier))
        except Refusal as refusal:
            raise Stopped(UNREADABLE, [refusal.fault], loader.texts) from refusal
    if not results:
        known = "、".join(str(each) for each in loader.quarters()) or "没有"
        wanted = "各季度" if year is None else f"{year} 年"
        raise Stopped(UNREADABLE, [Diagnostic("KP402", Place("data", 1), {"quarter": wanted, "known": known})], {})
    return results


def _stop_at(loader: Loader, faults: Faults) -> None:
    if blocking(faults):
        raise Stopped(UNREADABLE, faults, loader.texts)
