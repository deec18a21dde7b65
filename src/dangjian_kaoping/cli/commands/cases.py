"""`kaoping rubric test`: a rubric's cases, facts in and points out."""

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.formats.testing import COVERAGE, MUTATION
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import FINDINGS, UNREADABLE, Misused
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, tell, width
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.testing import test_all, test_files


def test(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="文件", help="测试文件；不写则运行 rubrics/cases 里全部")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="通过的也列出")] = False,
    coverage: Annotated[
        str | None,
        typer.Option(
            "--coverage",
            metavar="[版本]",
            help="看一版细则试过了多少、还缺什么，如 2020；不写版本则最新的一版，全部各版写 all",
            autocompletion=completion.versions,
        ),
    ] = None,
    mutate: Annotated[
        str | None,
        typer.Option(
            "--mutate",
            metavar="[版本]",
            help="把一版细则的分值、分数线、封顶……各改一点，看情形查不查得出；版本的写法与 --coverage 相同",
            autocompletion=completion.versions,
        ),
    ] = None,
    item: Annotated[
        list[str] | None,
        typer.Option(
            "--item",
            "-i",
            metavar="项目",
            help="只改这个项目的，如 DJ-03；可以写几次；与 --mutate 同用",
            autocompletion=completion.items,
        ),
    ] = None,
    sample: Annotated[
        int | None, typer.Option("--sample", metavar="几处", min=1, help="只抽这么多处来改；与 --mutate 同用")
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="数", help="换一个数，抽到的就不一样；与 --sample 同用")
    ] = None,
    format: Annotated[str | None, format_option(COVERAGE, MUTATION, more="；与 --coverage、--mutate 同用")] = None,
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar="百分比",
            help="试过的考点（查得出的改动）不到百分之几就算没有通过；与 --coverage、--mutate 同用",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Run the cases; a failing one shows the steps of what happened."""
    _stop_at_idle(coverage is not None, mutate is not None, {"--format": format, "--fail-under": fail_under})
    if mutate is None:
        _stop_at_those_of("--mutate", {"--item": item, "--sample": sample, "--seed": seed})
    if sample is None:
        _stop_at_those_of("--sample", {"--seed": seed})
    least = None if fail_under is None else _percent(fail_under)
    if coverage is not None:
        if files:
            raise Misused("--coverage 看的是工作区里的全部情形，不写文件。")
        from dangjian_kaoping.cli.commands.coverage import show_coverage

        show_coverage(workspace, coverage, format or COVERAGE.default, least)
        return
    if mutate is not None:
        if files:
            raise Misused("--mutate 用的是工作区里的全部情形，不写文件。")
        from dangjian_kaoping.cli.commands.mutating import Wanted, show_mutation

        show_mutation(workspace, mutate, Wanted(item or (), sample, seed or 0), format or MUTATION.default, least)
        return
    _run(files or (), workspace, verbose=verbose)


def _run(files: Sequence[Path], workspace: Path | None, *, verbose: bool) -> None:
    """Run the cases of some files, or all; what cannot be read keeps nothing else from being run."""
    start = (workspace or Path.cwd()).absolute()
    tested = test_files(start, files) if files else test_all(opened(start).root)
    ran = bool(tested.outcomes or tested.waiting or tested.open)
    if tested.unread:
        if not ran:
            raise SessionError(tested.unread, tested.texts)
        from dangjian_kaoping.write.text.diagnostics import diagnostics_text

        tell(diagnostics_text(tested.unread, tested.texts))
    elif not ran:
        tell(_none_yet(opened(start).versions().rubrics))
        raise typer.Exit(FINDINGS)
    from dangjian_kaoping.write.text.cases import cases_text

    answer(
        cases_text(
            tested.outcomes,
            tested.waiting,
            width(sys.stdout),
            verbose=verbose,
            remarks=tested.remarks,
            still_open=tested.open,
        )
    )
    if tested.unread:
        raise typer.Exit(UNREADABLE)
    if not tested.passed:
        raise typer.Exit(FINDINGS)


def _none_yet(versions: Sequence[str]) -> str:
    said = "还没有细则测试：rubrics/cases 里一个情形也没有，什么也没有核对。"
    if not versions:
        return said
    newest = versions[-1]
    return (
        f"{said}\n下一步：用 kaoping rubric cases {newest} -o rubrics/cases/{newest}.yaml 写出各条线上和线两边的情形，"
        "照细则的原文手算，填好应得几分，再运行一次。"
    )


def _stop_at_idle(coverage: bool, mutate: bool, given: Mapping[str, object]) -> None:
    """Stop where an option is given of which nothing would come."""
    if coverage and mutate:
        raise Misused("--coverage 和 --mutate 一次写一个。")
    if not (coverage or mutate):
        _stop_at_those_of("--coverage 或 --mutate", given)


def _stop_at_those_of(other: str, given: Mapping[str, object]) -> None:
    idle = next((name for name, value in given.items() if value), None)
    if idle is not None:
        raise Misused(f"{idle} 只与 {other} 合用。")


_PERCENT = re.compile(r"(100|[0-9]{1,2})\s*[%％]?", re.ASCII)


def _percent(written: str) -> int:
    """A whole percentage. Raises Misused where it is none."""
    found = _PERCENT.fullmatch(written.strip())
    if found is None:
        raise Misused(f"--fail-under 不能写“{written}”：写 0 到 100 的整数，如 80。")
    return int(found[1])
