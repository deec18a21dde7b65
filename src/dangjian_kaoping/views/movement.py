"""排名 on a screen: who stands where, before and now, and in which areas that came about."""

from collections.abc import Callable, Iterator, Sequence

from dangjian_kaoping.engine.follow.movement import Movement
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.views.ranking import ranking
from dangjian_kaoping.views.table import SCREEN, Column, Moved, Table, Value
from dangjian_kaoping.words.figures import signed
from dangjian_kaoping.words.rubric.full_marks import short_names

_KEPT = ("rank", "branch", "composite", "grade", "marks")
"""What a ranking is, without how the points came about."""
_NAMED = 2
"""So many areas are named."""


def standings(result: RoundResult) -> Table[Placing]:
    """The ranking alone, of a first round."""
    return Table(tuple(_kept(result)), result.placings)


def movement(result: RoundResult, rows: Sequence[Movement]) -> Table[Movement]:
    """The ranking beside that of the round before."""
    return Table(tuple(_columns(result)), rows, heads=("rank", "branch"), apart="areas")


def _kept(result: RoundResult) -> list[Column[Placing]]:
    columns = {column.key: column for column in ranking(result).on("screen")}
    return [columns[key]._replace(rare=frozenset()) for key in _KEPT if key in columns]


def _columns(result: RoundResult) -> Iterator[Column[Movement]]:
    for column in _kept(result):
        if column.key == "marks":
            yield Column("areas", "变化最大的方面", _areas(result), part="areas")
        yield _of_placing(column)
        if column.key == "rank":
            yield Column("before", "上轮", lambda each: each.before, "count")
            yield Column("places", "升降", lambda each: _moved(each.places), "word")
        if column.key == "composite":
            yield Column("points", "得分\n增减", lambda each: each.points, "difference")


def _areas(result: RoundResult) -> Callable[[Movement], str]:
    shorts = short_names(result.rubric)
    return lambda each: "、".join(f"{shorts[one.area.id]} {signed(one.points)}" for one in each.areas[:_NAMED])


def _of_placing(column: Column[Placing]) -> Column[Movement]:
    value = column.value
    made: Column[Movement] = Column(column.key, column.heading, lambda each: value(each.placing), column.kind)
    return made._replace(headings=column.headings, full=column.full, surfaces=SCREEN)


def _moved(places: int | None) -> Value:
    return None if places is None else Moved(places)
