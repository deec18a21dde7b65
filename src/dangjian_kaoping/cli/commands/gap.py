"""`kaoping gap`: self-assessment held against inspection."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.roster import asked_branch
from dangjian_kaoping.cli.asking.rounds import opened, scored_round
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, answer_json, width
from dangjian_kaoping.engine.follow.gap import branch_gap, round_gaps


class GapFormat(StrEnum):
    """How the gaps are shown."""

    table = "table"
    json = "json"


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
    format: Annotated[GapFormat, typer.Option("--format", "-f", metavar="格式", help="table 表格、json")] = (
        GapFormat.table
    ),
    workspace: WorkspaceOption = None,
) -> None:
    """How far the self-assessments of a round lie from its inspection."""
    result = scored_round(opened(workspace), quarter)
    if branch is not None:
        result = result._replace(placings=(asked_branch(result, branch),))
    gaps = round_gaps(result)
    if format is GapFormat.json:
        from dangjian_kaoping.write.json.gap import gap_json

        answer_json(gap_json(result.quarter, result.rubric.version, gaps))
        return
    from dangjian_kaoping.write.text.gap import branch_gap_text, gaps_text

    if branch is None:
        answer(gaps_text(result.quarter, gaps, width(sys.stdout)))
    else:
        answer(branch_gap_text(branch_gap(result.placings[0].score, result.quarter), width(sys.stdout)))
