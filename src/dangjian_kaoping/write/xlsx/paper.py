"""A4 across: how a wide table is cut into sections of nearly equal width, and a nearly empty last page saved."""

from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from dangjian_kaoping.write.xlsx.layout import pixels

_PAGE = 1032.0
"""Pixels between the margins of A4 across, at full size."""
_TALL = 495.0
"""Height between the margins (磅), at full size."""
_SMALLEST = 0.75
"""What is printed smaller than this can hardly be read."""
_SMALLEST_PAGE = 0.65
"""A page with a picture may be a little smaller."""
_LITTLE = 0.2
"""A last page that is filled no more than this is saved."""

Span = tuple[int, int]
"""First and last of some columns."""


def pages_down(width: float, height: float, heads: float) -> int:
    """On how many pages a sheet of a width (像素) and height (磅) is to be drawn in; 0 where it needs no drawing in.

    It is drawn in where the last page would hold a few rows only. `heads` are repeated on each page.
    """
    filled = _pages(width, height, heads)
    return int(filled) if 0 < filled % 1 <= _LITTLE else 0


def fits_one_page(width: float, height: float) -> bool:
    """Whether a sheet of a width (像素) and height (磅) can be read when it is drawn in to one page."""
    return height * _SMALLEST_PAGE <= _TALL and width * _SMALLEST_PAGE <= _PAGE


def room_left(width: float, height: float, heads: float) -> float:
    """How much of its last page (磅) a sheet of a width and height leaves free."""
    page = page_height(width)
    return (ceil(filled) - filled) * (page - heads) if (filled := _pages(width, height, heads)) else 0.0


def page_height(width: float) -> float:
    """How much of a sheet of a width (像素) a printed page holds (磅), where it is fitted to the page's width."""
    return _TALL / min(1.0, _PAGE / width)


def _pages(width: float, height: float, heads: float) -> float:
    """How many pages are filled; 0 where nothing but heads has room on a page."""
    page = page_height(width)
    return (height - heads) / (page - heads) if heads < page else 0.0


def sections(widths: Sequence[float], ends: Sequence[int], beside: float) -> list[Span]:
    """The columns of each printed page: as few pages as can be read, as even as they can be.

    A section ends after one of `ends`, or inside where what lies between two of them is too wide for a page.
    `beside` are the pixels of the columns that every page repeats.
    """
    room = _PAGE / _SMALLEST - beside
    sums = [0.0, *accumulate(map(pixels, widths))]
    ends = [each for each in range(len(widths)) if each in ends or _too_wide(each, ends, sums, room)]
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


def evened(widths: Sequence[float], spans: Sequence[Span]) -> list[float]:
    """The widths with each section as wide as the widest.

    Programs that fit a sheet to a number of pages break it where a page is full, whatever breaks are set;
    sections of equal width are full where they end.
    """
    totals = [sum(pixels(width) for width in widths[first : last + 1]) for first, last in spans]
    result = list(widths)
    unit = pixels(1) - pixels(0)
    for (first, last), size in zip(spans, totals, strict=True):
        share = (max(totals) - size) / (last - first + 1) / unit
        for index in range(first, last + 1):
            result[index] = widths[index] + share
    return result
