"""Room below a table for those who sign it: 填表人, 审核人, 批准人, 日期."""

from bisect import bisect_left
from itertools import accumulate

from dangjian_kaoping.write.xlsx.cells import Text
from dangjian_kaoping.write.xlsx.page import Page

_NAMES = ("填表人", "审核人", "批准人", "日期")
_BLANK = "　" * 8


def sign(page: Page) -> None:
    """A row over the first printed page, each name with about as much room; one cell where columns are few."""
    page.gap(12)
    page.signed()
    first, last = page.spans[0]
    sums = list(accumulate(page.widths[first : last + 1]))
    ends = [first + bisect_left(sums, sums[-1] * part / len(_NAMES)) for part in range(1, len(_NAMES))] + [last]
    firsts = [first, *(end + 1 for end in ends[:-1])]
    if any(start > end for start, end in zip(firsts, ends, strict=True)):
        page.across(Text(_BLANK.join(f"{name}：" for name in _NAMES), "plain"), 26)
        return
    cells = [Text(f"{name}：", "plain") for name in _NAMES]
    page.spanning(list(zip(firsts, ends, cells, strict=True)), 26)
