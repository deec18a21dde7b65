"""`kaoping trend`: the series over all rounds."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import all_rounds, opened
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, answer_json, width
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.engine.score.round import RoundResult, branches_of


class TrendFormat(StrEnum):
    """How the series is shown."""

    table = "table"
    json = "json"


def trend(
    branch: Annotated[
        str | None,
        typer.Option(
            "--branch", "-b", metavar="支部", help="只看一个支部（名称或编号）", autocompletion=completion.branches
        ),
    ] = None,
    own: Annotated[bool, typer.Option("--self", help="看各轮自评与检查的差距，是不是越来越接近")] = False,
    format: Annotated[TrendFormat, typer.Option("--format", "-f", metavar="格式", help="table 表格、json")] = (
        TrendFormat.table
    ),
    workspace: WorkspaceOption = None,
) -> None:
    """The course of the composites over all rounds that were held."""
    results = all_rounds(opened(workspace))
    if branch is not None:
        wanted = _asked(results, branch)
        results = [
            result._replace(placings=tuple(each for each in result.placings if each.score.branch.id == wanted))
            for result in results
        ]
    if own:
        _show_gaps(results, format)
    elif format is TrendFormat.json:
        from dangjian_kaoping.write.json.trend import trend_json

        answer_json(trend_json(results))
    else:
        from dangjian_kaoping.write.text.trend import trend_text

        answer(trend_text(results, width(sys.stdout), plain=not _shows_bars()))


def _show_gaps(results: list[RoundResult], form: TrendFormat) -> None:
    from dangjian_kaoping.engine.follow.gap import gap_courses

    quarters, courses = [result.quarter for result in results], gap_courses(results)
    if form is TrendFormat.json:
        from dangjian_kaoping.write.json.gap import gap_trend_json

        answer_json(gap_trend_json(quarters, courses))
    else:
        from dangjian_kaoping.write.text.gap_trend import gap_trend_text

        answer(gap_trend_text(quarters, courses, width(sys.stdout), plain=not _shows_bars()))


def _asked(results: list[RoundResult], name: str) -> str:
    """The id of the branch that bears, or bore, a name."""
    branches = [placing.score.branch for result in results for placing in result.placings]
    found = next((each.id for each in reversed(branches) if name in (each.name, each.id)), None)
    if found is None:
        known = [each.name for each in branches_of(results).values()]
        raise Misused(f"没有“{name}”这个支部。{perhaps(name, known)}有：{'、'.join(known)}")
    return found


def _shows_bars() -> bool:
    """Whether the console has the characters of a sparkline; GBK has them, ASCII has not."""
    try:
        "▁▂▃▄▅▆▇█".encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
