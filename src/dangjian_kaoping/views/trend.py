"""走势: the composites (综合得分) of the branches over the rounds, a row a branch."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.follow.movement import more
from dangjian_kaoping.engine.score.round import RoundResult, branches_of, placings_of
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.table import FIELDS, SCREEN, SHEET, Column, Course, Table, Width

NAME = "趋势"
_LEAST = 72.0
"""Width of all rounds together at least: the chart is as wide as the table."""


class BranchCourse(NamedTuple):
    """A branch with its rank now, and its composites, a round each: None where it took no part, or has none; and by how
    much the newest is more than the one before.
    """

    branch: Branch
    rank: int | None
    composites: tuple[Step | None, ...]
    ranks: tuple[int | None, ...] = ()
    change: Exact | None = None


def trend_of(results: Sequence[RoundResult]) -> Table[BranchCourse]:
    """The table of rounds, in the order of the newest one's ranking."""
    rows = [_course(branch, results) for branch in branches_of(results).values()]
    return trend([result.quarter for result in results], rows)


def _course(branch: Branch, results: Sequence[RoundResult]) -> BranchCourse:
    placings = placings_of(results, branch.id)
    ranks = tuple(None if each is None else each.rank for each in placings)
    composites = tuple(None if each is None else each.score.composite for each in placings)
    return BranchCourse(branch, ranks[-1], composites, ranks, more(composites[-1], (None, *composites)[-2]))


def trend(quarters: Sequence[Quarter], rows: Sequence[BranchCourse]) -> Table[BranchCourse]:
    """The table over these rounds; in a sheet the rounds are the part `rounds`."""
    columns = (*_standing(), *_course_columns(quarters), *_rounds(quarters))
    return Table(columns, rows, heads=("rank", "branch"), apart="ranks")


def _standing() -> Iterator[Column[BranchCourse]]:
    yield Column(
        "rank", "名次", lambda each: each.rank, "count", surfaces=SHEET | SCREEN, weight="strong", width=Width(5, 5)
    )
    yield Column("branch", "党支部", lambda each: each.branch.name, "name", width=Width(12, 18))
    yield Column("id", "支部编号", lambda each: each.branch.id, surfaces=FIELDS)


def _course_columns(quarters: Sequence[Quarter]) -> Iterator[Column[BranchCourse]]:
    """The newest round beside the one before, the course up to it, and how far it went; one round is no course."""
    newest = str(quarters[-1]) if quarters else "得分"
    yield Column("last", newest, lambda each: each.composites[-1], "points", surfaces=SCREEN)
    if len(quarters) < 2:
        return
    yield Column("change", "得分\n增减", lambda each: each.change, "difference", surfaces=SCREEN, rare=SCREEN)
    yield Column("highest", "最高", lambda each: max(_known(each), key=_value, default=None), "points", surfaces=SCREEN)
    yield Column("lowest", "最低", lambda each: min(_known(each), key=_value, default=None), "points", surfaces=SCREEN)
    yield Column("ranks", "各轮名次", _ranks, part="ranks", surfaces=SCREEN)
    # last: a Chinese console may draw its signs wider than others do
    yield Column("course", "走势", lambda each: Course(each.composites), "course", surfaces=SCREEN)


def _rounds(quarters: Sequence[Quarter]) -> Iterator[Column[BranchCourse]]:
    wide = max(7.5, _LEAST / max(len(quarters), 1))
    for index, quarter in enumerate(quarters):
        heading = f"{quarter.year}年\n{quarter.of_year}"
        column = Column(f"rounds.{quarter}", heading, _composite(index), "points", "rounds", blank=True)
        yield column._replace(surfaces=SHEET, width=Width(wide, wide))


def _composite(index: int) -> Callable[[BranchCourse], Step | None]:
    return lambda each: each.composites[index]


def _known(course: BranchCourse) -> Iterator[Step]:
    return (step for step in course.composites if step is not None)


def _value(step: Step) -> Exact:
    return step.value


def _ranks(course: BranchCourse) -> str:
    return " ".join("-" if rank is None else str(rank) for rank in course.ranks)
