"""`kaoping objections`: what is objected to in a round's result, and what became of it."""

from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_day
from dangjian_kaoping.cli.asking.rounds import opened, quarter_of
from dangjian_kaoping.cli.formats.objections import OBJECTIONS, RoundObjections
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.engine.course.objections import standing_objections
from dangjian_kaoping.session.course import course_of


def objections(
    quarter: QuarterOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="截至哪天，如 2021-04-20；不写则到今天")
    ] = None,
    format: Annotated[str, format_option(OBJECTIONS)] = OBJECTIONS.default,
    workspace: WorkspaceOption = None,
) -> None:
    """The objections to a round's result, first what is to be done; nothing is written."""
    day = today() if as_of is None else asked_day(as_of, "2021-04-20")
    session = opened(workspace)
    asked = quarter_of(session, quarter)
    with patience(f"正在读取并计算 {asked} 和以前各轮 …"):
        course = course_of(session, asked, day, whole=as_of is None)
    OBJECTIONS.show(format, RoundObjections(course, standing_objections(course)))
