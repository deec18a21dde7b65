"""`kaoping rubric test`: a rubric's cases, facts in and points out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.formats.testing import COVERAGE, MUTATION
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, width
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
            metavar="版本",
            help="看一版细则试过了多少、还缺什么，如 2020；全部各版写 all",
            autocompletion=completion.versions,
        ),
    ] = None,
    mutate: Annotated[
        str | None,
        typer.Option(
            "--mutate",
            metavar="版本",
            help="把一版细则的分值、分数线、封顶……各改一点，看情形查不查得出，如 2020；全部各版写 all",
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
    seed: Annotated[int, typer.Option("--seed", metavar="数", help="换一个数，抽到的就不一样；与 --sample 同用")] = 0,
    format: Annotated[str, format_option(COVERAGE, MUTATION, more="；与 --coverage、--mutate 同用")] = COVERAGE.default,
    fail_under: Annotated[
        int | None,
        typer.Option(
            "--fail-under",
            metavar="百分比",
            min=0,
            max=100,
            help="试过的考点（查得出的改动）不到百分之几就算没有通过；与 --coverage、--mutate 同用",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Run the cases; a failing one shows the steps of what happened."""
    if coverage is not None:
        if files:
            raise Misused("--coverage 看的是工作区里的全部情形，不写文件。")
        from dangjian_kaoping.cli.commands.coverage import show_coverage

        show_coverage(workspace, coverage, format, fail_under)
        return
    if mutate is not None:
        if files:
            raise Misused("--mutate 用的是工作区里的全部情形，不写文件。")
        from dangjian_kaoping.cli.commands.mutating import Wanted, show_mutation

        show_mutation(workspace, mutate, Wanted(item or (), sample, seed), format, fail_under)
        return
    start = (workspace or Path.cwd()).absolute()
    tested = test_files(start, files) if files else test_all(opened(start).root)
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
    if not tested.passed:
        raise typer.Exit(FINDINGS)
