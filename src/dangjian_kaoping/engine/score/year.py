"""年度: the mean or the sum of a branch's rounds, its ranking, who is eligible for 评先选优 (docs/细则语言.md)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.composite import under_cap
from dangjian_kaoping.engine.score.eligibility import Exclusion, Flag, grade_too_low
from dangjian_kaoping.engine.score.grade import Contender, Grading, asks_of_areas, gradings
from dangjian_kaoping.engine.score.merging import inherited, mergers_by
from dangjian_kaoping.engine.score.ranking import ranks
from dangjian_kaoping.engine.score.round import RoundResult, branches_of, reached_areas
from dangjian_kaoping.engine.score.table import AreaPoints, published
from dangjian_kaoping.engine.score.veto import DatedVeto
from dangjian_kaoping.engine.step import Step, given, summed
from dangjian_kaoping.exact import ZERO, Exact, divided, plus
from dangjian_kaoping.model.clause import VetoEffect
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.roster import Branch, Roster
from dangjian_kaoping.model.rubric import Area
from dangjian_kaoping.periods import Quarter


class QuarterFigure(NamedTuple):
    """A branch in one round of the year: its published composite (None while incomplete), rank and flags."""

    quarter: Quarter
    composite: Step | None
    rank: int | None
    flags: tuple[Flag, ...]


class YearPlacing(NamedTuple):
    """A branch's year: its rounds, their mean or sum (分), its rank, and why it is not eligible, if so.

    `complete` is False where a round that it took part in left it without a composite: the figure is shown
    and not ranked; nor is it where the rounds add up and it took no part in one (`absent`). `inherited` counts the
    rounds in which it had no composite, and a branch that was merged into it had one: they count for the least number
    of rounds, and for nothing else. `merged_into` is the name of the branch that it is part of since: then it is not
    ranked.
    """

    branch: Branch
    quarters: tuple[QuarterFigure, ...]
    score: Step | None
    rank: int | None
    complete: bool
    few: bool
    absent: tuple[Quarter, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    grading: Grading | None = None
    inherited: int = 0
    merged_into: str | None = None

    @property
    def grade(self) -> str | None:
        """等次 of the year, by its figure."""
        return None if self.grading is None else self.grading.grade

    @property
    def eligible(self) -> bool:
        """Whether it may be put forward for 评先选优."""
        return not self.exclusions

    @property
    def times_last(self) -> int:
        """In how many rounds it was in the last places."""
        return sum("bottom_three" in each.flags for each in self.quarters)


class YearResult(NamedTuple):
    """年度排名: placings in the order of the ranking, those without a rank last; by the measure of its last round."""

    year: int
    quarters: tuple[Quarter, ...]
    placings: tuple[YearPlacing, ...]
    measure: Measure

    @property
    def complete(self) -> bool:
        """Whether every branch has a composite for each round that it took part in; if not, provisional."""
        return all(placing.complete for placing in self.placings)


def score_year(year: int, rounds: Sequence[RoundResult], roster: Roster | None = None) -> YearResult:
    """The year from its rounds (those with inspections), by the measure of the last of them; by the `roster`, who was
    merged into another branch by then stands apart.
    """
    ordered = sorted(rounds, key=lambda each: each.quarter)
    measure = ordered[-1].rubric.measure
    branches = branches_of(ordered)
    figures: dict[str, list[QuarterFigure]] = {}
    vetoes: dict[str, list[DatedVeto]] = {}
    areas = areas_of_year(ordered) if asks_of_areas(measure) else {}
    for result in ordered:
        for placing in result.placings:
            branch = placing.score.branch
            figure = QuarterFigure(result.quarter, placing.score.composite, placing.rank, placing.flags)
            figures.setdefault(branch.id, []).append(figure)
            vetoes.setdefault(branch.id, []).extend(DatedVeto(result.quarter, each) for each in placing.score.vetoes)
    held = [result.quarter for result in ordered]
    mergers = mergers_by(ordered[-1].quarter.last_day, branches, roster)
    scored = {
        key: frozenset(each.quarter for each in mine if each.composite is not None) for key, mine in figures.items()
    }
    every = [
        _placing(branches[key], figures[key], held, vetoes[key], measure, inherited(key, mergers, scored))
        for key in branches
    ]
    placings = [each for each in every if each.branch.id not in mergers]
    standings = [_standing(placing, vetoes[placing.branch.id]) for placing in placings]
    grades = gradings(
        [
            Contender(
                None if standing is None or placing.score is None else placing.score.value,
                placing.branch.branch_class,
                standing or (),
                tuple(vetoes[placing.branch.id]),
                areas.get(placing.branch.id, ()),
            )
            for placing, standing in zip(placings, standings, strict=True)
        ],
        measure,
    )
    placed = [
        each._replace(
            rank=rank, grading=grading, exclusions=tuple(_exclusions(each, grading, vetoes[each.branch.id], measure))
        )
        for each, rank, grading in zip(placings, ranks(standings, measure.ranking), grades, strict=True)
    ]
    placed.sort(key=lambda each: (each.rank is None, each.rank or 0))
    placed += [
        each._replace(merged_into=mergers[each.branch.id].name, exclusions=(Exclusion("merged"),))
        for each in every
        if each.branch.id in mergers
    ]
    return YearResult(year, tuple(result.quarter for result in ordered), tuple(placed), measure)


def areas_of_year(rounds: Sequence[RoundResult]) -> Mapping[str, tuple[tuple[Area, AreaPoints], ...]]:
    """By branch, its points and the full marks that applied to it in each area, added up over the rounds."""
    found: dict[str, dict[str, tuple[Area, AreaPoints]]] = {}
    for result in rounds:
        for score in (placing.score for placing in result.placings):
            mine = found.setdefault(score.branch.id, {})
            for area, had in reached_areas(result.rubric, score):
                _, before = mine.get(area.id, (area, AreaPoints(ZERO, ZERO)))
                mine[area.id] = area, AreaPoints(plus(before.points, had.points), plus(before.full, had.full))
    return {branch: tuple(each.values()) for branch, each in found.items()}


def _placing(
    branch: Branch,
    figures: Sequence[QuarterFigure],
    held: Sequence[Quarter],
    vetoes: Sequence[DatedVeto],
    measure: Measure,
    inherited: int,
) -> YearPlacing:
    known = [figure.composite for figure in figures if figure.composite is not None]
    few = len(known) + inherited < measure.year.min_quarters
    took_part = {figure.quarter for figure in figures}
    adds_up = measure.year.combine == "sum"
    absent = tuple(quarter for quarter in held if quarter not in took_part) if adds_up else ()
    score = _figure(known, vetoes, measure)
    return YearPlacing(
        branch, tuple(figures), score, None, len(known) == len(figures), few, absent, inherited=inherited
    )


def _exclusions(
    placing: YearPlacing, grading: Grading | None, vetoes: Iterable[DatedVeto], measure: Measure
) -> Iterator[Exclusion]:
    if placing.few:
        yield Exclusion("too_few_quarters")
    for quarter in placing.absent:
        yield Exclusion("absent", quarter)
    if not placing.complete:
        yield Exclusion("no_composite", next(each.quarter for each in placing.quarters if each.composite is None))
    for dated in vetoes:
        veto = dated.force.veto
        if dated.bars("commendation"):
            yield Exclusion("barred", dated.quarter, dated.force)
        elif (veto.effect == "last_place" or veto.effect == "total_zero") and veto.lasts == "year":  # noqa: PLR1714
            yield Exclusion(veto.effect, dated.quarter, dated.force)
    for figure in placing.quarters:
        for flag in figure.flags:
            if flag != "veto" and flag in measure.year.flags:
                yield Exclusion(flag, figure.quarter)
    if placing.score is not None and placing.complete and not placing.absent:
        yield from grade_too_low(grading, measure)


def _figure(known: Sequence[Step], vetoes: Sequence[DatedVeto], measure: Measure) -> Step | None:
    """The mean or the sum of the published composites, rounded as a figure of its own."""
    if not known:
        return None
    step = summed(names.YEAR_SUM, tuple(known), measure)
    if measure.year.combine == "mean":
        count = given(names.YEAR_QUARTERS, Decimal(len(known)), measure)
        step = Step(names.YEAR_MEAN, "quotient", divided(step.value, count.value), (step, count), measure)
    step = under_cap(names.YEAR_CAPPED, step, [each.force for each in vetoes if _all_year(each, "score_cap")])
    if any(_all_year(each, "total_zero") for each in vetoes):
        step = given(names.YEAR_VETOED, Decimal(0), measure)._replace(aside=(step,))
    return published(names.YEAR, step, measure.rounding)


def _standing(placing: YearPlacing, vetoes: Iterable[DatedVeto]) -> tuple[Exact, ...] | None:
    if placing.score is None or not placing.complete or placing.absent:
        return None
    last = any(_all_year(each, "last_place") for each in vetoes)
    return (Decimal(last), -placing.score.value)


def _all_year(dated: DatedVeto, effect: VetoEffect) -> bool:
    return dated.force.veto.effect == effect and dated.force.veto.lasts == "year"
