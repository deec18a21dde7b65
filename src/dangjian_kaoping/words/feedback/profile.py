"""各方面得分 in words: round by round, beside the mean of all branches, with bars of what was lost."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from dangjian_kaoping.engine.follow.profile import AreaFigure, AreaProfile, Profile
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.exact import minus, places, rounded, times
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.words.feedback.sheet import Chart, Series
from dangjian_kaoping.words.figures import NONE, published, shown, signed
from dangjian_kaoping.words.names import flags_in_words
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.words.rubric.full_marks import area_names, marks_in_table, short_names

EVERY = "全部支部平均"
_CHART = "各方面失分占满分的百分比，柱子越短越好"
_PERCENT = Decimal(100)


def profile_table(profile: Profile, branch_class: str, own: str | None = None) -> Table:
    """Area by area: full marks, the points of each round, the mean of all. With `own` also the branch's mean, which is
    then held against it, and not the last round.
    """
    measure = profile.rounds[-1].rubric.measure
    names = area_names(profile.rounds[-1].rubric)
    heads = [f"{each.quarter.year}年\n{each.quarter.of_year}" for each in profile.rounds] + ([own] if own else [])
    columns = (
        Column("专业方面", left=True, most=9),
        Column("满分", most=4),
        *(Column(head, most=6) for head in heads),
        Column(EVERY, most=6),
        Column("比平均", most=5),
    )
    rows = [_area(each, names[each.area.id], branch_class, measure, own) for each in profile.areas]
    rows += [tuple(row) for row in _totals(profile, measure, own, len(columns))]
    return Table(columns, tuple(rows))


def profile_chart(profile: Profile) -> Chart:
    """What was lost of each area, as a part of what applies: the branch round by round, and all."""
    series = [
        Series(result.quarter.chinese, tuple(_percent(each.rounds[index]) for each in profile.areas))
        for index, result in enumerate(profile.rounds)
    ]
    every = Series(EVERY, tuple(_percent(each.every) for each in profile.areas), beside=True)
    names = short_names(profile.rounds[-1].rubric)
    groups = tuple(names[each.area.id] for each in profile.areas)
    return Chart(_CHART, groups, (*series, every))


def _area(each: AreaProfile, name: str, branch_class: str, measure: Measure, own: str | None) -> tuple[str, ...]:
    classes = (branch_class,)
    full = marks_in_table(each.area, classes)
    mine = each.own if own else each.rounds[-1]

    def points(figure: AreaFigure | None) -> str:
        if figure is None:
            return NONE
        told = places(figure.points, measure.rounding.places)
        marks = marks_in_table(figure.area, classes)
        # an earlier version of the rubric may have given the area other marks
        return told if marks == full else f"{told}/{marks}"

    figures = [points(figure) for figure in each.rounds] + ([points(each.own)] if own else [])
    return (name, full, *figures, points(each.every), _difference(mine, each.every))


def _difference(mine: AreaFigure | None, every: AreaFigure | None) -> str:
    return NONE if mine is None or every is None else signed(minus(mine.points, every.points))


def _totals(profile: Profile, measure: Measure, own: str | None, width: int) -> Iterator[list[str]]:
    """What stands below the areas, a row each; what has no mean has empty cells."""

    def row(name: str, told: Callable[[Placing], str]) -> list[str]:
        cells = [name, "", *(NONE if each is None else told(each) for each in profile.placings)]
        return cells + [""] * (width - len(cells))

    yield row("加分、扣减", _beside)
    composite = row("综合得分", lambda each: published(each.score.composite))
    means = [profile.own] * bool(own) + [profile.every]
    if profile.own is not None and profile.every is not None:
        told = [places(each, measure.rounding.places) for each in means if each is not None]
        composite[-len(told) - 1 :] = [*told, signed(minus(profile.own, profile.every))]
    yield composite
    yield row("名次、等次", _standing)
    if any(each is not None and each.flags for each in profile.placings):
        yield row("考核情形", lambda each: flags_in_words(each.flags))


def _beside(placing: Placing) -> str:
    """What was added and taken: `+0.3`, `+1、-2`, `0`."""
    bonus, penalty = placing.score.bonus.value, placing.score.penalty.value
    told = [f"+{shown(bonus, 2)}"] * bool(bonus) + [f"-{shown(penalty, 2)}"] * bool(penalty)
    return "、".join(told) or "0"


def _standing(placing: Placing) -> str:
    rank = NONE if placing.rank is None else str(placing.rank)
    return rank if placing.grade is None else f"{rank}（{placing.grade}）"


def _percent(figure: AreaFigure | None) -> Decimal | None:
    if figure is None or figure.lost is None:
        return None
    return rounded(times(figure.lost, _PERCENT), 1, "half_up")
