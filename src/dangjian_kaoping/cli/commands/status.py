"""`kaoping status`: what of a round is in and what is missing."""

import sys
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_day, asked_quarter
from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import BegunQuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, tell, width


def status(
    quarter: BegunQuarterOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="截至哪天，如 2021-03-31；不写则到今天")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """The progress of a round, and the next step to take."""
    session = opened(workspace)
    inspected = session.quarters()
    if quarter is None and not inspected:
        session.newest()  # what was meant as a record stops the command
        raise Misused("还没有检查记录，请写 --quarter。")
    asked = inspected[-1] if quarter is None else asked_quarter(quarter)
    day = today() if as_of is None else asked_day(as_of, "2021-03-31")
    if quarter is None:
        tell(f"没有写 --quarter，用最近的一轮：{asked}")
    with patience("正在读取各轮记录 …"):
        found = session.status(asked, day)
    from dangjian_kaoping.write.text.status import status_text

    answer(status_text(found, day.isoformat(), width(sys.stdout)))
