"""核对: how a workbook stands to what follows today."""

import sys
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.cli.formats.writable import JSON, TABLE, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.periods import Period
from dangjian_kaoping.words.names import PROVISIONAL

if TYPE_CHECKING:
    from dangjian_kaoping.verify.verification import Verification


class VerifiedWorkbook(NamedTuple):
    """A workbook held against what follows: its name, what it says that it is and reports on, and the outcome."""

    found: "Verification"
    file: str
    form: str
    period: Period
    draft: bool


VERIFICATION = Writable[VerifiedWorkbook]("核对的结果")


@VERIFICATION.written(TABLE)
def _text(asked: VerifiedWorkbook) -> str:
    from dangjian_kaoping.verify.as_text import verification_text

    mark = f"（{PROVISIONAL}）" if asked.draft or asked.found.departure else ""
    return verification_text(asked.found, asked.file, f"{asked.period.chinese}考评报告{mark}", width(sys.stdout))


@VERIFICATION.written(JSON)
def _json(asked: VerifiedWorkbook) -> str:
    from dangjian_kaoping.verify.as_json import verification_json

    return verification_json(asked.found, asked.file, asked.form, str(asked.period), draft=asked.draft)
