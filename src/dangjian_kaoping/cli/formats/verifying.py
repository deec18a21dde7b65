"""核对: how a workbook stands to what follows today."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.cli.formats.writable import JSON, TABLE, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.periods import Period
from dangjian_kaoping.words.names import PROVISIONAL

if TYPE_CHECKING:
    from dangjian_kaoping.engine.course.registered import Registered
    from dangjian_kaoping.verify.verification import Verification


class VerifiedWorkbook(NamedTuple):
    """A workbook held against what follows: its name, what it says that it is and reports on, the outcome, and what is
    registered of it.
    """

    found: "Verification"
    file: str
    form: str
    period: Period
    draft: bool
    registered: "Sequence[Registered]" = ()


VERIFICATION = Writable[VerifiedWorkbook]("核对的结果")


@VERIFICATION.written(TABLE)
def _text(asked: VerifiedWorkbook) -> str:
    from dangjian_kaoping.verify.as_text import verification_text

    mark = f"（{PROVISIONAL}）" if asked.draft or asked.found.departure else ""
    text = verification_text(asked.found, asked.file, f"{asked.period.chinese}考评报告{mark}", width(sys.stdout))
    return text if not asked.registered else f"{text.rstrip()}\n\n{_told(asked.registered)}"


@VERIFICATION.written(JSON)
def _json(asked: VerifiedWorkbook) -> str:
    from dangjian_kaoping.verify.as_json import verification_json

    return verification_json(
        asked.found, asked.file, asked.form, str(asked.period), asked.registered, draft=asked.draft
    )


class RegisteredFile(NamedTuple):
    """A file that is known by its digest alone, and what is registered of it."""

    file: str
    found: "Sequence[Registered]"


REGISTERED = Writable[RegisteredFile]("公布登记")


@REGISTERED.written(TABLE)
def _registered_text(asked: RegisteredFile) -> str:
    return f"{asked.file}：\n{_told(asked.found)}"


@REGISTERED.written(JSON)
def _registered_json(asked: RegisteredFile) -> str:
    from dangjian_kaoping.write.json.registered import registered_json

    return registered_json(asked.file, asked.found)


def _told(found: "Sequence[Registered]") -> str:
    from dangjian_kaoping.words.registered import registered_in_words
    from dangjian_kaoping.write.layout import Page

    page = Page(width(sys.stdout))
    for each in found:
        for line in registered_in_words(each):
            page.line(line)
    return page.text
