"""考点: one thing of a rubric that is to be tried."""

from typing import Literal, NamedTuple

Part = Literal[
    "clause",
    "level",
    "row",
    "line",
    "within",
    "free",
    "never",
    "repeat",
    "when",
    "empties",
    "veto",
    "clause_cap",
    "event",
    "score_cap",
    "grade_cap",
    "class",
    "outdone",
    "group_cap",
    "group_floor",
    "group_ceiling",
    "item_cap",
    "item_floor",
    "item_ceiling",
    "not_applicable",
    "not_due",
    "bonus_cap",
    "penalty_cap",
    "measure_floor",
    "grade",
]
"""What of a rubric a mark is about."""
Side = Literal["", "met", "unmet", "below", "above"]
"""On which side of a limit something was recorded: `met` is where it acts, `below` and `above` tell of two ends which
one it missed.
"""


class Mark(NamedTuple):
    """One thing to be tried. `item` is empty where it is of the measure, `clause` where it is of no clause; `name` is
    the level, the group, the class, the grade, or the number of the row, the condition or the entry (from 0).
    """

    part: Part
    item: str = ""
    clause: str = ""
    name: str = ""
    role: str = ""
    side: Side = ""


LIMITS: frozenset[Part] = frozenset(
    {
        *("clause_cap", "group_cap", "group_floor", "group_ceiling", "item_cap", "item_floor", "item_ceiling"),
        *("bonus_cap", "penalty_cap", "measure_floor", "score_cap", "grade_cap"),
    }
)
"""What nobody has tried who only stayed within it: where it cannot bind, to stay within is no mark either."""


def number_of(mark: Mark) -> int:
    """The place of the row, the condition or the entry that a mark is about, from 0."""
    return int(mark.name)
