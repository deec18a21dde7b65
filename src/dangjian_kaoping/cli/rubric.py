"""`kaoping rubric`: the versions, one of them to read, their faults, their schema."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.checks.rubric import check_rubric, check_versions
from dangjian_kaoping.cli import completion
from dangjian_kaoping.cli.failure import FINDINGS, UNREADABLE, Misused, Stopped
from dangjian_kaoping.cli.options import WorkspaceOption
from dangjian_kaoping.cli.scoring import loader_at
from dangjian_kaoping.cli.streams import answer, answer_json, tell, width
from dangjian_kaoping.diagnostics import Faults, blocking
from dangjian_kaoping.loading.workspace import Loader, workspace_root
from dangjian_kaoping.model.workspace import Workspace

VersionArgument = Annotated[
    str | None, typer.Argument(metavar="版本", help="如 2020；不写则最新的一版", autocompletion=completion.versions)
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
    from dangjian_kaoping.render.rubric_text import rubric_list

    answer(rubric_list(_loaded(workspace).rubrics))


def show(
    version: VersionArgument = None,
    format: Annotated[
        ShowFormat, typer.Option("--format", "-f", metavar="格式", help="text 文字、markdown 表格")
    ] = ShowFormat.text,
    workspace: WorkspaceOption = None,
) -> None:
    """One version as a readable 细则."""
    rubrics = sorted(_loaded(workspace).rubrics, key=lambda each: each.effective_from)
    known = {each.version: each for each in rubrics}
    chosen = rubrics[-1].version if version is None and rubrics else version
    if chosen is None or chosen not in known:
        raise Misused(f"没有“{chosen or ''}”这一版细则。有：{'、'.join(known) or '没有一版'}")
    if format is ShowFormat.markdown:
        from dangjian_kaoping.render.rubric_markdown import rubric_markdown

        answer(rubric_markdown(known[chosen]))
    else:
        from dangjian_kaoping.render.rubric_text import rubric_show

        answer(rubric_show(known[chosen], width(sys.stdout)))


def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="文件", help="细则文件；不写则检查工作区里的各版")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """The faults of rubrics alone."""
    if files:
        start = (workspace or Path.cwd()).absolute()
        loader = Loader(workspace_root(start) or start)
        rubrics = list(loader.rubrics_in(_from(loader.root, files)))
        roster = loader.roster()
    else:
        loader = loader_at(workspace)
        found = loader.workspace([])
        rubrics, roster = found.rubrics, found.roster
    faults = Faults()
    faults.extend(loader.faults)
    if not files:
        faults.extend(check_versions(rubrics))
    for rubric in rubrics:
        faults.extend(check_rubric(rubric, roster))
    if not len(faults):
        tell(f"检查了 {len(rubrics)} 版细则，没有发现问题。")
        return
    from dangjian_kaoping.render.diagnostics_text import diagnostics_text

    answer(diagnostics_text(faults, loader.texts))
    if any(each.severity == "error" for each in faults):
        raise typer.Exit(FINDINGS)


def _from(root: Path, files: list[Path]) -> list[str]:
    absolute = [path.absolute() for path in files]
    return [path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix() for path in absolute]


def schema() -> None:
    """The JSON Schema of rubric files."""
    from dangjian_kaoping.render.schema_json import rubric_schema

    answer_json(rubric_schema())
