"""How firm a round is: what one step decides."""

import sys
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.cli.asking.courses import state_shown
from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.cli.formats.writable import JSON, TEXT, File, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.session.session import Session

if TYPE_CHECKING:
    from dangjian_kaoping.engine.otherwise.firmness import Firmness
    from dangjian_kaoping.model.edition import Edition


class Firm(NamedTuple):
    """How firm a round is; what is written as a file has an edition."""

    session: Session
    found: "Firmness"
    edition: "Edition | None" = None


CONFIDENCE = Writable[Firm]("稳定情况")


@CONFIDENCE.written(TEXT)
def _confidence_text(asked: Firm) -> str:
    from dangjian_kaoping.write.text.confidence import confidence_text

    state = state_shown(asked.session, asked.found.edge.result.quarter)
    return confidence_text(asked.found, width(sys.stdout), state)


@CONFIDENCE.written(JSON)
def _confidence_json(asked: Firm) -> str:
    from dangjian_kaoping.write.json.confidence import confidence_json

    return confidence_json(asked.found)


@CONFIDENCE.written(file=File(".xlsx", ours.office, "工作簿"))
def _confidence_workbook(asked: Firm) -> bytes:
    from dangjian_kaoping.write.xlsx.sheets.confidence import confidence_workbook

    assert asked.edition is not None
    return confidence_workbook(asked.found, asked.edition)


@CONFIDENCE.written(file=File(".docx", ours.office, "文档"))
def _confidence_document(asked: Firm) -> bytes:
    from dangjian_kaoping.write.docx.confidence import confidence_docx

    assert asked.edition is not None
    return confidence_docx(asked.found, asked.edition)
