"""`kaoping feedback`: one sheet a branch."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.roster import asked_branch
from dangjian_kaoping.cli.asking.rounds import opened, quarter_of, read_published
from dangjian_kaoping.cli.files.names import file_names
from dangjian_kaoping.cli.files.outgoing import remark_leaks
from dangjian_kaoping.cli.files.publication import Target, tell_departure, write_new_or_stop, write_or_stop
from dangjian_kaoping.cli.formats.work import FEEDBACK, FeedbackOf
from dangjian_kaoping.cli.formats.writable import file_format_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer
from dangjian_kaoping.engine.follow.feedback import Feedback, feedbacks
from dangjian_kaoping.model.edition import Edition


def feedback(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="文件夹", help="写到哪个文件夹，没有就新建")],
    quarter: QuarterOption = None,
    branch: Annotated[
        str | None,
        typer.Option(
            "--branch", "-b", metavar="支部", help="只写一个支部（名称或编号）", autocompletion=completion.branches
        ),
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", hidden=True, help="每个支部一份，不写 --branch 也是这样")] = False,
    format: Annotated[list[str] | None, file_format_option(FEEDBACK, more="；不写则各样都写")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="暂定的、与封存不一致的也写，每页标明“暂定”")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the sheets of a round: all of them or none."""
    if branch is not None and everyone:
        raise Misused("--branch 与 --all 只能写一个。")
    if output.exists() and not output.is_dir():
        raise Misused(f"“{output}”是一个文件，不是文件夹。")
    session = opened(workspace)
    asked = quarter_of(session, quarter)
    read_published(session, asked)
    result = session.round(asked)
    wanted = None if branch is None else asked_branch(result, branch)
    session.refuse_unpublishable(asked, draft=draft, day=today())
    sheets = feedbacks(session.dossier(asked), session.tasks_after(asked))
    chosen = [each for each in sheets if wanted is None or each.placing is wanted]
    forms = list(dict.fromkeys(format or [each.name for each in FEEDBACK.files]))
    targets = list(_targets(output, session.edition(asked, draft=draft), chosen, sheets, forms))
    if output.is_dir():
        write_or_stop(targets, force=force, session=session)
    else:
        # where there is no folder yet, nothing can be overwritten in it
        write_new_or_stop(targets)
    count = f"{len(chosen)} 个支部，{len(targets)} 个文件"
    answer(f"{result.quarter.chinese}反馈单（{count}）已写到：{output.absolute()}")
    if not result.complete:
        answer("本轮还是暂定，不能作为正式结果反馈。")
    tell_departure(session.releases(asked), session.edition(asked, draft=draft))
    remark_leaks(session, asked)


def _targets(
    folder: Path, edition: Edition, chosen: Sequence[Feedback], sheets: Sequence[Feedback], forms: Sequence[str]
) -> Iterator[Target]:
    # named among all branches, so that a branch's file is called the same whoever else is asked for
    names = file_names([each.placing.score.branch for each in sheets])
    for each in chosen:
        for form in forms:
            path = folder / f"{each.dossier.result.quarter}-{names[each.placing.score.branch.id]}.{form}"
            yield FEEDBACK.target(path, FeedbackOf(each, edition))
