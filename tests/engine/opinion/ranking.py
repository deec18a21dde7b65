"""Ranks, and who is among the last."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from .branch import Outcome
from .words import ONE, ZERO, Plain, half, rounding_of


def places_of(standings: Sequence[tuple[Fraction, ...] | None], ranking: str) -> list[int | None]:
    """The ranks of several, the higher the better; who has no standing has none."""
    known = [each for each in standings if each is not None]
    found: list[int | None] = []
    for mine in standings:
        higher = [] if mine is None else [each for each in known if each > mine]
        found.append(None if mine is None else 1 + len(set(higher) if ranking == "dense" else higher))
    return found


def rank(measure: Plain, outcomes: Mapping[str, Outcome]) -> None:
    """The ranks of a round, and the flag of the last of one in which everybody has a composite."""
    standing = {key: standing_of(measure, outcome) for key, outcome in outcomes.items()}
    places = places_of(list(standing.values()), measure.get("ranking", "standard"))
    for outcome, place in zip(outcomes.values(), places, strict=True):
        outcome.opinion.rank = place
    if None in places:
        return
    last = measure.get("last") or {}
    for outcome in outcomes.values():
        mine = outcome.branch.branch_class
        alike = last.get("pool", "all") == "all"
        pool = [standing[key] or () for key, other in outcomes.items() if alike or other.branch.branch_class == mine]
        if _among_the_last(standing_of(measure, outcome) or (), pool, last):
            outcome.opinion.flags |= {"bottom_three"}


def _among_the_last(mine: tuple[Fraction, ...], pool: Sequence[tuple[Fraction, ...]], last: Plain) -> bool:
    if len(pool) == 1:
        return False  # who is alone is not behind anybody
    places = int(last.get("places", "3"))
    if len(pool) < int(last.get("small_pool", "6")):
        places = int(last.get("small_last", "1"))
    below = sum(each < mine for each in pool)
    if last.get("edge", "all") == "none":
        return below + sum(each == mine for each in pool) <= places
    return below < places


def standing_of(measure: Plain, outcome: Outcome) -> tuple[Fraction, ...] | None:
    """The higher the better: not put last, composite, then the named tie-breakers; None without a composite."""
    opinion = outcome.opinion
    if opinion.composite is None:
        return None
    figures = {
        "inspection": opinion.inspection,
        "self_assessment": opinion.own,
        "base": opinion.base,
        "bonus": opinion.bonus,
        "penalty": -opinion.penalty,
    }
    place = [Fraction(not outcome.inspected.veto("last_place")), opinion.composite]
    places, mode, _ = rounding_of(measure)
    for name in measure.get("tie_breakers") or []:
        if isinstance(name, str):
            place.append(figures[name] or ZERO)
        elif "area" in name:
            points = opinion.areas.get(name["area"])
            place += [ZERO, ZERO] if points is None else [ONE, half(points, places, mode)]
        else:
            gone = outcome.inspected.aside.get(name["item"]) == "rescale"
            place += [ZERO, ZERO] if gone else [ONE, half(opinion.items[name["item"]] or ZERO, places, mode)]
    return tuple(place)
