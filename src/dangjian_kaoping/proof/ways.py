"""Ways to record a clause: in which order they are tried, some of many, all as one event."""

from collections.abc import Sequence

from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rule import EachRule
from dangjian_kaoping.proof.bench import Situation
from dangjian_kaoping.proof.tried import Tried

_SEVERAL = 8
"""About so many ways to record a clause are tried beside so many of another."""
_EVENT = "甲"


def some_of(ways: tuple[Situation, ...]) -> tuple[Situation, ...]:
    """About so many as are tried of several: the first two, and some of the others, spread evenly."""
    step = max(1, len(ways) // _SEVERAL)
    return (*ways[:2], *ways[2::step])


def as_one_event(situation: Situation) -> Situation:
    """The same, all of it of one event."""
    return Situation(tuple(each.model_copy(update={"event": _EVENT}) for each in situation.facts), situation.earlier)


def reckons_otherwise(reader: Clause, read: Clause) -> bool:
    """Whether a clause reads other numbers of a record than the one under which it is recorded."""
    return getattr(reader.fact, "counts_as", None) != getattr(read.fact, "counts_as", None)


def from_the_ends(clause: Clause, tried: Sequence[Tried]) -> list[Situation]:
    """What is tried, the worse end first, then the other, then the rest."""
    several = [each.situation for each in tried]
    rule = clause.rule
    downwards = clause.fact.worse == "less" or (isinstance(rule, EachRule) and rule.below is not None)
    if not downwards:
        several.reverse()
    return [*several[:1], *several[-1:], *several[1:-1]] if len(several) > 1 else several
