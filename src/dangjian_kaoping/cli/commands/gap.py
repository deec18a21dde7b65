"""`kaoping gap`: self-assessment held against inspection."""

from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.roster import asked_branch
from dangjian_kaoping.cli.asking.rounds import opened, scored_round
from dangjian_kaoping.cli.formats.analysis import GAP, Gaps
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.engine.follow.gap import round_gaps


def gap(
    quarter: QuarterOption = None,
    branch: Annotated[
        str | None,
        typer.Option(
            "--branch",
            "-b",
            metavar="支部",
            help="一个支部，逐项对照（名称或编号）",
            autocompletion=completion.branches,
        ),
    ] = None,
    format: Annotated[str, format_option(GAP)] = GAP.default,
    workspace: WorkspaceOption = None,
) -> None:
    """How far the self-assessments of a round lie from its inspection."""
    session = opened(workspace)
    result = scored_round(session, quarter)
    if branch is not None:
        result = result._replace(placings=(asked_branch(result, branch),))
    GAP.show(format, Gaps(session, result, round_gaps(result), single=branch is not None))
