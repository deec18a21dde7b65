"""From the command line's options to a scored round: what `score`, `explain` and `rank` share."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.checks.roster import check_roster
from dangjian_kaoping.checks.round.scorable import check_scorable
from dangjian_kaoping.checks.rubric.rubric import check_rubric, check_versions
from dangjian_kaoping.cli.files.locking import INIT, holder_of
from dangjian_kaoping.cli.shell.failure import FINDINGS, UNREADABLE, Misused, Stopped
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import tell
from dangjian_kaoping.diagnostics import Diagnostic, Faults, blocking, codes, perhaps
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.occurrence import longest_window
from dangjian_kaoping.engine.score.round import Placing, RoundResult, score_round
from dangjian_kaoping.engine.score.veto import has_lasting_vetoes
from dangjian_kaoping.loading.workspace import Loader, workspace_root
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter, meant_quarter, parse_quarter
from dangjian_kaoping.place import Place

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LIKE_DAY = re.compile(r"\s*+(\d{4})\s*+[年/.-]\s*+(\d{1,2})\s*+[月/.-]\s*+(\d{1,2})\s*+日?\s*+", re.ASCII)


class Scored(NamedTuple):
    """A scored round and where it came from; `texts` are the files that were read, to show what is wrong in them."""

    result: RoundResult
    workspace: Workspace
    loader: Loader


def loader_at(folder: Path | None, *, partly: bool = False) -> Loader:
    """The loader of the workspace around a folder (the current one where None); `partly` to check, never to score."""
    start = (folder or Path.cwd()).absolute()
    root = workspace_root(start)
    if root is None:
        fault = _half_made(start) or Diagnostic(codes.KP124(folder=str(start)), Place("kaoping.yaml", 0))
        raise Stopped(UNREADABLE, [fault], {})
    return Loader(root, partly=partly)


def _half_made(start: Path) -> Diagnostic | None:
    """That an init at or above a folder has not come to its end, if so."""
    for folder in (start, *start.parents):
        holder = holder_of(folder)
        if holder is not None and holder.command == INIT:
            return Diagnostic(codes.KP194(folder=folder, holder=holder.words), Place("kaoping.yaml", 0))
    return None


def asked_day(text: str) -> date | None:
    """The day that an option names, 2021-02-24; None where it is not one."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def no_day(text: str, example: str) -> Misused:
    """That an option names no day, and which is likely meant by `2021-4-12`, 2021年4月12日 or full-width digits."""
    if _DAY.fullmatch(text):
        return Misused(f"“{text}”不是日期，没有这一天；要写成 {example} 这样。")
    found = _LIKE_DAY.fullmatch(unicodedata.normalize("NFKC", text))
    meant = asked_day("{}-{:0>2}-{:0>2}".format(*found.groups())) if found else None
    return Misused(f"“{text}”不是日期的写法，要写成 {example} 这样。" + (f"是不是“{meant}”？" if meant else ""))


def asked_quarter(text: str) -> Quarter:
    """The quarter that an option names."""
    quarter = parse_quarter(text)
    if quarter is None:
        meant = meant_quarter(text)
        near = f"是不是“{meant}”？" if meant else ""
        raise Misused(f"“{text}”不是季度的写法，要写成 2021Q1 这样（四位年份、大写 Q、1 到 4）。{near}")
    return quarter


def asked_year(text: str) -> int:
    """The year that an option names."""
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise Misused(f"“{text}”不是年份，要写成 2020 这样。")
    return int(text)


def nothing_recorded(loader: Loader, quarter: Quarter) -> Diagnostic:
    """That a quarter has no inspection, and which have."""
    known = "、".join(map(str, loader.inspected())) or "没有"
    return Diagnostic(codes.KP402(quarter=str(quarter), known=known), Place(f"data/{quarter}/inspection", 0))


def score_quarter(folder: Path | None, text: str | None, *, policies: bool = False) -> Scored:
    """Load, check and score the round asked for, or the newest inspected one; read reward policies where asked."""
    loader = loader_at(folder)
    quarter = quarter_of(loader, text)
    with patience(f"正在读取并计算 {quarter} …"):
        return _scored(loader, quarter, policies=policies)


def _scored(loader: Loader, quarter: Quarter, *, policies: bool) -> Scored:
    workspace = loader.workspace([quarter], in_force=(quarter.first_of_year, quarter), policies=policies)
    stop_at(loader, loader.faults)
    stop_at(loader, check_versions(workspace.rubrics))
    if workspace.roster is not None:
        stop_at(loader, check_roster(workspace.roster))
    rubric = rubric_of(loader, workspace, quarter)
    if not workspace.rounds[quarter].inspections:
        raise Stopped(UNREADABLE, [nothing_recorded(loader, quarter)], {})
    for each in _of_the_year(workspace, quarter):
        stop_at(loader, check_rubric(each, workspace.roster))
    _load_earlier(loader, workspace, quarter, rubric)
    return Scored(scored_round(loader, workspace, rubric, quarter), workspace, loader)


def rubric_of(loader: Loader, workspace: Workspace, quarter: Quarter) -> Rubric:
    """The rubric in force in a quarter; the command stops where there is none."""
    rubric = workspace.rubric_in_force(quarter)
    if rubric is None:
        known = "、".join(f"{version} 版从 {since} 起" for version, since in loader.versions()) or "没有一版"
        place = Place(f"data/{quarter}", 0)
        raise Stopped(UNREADABLE, [Diagnostic(codes.KP401(quarter=str(quarter), known=known), place)], {})
    return rubric


def scored_round(loader: Loader, workspace: Workspace, rubric: Rubric, quarter: Quarter) -> RoundResult:
    """One loaded round, checked and scored; the command stops where it cannot be."""
    this = workspace.rounds[quarter]
    stop_at(loader, check_scorable(workspace, rubric, this))
    assert workspace.roster is not None
    earlier = [each for each in workspace.rounds.values() if each.quarter < quarter]
    try:
        return score_round(rubric, workspace.roster, this, earlier, workspace.rubrics)
    except Refusal as refusal:
        raise Stopped(UNREADABLE, [refusal.fault], loader.texts) from refusal


def refuse_provisional(result: RoundResult, *, draft: bool) -> None:
    """Stop where a round is provisional: what is published or paid cannot be taken back."""
    if result.complete or draft:
        return
    missing = [each.score.branch.name for each in result.placings if each.score.composite is None]
    raise provisional(str(result.quarter), f"data/{result.quarter}", missing)


def provisional(when: str, folder: str, missing: Sequence[str]) -> Stopped:
    """That a round or a year is provisional, because these branches lack something."""
    fault = Diagnostic(codes.KP409(quarter=when, branches="、".join(missing)), Place(folder, 0))
    return Stopped(FINDINGS, [fault], {})


def quarter_of(loader: Loader, text: str | None) -> Quarter:
    """The quarter that an option names, or the newest inspected one, which is then told."""
    if text is not None:
        return asked_quarter(text)
    newest = loader.newest_inspected()
    loader.blame_newer(newest)
    stop_at(loader, loader.faults)
    if newest is None:
        fault = Diagnostic(codes.KP402(quarter="各季度", known="没有"), Place("data", 0))
        raise Stopped(UNREADABLE, [fault], {})
    tell(f"没有写 --quarter，用最近的一轮：{newest}")
    return newest


def stop_at(loader: Loader, faults: Faults) -> None:
    """Stop the command where one of the faults keeps it from answering."""
    if blocking(faults):
        raise Stopped(UNREADABLE, faults, loader.texts)


def _of_the_year(workspace: Workspace, quarter: Quarter) -> list[Rubric]:
    """The rubrics in force in the quarter or earlier in its year, each once."""
    found: list[Rubric] = []
    for number in range(1, quarter.number + 1):
        rubric = workspace.rubric_in_force(Quarter(quarter.year, number))
        if rubric is not None and rubric not in found:
            found.append(rubric)
    return found


def _load_earlier(loader: Loader, workspace: Workspace, quarter: Quarter, rubric: Rubric) -> None:
    """The rounds that this one looks back at: those of the repeat window, newest first, until there are enough that
    were held; and those of its year, if a veto of theirs could act to the year's end.
    """
    wanted = longest_window(rubric)
    since = quarter.first_of_year if any(map(has_lasting_vetoes, _of_the_year(workspace, quarter))) else quarter
    for each in reversed(loader.quarters()):
        if each < quarter and (wanted or each >= since):
            earlier = loader.round_of(each, whole=False)
            workspace.rounds[each] = earlier
            wanted -= bool(wanted and earlier.inspections)
    stop_at(loader, loader.faults)


def asked_branch(result: RoundResult, name: str) -> Placing:
    """The placing of the branch that an option names, by name or id."""
    for placing in result.placings:
        if name in (placing.score.branch.name, placing.score.branch.id):
            return placing
    known = [placing.score.branch.name for placing in result.placings]
    raise Misused(f"{result.quarter} 没有“{name}”这个支部。{perhaps(name, known)}有：{'、'.join(known)}")
