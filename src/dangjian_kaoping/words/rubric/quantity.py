"""区间 in words, `超过 3 次、不到 5 次`; under a clause with what it is of: `缺少 3 次及以上`, `合格率低于 90%`."""

from decimal import Decimal
from math import ceil, floor

from dangjian_kaoping.engine.score.interval import Stretch
from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts.asked import with_unit
from dangjian_kaoping.facts.kinds import AnyFact
from dangjian_kaoping.model.values import OfHeads
from dangjian_kaoping.words.names import ROUNDING


def told(number: Decimal, unit: str) -> str:
    """A number with its unit; how it followed from a head count, or follows from any: `9 人（43 人×0.2，进一）`."""
    if not isinstance(number, OfHeads):
        return with_unit(plain(number), unit)
    rounded = "" if number.rounding == "exact" else ROUNDING[number.rounding]
    if number.head_count is None:
        return f"人数×{with_unit(plain(number.each), unit)}" + (f"（{rounded}）" if rounded else "")
    how = "，".join(filter(None, [f"{number.head_count} 人×{plain(number.each)}", rounded]))
    return f"{with_unit(plain(number), unit)}（{how}）"


def stretch_in_words(stretch: Stretch, unit: str) -> str:
    """An interval with explicit ends; `及以上` and `及以下` include theirs."""
    low, low_open, high, high_open = stretch
    if low is not None and low == high and not (low_open or high_open):
        return told(low, unit)
    if low is not None and high is not None and not (low_open or high_open):
        start = told(low, unit) if isinstance(low, OfHeads) else plain(low)
        return f"{start} 至 {told(high, unit)}"
    ends = []
    if low is not None:
        number = told(low, unit)
        ends.append(f"超过 {number}" if low_open else f"{number}及以上")
    if high is not None:
        number = told(high, unit)
        ends.append(f"不到 {number}" if high_open else f"{number}及以下")
    return "、".join(ends)


def with_subject(fact: AnyFact, words: str) -> str:
    """Words of a number, or of more or less than one, behind what it is a number of."""
    subject = fact.subject
    return f"{subject} {words}" if subject and words[0].isascii() else subject + words


def range_in_words(fact: AnyFact, stretch: Stretch) -> str:
    """A stretch of the fact's numbers: `缺少 3 次及以上`, `第 2 至 3 名`; empty where it has no end."""
    if fact.ORDINAL:
        return _ranks(stretch)
    words = stretch_in_words(stretch, fact.scale)
    return with_subject(fact, words) if words else ""


def _ranks(stretch: Stretch) -> str:
    """Places are whole: those after the first three are 第 4 名及以后."""
    if stretch.low is None and stretch.high is None:
        return ""
    first, last = 1, None
    if stretch.low is not None:
        first = floor(stretch.low) + 1 if stretch.low_open else ceil(stretch.low)
    if stretch.high is not None:
        last = ceil(stretch.high) - 1 if stretch.high_open else floor(stretch.high)
    if last is None:
        return f"第 {first} 名及以后"
    return f"第 {first} 名" if first >= last else f"第 {first} 至 {last} 名"
