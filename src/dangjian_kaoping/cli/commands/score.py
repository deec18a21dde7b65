"""`kaoping score`: the branches' points."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.roster import asked_branch
from dangjian_kaoping.cli.asking.rounds import opened, scored_round
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, answer_csv, answer_json, width


class ScoreFormat(StrEnum):
    """How the points are shown."""

    table = "table"
    json = "json"
    csv = "csv"


def score(
    quarter: QuarterOption = None,
    branch: Annotated[
        str | None,
        typer.Option(
            "--branch", "-b", metavar="支部", help="只看一个支部（名称或编号）", autocompletion=completion.branches
        ),
    ] = None,
    format: Annotated[
        ScoreFormat, typer.Option("--format", "-f", metavar="格式", help="table 表格、json、csv")
    ] = ScoreFormat.table,
    workspace: WorkspaceOption = None,
) -> None:
    """Score a round."""
    result = scored_round(opened(workspace), quarter)
    if branch is not None:
        result = result._replace(placings=(asked_branch(result, branch),))
    match format:
        case ScoreFormat.table:
            from dangjian_kaoping.write.text.score_table import score_table

            answer(score_table(result, width(sys.stdout)))
        case ScoreFormat.json:
            from dangjian_kaoping.write.json.score import score_json

            answer_json(score_json(result))
        case ScoreFormat.csv:
            from dangjian_kaoping.views.ranking import ranking
            from dangjian_kaoping.write.csv.table import as_csv

            answer_csv(as_csv(ranking(result)))
