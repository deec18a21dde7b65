"""Charts over cells that stand on a sheet: a bar for each branch, a line for each branch over the rounds."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from dangjian_kaoping.write.palette import BAR
from dangjian_kaoping.write.xlsx.layout import pixels
from dangjian_kaoping.write.xlsx.looks import BODY
from dangjian_kaoping.write.xlsx.page import Page

MOST_BARS = 60
"""More bars than these nobody tells apart."""
_IN_A_CHART = 24
"""Bars that have room on a page."""
LINES = 12
"""More lines than these in one picture nobody tells apart."""
_NAME = 34.0
"""Half widths of a name on one line beside its bar."""
_BAR = 19
_AROUND = 70
"""Pixels that a bar takes, and what stands around all of them."""
_NAMED = 24
"""Pixels that a line's name takes beside the lines."""
_WIDEST = 1800
_LETTERS = {"name": BODY, "size": 10, "bold": False}
_GREY = {"color": "#D9D9D9"}


def bars(page: Page, title: str, rows: range, names: int, values: int, longest: float) -> None:
    """A bar for each of the rows (the first of them, where they are many), below what is written; so many in a chart
    as have room on a page. The `longest` of the names (half widths) says how much room each takes.
    """
    lines = ceil(longest / _NAME)
    count, most = min(len(rows), MOST_BARS), max(_IN_A_CHART // lines, 1)
    for start in range(0, count, most):
        shown = rows[start : min(start + most, count)]
        part = f"（第 {start + 1}—{start + len(shown)} 位的）" if len(shown) < len(rows) else ""
        _bars(page, title + part, (shown[0], shown[-1]), names, values, _BAR * lines)


def _bars(page: Page, title: str, rows: tuple[int, int], names: int, values: int, each: int) -> None:
    first, last = rows
    chart = page.book.chart({"type": "bar"})
    chart.add_series(
        {
            "name": title,
            "categories": [page.name, first, names, last, names],
            "values": [page.name, first, values, last, values],
            "fill": {"color": BAR},
            "gap": 45,
            "data_labels": {"value": True, "font": _LETTERS},
        }
    )
    chart.set_title({"name": title, "name_font": {**_LETTERS, "size": 11}, "overlay": False})
    chart.set_legend({"none": True})
    # the first of the ranking stands on top
    names_axis = {"reverse": True, "num_font": _LETTERS, "line": _GREY, "major_tick_mark": "none"}
    chart.set_y_axis({**names_axis, "interval_unit": 1})
    # bars begin at 0, and bear their figures: the axis itself need not be seen
    chart.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    # it repeats the table above it
    page.may_end()
    _place(page, chart, _AROUND + each * (last - first + 1))


def lines(
    page: Page, title: str, heads: int, rows: Sequence[int], names: int, longest: float, first: int, last: int
) -> None:
    """A line for each of the rows over the columns from first to last, whose heads are the categories. The `longest` of
    the names (half widths) says how much room they take.
    """
    chart = page.book.chart({"type": "line"})
    for index, row in enumerate(rows):
        chart.add_series(
            {
                "name": [page.name, row, names],
                "categories": [page.name, heads, first, heads, last],
                "values": [page.name, row, first, row, last],
                "line": {"width": 1.75, "color": _COLORS[index % len(_COLORS)]},
                "marker": {
                    "type": ("circle", "square", "diamond", "triangle")[index % 4],
                    "size": 5,
                    "fill": {"color": _COLORS[index % len(_COLORS)]},
                    "border": {"color": _COLORS[index % len(_COLORS)]},
                },
            }
        )
    chart.set_title({"name": title, "name_font": {**_LETTERS, "size": 11}, "overlay": False})
    chart.set_legend({"position": "right", "font": _LETTERS})
    chart.show_blanks_as("gap")
    chart.set_x_axis({"num_font": _LETTERS, "line": _GREY})
    chart.set_y_axis({"num_font": _LETTERS, "num_format": "0", "major_gridlines": {"visible": True, "line": _GREY}})
    # names that are long stand one below the other
    _place(page, chart, 300 if longest <= _NAME / 2 else _AROUND + _NAMED * max(len(rows), 6))


_COLORS = (
    *("#1F4E79", "#C55A11", "#548235", "#7F6000", "#7030A0", "#C00000"),
    *("#2E75B6", "#F4B183", "#A9D18E", "#BF9000", "#8E7CC3", "#FF7C80"),
)


def _place(page: Page, chart: Any, height: int) -> None:
    """Below what is written, as wide as the table, not across two printed pages."""
    first, last = page.spans[0]
    width = min(int(sum(map(pixels, page.widths[first : last + 1]))), _WIDEST)
    chart.set_size({"width": width, "height": height})
    chart.set_chartarea({"border": {"color": "#7F7F7F"}})
    page.below(chart, height * 0.75)
