"""核对: how a workbook stands to what follows today."""

import sys
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.cli.formats.thing import JSON, TABLE, Thing
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.periods import Period
from dangjian_kaoping.words.names import PROVISIONAL

if TYPE_CHECKING:
    from dangjian_kaoping.verify.verification import Verification


class Held(NamedTuple):
    """A workbook held against what follows: its name, what it says that it is and reports on, and the outcome."""

    found: "Verification"
    file: str
    form: str
    period: Period
    draft: bool


VERIFICATION = Thing[Held]("核对的结果")


@VERIFICATION.written(TABLE)
def _text(held: Held) -> str:
    from dangjian_kaoping.verify.as_text import verification_text

    mark = f"（{PROVISIONAL}）" if held.draft or held.found.departure else ""
    return verification_text(held.found, held.file, f"{held.period.chinese}考评报告{mark}", width(sys.stdout))


@VERIFICATION.written(JSON)
def _json(held: Held) -> str:
    from dangjian_kaoping.verify.as_json import verification_json

    return verification_json(held.found, held.file, held.form, str(held.period), draft=held.draft)
