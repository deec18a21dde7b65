"""What the rounds under one version show: the means of the classes round by round, and what they were in all."""

from collections.abc import Callable, Iterator

from dangjian_kaoping.engine.follow.fairness import ClassStanding, Fairness, apart
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.table import SCREEN, Column, Table
from dangjian_kaoping.words.fairness import seen_in_words

Numbered = tuple[int, Quarter]
"""A round, and where it stands among the others."""


def by_round(fairness: Fairness) -> Table[Numbered]:
    """The mean composites of the classes, a row a round."""
    return Table(tuple(_by_round(fairness)), list(enumerate(fairness.quarters)))


def _by_round(fairness: Fairness) -> Iterator[Column[Numbered]]:
    yield Column("quarter", "轮次", lambda each: str(each[1]), "name")
    for standing in fairness.classes:
        yield Column(f"means.{standing.branch_class}", standing.branch_class, _mean_of(standing), "points")
    yield Column("apart", "相差", lambda each: apart(fairness.classes, each[0]), "points")


def _mean_of(standing: ClassStanding) -> Callable[[Numbered], Exact | None]:
    return lambda each: standing.by_round[each[0]]


def classes(fairness: Fairness) -> Table[ClassStanding]:
    """The classes over all rounds, a row a class."""
    return Table(tuple(_standing()), fairness.classes)


def _standing() -> Iterator[Column[ClassStanding]]:
    yield Column("class", "支部类别", lambda each: each.branch_class, "name")
    yield Column("times", "参评次数", lambda each: each.times, "count")
    yield Column("composite", "综合平均", lambda each: each.composite, "points")
    yield Column("inspection", "检查平均", lambda each: each.inspection, "points")
    yield Column("self_assessment", "自评平均", lambda each: each.self_assessment, "points")
    yield Column("found", "检查失分项目", lambda each: each.found, "count")
    yield Column("seen", "自评也失分", lambda each: each.seen, "count")
    yield Column("seen_percent", "占比", seen_in_words, "points", surfaces=SCREEN)
