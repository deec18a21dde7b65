"""得分率的颜色: one set of colours for the workbook and the page, told apart by everybody, and on paper without colour.

Full marks are blue, what is far from them orange: a deuteranope tells these two from one another, and no two steps are
equally light (tests/write/test_palette.py).
"""

from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.exact import ONE, ZERO, Exact


class HeatStep(NamedTuple):
    """The colour of shares from `least` on, and what it is called in a legend."""

    least: Decimal
    colour: str
    words: str


HEAT = (
    HeatStep(ONE, "#A8CBEC", "满分"),
    HeatStep(Decimal("0.95"), "#D6E6F6", "95% 以上"),
    HeatStep(Decimal("0.9"), "#FFFFFF", "90% 以上"),
    HeatStep(Decimal("0.8"), "#FDEBD8", "80% 以上"),
    HeatStep(Decimal("0.7"), "#FAD0A6", "70% 以上"),
    HeatStep(Decimal("0.6"), "#F0A35F", "60% 以上"),
    HeatStep(ZERO, "#D9772A", "不到 60%"),
)
"""From full marks down."""


def heat(share: Exact) -> int:
    """The step of a share of the applicable points, by its place in `HEAT`."""
    return next((index for index, step in enumerate(HEAT) if share >= step.least), len(HEAT) - 1)


LAST, LAST_LETTERS = "#E6DAF2", "#56307D"
"""末位."""
UNDONE, UNDONE_LETTERS = "#CFE9E4", "#14524A"
"""单项工作未完成."""
LOST = "#FDE3C8"
"""Points that were lost."""
LINK = "#1F4E9E"
"""What leads elsewhere."""
BAR = "#5B7FA6"
"""The bars of a chart."""
TAB = {"result": "#2F6DB5", "loss": "#D9772A", "rectification": "#8E7CC3", "reference": "#A6A6A6"}
"""The tabs of sheets, by what they are about."""
