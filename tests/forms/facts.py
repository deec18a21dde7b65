"""Facts and records of them as the generators of rubrics draw them, read as the model reads them."""

from typing import Any

from hypothesis import strategies as st

from dangjian_kaoping.facts.asked import Asked
from dangjian_kaoping.facts.boxes import Entered, Filled
from dangjian_kaoping.facts.kinds import AnyFact, Statement
from dangjian_kaoping.model.reading import reader_of
from engine.generated.dice import Dice
from engine.generated.facts import KINDS
from engine.generated.records import stated_of


def fact_of(written: object) -> AnyFact:
    """A fact as a rubric writes it."""
    found: AnyFact = reader_of(AnyFact)(written)
    return found


def asked(months: int | None) -> Asked:
    """Against what a record is held that stands for itself."""
    return Asked("项", "条", None, "甲", months)


@st.composite
def recorded(draw: Any) -> tuple[AnyFact, Statement, int | None]:
    """A fact, a record of it, and of how many months it speaks."""
    dice = Dice(draw)
    written, _ = KINDS[dice.pick(tuple(KINDS))](dice)
    own = dice.chance(50)
    stated = stated_of(dice, {"fact": written}, dice.number(0, 1), own=own)
    return fact_of(written), Statement.model_validate(stated), None if own else 3


def as_read(filled: Filled) -> Any:
    """What a record's key says, as YAML would."""
    if isinstance(filled, Entered):
        return filled.text
    if isinstance(filled, dict):
        return {key: as_read(each) for key, each in filled.items()}
    return [as_read(each) for each in filled]
