"""`kaoping tasks`: 任务清单, what is to be done and by when."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_day, asked_month, asked_quarter, asked_year
from dangjian_kaoping.cli.asking.roster import ids_of
from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.files.outgoing import remark_leaks
from dangjian_kaoping.cli.files.publication import Target, tell_departure, write_or_stop
from dangjian_kaoping.cli.formats.work import TASKS, TaskExtract
from dangjian_kaoping.cli.formats.writable import format_option, publish_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import PrintAllOption, WorkspaceOption, refuse_without_workbook
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.engine.follow.tasks import TaskList, duties
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Period, Quarter, Year, quarter_of_day, quarters_of
from dangjian_kaoping.session.session import Session


def tasks(
    branch: Annotated[
        str | None,
        typer.Option(
            "--branch", "-b", metavar="支部", help="只看一个支部（名称或编号）", autocompletion=completion.branches
        ),
    ] = None,
    month: Annotated[str | None, typer.Option("--month", "-m", metavar="月份", help="某月到期的，如 2021-02")] = None,
    quarter: Annotated[
        str | None,
        typer.Option(
            "--quarter",
            "-q",
            metavar="季度",
            help="某季到期的，如 2021Q1；都不写则是今天所在的季度",
            autocompletion=completion.begun,
        ),
    ] = None,
    year: Annotated[str | None, typer.Option("--year", "-y", metavar="年份", help="全年的，如 2021")] = None,
    only_open: Annotated[bool, typer.Option("--open", help="加上台账里还没有销号的问题")] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="台账截至哪天，如 2021-02-24；不写则到今天")
    ] = None,
    publish: Annotated[list[Path] | None, publish_option(TASKS)] = None,
    print_all: PrintAllOption = False,
    draft: Annotated[bool, typer.Option("--draft", help="台账的问题与封存不一致的也写，标明“暂定”")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
    format: Annotated[str, format_option(TASKS)] = TASKS.default,
    workspace: WorkspaceOption = None,
) -> None:
    """What is due in a month, a quarter or a year, and what is still open."""
    period = _period(month, quarter, year)
    day = _day(as_of) if only_open else None
    if as_of is not None and not only_open:
        raise Misused("--as-of 说的是台账截至哪天，要和 --open 一起写。")
    refuse_without_workbook(print_all, publish)
    session = opened(workspace)
    with patience("正在读取各轮记录 …"):
        known = session.in_force(period, records=only_open)
    _tell_lacking(period, known.rubrics)
    one = _branch(branch, known.roster, period)
    listed = session.tasks(period, one, day)
    if publish:
        # only the problems come from rounds that may be sealed
        scope = None if day is None else AsOf(day)
        whole = session.tasks(Year(period.first_day.year), one)
        edition = session.edition(scope, draft=draft)
        asked = TaskExtract(listed, edition, session.settings.remind, whole, print_all)
        targets = TASKS.targets(publish, asked)
        session.refuse_unreleased(scope, draft=draft)
        _publish(session, targets, listed, force=force)
        tell_departure(session.releases(scope))
        remark_leaks(session, scope)
    else:
        TASKS.show(format, TaskExtract(listed))


def _period(month: str | None, quarter: str | None, year: str | None) -> Period:
    if sum(each is not None for each in (month, quarter, year)) > 1:
        raise Misused("--month、--quarter、--year 只能写一个。")
    if quarter is not None:
        return asked_quarter(quarter)
    if month is not None:
        return asked_month(month)
    if year is not None:
        return asked_year(year)
    now = quarter_of_day(today())
    tell(f"没有写 --month、--quarter 或 --year，用今天所在的季度：{now}")
    return now


def _day(text: str | None) -> date:
    if text is None:
        now = today()
        tell(f"没有写 --as-of，台账截至今天：{now.isoformat()}")
        return now
    return asked_day(text, "2021-02-24")


def _tell_lacking(period: Period, rubrics: Mapping[Quarter, Rubric]) -> None:
    without = [str(each) for each in quarters_of(period) if each not in rubrics]
    if without:
        tell(f"{'、'.join(without)} 还没有施行的细则，不在清单里。")


def _branch(name: str | None, roster: Roster, period: Period) -> str | None:
    """The id of the branch that is asked for, one that takes part in the period."""
    if name is None:
        return None
    ids = ids_of(name, roster.branches, "支部")
    quarters = quarters_of(period)
    taking_part = [each.id for quarter in quarters for each in roster.taking_part(quarter) if each.id in ids]
    if not taking_part:
        raise Misused(f"“{name}”在 {period} 不参加考评（季度的第一天和最后一天都在册的才参加），没有任务。")
    return taking_part[-1]


def _publish(session: Session, targets: list[Target], listed: TaskList, *, force: bool) -> None:
    write_or_stop(targets, force=force, session=session)
    count = len(duties(listed.tasks)) + len(listed.entries)
    answer("\n".join(f"{listed.period.chinese}任务清单 {count} 项已写到：{each.path.absolute()}" for each in targets))
