"""`kaoping rubric diff`: what a revision changes."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.asking.sides import asked_version
from dangjian_kaoping.cli.files.publication import write_or_stop
from dangjian_kaoping.cli.formats.versions import DIFF, Compared, Comparisons
from dangjian_kaoping.cli.formats.writable import format_option, publish_option
from dangjian_kaoping.cli.git.changed_files import changed_since
from dangjian_kaoping.cli.git.driver import git_diff
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.compare.diff.kinds import LEVELS
from dangjian_kaoping.compare.diff.revision import Version
from dangjian_kaoping.session.versions import Versions, versions_around


class Direction(StrEnum):
    """Which way a change goes for a branch."""

    stricter = "stricter"
    looser = "looser"
    neutral = "neutral"


class FailOn(StrEnum):
    """From which level on the command fails."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


def diff(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="原 新", help="版本（2019）、文件，或 git 里的（HEAD~1:rubrics/2020.yaml）；都不写则比最新的两版"
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="git版本", help="工作区里的细则与 git 里的比，如 origin/main"),
    ] = None,
    format: Annotated[str, format_option(DIFF)] = DIFF.default,
    publish: Annotated[list[Path] | None, publish_option(DIFF, flags=("--publish", "-p", "-o"))] = None,
    only: Annotated[
        Direction | None,
        typer.Option("--only", metavar="方向", help="只列：stricter 收严的、looser 放宽的、neutral 其他的"),
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            metavar="级别",
            help="有这一级以上的变化时以 1 退出：error 重大、warning 一般、info 提示；never 从不",
        ),
    ] = FailOn.never,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
    git: Annotated[bool, typer.Option("--git", hidden=True, help="由 git diff 调用（见 docs/修订细则.md）")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Compare two versions of a rubric."""
    if git:
        git_diff(sources or [])
        return
    if against is not None or not sources:
        versions = opened(workspace).versions()
    else:
        versions = versions_around((workspace or Path.cwd()).absolute())
    pairs = changed_since(versions, against) if against is not None else [_pair(versions, sources or [], workspace)]
    if against is not None and sources:
        raise Misused("写了 --against，就不再写要比的版本。")
    asked = Comparisons(versions, [_asked(versions, *pair, only) for pair in pairs], against)
    if publish:
        _publish(publish, asked, force=force)
    else:
        DIFF.show(format, asked)
    levels = {change.kind.level for each in asked.asked for change in each.changes}
    if fail_on is not FailOn.never and levels & set(LEVELS[: LEVELS.index(fail_on.value) + 1]):
        raise typer.Exit(FINDINGS)


def _pair(versions: Versions, sources: list[str], folder: Path | None) -> tuple[Version, Version]:
    if not sources:
        known = versions.rubrics
        if len(known) < 2:
            raise Misused(
                f"要写两个版本或文件，如 kaoping rubric diff 2019 2020。有：{'、'.join(known) or '没有一版'}。"
            )
        sources = known[-2:]
        tell(f"没有写版本，比最新的两版：{sources[0]}、{sources[1]}")
    if len(sources) != 2:
        raise Misused("要写两个：原来的和新的，如 kaoping rubric diff 2019 2020。")
    one, other = (asked_version(versions, each, folder) for each in sources)
    return one, other


def _asked(versions: Versions, before: Version, after: Version, only: Direction | None) -> Compared:
    found = versions.compared(before, after)
    if found is None:
        raise Misused(f"“{before.name}”和“{after.name}”一个是细则，一个是绩效奖励办法，不能比。")
    return Compared(found, [each for each in found.changes if only is None or each.kind.direction == only.value])


def _publish(paths: list[Path], asked: Comparisons, *, force: bool) -> None:
    if len(asked.asked) != 1:
        raise Misused(f"写成文件的，一次比一版；这里有 {len(asked.asked)} 版改了。请写明比哪两版。")
    targets = DIFF.targets(paths, asked._replace(against=None))
    write_or_stop(targets, force=force)
    answer("\n".join(f"修订的比较已写到：{target.path.absolute()}" for target in targets))
