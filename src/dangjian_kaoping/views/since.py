"""Why a composite moved: the causes, and what each item had to do with one of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.since.since import Line, Since
from dangjian_kaoping.compare.since.stage import Move, Part
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.views.table import SCREEN, Column, Table
from dangjian_kaoping.words.since import (
    CAUSE,
    MEANING,
    MONTHS,
    SUM,
    ids_in_words,
    points,
    remark_in_words,
    rest_in_words,
    titles_in_words,
)


class Share(NamedTuple):
    """What an item moved (分), or what is no item's; a part that is None is not told."""

    items: str
    title: str
    part: Part | None
    value: Exact
    remark: str = ""


def causes(since: Since) -> Table[Line]:
    """The causes that moved anything, a row each; together they are the difference."""
    sums = {"cause": SUM, "points": points(since.difference)}
    return Table(tuple(_causes()), [each for each in since.lines if each.move.value], sums=sums)


def _causes() -> Iterator[Column[Line]]:
    yield Column("cause", "缘由", lambda each: CAUSE[each.cause], "name")
    yield Column("points", "增减", lambda each: points(each.move.value), "difference")
    yield Column("meaning", "说的是", lambda each: MEANING[each.cause], "prose", surfaces=SCREEN)


def shares(since: Since, move: Move) -> Table[Share]:
    """What each item had to do with one cause, a row each, and below what is no item's."""
    rows = [
        Share(
            ids_in_words(each.items),
            titles_in_words(each.items),
            each.part,
            each.part.whole,
            remark_in_words(since, each),
        )
        for each in move.items
    ]
    rows += [Share(name, "", None, value) for name, value in _apart(since, move) if value]
    return Table(tuple(_shares()), rows)


def _apart(since: Since, move: Move) -> Iterator[tuple[str, Exact]]:
    yield MONTHS, move.months
    yield rest_in_words(since), move.rest


def _shares() -> Iterator[Column[Share]]:
    yield Column("items", "项目", lambda each: each.items, "name")
    yield Column("title", "名称", lambda each: each.title, "name")
    for index, (key, heading) in enumerate(_PARTS):
        yield Column(key, heading, _of(index), "difference", rare=SCREEN)
    yield Column("points", SUM, lambda each: points(each.value), "difference")
    yield Column("remark", "说明", lambda each: each.remark, "note", rare=SCREEN)


_PARTS: Sequence[tuple[str, str]] = (
    ("inspection", "检查"),
    ("self_assessment", "自评"),
    ("bonus", "加分"),
    ("penalty", "扣减"),
)


def _of(index: int) -> Callable[[Share], str]:
    """One part of what an item moved; nothing where it is none of it."""
    return lambda each: points(each.part[index]) if each.part is not None and each.part[index] else ""
