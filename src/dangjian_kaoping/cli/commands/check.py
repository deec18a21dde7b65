"""`kaoping check`: whether rubrics and records are fit to score."""

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping import __version__
from dangjian_kaoping.checks.judgement import check_severities, judged
from dangjian_kaoping.checks.seal.seal import compared_by
from dangjian_kaoping.checks.seal.seal_history import check_seal_history
from dangjian_kaoping.checks.workspace import check_workspace
from dangjian_kaoping.cli.asking.scoring import asked_quarter, loader_at, nothing_recorded
from dangjian_kaoping.cli.asking.single import STDIN, check_single
from dangjian_kaoping.cli.git.seal_history import seal_history
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, UNREADABLE, Misused, Stopped
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, answer_json, tell, width
from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.workspace import Workspace


class FailOn(StrEnum):
    """From which severity on the command fails."""

    error = "error"
    warning = "warning"
    never = "never"


class CheckFormat(StrEnum):
    """How the faults are told."""

    text = "text"
    json = "json"
    github = "github"
    gitlab = "gitlab"
    sarif = "sarif"


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
        CheckFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            help="text 文字、json、github、gitlab、sarif；在持续集成里自动选，平时是 text",
        ),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", metavar="级别", help="error 有错误、warning 有提醒时以 1 退出；never 从不")
    ] = FailOn.error,
    workspace: WorkspaceOption = None,
) -> None:
    """Check everything and tell all faults at once."""
    texts: Mapping[str, str]
    root = None
    try:
        if paths and STDIN in paths:
            if len(paths) > 1:
                raise Misused("- 是标准输入，不能与别的文件一起写。")
            loader, faults = check_single(workspace, None)
        else:
            loader, faults = _checked(workspace, quarter, paths or [])
        texts, root = loader.texts, loader.root
    except Stopped as stopped:
        # whatever is wrong is a finding here, that there is no workspace too
        faults, texts = Faults(), stopped.texts
        faults.extend(stopped.faults)
    _tell(format or _chosen(), faults, texts, root or (workspace or Path.cwd()).absolute())
    if any(each.code == "KP194" for each in faults):
        # nothing was checked, so that there is nothing to overlook
        raise typer.Exit(UNREADABLE)
    severities = {each.severity for each in faults}
    if ("error" in severities and fail_on is not FailOn.never) or (
        fail_on is FailOn.warning and severities & {"error", "warning"}
    ):
        raise typer.Exit(FINDINGS)


def _checked(folder: Path | None, quarter: str | None, paths: list[str]) -> tuple[Loader, Faults]:
    if paths and all(_outside(folder, path) for path in paths):
        loader, faults = check_single(folder, [Path(path) for path in paths])
        return loader, faults
    loader = loader_at(folder, partly=True)
    faults = Faults()
    asked = None if quarter is None else asked_quarter(quarter)
    with patience("正在检查 …"):
        found = loader.workspace(None if asked is None else [asked], sealed=True)
        waivers = loader.waivers()
        severities = {} if found.settings is None else found.settings.severities
        raw = Faults()
        raw.extend(loader.faults)
        files, held = len(loader.texts), len(found.rounds)
        if asked is not None and not any(file.startswith(f"data/{asked}/") for file in (*loader.texts, *found.unread)):
            raw.extend([nothing_recorded(loader, asked)])
        if asked is not None:
            # what is scored, sealed or copied may follow from what was found before
            found.rounds |= {each: loader.round_of(each, sealed=True) for each in loader.quarters() if each < asked}
            found.unread |= loader.unread()
        raw.extend(check_workspace(found, today() if quarter is None else None, only=asked))
        raw.extend(check_seal_history(seal_history(loader, found), found, only=asked))
        if found.settings is not None:
            raw.extend(check_severities(found.settings))
        # what a waiver was for may lie in what could not be read
        whole = quarter is None and not found.unread
        faults.extend(judged(raw, severities, waivers, today(), whole=whole, guarded=compared_by(found)))
    if not paths:
        if not len(faults):
            rounds = f"{held} 轮记录" if held else "还没有记录"
            tell(f"检查了 {files} 个文件（{_versions(found)}，{rounds}），没有发现问题。")
        return loader, faults
    wanted = {loader.name_of(Path(path)) for path in paths}
    for path in sorted(wanted - set(loader.texts)):
        if not loader.path_of(path).exists():
            raise Misused(f"没有“{path}”这个文件。")
    some = Faults()
    some.extend(fault for fault in faults if any(_under(fault.place.file, path) for path in wanted))
    return loader, some


def _versions(found: Workspace) -> str:
    """How many versions there are of what is issued."""
    policies = f"，奖励办法 {len(found.policies)} 版" if found.policies else ""
    return f"细则 {len(found.rubrics)} 版{policies}"


def _outside(folder: Path | None, path: str) -> bool:
    """Whether a file lies outside the workspace (or there is none)."""
    from dangjian_kaoping.loading.workspace import workspace_root

    root = workspace_root((folder or Path.cwd()).absolute())
    return root is None or not Path(path).absolute().is_relative_to(root)


def _under(file: str, path: str) -> bool:
    return path in (".", file) or file.startswith(f"{path}/")


def _chosen() -> CheckFormat:
    """In CI the form that it shows beside the lines, else text."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return CheckFormat.github
    if os.environ.get("GITLAB_CI") == "true":
        return CheckFormat.gitlab
    return CheckFormat.text


def _tell(chosen: CheckFormat, faults: Faults, texts: Mapping[str, str], root: Path) -> None:
    match chosen:
        case CheckFormat.text:
            if len(faults):
                from dangjian_kaoping.write.text.diagnostics import diagnostics_text

                answer(diagnostics_text(faults, texts, width(sys.stdout)))
        case CheckFormat.json:
            from dangjian_kaoping.write.json.diagnostics import diagnostics_json

            answer_json(diagnostics_json(faults))
        case CheckFormat.github:
            from dangjian_kaoping.write.ci.github import diagnostics_github

            if len(faults):
                answer(diagnostics_github(_as_kept(faults, texts, root)[0]))
        case CheckFormat.gitlab:
            from dangjian_kaoping.write.ci.gitlab import diagnostics_gitlab

            answer_json(diagnostics_gitlab(*_as_kept(faults, texts, root)))
        case CheckFormat.sarif:
            from dangjian_kaoping.write.ci.sarif import diagnostics_sarif

            answer_json(diagnostics_sarif(*_as_kept(faults, texts, root), __version__))


def _as_kept(faults: Faults, texts: Mapping[str, str], root: Path) -> tuple[list[Diagnostic], dict[str, str]]:
    """Faults and texts with their files as the service has them that keeps the repository."""
    from dangjian_kaoping.cli.git.paths import from_top

    moved = from_top(root)
    return (
        [replace(each, place=each.place._replace(file=moved(each.place.file))) for each in faults],
        {moved(file): text for file, text in texts.items()},
    )
