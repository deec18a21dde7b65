"""`kaoping fairness`: what the rounds under the version in force show of it."""

from typing import Annotated

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.formats.fairness import FAIRNESS
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.session.fairness import fairness as fairness_of


def fairness(
    format: Annotated[str, format_option(FAIRNESS)] = FAIRNESS.default,
    workspace: WorkspaceOption = None,
) -> None:
    """Clauses that never took anything, or took from everybody; the means of the classes of branches."""
    session = opened(workspace)
    with patience("正在读取并计算各轮 …"):
        found = fairness_of(session)
    FAIRNESS.show(format, found)
