"""Which cells cannot be seen because they are merged with one above or to the left of them."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from heapq import heappop, heappush

from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.area import Area, Place


def covered(areas: Collection[Area], places: Iterable[Place]) -> Iterator[tuple[Area, Place]]:
    """The places that lie in a merged area and are not its first cell, each with its area.

    Areas that overlap are refused, as programs read them in different ways. Row by row, so that it takes little
    longer for many areas than for few.
    """
    waiting = sorted(areas, reverse=True)
    lefts: list[int] = []
    open_areas: list[Area] = []
    ends: list[tuple[int, int]] = []
    row = 0
    for place in sorted(places):
        if place[0] != row:
            row = place[0]
            while ends and ends[0][0] < row:
                _close(heappop(ends)[1], lefts, open_areas)
            while waiting and waiting[-1].top <= row:
                area = waiting.pop()
                if area.bottom >= row:
                    _open(area, lefts, open_areas)
                    heappush(ends, (area.bottom, area.left))
        index = bisect_right(lefts, place[1]) - 1
        if index >= 0 and open_areas[index].right >= place[1]:
            area = open_areas[index]
            if place != (area.top, area.left):
                yield area, place


def _open(area: Area, lefts: list[int], open_areas: list[Area]) -> None:
    index = bisect_right(lefts, area.left)
    before = index > 0 and open_areas[index - 1].right >= area.left
    if before or (index < len(lefts) and lefts[index] <= area.right):
        raise RefusedPackageError("damaged", f"合并单元格 {area.name} 与别的重叠")
    lefts.insert(index, area.left)
    open_areas.insert(index, area)


def _close(left: int, lefts: list[int], open_areas: list[Area]) -> None:
    index = bisect_right(lefts, left) - 1
    del lefts[index], open_areas[index]
