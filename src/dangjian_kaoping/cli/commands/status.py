"""`kaoping status`: what of a round is in and what is missing."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_day, asked_quarter
from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import BegunQuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, tell, width
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import as_told
from dangjian_kaoping.session.session import Session


def status(
    quarter: BegunQuarterOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="截至哪天，如 2021-03-31；不写则到今天")
    ] = None,
    received: Annotated[
        Path | None, typer.Option("--received", metavar="文件夹", help="交回来的表放在哪里：看谁没有交、谁的有错误")
    ] = None,
    remind: Annotated[bool, typer.Option("--remind", help="写出催交的话，与 --received 同用")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """The progress of a round, and the next step to take."""
    if remind and received is None:
        raise Misused("--remind 要与 --received 同用。")
    session = opened(workspace)
    inspected = session.quarters()
    if quarter is None and not inspected:
        session.newest()  # what was meant as a record stops the command
        raise Misused("还没有检查记录，请写 --quarter。")
    asked = inspected[-1] if quarter is None else asked_quarter(quarter)
    day = today() if as_of is None else asked_day(as_of, "2021-03-31")
    if quarter is None:
        tell(f"没有写 --quarter，用最近的一轮：{asked}")
    if received is not None:
        answer(_received(session, asked, day, received, remind=remind))
        return
    with patience("正在读取各轮记录 …"):
        found = session.status(asked, day)
    from dangjian_kaoping.write.text.status import status_text

    answer(status_text(found, day.isoformat(), width(sys.stdout)))


def _received(session: Session, quarter: Quarter, day: date, folder: Path, *, remind: bool) -> str:
    """How the forms of a round stand, by what lies in a folder and would become of it; nothing is written."""
    from dangjian_kaoping.cli.files.received import all_read, files_in
    from dangjian_kaoping.forms.received import received
    from dangjian_kaoping.session.importing.filings import filings_of
    from dangjian_kaoping.session.importing.importing import imported
    from dangjian_kaoping.write.text.received import received_text, reminders_text

    files = files_in([folder])
    with all_read(files) as returned:
        status = session.status(quarter, day)
        outcomes = imported(session.root, filings_of(session, returned), today()).outcomes
        roster = session.reading.all().roster
        assert roster is not None
        called = roster.departments_in_force(quarter)
        departments = {name: called.get(name, name) for name in status.departments}
        found = received(status, departments, outcomes)
    return reminders_text(found) if remind else received_text(found, as_told(str(folder)), width(sys.stdout))
