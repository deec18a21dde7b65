"""分配: a fund shared out to the fen, by weights, between a floor and a cap for each; largest remainder."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.diagnostics.problems import Shortfall
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.names import StepName
from dangjian_kaoping.engine.step import Step, given, held, summed
from dangjian_kaoping.exact import ZERO, Exact, divided, minus, plus, rounded, times, total, whole_steps

FEN = Decimal("0.01")
PLACES = 2


class Portion(NamedTuple):
    """One branch's part in a fund: its weight, the least and the most that it gets (元), and who comes first for the
    last fen.
    """

    key: str
    weight: Step
    floor: Exact
    cap: Exact | None
    order: tuple[object, ...]


class Unshareable(Exception):  # noqa: N818 - it is an answer of the policy, not an error of the program
    """The fund cannot be shared as the policy says, by so many 元."""

    def __init__(self, kind: Shortfall, lacking: Exact = ZERO) -> None:
        super().__init__(kind)
        self.kind = kind
        self.lacking = lacking


def price(fund: Exact, portions: Sequence[Portion]) -> Exact:
    """The money for one unit of weight at which the parts, held between their floors and caps, add up to the fund.

    The sum grows with the price from the sum of the floors to that of the caps, piece by piece in a straight line;
    the piece in which it reaches the fund gives the price exactly. Raises Unshareable where it never does.
    """
    fixed: Exact = total(_at(each, ZERO) for each in portions)
    slope: Exact = ZERO
    if fixed > fund:
        raise Unshareable("floors", minus(fixed, fund))
    bends = []
    for each in portions:
        if each.weight.value > 0:
            bends.append((divided(each.floor, each.weight.value), each.weight.value, each.floor))
            if each.cap is not None:
                bends.append((divided(each.cap, each.weight.value), -each.weight.value, -each.cap))
    bends.sort(key=lambda bend: bend[0])
    for index, (_, weight, level) in enumerate(bends):
        slope, fixed = plus(slope, weight), minus(fixed, level)
        if slope > 0:
            found = divided(minus(fund, fixed), slope)
            if index + 1 == len(bends) or found <= bends[index + 1][0]:
                return found
    if fixed == fund:
        return bends[-1][0] if bends else ZERO
    raise Unshareable("caps" if bends else "nobody", minus(fund, fixed))


def floors(fund: Step, portions: Sequence[Portion], subject: object) -> dict[str, Step]:
    """What is left where no portion has any weight: its floor. Raises Unshareable where the fund is not enough."""
    least = total(each.floor for each in portions)
    if least > fund.value:
        raise Unshareable("floors", minus(least, fund.value))
    return {each.key: given(names.AT_LEAST, each.floor, subject)._replace(aside=(each.weight,)) for each in portions}


def _at(portion: Portion, rate: Exact) -> Exact:
    return held(times(portion.weight.value, rate), portion.floor, portion.cap)


def shares(fund: Step, portions: Sequence[Portion], subject: object) -> dict[str, Step]:
    """What each portion comes to, exactly (元), as steps: weight x price, held between floor and cap.

    The price is what is left of the fund for those who are held by neither, divided by their weights.
    """
    rate = price(fund.value, portions)
    free: list[Portion] = []
    bound: list[Portion] = []
    for each in portions:
        weight = each.weight.value
        (free if weight > 0 and _at(each, rate) == times(weight, rate) else bound).append(each)
    step = _rate(fund, rate, free, bound, subject)
    return {each.key: _share(each, step, subject) for each in portions}


def _rate(fund: Step, rate: Exact, free: Sequence[Portion], bound: Sequence[Portion], subject: object) -> Step:
    if not free:
        return given(names.RATE, rate, subject)
    left = fund
    taken = tuple(given(names.BOUND_SHARE, _at(each, rate), subject, of=each.key) for each in bound if _at(each, rate))
    if taken:
        left = Step(
            names.FUND_LEFT, "difference", minus(fund.value, total(each.value for each in taken)), (fund, *taken)
        )
    weights = summed(
        names.WEIGHTS, tuple(given(names.WEIGHT_OF, each.weight.value, subject, of=each.key) for each in free)
    )
    return Step(names.RATE, "quotient", divided(left.value, weights.value), (left, weights), subject)


def _share(portion: Portion, rate: Step, subject: object) -> Step:
    step = Step(names.SHARE, "product", times(portion.weight.value, rate.value), (portion.weight, rate), subject)
    if portion.floor <= step.value and (portion.cap is None or step.value <= portion.cap):
        return step
    parts = [step, given(names.AT_LEAST, portion.floor, subject)]
    if portion.cap is not None:
        parts.append(given(names.AT_MOST, portion.cap, subject))
    return Step(names.HELD_SHARE, "held", held(step.value, portion.floor, portion.cap), tuple(parts), subject)


def to_the_fen(amounts: Iterable[tuple[Portion, Step]], subject: object, *, hand_out: bool = True) -> dict[str, Step]:
    """Exact amounts as money: each rounded down to the fen, and the fen that are then left handed out one by one, the
    largest remainder first (of equal ones, who comes first). All that is paid is the exact sum, less what is under a
    fen. Without `hand_out` the fen that are left stay in the fund.
    """
    down = [(portion, step, rounded(step.value, PLACES, "down")) for portion, step in amounts]
    remainders = minus(total(step.value for _, step, _ in down), total(paid for _, _, paid in down))
    left = int(whole_steps(divided(remainders, FEN)))
    by_remainder = sorted(down, key=lambda each: (minus(each[2], each[1].value), each[0].order))
    lucky = {portion.key for portion, _, _ in by_remainder[:left]} if hand_out else set()
    found = {}
    for portion, step, paid in down:
        terms = (("places", PLACES), ("mode", "down"))
        money = Step(names.TO_THE_FEN, "rounded", paid, (step,), subject, (), terms)
        if portion.key in lucky:
            money = summed(names.WITH_LAST_FEN, (money, given(names.LAST_FEN, FEN, subject)), subject)
        found[portion.key] = money
    return found


def rounded_to_the_fen(name: StepName, step: Step, subject: object) -> Step:
    """An amount that nobody else shares: half up to the fen."""
    terms = (("places", PLACES), ("mode", "half_up"))
    return Step(name, "rounded", rounded(step.value, PLACES, "half_up"), (step,), subject, (), terms)
