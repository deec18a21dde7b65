"""`kaoping score`: the branches' points."""

from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.roster import asked_branch
from dangjian_kaoping.cli.asking.rounds import opened, scored_round
from dangjian_kaoping.cli.formats.rounds import SCORES, RankedRound
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption


def score(
    quarter: QuarterOption = None,
    branch: Annotated[
        str | None,
        typer.Option(
            "--branch", "-b", metavar="支部", help="只看一个支部（名称或编号）", autocompletion=completion.branches
        ),
    ] = None,
    format: Annotated[str, format_option(SCORES)] = SCORES.default,
    workspace: WorkspaceOption = None,
) -> None:
    """Score a round."""
    session = opened(workspace)
    result = scored_round(session, quarter)
    if branch is not None:
        result = result._replace(placings=(asked_branch(result, branch),))
    SCORES.show(format, RankedRound(session, result))
