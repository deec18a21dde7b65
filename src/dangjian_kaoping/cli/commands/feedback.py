"""`kaoping feedback`: one sheet a branch, of a round or of a year."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_year
from dangjian_kaoping.cli.asking.roster import asked_branch, asked_branch_id
from dangjian_kaoping.cli.asking.rounds import opened, quarter_of, read_published
from dangjian_kaoping.cli.files.names import file_names
from dangjian_kaoping.cli.files.outgoing import remark_leaks
from dangjian_kaoping.cli.files.publication import tell_departure, write_new_or_stop, write_or_stop
from dangjian_kaoping.cli.formats.work import FEEDBACK, FeedbackOf
from dangjian_kaoping.cli.formats.writable import file_format_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption, year_option
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer
from dangjian_kaoping.engine.follow.feedback import Feedback, feedbacks
from dangjian_kaoping.engine.follow.year_feedback import YearFeedback, year_feedbacks
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.session.session import Session


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
    year: Annotated[str | None, year_option("一年的反馈单，如 2020；不写则是一轮的")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the sheets of a round, or of a year: all of them or none."""
    if branch is not None and everyone:
        raise Misused("--branch 与 --all 只能写一个。")
    if year is not None and quarter is not None:
        raise Misused("--year 与 --quarter 只能写一个。")
    if output.exists() and not output.is_dir():
        raise Misused(f"“{output}”是一个文件，不是文件夹。")
    session = opened(workspace)
    period = quarter_of(session, quarter) if year is None else asked_year(year)
    read_published(session, period)
    wanted = None if branch is None else _asked(session, period, branch)
    session.refuse_unpublishable(period, draft=draft, day=today())
    complete, sheets = _of_round(session, period, wanted) if isinstance(period, Quarter) else _of_year(session, period)
    # named among all branches, so that a branch's file is called the same whoever else is asked for
    names = file_names([each for each, _ in sheets.values()])
    chosen = [key for key in sheets if wanted in (None, key)]
    forms = list(dict.fromkeys(format or [each.name for each in FEEDBACK.files]))
    edition = session.edition(period, draft=draft)
    targets = [
        FEEDBACK.target(output / f"{period}-{names[key]}.{form}", FeedbackOf(sheets[key][1], edition))
        for key in chosen
        for form in forms
    ]
    if output.is_dir():
        write_or_stop(targets, force=force, session=session)
    else:
        # where there is no folder yet, nothing can be overwritten in it
        write_new_or_stop(targets)
    count = f"{len(chosen)} 个支部，{len(targets)} 个文件"
    answer(f"{_called(period)}反馈单（{count}）已写到：{output.absolute()}")
    if not complete:
        answer(f"{'本轮' if isinstance(period, Quarter) else '本年'}还是暂定，不能作为正式结果反馈。")
    tell_departure(session.releases(period), edition)
    remark_leaks(session, period)


_Sheets = Mapping[str, tuple[Branch, Feedback | YearFeedback]]
"""By the branch's id, in the order of the ranking."""


def _of_round(session: Session, quarter: Quarter, wanted: str | None) -> tuple[bool, _Sheets]:
    with patience("正在逐条重算 …"):
        mendings = session.mendings(quarter, wanted)
    found = feedbacks(session.dossier(quarter), session.tasks_after(quarter), mendings)
    sheets = {each.placing.score.branch.id: (each.placing.score.branch, each) for each in found}
    return session.round(quarter).complete, sheets


def _of_year(session: Session, year: Year) -> tuple[bool, _Sheets]:
    dossier = session.dossier(year)
    found = year_feedbacks(dossier)
    return dossier.result.complete, {each.placing.branch.id: (each.placing.branch, each) for each in found}


def _asked(session: Session, period: Quarter | Year, branch: str) -> str:
    if isinstance(period, Quarter):
        return asked_branch(session.round(period), branch).score.branch.id
    return asked_branch_id(session.rounds(period), branch)


def _called(period: Quarter | Year) -> str:
    return period.chinese if isinstance(period, Quarter) else f"{period} 年度"
