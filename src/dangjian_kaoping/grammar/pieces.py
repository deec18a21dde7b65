"""What phrases are made of: numbers with their units, ranges, steps, prices, limits."""

from typing import Literal, NamedTuple, TypeAlias

from dangjian_kaoping.grammar.meaning import Figure


class Mark(NamedTuple):
    """A piece that has no parts: plain text, or a word that means the same wherever it stands."""

    kind: str
    text: str
    start: int
    end: int


class Quantity(NamedTuple):
    """So many of something."""

    figure: Figure
    unit: str
    kind: str = "QUANTITY"


class Edge(NamedTuple):
    """One end of a range; `inclusive` is None where the sentence does not say it."""

    quantity: Quantity
    inclusive: bool | None = None


class Bound(NamedTuple):
    """A range, open where an end is None, and the words that stand before its number."""

    low: Edge | None
    high: Edge | None
    of: str = ""
    least: bool = False
    """Whether it is said as a duty: 不少于, 达到."""
    kind: str = "BOUND"


class Step(NamedTuple):
    """For each of what is paid: the unit alone, or so many of it; short of it (LACK), below (FALL) or above a line
    (RISE), late (LATE).
    """

    way: Literal["EACH", "EVERY", "WHOLE", "LACK", "FALL", "RISE", "LATE"]
    quantity: Quantity | None
    unit: str
    every: bool = True
    """Whether it is said of each (每), or of so many once."""
    said: str = ""
    """The word of the way with what stands in it (少开支委会)."""
    kind: str = "STEP"


class Price(NamedTuple):
    """So many points, or from so many to so many; or so many of each of several (分别扣1、2、3分)."""

    verb: str
    low: Figure
    high: Figure | None
    unit: str
    row: tuple[Figure, ...] = ()
    apiece: bool = False
    """Whether it is said of each of what stands before it (各扣)."""
    of: str = ""
    """SHARE: so much for all of it, in proportion (按完成率得10分); FOLD: so many times what another took."""
    kind: str = "PRICE"


class Cap(NamedTuple):
    """No more points than that; `of_item` where it is said of the item (本项最多扣3分)."""

    figure: Figure
    of_item: bool = False
    kind: str = "CAP"


class Ceiling(NamedTuple):
    """A score no higher than that, whatever was earned."""

    figure: Figure
    kind: str = "SCORECAP"


class Most(NamedTuple):
    """No more units than that of one."""

    quantity: Quantity
    kind: str = "MOST"


class Rest(NamedTuple):
    """How what is less than a step counts."""

    quantity: Quantity
    steps: Literal["exact", "whole", "started"]
    again: Figure | None
    kind: str = "REST"


Piece: TypeAlias = Mark | Quantity | Bound | Step | Price | Cap | Ceiling | Most | Rest
