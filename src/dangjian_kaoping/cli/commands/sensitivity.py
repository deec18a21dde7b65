"""`kaoping confidence --sensitivity`: how far the points of each area of a round could be moved."""

from dangjian_kaoping.cli.asking.rounds import quarter_of
from dangjian_kaoping.cli.formats.fairness import SENSITIVITY
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.engine.otherwise.weights import slack_of
from dangjian_kaoping.session.complete import complete_round
from dangjian_kaoping.session.session import Session


def show_sensitivity(session: Session, quarter: str | None, format: str) -> None:
    """Before the last places change; of the newest round where none is named. Raises NotFinalError (KP414) where it is
    provisional.
    """
    asked = quarter_of(session, quarter)
    with patience(f"正在读取并计算 {asked} …"):
        found = slack_of(complete_round(session, asked))
    SENSITIVITY.show(format, [found])
