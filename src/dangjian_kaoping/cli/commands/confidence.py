"""`kaoping confidence`: how firm the places of a round are."""

from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened, quarter_of
from dangjian_kaoping.cli.formats.fairness import SENSITIVITY
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.session.session import Session


def confidence(
    quarter: QuarterOption = None,
    sensitivity: Annotated[bool, typer.Option("--sensitivity", help="各方面的分值改到多少，末位才会变")] = False,
    format: Annotated[str, format_option(SENSITIVITY)] = SENSITIVITY.default,
    workspace: WorkspaceOption = None,
) -> None:
    """How firm the places of a round are."""
    if not sensitivity:
        raise Misused("要写看什么：各方面的分值改到多少、末位才会变，用 --sensitivity。")
    show_sensitivity(opened(workspace), quarter, format)


def show_sensitivity(session: Session, quarter: str | None, format: str) -> None:
    """How far the points of each area of a round could be moved before the last places change."""
    from dangjian_kaoping.engine.otherwise.weights import slack_of
    from dangjian_kaoping.session.complete import complete_round

    asked = quarter_of(session, quarter)
    with patience(f"正在读取并计算 {asked} …"):
        found = slack_of(complete_round(session, asked))
    SENSITIVITY.show(format, [found])
