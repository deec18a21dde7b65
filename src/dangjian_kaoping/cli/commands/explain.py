"""`kaoping explain`: how a branch's points came about."""

from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.roster import asked_branch
from dangjian_kaoping.cli.asking.rounds import opened, scored_round
from dangjian_kaoping.cli.asking.since import asked_quarters, moved
from dangjian_kaoping.cli.formats.analysis import EXPLANATION, MENDING, SINCE, Explained, MendedOf, Since
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import tell
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.session import Session


def explain(
    branch: Annotated[str, typer.Argument(metavar="支部", help="支部名称或编号", autocompletion=completion.branches)],
    item: Annotated[
        str | None, typer.Argument(metavar="项目", help="只看一个项目，如 DJ-01", autocompletion=completion.items)
    ] = None,
    quarter: QuarterOption = None,
    mend: Annotated[bool, typer.Option("--mend", help="失分的每一条，本轮若没有，综合得分高几分")] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="季度", help="与以前的一轮比，得分为什么变了", autocompletion=completion.quarters
        ),
    ] = None,
    format: Annotated[str, format_option(EXPLANATION, MENDING, SINCE)] = EXPLANATION.default,
    workspace: WorkspaceOption = None,
) -> None:
    """Explain one branch's round, or one item of it; or why it is not what it was in an earlier round."""
    session = opened(workspace)
    if since is not None and mend:
        raise Misused("--mend 与 --since 只能写一个。")
    if since is not None:
        asked = asked_quarters(session, since, quarter)
        SINCE.show(format, Since(session, moved(session, branch, item, *asked)))
        return
    result = scored_round(session, quarter, policies=item is None and not mend)
    placing = asked_branch(result, branch)
    if item is not None and item not in result.rubric.by_item:
        hint = perhaps(item, result.rubric.by_item)
        raise Misused(f"{result.rubric.version} 版细则没有项目“{item}”。{hint}用 kaoping rubric show 看有哪些。")
    if mend:
        with patience("正在逐条重算 …"):
            mending = session.mending(result.quarter, placing.score.branch.id, item)
        MENDING.show(format, MendedOf(session, result, item, mending))
        return
    entries = session.concerned(result.quarter, placing.score)
    reward = _money(session, result) if item is None else None
    EXPLANATION.show(format, Explained(session, result, placing, item, entries, reward))


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
