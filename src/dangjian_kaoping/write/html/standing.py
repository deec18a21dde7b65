"""综合排名 and 各专业方面得分: the rows of both tables."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.rubric import Area
from dangjian_kaoping.words.figures import in_table, published, shown
from dangjian_kaoping.words.names import FLAG
from dangjian_kaoping.words.rubric.full_marks import area_names, marks_in_words
from dangjian_kaoping.write.html.course import Courses, Move, Spark, moves
from dangjian_kaoping.write.html.publicity import Publicity

NONE = "—"
"""Where a figure is missing."""
UNNAMED = "（不列名称）"
"""In the place of a branch that the measure does not name."""


class Mark(NamedTuple):
    """考核情形 in a row."""

    flag: Flag
    words: str


class InArea(NamedTuple):
    """A branch's points in one area; the highest of all are set off."""

    points: str
    highest: bool


class Row(NamedTuple):
    """A branch in the tables. `key` is its place in the page, by which links find it."""

    key: str
    named: bool
    rank: str
    name: str
    branch_class: str
    grade: str
    composite: str
    inspection: str
    self_assessment: str
    base: str
    bonus: str
    penalty: str
    areas: tuple[InArea, ...]
    marks: tuple[Mark, ...]
    move: Move | None
    spark: Spark | None


class AreaHead(NamedTuple):
    """An area's column: its name and full marks."""

    name: str
    points: str


def area_heads(result: RoundResult) -> tuple[AreaHead, ...]:
    """The areas that have points, in the order of the rubric."""
    names = area_names(result.rubric)
    return tuple(
        AreaHead(names[area.id], marks_in_words(area) if area.points is None else f"{shown(area.points)} 分")
        for area in result.areas
    )


def rows(dossier: Dossier, courses: Courses, publicity: Publicity) -> tuple[Row, ...]:
    """A row for each branch, in the order of the ranking."""
    areas = dossier.result.areas
    highest = _highest(dossier.result, areas)
    moved = moves(dossier)
    found = []
    for number, placing in enumerate(dossier.result.placings, start=1):
        score = placing.score
        named = publicity.names(placing)
        tells = named and publicity.shows("trend")
        found.append(
            Row(
                f"z{number}",
                named,
                NONE if placing.rank is None else str(placing.rank),
                score.branch.name if named else UNNAMED,
                score.branch.branch_class if named else NONE,
                placing.grade or NONE,
                _figure(score.composite),
                _figure(score.inspection),
                _figure(score.self_assessment),
                _figure(score.base),
                in_table(score.bonus),
                in_table(score.penalty),
                tuple(_in_area(placing, area, highest) for area in areas),
                tuple(Mark(flag, FLAG[flag]) for flag in publicity.flags(placing)),
                moved.get(score.branch.id) if tells else None,
                courses.spark(score.branch.id) if tells else None,
            )
        )
    return tuple(found)


def _figure(step: Step | None) -> str:
    return NONE if step is None else published(step)


def _highest(result: RoundResult, areas: Sequence[Area]) -> Mapping[str, Step]:
    """By the area's id the highest points of any branch."""
    found = {}
    for area in areas:
        steps = [placing.score.inspected.areas.get(area.id) for placing in result.placings]
        known = [step for step in steps if step is not None]
        if known:
            found[area.id] = max(known, key=lambda step: step.value)
    return found


def _in_area(placing: Placing, area: Area, highest: Mapping[str, Step]) -> InArea:
    step = placing.score.inspected.areas.get(area.id)
    if step is None:
        return InArea(NONE, False)
    return InArea(in_table(step), step.value == highest[area.id].value)
