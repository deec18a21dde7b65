"""The documents of one round, and what is said of one branch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any


@dataclass
class Documents:
    """The documents of one round as plain data; `earlier` are the inspections of earlier rounds, `absent` the
    departments that inspected nobody, with the reasons.
    """

    rubric: Any
    roster: Any
    quarter: str
    inspections: list[Any]
    months: list[Any]
    earlier: Mapping[str, list[Any]] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Opinion:
    """What came of one branch: points by table, item and clause, items, published figures, rank, grade and flags."""

    clauses: dict[tuple[str, str, str], Fraction]
    items: dict[str, Fraction | None]
    own_items: dict[str, Fraction | None]
    areas: dict[str, Fraction]
    base: Fraction | None
    bonus: Fraction
    penalty: Fraction
    inspection: Fraction | None
    own: Fraction | None
    composite: Fraction | None
    rank: int | None
    grade: str | None
    flags: frozenset[str]
    suppressed: int
