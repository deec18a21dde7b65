"""各轮情况: a branch over the rounds, a row a round, as much as each round tells."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.measure import PublicPart
from dangjian_kaoping.views.publicity import Publicity
from dangjian_kaoping.views.ranking import COMPOSITE, RANK
from dangjian_kaoping.views.table import PAGE, Column, Flags, Table

NAME = "各轮情况"


class BranchRound(NamedTuple):
    """A branch in a round, and what of that round is told."""

    result: RoundResult
    placing: Placing
    publicity: Publicity


def history(rows: Sequence[BranchRound]) -> Table[BranchRound]:
    """The table; a figure that a round keeps back is none there."""
    return Table(tuple(_columns()), rows)


def _columns() -> Iterator[Column[BranchRound]]:
    yield Column("quarter", "季度", lambda row: row.result.quarter.chinese, "name", surfaces=PAGE, weight="normal")
    yield Column("rank", RANK, lambda row: row.placing.rank, "count", surfaces=PAGE, weight="strong")
    yield Column("of", "参加考评的党支部", lambda row: len(row.result.placings), "count", surfaces=PAGE)
    yield Column(
        "composite", COMPOSITE, lambda row: row.placing.score.composite, "points", surfaces=PAGE, weight="strong"
    )
    for key, heading in (("inspection", "检查得分"), ("self_assessment", "自评得分")):
        value = _where("self_assessment", key)
        yield Column(key, heading, value, "points", surfaces=PAGE, rare=PAGE)
    yield Column("grade", "等次", _grade, surfaces=PAGE, rare=PAGE, weight="normal")
    yield Column(
        "flags",
        "考核情形",
        lambda row: Flags(row.publicity.flags(row.placing)),
        surfaces=PAGE,
        rare=PAGE,
        weight="normal",
    )


def _where(part: PublicPart, key: str) -> Callable[[BranchRound], Step | None]:
    """A figure of the score, where its part is shown."""

    def figure(row: BranchRound) -> Step | None:
        found: Step | None = getattr(row.placing.score, key) if row.publicity.shows(part) else None
        return found

    return figure


def _grade(row: BranchRound) -> str | None:
    return row.placing.grade if row.result.rubric.measure.round_grades else None
