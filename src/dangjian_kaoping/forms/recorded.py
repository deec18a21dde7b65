"""What is recorded already, as `--filled` puts it into a form: a finding's values by column."""

import re
from decimal import Decimal

from dangjian_kaoping.facts.boxes import Box
from dangjian_kaoping.forms.columns import HANDLING
from dangjian_kaoping.forms.form import Value
from dangjian_kaoping.forms.stating import boxed, boxes
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.records import Finding

BETWEEN_IDS = "、"
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_IN_WORDS = ("name", "choice")
_TEXTS = ("reason", "standard", "carried_out", "process", "result", "id", "inspector", "note")


def finding_values(clause: Clause, finding: Finding, months: int | None) -> dict[str, Value]:
    """A finding's values by column: its fact's, and what stands beside."""
    boxes_of = {each.column: each for each in boxes(clause, months)}
    found: dict[str, Value] = {
        column: value_of(boxes_of.get(column), text) for column, text in boxed(clause, finding, months).items()
    }
    found |= {key: value for key in _TEXTS if (value := getattr(finding, key)) is not None}
    if finding.concerns:
        found["concerns"] = BETWEEN_IDS.join(finding.concerns)
    if finding.rectify_by is not None:
        found |= {"handling": HANDLING.rectify, "rectify_by": finding.rectify_by}
    elif finding.settled is not None:
        found["handling"] = HANDLING.on_site
    return found


def value_of(box: Box | None, text: str) -> Value:
    """What a record states, as a number where one is wanted: spreadsheets hold them as such.

    A percentage of 1 or less bears its sign: without it, it would be asked what was meant.
    """
    if box is None or box.wanted in _IN_WORDS or not _NUMBER.fullmatch(text):
        return text
    number = Decimal(text)
    return f"{text}%" if box.percent and 0 < abs(number) <= 1 else number
