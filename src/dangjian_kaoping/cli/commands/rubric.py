"""`kaoping rubric`: the versions, one of them to read, their faults, their schema."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.checks.rubric.policies import check_policies
from dangjian_kaoping.checks.rubric.rubric import check_rubric, check_versions
from dangjian_kaoping.cli.asking.scoring import loader_at
from dangjian_kaoping.cli.asking.sides import Sides
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import FINDINGS, UNREADABLE, Misused, Stopped
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, answer_json, answer_markdown, tell, width
from dangjian_kaoping.diagnostics import Faults, blocking
from dangjian_kaoping.loading.workspace import Loader, workspace_root
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Workspace

VersionArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="版本",
        help="如 2020，也可以是文件或 HEAD~1:rubrics/2020.yaml；不写则最新的一版细则；奖励办法写 reward-2020",
        autocompletion=completion.versions,
    ),
]


class ShowFormat(StrEnum):
    """How a rubric is shown."""

    text = "text"
    markdown = "markdown"


def _loaded(folder: WorkspaceOption) -> Workspace:
    loader = loader_at(folder)
    workspace = loader.workspace([])
    if blocking(loader.faults):
        raise Stopped(UNREADABLE, loader.faults, loader.texts)
    return workspace


def list_versions(workspace: WorkspaceOption = None) -> None:
    """The versions of the rubric."""
    from dangjian_kaoping.write.text.reward_policy import policy_list
    from dangjian_kaoping.write.text.rubric import rubric_list

    found = _loaded(workspace)
    policies = f"\n{policy_list(found.policies)}" if found.policies else ""
    answer(rubric_list(found.rubrics) + policies)


def show(
    version: VersionArgument = None,
    format: Annotated[
        ShowFormat, typer.Option("--format", "-f", metavar="格式", help="text 文字、markdown 表格")
    ] = ShowFormat.text,
    git: Annotated[bool, typer.Option("--git", hidden=True, help="由 git 调用（见 docs/修订细则.md）")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """One version as a readable 细则."""
    if git and version is not None:
        from dangjian_kaoping.cli.git.driver import git_show

        git_show(version)
        return
    sides = Sides(workspace)
    if version is None:
        loader_at(workspace)
        if not sides.versions:
            raise Misused("这里还没有细则。")
        version = sides.versions[-1]
    shown = sides.side(version).document
    if not isinstance(shown, Rubric):
        if format is ShowFormat.markdown:
            from dangjian_kaoping.write.markdown.rubric import policy_markdown

            answer_markdown(policy_markdown(shown))
        else:
            from dangjian_kaoping.write.text.reward_policy import policy_show

            answer(policy_show(shown, width(sys.stdout)))
        return
    if format is ShowFormat.markdown:
        from dangjian_kaoping.write.markdown.rubric import rubric_markdown

        answer_markdown(rubric_markdown(shown))
    else:
        from dangjian_kaoping.write.text.rubric import rubric_show

        answer(rubric_show(shown, width(sys.stdout)))


def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="文件", help="细则文件；不写则检查工作区里的各版")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """The faults of rubrics alone."""
    if files:
        start = (workspace or Path.cwd()).absolute()
        loader = Loader(workspace_root(start) or start, partly=True)
        named = [loader.name_of(path) for path in files]
        rubrics, policies = list(loader.rubrics_in(named)), list(loader.policies_in(named))
        roster = loader.roster()
    else:
        loader = loader_at(workspace, partly=True)
        found = loader.workspace([])
        rubrics, policies, roster = found.rubrics, found.policies, found.roster
    faults = Faults()
    faults.extend(loader.faults)
    if not files:
        faults.extend(check_versions(rubrics))
    for rubric in rubrics:
        faults.extend(check_rubric(rubric, roster))
    # a policy alone is not held against the rubrics of the workspace
    faults.extend(check_policies(policies, roster, rubrics))
    if not len(faults):
        tell(f"检查了 {len(rubrics)} 版细则{f'、{len(policies)} 版绩效奖励办法' if policies else ''}，没有发现问题。")
        return
    from dangjian_kaoping.write.text.diagnostics import diagnostics_text

    answer(diagnostics_text(faults, loader.texts))
    if any(each.severity == "error" for each in faults):
        raise typer.Exit(FINDINGS)


def schema(
    reward: Annotated[bool, typer.Option("--reward", help="绩效奖励办法的，不是细则的")] = False,
) -> None:
    """The JSON Schema of rubric files, or of reward policies."""
    from dangjian_kaoping.write.json.schema import reward_schema, rubric_schema

    answer_json(reward_schema() if reward else rubric_schema())
