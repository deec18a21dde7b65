"""A4: at which size a sheet is printed, how a wide one is cut into pages side by side, a nearly empty last page saved.

What is printed can be read: letters are `LETTERS` at least in every look, and no sheet is drawn in further than makes
`Paper.least` of them. What does not fit then has its widest columns narrowed, or, where the first columns are `fixed`,
goes on beside with these repeated.
"""

from collections.abc import Container, Sequence
from itertools import accumulate, pairwise
from math import ceil
from typing import NamedTuple

LETTERS = 9.0
"""The smallest letters of any look (磅)."""
_UNIT, _PADDING = 9.4, 6.7
"""Pixels of a column's unit and of its padding where another font stands in for 宋体, which has the widest digits:
elsewhere there is room to spare.
"""
_ACROSS, _DOWN = 1032.0, 703.0
"""Pixels between the margins at full size: of A4 across, and upright."""
_ACROSS_TALL, _DOWN_TALL = 509.0, 756.0
"""Height between the margins (磅) at full size."""
_NARROW = 12.0
"""Columns that are no wider hold figures and short words, which do not fold: they are not narrowed."""
_DRAWN_IN = 1.03
"""By how much what was narrowed can still be drawn in."""
_MORE = 0.5
"""A column is made wider by so much of its width at most where a page has room."""
_MANY = 20
"""One page more or less does not matter then."""

Span = tuple[int, int]
"""First and last of some columns."""


class Paper(NamedTuple):
    """How a sheet is printed.

    `tall`: upright. `least` is the size of the smallest letters on paper (磅), which are `letters` in the sheet. The
    first `fixed` columns stand on every page (none: there is one page only beside, its columns as narrow as it takes);
    the last `unprinted` ones on the screen only. Pages side by side end
    after one of `ends` where they can (none: after any column). What is `on_demand` is printed only where all sheets
    are. What is `whole` is drawn in to one page.
    """

    tall: bool = False
    least: float = 8.0
    letters: float = LETTERS
    fixed: int = 0
    unprinted: int = 0
    ends: Sequence[int] = ()
    on_demand: bool = False
    whole: bool = False

    @property
    def smallest(self) -> float:
        """To what part of its size the sheet may be drawn in; programs take whole percents."""
        return ceil(100 * self.least / self.letters) / 100

    @property
    def width(self) -> float:
        """Pixels of a page at full size."""
        return _DOWN if self.tall else _ACROSS

    @property
    def height(self) -> float:
        """Height of a page (磅) at full size."""
        return _DOWN_TALL if self.tall else _ACROSS_TALL

    def scale(self, width: float) -> float:
        """At what part of its size a page of so many pixels is printed."""
        return min(1.0, self.width / width)

    def starts(self, heights: Sequence[float], heads: slice, percent: int, breaks: Container[int] = ()) -> list[int]:
        """The first row of each page at a size, given the rows' heights (磅). Rows are not cut; heads are repeated."""
        page = self.height / percent * 100
        repeated = sum(heights[heads])
        starts, used = [0], 0.0
        for row, height in enumerate(heights):
            if (used + height > page and row > starts[-1]) or row in breaks:
                starts.append(row)
                used = repeated if row >= heads.stop else 0.0
            used += height
        return starts

    def percent(self, width: float, heights: Sequence[float], heads: slice, breaks: Container[int] = ()) -> int:
        """The size at which a page of so many pixels takes no more pages than it must: the largest such one."""
        largest, smallest = int(100 * self.scale(width)), ceil(100 * self.smallest)
        natural = len(self.starts(heights, heads, largest, breaks))
        if natural > _MANY or largest <= smallest:
            return largest
        fewest = len(self.starts(heights, heads, smallest, breaks))
        sizes = range(largest, smallest, -1)
        return next((each for each in sizes if len(self.starts(heights, heads, each, breaks)) == fewest), smallest)

    def fitting(self, widths: Sequence[float]) -> list[float]:
        """The widths; where no columns are fixed, wide ones are narrowed by as much as lets all stand on one page."""
        shown = widths[: len(widths) - self.unprinted]
        least = [min(each, _NARROW) for each in shown]
        if self.fixed or printed(shown) <= self.width / self.smallest:
            return list(widths)
        # so that a nearly empty last page can still be saved
        room = self.width / (self.smallest * _DRAWN_IN)
        if printed(least) > room:
            return list(widths)
        kept = (room - printed(least)) / (printed(shown) - printed(least))
        narrowed = [one + (other - one) * kept for one, other in zip(least, shown, strict=True)]
        return [*narrowed, *widths[len(shown) :]]

    def spans(self, widths: Sequence[float]) -> list[Span]:
        """The columns of each printed page: as few pages as can be read, as even as they can be.

        Where there are several, the fixed columns stand beside each and are in none.
        """
        last = len(widths) - self.unprinted
        room = self.width / self.smallest
        if printed(widths[:last]) <= room:
            return [(0, last - 1)]
        beside = printed(widths[: self.fixed])
        ends = [end - self.fixed for end in (*self.ends, last - 1) if self.fixed <= end < last]
        cut = _sections(widths[self.fixed : last], ends if self.ends else (), room - beside)
        return [(first + self.fixed, end + self.fixed) for first, end in cut]

    def evened(self, widths: Sequence[float], spans: Sequence[Span]) -> list[float]:
        """The widths; pages beside the widest one are filled as it is, up to a point, which costs nothing."""
        found = list(widths)
        across = [printed(widths[first : last + 1]) for first, last in spans]
        for (first, last), taken in zip(spans, across, strict=True):
            wider = min((max(across) - taken) / (taken - _PADDING * (last + 1 - first)), _MORE)
            found[first : last + 1] = [width * (1 + wider) for width in widths[first : last + 1]]
        return found


ACROSS = Paper()
"""A4 across, all of it printed."""


def printed(widths: Sequence[float]) -> float:
    """Pixels of some columns at full size."""
    return sum(width * _UNIT + _PADDING for width in widths)


def ends_of_parts(parts: Sequence[str], divided: str) -> list[int]:
    """After which columns, given the part of each, a page may end: where a part ends, or inside one that is divided."""
    pairs = enumerate(pairwise(parts))
    return [*(each for each, (one, other) in pairs if one != other or one == divided), len(parts) - 1]


def _sections(widths: Sequence[float], ends: Sequence[int], room: float) -> list[Span]:
    """The columns, cut after one of `ends`, or inside where what lies between two of them is too wide for a page."""
    sums = [0.0, *accumulate(width * _UNIT + _PADDING for width in widths)]
    known = ends or range(len(widths))
    ends = [each for each in range(len(widths)) if each in known or _too_wide(each, known, sums, room)]
    best = _cut(sums, ends, room)
    narrower = sorted({sums[end + 1] - sums[first] for first in [0, *(e + 1 for e in ends[:-1])] for end in ends})
    for size in narrower:
        if 0 < size < room:
            spans = _cut(sums, ends, size)
            if len(spans) == len(best):
                return spans
    return best


def _too_wide(column: int, ends: Sequence[int], sums: Sequence[float], room: float) -> bool:
    """Whether a column lies in a stretch that no page takes."""
    first = max((end + 1 for end in ends if end < column), default=0)
    last = min(end for end in ends if end >= column)
    return sums[last + 1] - sums[first] > room


def _cut(sums: Sequence[float], ends: Sequence[int], room: float) -> list[Span]:
    spans: list[Span] = []
    first = 0
    for end, following in zip(ends, [*ends[1:], None], strict=True):
        if following is None or sums[following + 1] - sums[first] > room:
            spans.append((first, end))
            first = end + 1
    return spans
