"""`kaoping status`: what of a round is in and what is missing."""

import sys
from datetime import date
from typing import Annotated

import typer

from dangjian_kaoping.checks.round.records import check_records
from dangjian_kaoping.checks.workspace import rubrics_by_quarter
from dangjian_kaoping.cli.asking.scoring import asked_day, asked_quarter, loader_at, no_day, rubric_of, stop_at
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import UNREADABLE, Misused, Stopped
from dangjian_kaoping.cli.shell.options import BegunQuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, tell, width
from dangjian_kaoping.engine.follow.ledger import AsOf, ledger
from dangjian_kaoping.engine.follow.status import round_status
from dangjian_kaoping.model.workspace import Round


def status(
    quarter: BegunQuarterOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="截至哪天，如 2021-03-31；不写则到今天")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """The progress of a round, and the next step to take."""
    loader = loader_at(workspace)
    asked = asked_quarter(quarter) if quarter is not None else loader.newest_inspected()
    if asked is None:
        loader.blame_newer(None)
        stop_at(loader, loader.faults)
        raise Misused("还没有检查记录，请写 --quarter。")
    day = _day(as_of)
    if quarter is None:
        tell(f"没有写 --quarter，用最近的一轮：{asked}")
    with patience("正在读取各轮记录 …"):
        found = loader.workspace()
    stop_at(loader, loader.faults)
    if found.roster is None:
        raise Stopped(UNREADABLE, loader.faults, loader.texts)
    rubric = rubric_of(loader, found, asked)
    this = found.rounds.get(asked, Round(asked))
    stop_at(loader, check_records(rubric, found.roster, this, found.rubrics))
    entries = ledger(found.rounds.values(), found.roster, rubrics_by_quarter(found), AsOf(day))
    from dangjian_kaoping.write.text.status import status_text

    answer(status_text(round_status(rubric, found.roster, this, entries, day), day.isoformat(), width(sys.stdout)))


def _day(text: str | None) -> date:
    if text is None:
        return today()
    day = asked_day(text)
    if day is None:
        raise no_day(text, "2021-03-31")
    return day
