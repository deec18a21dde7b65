"""`kaoping check`: whether rubrics and records are fit to score."""

import os
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_quarter
from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.formats.checking import DIAGNOSTICS, Diagnosis
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.git.seal_history import seal_history
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, UNREADABLE, Misused, Stopped
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import tell
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.loading.workspace import workspace_root
from dangjian_kaoping.session.checking import Checked, check_bytes, check_documents
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.source.files import MOST_BYTES

STDIN = "-"


class FailOn(StrEnum):
    """From which severity on the command fails."""

    error = "error"
    warning = "warning"
    never = "never"


def check(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="文件", help="只说这些文件里的问题；- 读标准输入；不写则检查全部")
    ] = None,
    quarter: Annotated[
        str | None,
        typer.Option(
            "--quarter",
            "-q",
            metavar="季度",
            help="只检查这一轮的记录；不写则检查各轮",
            autocompletion=completion.begun,
        ),
    ] = None,
    format: Annotated[
        str | None, format_option(DIAGNOSTICS, more=f"；在持续集成里自动选，平时是 {DIAGNOSTICS.default}")
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", metavar="级别", help="error 有错误、warning 有提醒时以 1 退出；never 从不")
    ] = FailOn.error,
    publication: Annotated[
        bool, typer.Option("--publication", help="也找不能公布的：身份证号、银行卡号、电话、姓名、密级标志、文件位置")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Check everything and tell all faults at once."""
    faults = Faults()
    start = (workspace or Path.cwd()).absolute()
    try:
        checked = _checked(start, quarter, paths or [], publication=publication)
        faults.extend(checked.faults)
        texts = checked.texts
    except (Stopped, SessionError) as stopped:
        # whatever is wrong is a finding here, that there is no workspace too
        faults.extend(stopped.faults)
        texts = stopped.texts
    DIAGNOSTICS.show(format or _chosen(), Diagnosis(faults, texts, workspace_root(start) or start))
    if any(each.code == "KP194" for each in faults):
        # nothing was checked, so that there is nothing to overlook
        raise typer.Exit(UNREADABLE)
    severities = {each.severity for each in faults}
    if ("error" in severities and fail_on is not FailOn.never) or (
        fail_on is FailOn.warning and severities & {"error", "warning"}
    ):
        raise typer.Exit(FINDINGS)


def _checked(start: Path, quarter: str | None, paths: list[str], *, publication: bool) -> Checked:
    if STDIN in paths:
        if len(paths) > 1:
            raise Misused("- 是标准输入，不能与别的文件一起写。")
        # closed, it holds nothing
        content = b"" if sys.stdin is None else sys.stdin.buffer.read(MOST_BYTES + 1)
        return _singly(check_bytes(start, content, STDIN))
    if paths and all(_outside(start, path) for path in paths):
        return _singly(check_documents(start, map(Path, paths)))
    session = opened(start)
    asked = None if quarter is None else asked_quarter(quarter)
    with patience("正在检查 …"):
        checked = session.check(today(), asked, partial(seal_history, session.root), publication=publication)
    if paths:
        return checked._replace(faults=_of(checked, session, paths))
    if not len(checked.faults):
        rounds = f"{checked.rounds} 轮记录" if checked.rounds else "还没有记录"
        policies = f"，奖励办法 {checked.policies} 版" if checked.policies else ""
        tell(f"检查了 {checked.files} 个文件（细则 {checked.rubrics} 版{policies}，{rounds}），没有发现问题。")
    return checked


def _singly(checked: Checked) -> Checked:
    if not len(checked.faults):
        tell(f"检查了 {checked.files} 份文件，没有发现问题。")
    return checked


def _of(checked: Checked, session: Session, paths: list[str]) -> Faults:
    """The faults in certain files, or below certain folders."""
    wanted = {session.loader.name_of(Path(path)) for path in paths}
    for path in sorted(wanted - set(checked.texts)):
        if not session.loader.path_of(path).exists():
            raise Misused(f"没有“{path}”这个文件。")
    faults = Faults()
    faults.extend(fault for fault in checked.faults if any(_under(fault.place.file, path) for path in wanted))
    return faults


def _outside(start: Path, path: str) -> bool:
    """Whether a file lies outside the workspace (or there is none)."""
    root = workspace_root(start)
    return root is None or not Path(path).absolute().is_relative_to(root)


def _under(file: str, path: str) -> bool:
    return path in (".", file) or file.startswith(f"{path}/")


def _chosen() -> str:
    """In CI the form that it shows beside the lines, else text."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    if os.environ.get("GITLAB_CI") == "true":
        return "gitlab"
    return DIAGNOSTICS.default
