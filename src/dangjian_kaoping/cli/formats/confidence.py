"""How firm a round is: what one step decides."""

import sys
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.cli.asking.courses import state_shown
from dangjian_kaoping.cli.formats.writable import JSON, TEXT, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.session.session import Session

if TYPE_CHECKING:
    from dangjian_kaoping.engine.otherwise.edge import Edge


class Firmness(NamedTuple):
    """What single facts decide of a round."""

    session: Session
    edge: "Edge"


CONFIDENCE = Writable[Firmness]("稳定情况")


@CONFIDENCE.written(TEXT)
def _confidence_text(found: Firmness) -> str:
    from dangjian_kaoping.write.text.confidence import confidence_text

    state = state_shown(found.session, found.edge.result.quarter)
    return confidence_text(found.edge, width(sys.stdout), state)


@CONFIDENCE.written(JSON)
def _confidence_json(found: Firmness) -> str:
    from dangjian_kaoping.write.json.confidence import confidence_json

    return confidence_json(found.edge)
