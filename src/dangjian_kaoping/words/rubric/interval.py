"""区间 in words: `3 次及以上`, `超过 3 次、不到 5 次`."""

from dangjian_kaoping.engine.score.interval import Stretch
from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts.asked import with_unit


def stretch_in_words(stretch: Stretch, unit: str) -> str:
    """An interval with explicit ends; `及以上` and `及以下` include theirs."""
    low, low_open, high, high_open = stretch
    if low is not None and low == high and not (low_open or high_open):
        return with_unit(plain(low), unit)
    if low is not None and high is not None and not (low_open or high_open):
        return f"{plain(low)} 至 {with_unit(plain(high), unit)}"
    ends = []
    if low is not None:
        number = with_unit(plain(low), unit)
        ends.append(f"超过 {number}" if low_open else f"{number}及以上")
    if high is not None:
        number = with_unit(plain(high), unit)
        ends.append(f"不到 {number}" if high_open else f"{number}及以下")
    return "、".join(ends)
