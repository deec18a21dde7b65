"""`kaoping explain`: how a branch's points came about."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.roster import asked_branch
from dangjian_kaoping.cli.asking.rounds import opened, scored_round
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, answer_json, tell, width
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.session import Session


class ExplainFormat(StrEnum):
    """How the explanation is shown."""

    text = "text"
    json = "json"


def explain(
    branch: Annotated[str, typer.Argument(metavar="支部", help="支部名称或编号", autocompletion=completion.branches)],
    item: Annotated[
        str | None, typer.Argument(metavar="项目", help="只看一个项目，如 DJ-01", autocompletion=completion.items)
    ] = None,
    quarter: QuarterOption = None,
    format: Annotated[
        ExplainFormat, typer.Option("--format", "-f", metavar="格式", help="text 文字、json")
    ] = ExplainFormat.text,
    workspace: WorkspaceOption = None,
) -> None:
    """Explain one branch's round, or one item of it."""
    session = opened(workspace)
    result = scored_round(session, quarter, policies=item is None)
    placing = asked_branch(result, branch)
    if item is not None and item not in result.rubric.by_item:
        hint = perhaps(item, result.rubric.by_item)
        raise Misused(f"{result.rubric.version} 版细则没有项目“{item}”。{hint}用 kaoping rubric show 看有哪些。")
    entries = session.concerned(result.quarter, placing.score)
    reward = _money(session, result) if item is None else None
    if format is ExplainFormat.json:
        from dangjian_kaoping.write.json.explain import explain_json

        answer_json(explain_json(result, placing, item, entries, reward))
    else:
        from dangjian_kaoping.write.text.explain import explain_text

        answer(explain_text(result, placing, item, width(sys.stdout), entries, reward))


def _money(session: Session, result: RoundResult) -> RewardResult | None:
    """The money that follows from the score; where the policy has no answer, the score is explained all the same."""
    try:
        return session.reward(result.quarter, draft=not result.complete)
    except SessionError as error:
        if all(fault.code == "KP607" for fault in error.faults):
            return None
        said = "；".join(f"{fault.code} {fault.message}" for fault in error.faults)
        tell(f"绩效奖励算不出来，只说明得分：{said}")
        return None
