"""`kaoping trend`: the series over all rounds."""

from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.roster import asked_branch_id
from dangjian_kaoping.cli.asking.rounds import all_rounds, opened
from dangjian_kaoping.cli.formats.analysis import GAP_TREND, TREND, GapsOverTime
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.options import WorkspaceOption


def trend(
    branch: Annotated[
        str | None,
        typer.Option(
            "--branch", "-b", metavar="支部", help="只看一个支部（名称或编号）", autocompletion=completion.branches
        ),
    ] = None,
    own: Annotated[bool, typer.Option("--self", help="看各轮自评与检查的差距，是不是越来越接近")] = False,
    format: Annotated[str, format_option(TREND, GAP_TREND)] = TREND.default,
    workspace: WorkspaceOption = None,
) -> None:
    """The course of the composites over all rounds that were held."""
    results = all_rounds(opened(workspace))
    if branch is not None:
        wanted = asked_branch_id(results, branch)
        results = [
            result._replace(placings=tuple(each for each in result.placings if each.score.branch.id == wanted))
            for result in results
        ]
    if own:
        from dangjian_kaoping.engine.follow.gap import gap_courses

        GAP_TREND.show(format, GapsOverTime([result.quarter for result in results], gap_courses(results)))
    else:
        TREND.show(format, results)
