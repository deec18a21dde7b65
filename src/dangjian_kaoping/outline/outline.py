"""What a document has as a rubric: areas, items, and the sentences by which they are scored. Nothing is in it that is
not in the document, and nothing of the document is missing: what has no place is in `left`.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple


class Said(NamedTuple):
    """Text and where it stands in the document."""

    text: str
    where: str


class Points(NamedTuple):
    """A number of 分 that the document states for something, and where."""

    value: Decimal
    where: str


class Sentence(NamedTuple):
    """A scoring sentence, whole. `composed`: its text is made of several cells, a price of its own or a grid of levels.

    `about` is what is asked for beside it in its row or under its number (3.党课每半年1次 | 3.少一次扣2分); empty where
    that is all of the item's requirement.
    """

    text: str
    where: str
    composed: bool = False
    about: str = ""


class Item(NamedTuple):
    """考评项目. `requirement` is what is asked for, in the words of the document; empty where it says nothing.

    `from_total`: it has no points of its own, what is given or taken is so from the total (加分项、扣分项、否决项).
    `faults`: what of it contradicts itself or cannot be settled, in words (两处分值不一样).
    """

    title: str
    where: str
    points: Points | None
    departments: Sequence[str]
    requirement: str
    sentences: Sequence[Sentence]
    from_total: bool = False
    faults: Sequence[Said] = ()


class Area(NamedTuple):
    """考评方面, with the points that the document states for it as a whole, if any."""

    name: str
    where: str
    points: Points | None
    items: Sequence[Item]


class Sum(NamedTuple):
    """A sum that the document states (小计、合计; None: a formula) and what the points that it is of come to."""

    where: str
    stated: Decimal | None
    reckoned: Decimal


class Left(NamedTuple):
    """Text that is in no area and no item, and why (填表说明, 签字行, 认不出属于哪个项目)."""

    said: Said
    why: str


class Outline(NamedTuple):
    """A rubric as the document has it. `general` are rules for all items (每项扣完为止，下同)."""

    title: str
    total: Points | None
    areas: Sequence[Area]
    sums: Sequence[Sum]
    general: Sequence[Said]
    left: Sequence[Left]
