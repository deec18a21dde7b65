"""How firm a round is: what one step decides."""

import sys
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.cli.asking.courses import state_shown
from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.cli.formats.writable import JSON, TEXT, File, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.session.session import Session

if TYPE_CHECKING:
    from dangjian_kaoping.engine.otherwise.edge import Edge
    from dangjian_kaoping.model.edition import Edition


class Firmness(NamedTuple):
    """What single facts decide of a round; what is written as a file has an edition."""

    session: Session
    edge: "Edge"
    edition: "Edition | None" = None


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


@CONFIDENCE.written(file=File(".xlsx", ours.office, "工作簿"))
def _confidence_workbook(found: Firmness) -> bytes:
    from dangjian_kaoping.write.xlsx.sheets.confidence import confidence_workbook

    assert found.edition is not None
    return confidence_workbook(found.edge, found.edition)


@CONFIDENCE.written(file=File(".docx", ours.office, "文档"))
def _confidence_document(found: Firmness) -> bytes:
    from dangjian_kaoping.write.docx.confidence import confidence_docx

    assert found.edition is not None
    return confidence_docx(found.edge, found.edition)
