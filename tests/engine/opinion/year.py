"""The year out of its rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from .branch import Outcome
from .grade import Contender, grades_of
from .ranking import places_of
from .words import ZERO, Plain, half, rounding_of


@dataclass
class YearOpinion:
    """What came of one branch in a year; `few` says that it was in too few rounds, `apart` that it was merged."""

    score: Fraction | None = None
    rank: int | None = None
    grade: str | None = None
    few: bool = False
    apart: bool = False


@dataclass
class _Year:
    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)

    def vetoes(self, effect: str) -> list[Plain]:
        """Those of one effect that hold for the year."""
        every = [each for _, outcome in self.outcomes for each in outcome.inspected.veto(effect)]
        return [each for each in every if each.get("for") == "year"]


def year_opinion(
    rounds: Sequence[tuple[str, Mapping[str, Outcome]]], measure: Plain, mergers: Mapping[str, str]
) -> dict[str, YearOpinion]:
    """The year of each branch that took part in a round (by quarter, in order); `mergers`: who went into whom."""
    years: dict[str, _Year] = {}
    for quarter, outcomes in rounds:
        for key, outcome in outcomes.items():
            years.setdefault(key, _Year()).outcomes.append((quarter, outcome))
    adds_up = (measure.get("year") or {}).get("combine", "mean") == "sum"
    least = int((measure.get("year") or {}).get("min_quarters", "3"))
    found: dict[str, YearOpinion] = {}
    standings: dict[str, tuple[Fraction, ...] | None] = {}
    for key, mine in years.items():
        known = [each.opinion.composite for _, each in mine.outcomes if each.opinion.composite is not None]
        found[key] = YearOpinion(
            _figure(known, mine, measure, adds_up=adds_up),
            few=len(_rounds_of(key, years, mergers)) < least,
            apart=key in mergers,
        )
        whole = len(known) == len(mine.outcomes) and not (adds_up and len(mine.outcomes) < len(rounds))
        score = found[key].score
        ranked = whole and score is not None and key not in mergers
        standings[key] = (Fraction(not mine.vetoes("last_place")), score or ZERO) if ranked else None
    competing = [key for key in years if key not in mergers]
    places = places_of([standings[key] for key in competing], measure.get("ranking", "standard"))
    contenders = [_contender(years[key], standings[key]) for key in competing]
    for key, place, grade in zip(competing, places, grades_of(contenders, measure), strict=True):
        found[key].rank, found[key].grade = place, grade
    return found


def _rounds_of(key: str, years: Mapping[str, _Year], mergers: Mapping[str, str]) -> set[str]:
    """The rounds in which a branch, or one that was merged into it, had a composite; each counts once."""
    own = {quarter for quarter, outcome in years[key].outcomes if outcome.opinion.composite is not None}
    for before, after in mergers.items():
        if after == key and before in years:
            own |= _rounds_of(before, years, mergers)
    return own


def _figure(known: Sequence[Fraction], mine: _Year, measure: Plain, *, adds_up: bool) -> Fraction | None:
    if not known:
        return None
    figure = sum(known, ZERO) / (1 if adds_up else len(known))
    figure = min([figure, *(Fraction(each["at_most"]) for each in mine.vetoes("score_cap"))])
    if mine.vetoes("total_zero"):
        figure = ZERO
    places, mode, _ = rounding_of(measure)
    return half(figure, places, mode)


def _contender(mine: _Year, standing: tuple[Fraction, ...] | None) -> Contender:
    areas: dict[str, tuple[Fraction, Fraction]] = {}
    caps: list[str] = []
    for _, outcome in mine.outcomes:
        caps += [each["grade"] for each in outcome.inspected.veto("grade_cap")]
        for key, (points, full) in outcome.inspected.reached.items():
            before = areas.get(key, (ZERO, ZERO))
            areas[key] = (before[0] + points, before[1] + full)
    last: Any = mine.outcomes[-1][1].branch.branch_class
    return Contender(None if standing is None else standing[1], last, standing or (), caps, list(areas.values()))
