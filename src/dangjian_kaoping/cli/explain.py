"""`kaoping explain`: how a branch's points came about."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from dangjian_kaoping.cli.failure import Misused
from dangjian_kaoping.cli.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.scoring import asked_branch, score_quarter
from dangjian_kaoping.cli.streams import answer, answer_json, width
from dangjian_kaoping.diagnostics import perhaps


class ExplainFormat(StrEnum):
    """How the explanation is shown."""

    text = "text"
    json = "json"


def explain(
    branch: Annotated[str, typer.Argument(metavar="支部", help="支部名称或编号")],
    item: Annotated[str | None, typer.Argument(metavar="项目", help="只看一个项目，如 DJ-01")] = None,
    quarter: QuarterOption = None,
    format: Annotated[
        ExplainFormat, typer.Option("--format", "-f", metavar="格式", help="text 文字、json")
    ] = ExplainFormat.text,
    workspace: WorkspaceOption = None,
) -> None:
    """Explain one branch's round, or one item of it."""
    result = score_quarter(workspace, quarter).result
    placing = asked_branch(result, branch)
    if item is not None and item not in result.rubric.by_item:
        hint = perhaps(item, result.rubric.by_item)
        raise Misused(f"{result.rubric.version} 版细则没有项目“{item}”。{hint}用 kaoping rubric show 看有哪些。")
    if format is ExplainFormat.json:
        from dangjian_kaoping.render.explain_json import explain_json

        answer_json(explain_json(result, placing, item))
    else:
        from dangjian_kaoping.render.explain_text import explain_text

        answer(explain_text(result, placing, item, width(sys.stdout)))
