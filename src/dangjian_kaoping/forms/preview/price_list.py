"""What stands in the hidden sheet of a clause at a branch: all that formulas need to reckon a row of it."""

from enum import IntEnum
from typing import NamedTuple

from dangjian_kaoping.exact import ONE, ZERO, Exact
from dangjian_kaoping.forms.preview.limits import HIGHEST, Range
from dangjian_kaoping.forms.preview.segments import LOWEST, Segment


class Mode(IntEnum):
    """How the number of a row is made from its cells."""

    SUM = 1
    NUMBER = 2
    LATE = 3
    FAILED = 4
    FAILED_PERCENT = 5
    PASSED_PERCENT = 6
    DOING = 7
    RANKS = 8
    LEVEL = 9
    EVENT = 10
    ONE_EVENT = 11


class Steps(NamedTuple):
    """What is reckoned in whole or started steps: so many units each, from a line on, up (1) or down (-1)."""

    rounding: int = 0
    sign: int = 1
    line: Exact = ZERO
    step: Exact = ONE
    free: Exact = LOWEST


class Doing(NamedTuple):
    """Of what is done out of what is required: how it counts (from 1), the number required of a period (None: the row
    says), how many periods, whether a share of it is read and what of it is free, what nothing required comes to.
    """

    counts_as: int = 0
    required: Exact | None = None
    periods: int = 1
    quarter: bool = True
    is_share: bool = False
    free: Exact = ZERO
    of_nothing: Exact = ZERO
    apart: bool = False


class Level(NamedTuple):
    """One level, of an event perhaps in one role: its points, and whether it empties and vetoes."""

    level: str
    role: str
    points: Exact
    empties: bool
    vetoes: bool


class Pricing(NamedTuple):
    """All that formulas need of a clause at a branch. `most` is what one record takes or gives at most; `never` the
    points of a report that never came; `all_of_it` what is taken where the clause empties, and `below` how much more
    it may take then.
    """

    mode: Mode
    effect: str
    segments: tuple[Segment, ...]
    most: Exact
    steps: Steps = Steps()
    doing: Doing = Doing()
    late_at_most: Exact = HIGHEST
    never: Exact = ZERO
    levels: tuple[Level, ...] = ()
    empties: Range = Range()
    vetoes: Range = Range()
    empties_group: bool = False
    all_of_it: Exact = ZERO
    below: Exact = ZERO
