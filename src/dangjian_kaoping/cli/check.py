"""`kaoping check`: whether rubrics and records are fit to score."""

from enum import StrEnum
from typing import Annotated

import typer

from dangjian_kaoping.checks.workspace import check_workspace
from dangjian_kaoping.cli.failure import FINDINGS
from dangjian_kaoping.cli.options import WorkspaceOption
from dangjian_kaoping.cli.progress import patience
from dangjian_kaoping.cli.scoring import asked_quarter, loader_at
from dangjian_kaoping.cli.streams import answer, tell
from dangjian_kaoping.diagnostics import Faults


class FailOn(StrEnum):
    """From which severity on the command fails."""

    error = "error"
    warning = "warning"
    never = "never"


def check(
    quarter: Annotated[
        str | None, typer.Option("--quarter", "-q", metavar="季度", help="只检查这一轮的记录；不写则检查各轮")
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", metavar="级别", help="有 error 错误、warning 提醒时以 1 退出；never 从不")
    ] = FailOn.error,
    workspace: WorkspaceOption = None,
) -> None:
    """Check everything and tell all faults at once."""
    loader = loader_at(workspace)
    faults = Faults()
    with patience("正在检查 …"):
        found = loader.workspace(None if quarter is None else [asked_quarter(quarter)])
        faults.extend(loader.faults)
        if found.roster is not None:
            faults.extend(check_workspace(found))
    if len(faults):
        from dangjian_kaoping.render.diagnostics_text import diagnostics_text

        answer(diagnostics_text(faults, loader.texts))
    else:
        rounds = f"{len(found.rounds)} 轮记录" if found.rounds else "还没有记录"
        tell(f"检查了 {len(loader.texts)} 个文件（细则 {len(found.rubrics)} 版，{rounds}），没有发现问题。")
    severities = {each.severity for each in faults}
    if "error" in severities and fail_on is not FailOn.never:
        raise typer.Exit(FINDINGS)
    if severities and fail_on is FailOn.warning:
        raise typer.Exit(FINDINGS)
