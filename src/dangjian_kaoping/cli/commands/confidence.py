"""`kaoping confidence`: how firm the places of a round are."""

from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.commands.sensitivity import show_sensitivity
from dangjian_kaoping.cli.formats.fairness import SENSITIVITY
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption


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
