"""`kaoping rubric`: the versions, one of them to read, their faults, their schema."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.asking.sides import asked_file, asked_rubric, asked_version
from dangjian_kaoping.cli.files.publication import write_or_stop
from dangjian_kaoping.cli.formats.versions import ONE_VERSION, RANGES, OneVersion
from dangjian_kaoping.cli.formats.writable import format_option, publish_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, answer_json, tell, width
from dangjian_kaoping.session.checking import check_all_versions, check_versions_in
from dangjian_kaoping.session.versions import versions_around

VersionArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="版本",
        help="如 2020，也可以是文件或 HEAD~1:rubrics/2020.yaml；不写则最新的一版细则；奖励办法写 reward-2020",
        autocompletion=completion.versions,
    ),
]


def list_versions(workspace: WorkspaceOption = None) -> None:
    """The versions of the rubric."""
    from dangjian_kaoping.write.text.reward_policy import policy_list
    from dangjian_kaoping.write.text.rubric import rubric_list

    found = opened(workspace).reading.issued()
    policies = f"\n{policy_list(found.policies, width(sys.stdout))}" if found.policies else ""
    answer(rubric_list(found.rubrics, width(sys.stdout)) + policies)


def show(
    version: VersionArgument = None,
    format: Annotated[str, format_option(ONE_VERSION)] = ONE_VERSION.default,
    publish: Annotated[list[Path] | None, publish_option(ONE_VERSION, flags=("--publish", "-p", "-o"))] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
    git: Annotated[bool, typer.Option("--git", hidden=True, help="由 git 调用（见 docs/修订细则.md）")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """One version as a readable 细则."""
    if git and version is not None:
        from dangjian_kaoping.cli.git.driver import git_show

        git_show(version)
        return
    if version is None:
        versions = opened(workspace).versions()
        if not versions.rubrics:
            raise Misused("这里还没有细则。")
        version = versions.rubrics[-1]
    else:
        versions = versions_around((workspace or Path.cwd()).absolute())
    shown = OneVersion(versions, asked_version(versions, version, workspace).document)
    if publish:
        targets = ONE_VERSION.targets(publish, shown)
        write_or_stop(targets, force=force)
        answer("\n".join(f"细则已写到：{target.path.absolute()}" for target in targets))
    else:
        ONE_VERSION.show(format, shown)


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="版本|文件", help="如 2020，也可以是细则文件；不写则检查各版，--proof 的列最新的一版"),
    ] = None,
    proof: Annotated[
        bool, typer.Option("--proof", help="不检查，列出一版细则各条款、组、项目、方面和合计最少、最多几分")
    ] = False,
    format: Annotated[str | None, format_option(RANGES, more="；只与 --proof 合用")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """The faults of rubrics alone; or what one of them can give."""
    if proof:
        _show_ranges([str(each) for each in files or ()], format or RANGES.default, workspace)
        return
    if format is not None:
        raise Misused("--format 只与 --proof 合用。")
    if files:
        start = (workspace or Path.cwd()).absolute()
        versions = versions_around(start)
        found = check_versions_in(start, [asked_file(versions, str(each)) for each in files], today())
    else:
        found = check_all_versions(opened(workspace).root, today())
    if not len(found.faults):
        policies = f"、{found.policies} 版绩效奖励办法" if found.policies else ""
        tell(f"检查了 {found.rubrics} 版细则{policies}，没有发现问题。")
        return
    from dangjian_kaoping.write.text.diagnostics import diagnostics_text

    answer(diagnostics_text(found.faults, found.texts))
    if any(each.severity == "error" for each in found.faults):
        raise typer.Exit(FINDINGS)


def _show_ranges(named: list[str], format: str, workspace: Path | None) -> None:
    """What a version can give: the one that is named, or the newest."""
    if len(named) > 1:
        raise Misused("--proof 一次列一版。")
    versions = versions_around((workspace or Path.cwd()).absolute()) if named else opened(workspace).versions()
    if not named and not versions.rubrics:
        raise Misused("这里还没有细则。")
    rubric = asked_rubric(versions, named[0] if named else versions.rubrics[-1], workspace)
    RANGES.show(format, versions.ranges(rubric))


def schema(
    reward: Annotated[bool, typer.Option("--reward", help="绩效奖励办法的，不是细则的")] = False,
) -> None:
    """The JSON Schema of rubric files, or of reward policies."""
    from dangjian_kaoping.write.json.schema import reward_schema, rubric_schema

    answer_json(reward_schema() if reward else rubric_schema())
