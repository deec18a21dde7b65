"""集团.html: the page of a group's round, for the group's own people."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.drift import Drift
from dangjian_kaoping.engine.group.together import GroupRound
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import parse_quarter
from dangjian_kaoping.views.group import areas, burdens, marked, ranking, spreads, units, versions
from dangjian_kaoping.views.table import Row, Table
from dangjian_kaoping.words.group import (
    ALONE,
    BURDEN,
    PROBLEMS,
    TIES,
    UNSEALED,
    counted_in_words,
    drift_heading,
    drift_lines,
    pool_in_words,
    quarter_of,
    title,
)
from dangjian_kaoping.write.html.document import document
from dangjian_kaoping.write.html.table import Cell, Head, cell_of, head_of

FORMAT = "kaoping.group-page/1"
"""The format of the page and its version."""


class Drawn(NamedTuple):
    """A table with its heads and cells."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Part(NamedTuple):
    """A section: what is said above its table, and lists below it."""

    key: str
    title: str
    table: Drawn
    lines: tuple[str, ...] = ()
    below: tuple[tuple[str, list[str]], ...] = ()


def group_page(round: GroupRound, drift: Sequence[Drift], edition: Edition) -> bytes:
    """The page of a group's round. The same input gives the same bytes."""
    return document(
        "group.html",
        edition,
        form=FORMAT,
        about=parse_quarter(round.asked.quarter),
        styles=("ranking.css",),
        name=title(round),
        period=quarter_of(round),
        counted=counted_in_words(round),
        why_draft=UNSEALED,
        parts=tuple(_parts(round, drift)),
    )


def _parts(round: GroupRound, drift: Sequence[Drift]) -> Iterator[Part]:
    yield Part("units", "各单位", _drawn(units(round)))
    several = len(round.pools) > 1
    for number, pool in enumerate(round.pools, 1):
        lines = (pool_in_words(pool, round), ALONE if several else TIES)
        yield Part(f"ranking-{number}", f"排名{number}" if several else "排名", _drawn(ranking(pool)), lines)
    if round.pools:
        yield Part("spread", "得分分布", _drawn(spreads(round.pools)))
        yield Part("marked", "末位、单项工作未完成", _drawn(marked(round)))
        yield Part("problems", "各方面的问题", _drawn(areas(round)), (PROBLEMS,))
    yield Part("burden", "支部负担", _drawn(burdens(round)), (BURDEN,))
    differing = tuple((drift_heading(each), drift_lines(each)) for each in drift if each.revision is not None)
    yield Part("rubrics", "各单位施行的细则", _drawn(versions(drift)), below=differing)


def _drawn(table: Table[Row]) -> Drawn:
    columns = table.on("page")
    return Drawn(
        tuple(map(head_of, columns)),
        tuple(tuple(cell_of(each, each.value(row)) for each in columns) for row in table.rows),
    )
