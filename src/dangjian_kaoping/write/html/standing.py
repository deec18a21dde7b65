"""综合排名 and 各专业方面得分: two tables of the page over the columns of one ranking."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.reach import reach
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.rubric import Area
from dangjian_kaoping.views.publicity import Publicity, published
from dangjian_kaoping.views.ranking import ranking
from dangjian_kaoping.views.table import Column, Value
from dangjian_kaoping.words.names import FLAG
from dangjian_kaoping.write.html.heat import heat_classes
from dangjian_kaoping.write.html.table import Cell, Head, cell_of, head_of, means


class Row(NamedTuple):
    """A branch in both tables. `key` is its place in the page; `href` is where it is told of further, if anywhere;
    `texts` are by the column.
    """

    key: str
    href: str
    named: bool
    texts: Mapping[str, str]
    marks: tuple[str, ...]
    standing: tuple[Cell, ...]
    areas: tuple[Cell, ...]


class Standing(NamedTuple):
    """The heads of both tables, the rows, in the order of the ranking, and below them the means.

    The areas are `heated` where it is told which points applied to a branch.
    """

    heads: tuple[Head, ...]
    area_heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    means: tuple[Cell, ...]
    area_means: tuple[Cell, ...]
    heated: bool


Link = Callable[[str, str], str]
"""Where a branch is told of further, by its id and its place in the page; empty where nowhere."""


def standing(dossier: Dossier, publicity: Publicity, link: Link, *, flags: bool) -> Standing:
    """What is shown to whom; with `flags` where 考核情形 are told at all."""
    result = dossier.result
    table = published(ranking(result, dossier), publicity)
    shown = [each for each in table.on("page") if flags or each.key != "flags"]
    inside = [column for column in shown if not table.is_apart(column)]
    apart = [column for column in shown if column.key in table.heads or table.is_apart(column)]
    rounding = result.rubric.measure.rounding
    best = {column.key: _highest(column, table.rows) for column in apart if column.part == table.apart}
    # from its share everybody would see what did not apply to a branch, which is told with the reasons
    heated = publicity.shows("reasons")
    areas = {f"areas.{area.id}": area for area in result.areas} if heated else {}
    rows = []
    for number, placing in enumerate(table.rows, start=1):
        values = {column.key: column.value(placing) for column in shown}
        first = tuple(cell_of(each, values[each.key], *_set_off(each)) for each in inside)
        texts = {column.key: cell.text for column, cell in zip(inside, first, strict=True)}
        named = publicity.names(placing)
        second = tuple(
            cell_of(
                each,
                values[each.key],
                *_beside(each, values[each.key], best),
                *_heat(placing, areas.get(each.key) if named else None),
            )
            for each in apart
        )
        marks = tuple(FLAG[flag] for flag in publicity.flags(placing))
        key = f"z{number}"
        href = link(placing.score.branch.id, key) if named else ""
        rows.append(Row(key, href, named, texts, marks, first, second))
    return Standing(
        tuple(head_of(column) for column in inside),
        tuple(head_of(each, *_named(each, table.apart)) for each in apart),
        tuple(rows),
        tuple(means(inside, table.rows, rounding)),
        tuple(means(apart, table.rows, rounding)),
        heated,
    )


def _heat(placing: Placing, area: Area | None) -> tuple[str, ...]:
    return () if area is None else heat_classes(reach(placing.score, area))


def _set_off(column: Column[Placing]) -> tuple[str, ...]:
    return ("strong",) if column.weight == "strong" or column.kind == "name" else ()


def _named(column: Column[Placing], apart: str) -> tuple[str, ...]:
    return ("name",) if column.kind == "name" else ("area",) if column.part == apart else ()


def _beside(column: Column[Placing], value: Value, best: Mapping[str, Exact | None]) -> tuple[str, ...]:
    """The name of the row, and the highest points of all."""
    if column.kind == "name":
        return ("name",)
    return ("strong",) if isinstance(value, Step) and value.value == best.get(column.key) else ()


def _highest(column: Column[Placing], rows: Sequence[Placing]) -> Exact | None:
    return max(_figures(column, rows), default=None)


def _figures(column: Column[Placing], rows: Sequence[Placing]) -> Iterator[Exact]:
    for row in rows:
        value = column.value(row)
        if isinstance(value, Step):
            yield value.value
