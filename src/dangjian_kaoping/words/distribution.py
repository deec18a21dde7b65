"""分布: how many branches each grade has, or each ten of points where there are no grades."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.follow.digest import Band
from dangjian_kaoping.exact import Exact, divided
from dangjian_kaoping.words.figures import percent


class BandRow(NamedTuple):
    """A band: its name, how many branches it has, which part of all they are, and that in words."""

    name: str
    branches: int
    part: Exact
    share: str


def distributed(bands: Iterable[Band]) -> Iterator[BandRow]:
    """The bands in their order; nothing where there is no branch."""
    known = list(bands)
    every = sum(len(each.placings) for each in known)
    for each in known if every else ():
        part = divided(Decimal(len(each.placings)), Decimal(every))
        yield BandRow(band_in_words(each), len(each.placings), part, percent(part))


def band_in_words(band: Band) -> str:
    """`优秀`, `80—90分`: the lower number belongs to it."""
    if band.tens is None:
        return band.grade or "没有等次"
    low, high = band.tens
    return f"{low}—{high}分"
