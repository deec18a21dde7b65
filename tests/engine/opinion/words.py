"""Words of the language that every room knows, and what is done with numbers."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

Plain = Mapping[str, Any]
ZERO = Fraction(0)
ONE = Fraction(1)

TAKES = ("deduct", "penalty")
GIVES = ("earn", "give_back", "bonus")


KINDS = (
    "count",
    "amount",
    "missing",
    "late",
    "sample",
    "value",
    "rank",
    "level",
    "event",
    "judged",
    "imported",
    "scorers",
)


def kind_of(clause: Plain) -> str:
    return next(kind for kind in KINDS if kind in clause["fact"])


def effect_of(clause: Plain) -> str:
    """Its consequence; one that only empties takes, one without any only records."""
    said = next((each for each in (*TAKES, *GIVES, "veto") if each in clause), None)
    return said or ("deduct" if "empties" in clause else "record")


def under(clause: Plain) -> str:
    """The clause under which its fact is recorded: itself, or the one that it reads too."""
    return str(clause.get("reads", clause["id"]))


def listed(names: Any) -> list[str]:
    return [] if names is None else [names] if isinstance(names, str) else list(names)


def sum_of(findings: Iterable[Plain], key: str) -> Fraction:
    return sum((Fraction(each[key]) for each in findings if key in each), ZERO)


def within(value: Fraction, bounds: Plain) -> bool:
    return (
        ("from" not in bounds or value >= Fraction(bounds["from"]))
        and ("over" not in bounds or value > Fraction(bounds["over"]))
        and ("to" not in bounds or value <= Fraction(bounds["to"]))
        and ("under" not in bounds or value < Fraction(bounds["under"]))
    )


def capped(points: Fraction, cap: Any) -> Fraction:
    return points if cap is None else min(points, Fraction(cap))


def rounding_of(measure: Plain) -> tuple[int, str, str]:
    rounding = measure.get("rounding") or {}
    return int(rounding.get("places", "2")), rounding.get("mode", "half_up"), rounding.get("at", "total")


def half(value: Fraction, places: int, mode: str = "half_up") -> Fraction:
    """Rounded once, from the exact value; a half goes away from zero (half_up) or to the even one."""
    unit = Fraction(1, 10**places)
    steps = abs(value) / unit
    whole = steps.numerator // steps.denominator
    rest = steps - whole
    if mode == "half_up":
        up = rest >= Fraction(1, 2)
    elif mode == "half_even":
        up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)
    else:
        up = mode == "up" and rest > 0
    return (whole + up) * unit * (-1 if value < 0 else 1)
