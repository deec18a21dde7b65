"""Exact arithmetic: a Decimal as long as the number is one, a Fraction where a quotient is not.

Sums and products of decimal literals are decimals, so nearly every figure is a Decimal and quick. A
quotient that has no finite decimal (one third of the points) becomes a Fraction and loses nothing.
Nothing here rounds except `rounded`, which is called once for each published figure (GB/T 8170 forbids
rounding twice).
"""

from collections.abc import Collection, Iterable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from functools import reduce
from typing import Literal

Exact = Decimal | Fraction
RoundingMode = Literal["half_up", "half_even", "down", "up"]

ZERO = Decimal(0)
ONE = Decimal(1)

# Inexact is trapped: a result that would need more digits is a fault of the program, never a silent rounding.
_CONTEXT = Context(prec=10_000, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact, InvalidOperation])
_ROUNDING = {"half_up": "ROUND_HALF_UP", "half_even": "ROUND_HALF_EVEN", "down": "ROUND_DOWN", "up": "ROUND_UP"}
_add, _subtract, _multiply = _CONTEXT.add, _CONTEXT.subtract, _CONTEXT.multiply


def _simplest(value: Fraction) -> Exact:
    """The same number as a Decimal if it has a finite decimal, else as it is."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return value
    return _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


def plus(a: Exact, b: Exact) -> Exact:
    """a + b, exact."""
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return _add(a, b)
    return _simplest(Fraction(a) + Fraction(b))


def minus(a: Exact, b: Exact) -> Exact:
    """a - b, exact."""
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return _subtract(a, b)
    return _simplest(Fraction(a) - Fraction(b))


def times(a: Exact, b: Exact) -> Exact:
    """a x b, exact."""
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return _multiply(a, b)
    return _simplest(Fraction(a) * Fraction(b))


def divided(a: Exact, b: Exact) -> Exact:
    """a / b, exact. Raises ZeroDivisionError where b is 0."""
    return _simplest(Fraction(a) / Fraction(b))


def total(values: Iterable[Exact]) -> Exact:
    """The exact sum; 0 of nothing."""
    several = tuple(values)
    nothing: Exact = ZERO
    try:
        # most sums are of decimals alone, and sums are most of the work; a Fraction among them is a TypeError
        return reduce(_add, several, ZERO)  # type: ignore[arg-type]
    except TypeError:
        return reduce(plus, several, nothing)


def mean(values: Collection[Exact]) -> Exact | None:
    """The exact mean; None of nothing."""
    return divided(total(values), Decimal(len(values))) if values else None


def negative(a: Exact) -> Exact:
    """-a, exact; never a negative zero."""
    return minus(ZERO, a)


def least(a: Exact, b: Exact) -> Exact:
    """The smaller of two; the first of equals."""
    return b if b < a else a


def most(a: Exact, b: Exact) -> Exact:
    """The larger of two; the first of equals."""
    return b if b > a else a


def whole_steps(a: Exact) -> Decimal:
    """How many whole steps lie in a (rounded down)."""
    return _integral(a, ROUND_FLOOR)


def started_steps(a: Exact) -> Decimal:
    """How many steps a has begun (rounded up)."""
    return _integral(a, ROUND_CEILING)


def _integral(a: Exact, mode: str) -> Decimal:
    if isinstance(a, Decimal):
        return a.to_integral_value(rounding=mode, context=_CONTEXT)
    whole = a.numerator // a.denominator
    return Decimal(whole if mode == ROUND_FLOOR or a.denominator == 1 else whole + 1)


def rounded(a: Exact, places: int, mode: RoundingMode = "half_up") -> Decimal:
    """a rounded once, from its exact value, to so many decimal places."""
    unit = Decimal(1).scaleb(-places)
    if isinstance(a, Decimal):
        return _plain_zero(a.quantize(unit, rounding=_ROUNDING[mode], context=_QUIET))
    scaled = abs(a) * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest
    up = {
        "half_up": twice >= scaled.denominator,
        "half_even": twice > scaled.denominator or (twice == scaled.denominator and whole % 2 == 1),
        "down": False,
        "up": rest > 0,
    }[mode]
    magnitude = Decimal(whole + up).scaleb(-places, context=_QUIET)
    return _plain_zero(magnitude.copy_negate() if a < 0 else magnitude)


_QUIET = Context(prec=10_000, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[InvalidOperation])


def _plain_zero(a: Decimal) -> Decimal:
    return a if a else a.copy_abs()


def plain(a: Exact) -> str:
    """A number as an office writes it: `0.5`, `3`, `-2`; what has no finite decimal as a fraction, `20/3`."""
    # what is asked of a Fraction, Python asks of its abstract base: of a Decimal it is quick, and most are one
    if not isinstance(a, Decimal) and isinstance(a, Fraction):
        return f"{a.numerator}/{a.denominator}"
    text = format(a, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def places(a: Exact, count: int) -> str:
    """A number with exactly so many decimal places (half up), for figures that are not published ones."""
    return format(rounded(a, count), "f")
