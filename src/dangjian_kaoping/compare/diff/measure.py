"""考评办法: what a difference between two measures means."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from dangjian_kaoping.compare.diff.judgement import (
    Judge,
    Judged,
    amount,
    amount_or,
    changed,
    judged,
    names,
    ordered,
    part_or,
    weighed,
)
from dangjian_kaoping.compare.diff.strictness import Verdict, compared, for_a_branch, together
from dangjian_kaoping.compare.diff.structure import Difference, differences, same
from dangjian_kaoping.engine.score.interval import Stretch, completed
from dangjian_kaoping.exact import ONE
from dangjian_kaoping.model.factor import Factor
from dangjian_kaoping.model.measure import AreasReached, Band, Measure, Weights


def measure_changes(old: Measure, new: Measure) -> Iterator[Judged]:
    """What changed in a measure."""
    for each in differences(old, new, apart=("grades",), whole=(Factor,)):
        if each.keys == ("weights", "self_assessment") and _add_up(old.weights) and _add_up(new.weights):
            # what the one gains the other loses: told once
            continue
        yield from MEASURE[each.keys](each)
    yield from _grade_changes(old.grades, new.grades)


def _add_up(weights: Weights) -> bool:
    return weights.inspection + weights.self_assessment == ONE


def _count(part: str) -> Judge:
    def judge(difference: Difference) -> Iterator[Judged]:
        numbers = [Decimal(str(each)) for each in (difference.before, difference.after)]
        yield from amount(part)(Difference(difference.keys, *numbers))

    return judge


MEASURE: Mapping[tuple[str, ...], Judge] = {
    ("weights", "inspection"): amount("inspection-weight"),
    ("weights", "self_assessment"): amount("self-weight"),
    ("self_assessment",): changed("self-assessment"),
    ("due_day",): changed("self-due-day"),
    ("missing_month",): ordered("missing-month", "proportional", "refuse"),
    ("bonus", "at_most"): amount("bonus-limit"),
    ("penalty", "at_most"): amount("penalty-limit"),
    # a bonus that goes through the weight is worth less
    ("bonus_on",): ordered("bonus-on", "composite", "inspection"),
    ("times",): amount_or("measure-times"),
    ("floor",): amount("composite-floor"),
    ("rounding", "places"): _count("rounding-places"),
    ("rounding", "mode"): changed("rounding-mode"),
    ("rounding", "at"): changed("rounding-stage"),
    ("tie_breakers",): changed("tie-breakers"),
    ("ranking",): changed("ranking"),
    ("last", "places"): _count("last-places"),
    ("last", "pool"): changed("last-pool"),
    ("last", "edge"): ordered("last-edge", "none", "all"),
    ("last", "small_pool"): _count("small-pool"),
    ("last", "small_last"): _count("small-last"),
    ("repeat_window",): _count("measure-repeat-window"),
    ("year", "combine"): changed("year-combine"),
    ("year", "min_quarters"): _count("year-quarters"),
    ("year", "flags"): names("year-flags"),
    ("publish",): names("published-part"),
    ("commendation", "grade"): part_or("commendation-grade", changed("commendation-grade")),
    ("commendation", "flags"): names("commendation-flags"),
    ("grade_limits", "pool"): changed("grade-limit-pool"),
    ("grade_limits", "ties"): ordered("grade-limit-ties", "all", "none"),
    ("grade_limits", "rounding"): ordered("grade-limit-rounding", "up", "half_up", "down"),
}


# ── grades ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _grade_changes(before: tuple[Band, ...], after: tuple[Band, ...]) -> Iterator[Judged]:
    """Grades by name: each is reached from its lower end on, and where it ends the better one begins."""
    if len({band.grade for band in before}) < len(before) or len({band.grade for band in after}) < len(after):
        if not same(before, after):
            yield judged("grade-line-changed", Difference(("grades",), before, after))
        return
    old, new = _lines(before), _lines(after)
    for name in dict.fromkeys((*old, *new)):
        keys = ("grades", name)
        if name not in old:
            yield judged("grade-added", Difference(keys, None, new[name][0]))
        elif name not in new:
            yield judged("grade-removed", Difference(keys, old[name][0], None))
        else:
            (band, was), (other, is_now) = old[name], new[name]
            if band.has_lines != other.has_lines:
                yield judged("grade-line-changed", Difference(keys, band, other))
            elif was[:2] != is_now[:2]:
                meaning = for_a_branch(_line(was, is_now), "loss")
                yield judged(f"grade-line-{meaning}", Difference(keys, band, other))
            if not same(band.at_most_percent, other.at_most_percent):
                limits = Difference((*keys, "at_most_percent"), band.at_most_percent, other.at_most_percent)
                yield from amount("grade-limit")(limits)
            if not same(band.at_most, other.at_most):
                counts = Difference((*keys, "at_most"), band.at_most, other.at_most)
                yield from amount("grade-count")(counts)
            if not same(band.areas, other.areas):
                asked = Difference((*keys, "areas"), band.areas, other.areas)
                yield from part_or("grade-areas", weighed("grade-areas", _asked_of_areas))(asked)
    yield from _other_ends(old, new)


def _asked_of_areas(before: AreasReached, after: AreasReached) -> Verdict:
    """More of more areas is stricter; whether all that apply are more than a number nobody can say."""
    if (before.at_least is None) != (after.at_least is None):
        return "mixed"
    many = [Decimal(each.at_least or 0) for each in (before, after)]
    return together([compared(before.from_percent, after.from_percent), compared(*many)])


def _lines(bands: tuple[Band, ...]) -> dict[str, tuple[Band, Stretch]]:
    return {band.grade: (band, stretch) for band, stretch in zip(bands, completed(bands), strict=True)}


def _line(before: Stretch, after: Stretch) -> Verdict:
    """Where a grade begins: higher is stricter; of the same number, not to reach it is not enough."""
    low, other = before.low, after.low
    if low is None or other is None:
        return "more" if low is None else "less"
    verdict = compared(low, other)
    return verdict if verdict != "same" else compared(Decimal(before.low_open), Decimal(after.low_open))


def _other_ends(old: dict[str, tuple[Band, Stretch]], new: dict[str, tuple[Band, Stretch]]) -> Iterator[Judged]:
    """Where a grade ends elsewhere and no better one begins elsewhere: a hole or an overlap came or went."""
    starts = {stretch[:2] for _, stretch in (*old.values(), *new.values())}
    common = {stretch[:2] for _, stretch in old.values()} & {stretch[:2] for _, stretch in new.values()}
    moved: set[Any] = starts - common
    for name in (each for each in old if each in new):
        (band, was), (other, is_now) = old[name], new[name]
        ends = {(each.high, not each.high_open) for each in (was, is_now)}
        if was[:2] == is_now[:2] and len(ends) > 1 and not any(end in moved for end in ends):
            yield judged("grade-line-changed", Difference(("grades", name), band, other))
