"""`kaoping rubric test`: a rubric's cases, facts in and points out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.shell.failure import FINDINGS
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, width
from dangjian_kaoping.session.testing import test_all, test_files


def test(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="文件", help="测试文件；不写则运行 rubrics/cases 里全部")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="通过的也列出")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Run the cases; a failing one shows the steps of what happened."""
    start = (workspace or Path.cwd()).absolute()
    tested = test_files(start, files) if files else test_all(opened(start).root)
    from dangjian_kaoping.write.text.cases import cases_text

    answer(cases_text(tested.outcomes, tested.waiting, width(sys.stdout), verbose=verbose, remarks=tested.remarks))
    if not tested.passed:
        raise typer.Exit(FINDINGS)
