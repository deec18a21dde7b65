"""集团 as a report: its parts in their order, each a table with what is said above it; what is empty is left out."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dangjian_kaoping.compare.drift import Drift
from dangjian_kaoping.engine.group.together import GroupRound
from dangjian_kaoping.views.group import areas, burdens, differences, marked, rankings, spreads, units, versions
from dangjian_kaoping.views.table import Table
from dangjian_kaoping.words.group import (
    ALONE,
    BURDEN,
    DIFFERENCES,
    DRIFT,
    PROBLEMS,
    SPREAD,
    TIES,
    counted_in_words,
    pool_in_words,
)


class Part(NamedTuple):
    """A part: its key, its name, what is said above its table."""

    key: str
    name: str
    notes: tuple[str, ...]
    table: Table[Any]


def parts(round: GroupRound, drift: Sequence[Drift]) -> Iterator[Part]:
    """The parts that have any row."""
    for part in _parts(round, drift):
        if part.table.rows:
            yield part


_MOST_POOLS = 20


def _parts(round: GroupRound, drift: Sequence[Drift]) -> Iterator[Part]:
    yield Part("units", "各单位", (counted_in_words(round),), units(round))
    told = [pool_in_words(each, round, number) for number, each in enumerate(round.pools, 1)]
    several = (ALONE,) if len(round.pools) > 1 else ()
    more = (f"共 {len(told)} 组，其余见表。",) if len(told) > _MOST_POOLS else ()
    yield Part("ranking", "排名", (*several, *told[:_MOST_POOLS], *more, TIES), rankings(round))
    yield Part("distribution", "得分分布", (SPREAD,), spreads(round.pools))
    yield Part("marked", "末位和单项工作", (), marked(round))
    yield Part("problems", "各方面的问题", (PROBLEMS,), areas(round))
    yield Part("rubrics", "各单位的细则", (DRIFT,), versions(drift))
    yield Part("differences", "细则的差异", (DIFFERENCES,), differences(drift))
    yield Part("burden", "支部负担", (BURDEN,), burdens(round))
