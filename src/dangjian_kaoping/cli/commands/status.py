"""`kaoping status`: in which state the rounds are, what of one is in and what is missing, and what is handed over."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_day, asked_quarter
from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, shows_bars, tell, width
from dangjian_kaoping.engine.course.state import Course
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import as_told
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.session import Session


def status(
    quarter: Annotated[
        str | None,
        typer.Option(
            "--quarter",
            "-q",
            metavar="季度",
            help="看一轮的进度，如 2021Q1；不写则没有定案的各轮一轮一行",
            autocompletion=completion.begun,
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="截至哪天，如 2021-03-31；不写则到今天")
    ] = None,
    handover: Annotated[
        bool, typer.Option("--handover", help="写一页交接：规定、各轮、谁欠什么、异议、兑现、接下来做什么")
    ] = False,
    received: Annotated[
        Path | None, typer.Option("--received", metavar="文件夹", help="交回来的表放在哪里：看谁没有交、谁的有错误")
    ] = None,
    remind: Annotated[bool, typer.Option("--remind", help="写出催交的话，与 --received 同用")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """The states of the rounds, or the progress of one; and what is done next. Nothing is written."""
    if remind and received is None:
        raise Misused("--remind 要与 --received 同用。")
    if handover and (quarter is not None or received is not None):
        raise Misused("--handover 写的是全部各轮，不与 --quarter、--received 同用。")
    # today goes by all that the files say, as the ranking does; a day that is asked for by what was known on it
    day, whole = (today(), True) if as_of is None else (asked_day(as_of, "2021-03-31"), False)
    asked = None if quarter is None else asked_quarter(quarter)
    session = opened(workspace)
    if received is not None:
        answer(_received(session, asked or _newest(session), day, received, remind=remind, whole=whole))
    elif handover:
        answer(_handover(session, day, whole=whole))
    elif asked is None:
        answer(_courses(session, day, whole=whole))
    else:
        answer(_progress(session, asked, day, whole=whole))


def _courses(session: Session, day: date, *, whole: bool) -> str:
    """A line for each round that is not settled."""
    from dangjian_kaoping.engine.course.state import gathers
    from dangjian_kaoping.write.text.courses import courses_text

    with patience("正在读取各轮记录 …"):
        courses = session.courses(day, whole=whole)
        begun = [each.quarter for each in courses if gathers(each.state)]
        progress = {each: session.status(each, day, whole=whole) for each in begun}
    _tell_misdated(courses, day)
    return courses_text(courses, progress, day, width(sys.stdout), plain=not shows_bars())


def _progress(session: Session, quarter: Quarter, day: date, *, whole: bool) -> str:
    """The state of a round, and what of it is in and what is missing."""
    from dangjian_kaoping.write.text.status import status_text

    with patience("正在读取各轮记录 …"):
        course = _course(session, quarter, day, whole=whole)
        # the records of the day of which the state is; nothing hangs on the state of a round that no procedure governs
        shown = course.day if course is not None and course.standing.governed else day
        found = session.status(quarter, shown, whole=whole)
    _tell_misdated([] if course is None else [course], day)
    return status_text(found, course, shown, width(sys.stdout), plain=not shows_bars())


def _course(session: Session, quarter: Quarter, day: date, *, whole: bool) -> Course | None:
    """The state of a round; None where rounds cannot be scored, which keeps no table back where nothing governs."""
    try:
        return session.course(quarter, day, whole=whole)
    except SessionError:
        if session.governed(quarter):
            raise
        return None


def _handover(session: Session, day: date, *, whole: bool) -> str:
    from dangjian_kaoping.session.handover import handover
    from dangjian_kaoping.write.text.handover import handover_text

    with patience("正在读取各轮记录 …"):
        found = handover(session, day, whole=whole)
    _tell_misdated(found.courses, day)
    return handover_text(found, width(sys.stdout))


def _tell_misdated(courses: Sequence[Course], day: date) -> None:
    from dangjian_kaoping.words.course import misdated_in_words

    if words := misdated_in_words(courses, day):
        tell(words)


def _newest(session: Session) -> Quarter:
    """The newest round that was inspected, which is then told."""
    inspected = session.quarters()
    if not inspected:
        session.newest()  # what was meant as a record stops the command
        raise Misused("还没有检查记录，请写 --quarter。")
    tell(f"没有写 --quarter，用最近的一轮：{inspected[-1]}")
    return inspected[-1]


def _received(session: Session, quarter: Quarter, day: date, folder: Path, *, remind: bool, whole: bool) -> str:
    """How the forms of a round stand, by what lies in a folder and would become of it; nothing is written."""
    from dangjian_kaoping.cli.files.received import all_read, files_in
    from dangjian_kaoping.forms.received import received
    from dangjian_kaoping.session.importing.filings import filings_of
    from dangjian_kaoping.session.importing.importing import imported
    from dangjian_kaoping.write.text.received import received_text, reminders_text

    files = files_in([folder])
    with all_read(files) as returned:
        status = session.status(quarter, day, whole=whole)
        outcomes = imported(session.root, filings_of(session, returned), today()).outcomes
        roster = session.reading.all().roster
        assert roster is not None
        called = roster.departments_in_force(quarter)
        departments = {name: called.get(name, name) for name in status.departments}
        found = received(status, departments, outcomes)
    return reminders_text(found) if remind else received_text(found, as_told(str(folder)), width(sys.stdout))
