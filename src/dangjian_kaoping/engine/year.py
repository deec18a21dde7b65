"""年度: the mean of a branch's quarters, its ranking, and who is eligible for 评先选优 (DESIGN.md, section 5)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.branch import VetoInForce
from dangjian_kaoping.engine.ranking import ranks
from dangjian_kaoping.engine.round import Flag, RoundResult
from dangjian_kaoping.engine.step import Step, given, summed
from dangjian_kaoping.engine.table import published
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.numbers import Exact, divided
from dangjian_kaoping.periods import Quarter

Bar = Literal["too_few_quarters", "no_composite", "barred", "last_place", "total_zero"]


class QuarterFigure(NamedTuple):
    """A branch in one round of the year: its published composite (None while incomplete), rank and flags."""

    quarter: Quarter
    composite: Step | None
    rank: int | None
    flags: tuple[Flag, ...]


class Exclusion(NamedTuple):
    """Why a branch is not eligible: the kind, and the round and veto that it comes from."""

    kind: Bar
    quarter: Quarter | None = None
    veto: VetoInForce | None = None


class YearPlacing(NamedTuple):
    """A branch's year: its rounds, their mean (分), its rank, and why it is not eligible, if so.

    `complete` is False where a round that it took part in left it without a composite: the mean is shown
    and not ranked.
    """

    branch: Branch
    quarters: tuple[QuarterFigure, ...]
    mean: Step | None
    rank: int | None
    complete: bool
    few: bool
    exclusions: tuple[Exclusion, ...]

    @property
    def eligible(self) -> bool:
        """Whether it may be put forward for 评先选优."""
        return not self.exclusions


class YearResult(NamedTuple):
    """年度排名: placings in the order of the ranking, those without a rank last."""

    year: int
    quarters: tuple[Quarter, ...]
    placings: tuple[YearPlacing, ...]

    @property
    def complete(self) -> bool:
        """Whether every branch has a composite for each round that it took part in; if not, provisional."""
        return all(placing.complete for placing in self.placings)


def score_year(year: int, rounds: Sequence[RoundResult]) -> YearResult:
    """The year from its rounds (those with inspections), by the measure of the last of them."""
    ordered = sorted(rounds, key=lambda each: each.quarter)
    measure = ordered[-1].rubric.measure
    branches: dict[str, Branch] = {}
    figures: dict[str, list[QuarterFigure]] = {}
    vetoes: dict[str, list[tuple[Quarter, VetoInForce]]] = {}
    for result in ordered:
        for placing in result.placings:
            branch = placing.score.branch
            branches[branch.id] = branch
            figure = QuarterFigure(result.quarter, placing.score.composite, placing.rank, placing.flags)
            figures.setdefault(branch.id, []).append(figure)
            vetoes.setdefault(branch.id, []).extend((result.quarter, each) for each in placing.score.vetoes)
    placings = [_placing(branches[key], figures[key], vetoes.get(key, []), measure) for key in branches]
    standings = [_standing(placing, vetoes.get(placing.branch.id, [])) for placing in placings]
    placed = [each._replace(rank=rank) for each, rank in zip(placings, ranks(standings), strict=True)]
    placed.sort(key=lambda each: (each.rank is None, each.rank or 0))
    return YearResult(year, tuple(result.quarter for result in ordered), tuple(placed))


def _placing(
    branch: Branch, figures: Sequence[QuarterFigure], vetoes: Sequence[tuple[Quarter, VetoInForce]], measure: Measure
) -> YearPlacing:
    known = [figure.composite for figure in figures if figure.composite is not None]
    complete = len(known) == len(figures)
    few = len(known) < measure.year.min_quarters
    exclusions = []
    if few:
        exclusions.append(Exclusion("too_few_quarters"))
    if not complete:
        missing = next(figure.quarter for figure in figures if figure.composite is None)
        exclusions.append(Exclusion("no_composite", missing))
    for quarter, veto in vetoes:
        effect = veto.veto.effect
        if effect == "barred" and "commendation" in veto.veto.barred_from:
            exclusions.append(Exclusion("barred", quarter, veto))
        elif effect in ("last_place", "total_zero") and veto.veto.lasts == "year":
            exclusions.append(Exclusion("last_place" if effect == "last_place" else "total_zero", quarter, veto))
    return YearPlacing(branch, tuple(figures), _mean(known, vetoes, measure), None, complete, few, tuple(exclusions))


def _mean(known: Sequence[Step], vetoes: Iterable[tuple[Quarter, VetoInForce]], measure: Measure) -> Step | None:
    """The mean of the published composites, rounded as a figure of its own."""
    if not known:
        return None
    whole = summed("year_sum", tuple(known), measure)
    count = given("year_quarters", Decimal(len(known)), measure)
    mean = Step("year_mean", "quotient", divided(whole.value, count.value), (whole, count), measure)
    if any(each.veto.effect == "total_zero" and each.veto.lasts == "year" for _, each in vetoes):
        mean = given("year_vetoed", Decimal(0), measure)._replace(aside=(mean,))
    return published("year", mean, measure.rounding)


def _standing(placing: YearPlacing, vetoes: Iterable[tuple[Quarter, VetoInForce]]) -> tuple[Exact, ...] | None:
    if placing.mean is None or not placing.complete:
        return None
    last = any(each.veto.effect == "last_place" and each.veto.lasts == "year" for _, each in vetoes)
    return (Decimal(last), -placing.mean.value)
