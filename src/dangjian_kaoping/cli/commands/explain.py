"""`kaoping explain`: how a branch's points came about."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rewards import reward_of_quarter
from dangjian_kaoping.cli.asking.scoring import Scored, asked_branch, score_quarter, stop_at
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import Misused, Stopped
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, answer_json, tell, width
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.engine.follow.ledger import Entry, as_of_quarter, ledger
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.periods import parse_quarter


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
    scored = score_quarter(workspace, quarter, policies=item is None)
    result = scored.result
    placing = asked_branch(result, branch)
    if item is not None and item not in result.rubric.by_item:
        hint = perhaps(item, result.rubric.by_item)
        raise Misused(f"{result.rubric.version} 版细则没有项目“{item}”。{hint}用 kaoping rubric show 看有哪些。")
    entries = _concerned(scored, placing.score)
    reward = _money(workspace, scored)
    if format is ExplainFormat.json:
        from dangjian_kaoping.write.json.explain import explain_json

        answer_json(explain_json(result, placing, item, entries, reward))
    else:
        from dangjian_kaoping.write.text.explain import explain_text

        answer(explain_text(result, placing, item, width(sys.stdout), entries, reward))


def _concerned(scored: Scored, score: BranchScore) -> dict[str, Entry]:
    """The older problems that a branch's findings name, by id, as the ledger has them in this round.

    The rounds since the oldest of them are read only here: scoring does not need them.
    """
    quarter, roster, loader = scored.result.quarter, scored.workspace.roster, scored.loader
    names = {each for finding in score.findings for each in finding.recorded.finding.concerns}
    found_in = [each for name in names if (each := parse_quarter(name.partition("-")[0])) is not None]
    if not found_in or roster is None:
        return {}
    rounds = [loader.round_of(each) for each in loader.quarters() if min(found_in) <= each <= quarter]
    stop_at(loader, loader.faults)
    entries = ledger(rounds, roster, {}, as_of_quarter(quarter))
    return {entry.id: entry for entry in entries if entry.id in names}


def _money(folder: Path | None, scored: Scored) -> RewardResult | None:
    """The money that follows from the score; where the policy has no answer, the score is explained all the same."""
    if not scored.workspace.policies:
        return None
    try:
        return reward_of_quarter(folder, scored)
    except Stopped as stopped:
        said = "；".join(f"{fault.code} {fault.message}" for fault in stopped.faults)
        tell(f"绩效奖励算不出来，只说明得分：{said}")
        return None
