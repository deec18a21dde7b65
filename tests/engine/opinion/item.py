"""One item out of its clauses: groups, caps, emptying, holding, giving back."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import NamedTuple

from .clause import Clause
from .words import GIVES, TAKES, ZERO, Plain, capped


def full_of(item: Plain) -> Fraction:
    return Fraction(item["points"]) if "points" in item else ZERO


class _Settled(NamedTuple):
    value: Fraction
    start: Fraction
    earned: Fraction
    taken: Fraction
    untouched: Fraction
    lost: Fraction


def item_value(item: Plain, results: Sequence[Clause], emptied: Collection[str | None] = ()) -> Fraction:
    """Its points; `emptied` are the groups, or the whole (None), that are nothing for the rest of the year."""
    points = Fraction(item["points"]) if "points" in item else None
    groups = item.get("groups") or {}
    pointed = {name: group for name, group in groups.items() if "points" in group}
    settled = []
    shared = ZERO
    for name, group in pointed.items():
        inside = [each for each in results if each.group == name]
        whole = Fraction(group["points"])
        shared += whole
        begins = group.get("start", item.get("start", "full"))
        nothing = name in emptied or any(each.empties == "group" and each.for_year for each in inside)
        settled.append(
            _settle(
                nothing=nothing,
                start=ZERO if begins == "zero" else whole,
                points=ceiling_of(group),
                floor=ZERO,
                earned=capped(_of(inside, "earn"), group.get("at_most")),
                taken=capped(_of(inside, "deduct"), group.get("at_most")),
                emptied=any(each.empties == "group" for each in inside),
                below=_below(inside),
                back=_of(inside, "give_back"),
            )
        )
    own = [each for each in results if each.group not in pointed]
    begins_at = ZERO if points is None or item.get("start", "full") == "zero" else points - shared
    earned = _sides(item, own, "earn")
    taken = _sides(item, own, "deduct")
    if "at_most" in item:
        # the item's cap holds for its groups as well; what an emptying takes is under no cap
        cap = Fraction(item["at_most"])
        start = begins_at + sum((each.start for each in settled), ZERO)
        untouched = start + min(cap, earned + sum((each.untouched - each.start for each in settled), ZERO))
        earned = min(cap, earned + sum((each.earned for each in settled), ZERO))
        taken = min(cap, taken + sum((each.taken for each in settled), ZERO))
        start -= sum((each.lost for each in settled), ZERO)
    else:
        start = begins_at + sum((each.value for each in settled), ZERO)
        untouched = begins_at + sum((each.untouched for each in settled), ZERO) + earned
    return _settle(
        nothing=None in emptied or any(each.empties == "item" and each.for_year for each in results),
        start=start,
        points=ceiling_of(item),
        floor=floor_of(item),
        earned=earned,
        taken=taken,
        emptied=any(each.empties == "item" for each in results),
        below=_below(results),
        back=_of(own, "give_back"),
        untouched=untouched,
    ).value


def _settle(
    *,
    nothing: bool,
    start: Fraction,
    points: Fraction | None,
    floor: Fraction,
    earned: Fraction,
    taken: Fraction,
    emptied: bool,
    below: Fraction,
    back: Fraction,
    untouched: Fraction | None = None,
) -> _Settled:
    """Steps 5 to 7: emptying replaces the sum; one sum is held; at most what was taken is given back."""

    def hold(value: Fraction) -> Fraction:
        value = max(value, floor)
        return value if points is None else min(value, points)

    untouched = hold(start + earned if untouched is None else untouched)
    if nothing:
        # for the rest of the year, whatever else is recorded
        return _Settled(ZERO, start, ZERO, ZERO, untouched, start)
    balance = ZERO - below if emptied else start + earned - taken
    value = hold(balance)
    returned = min(back, untouched - value)
    final = hold(value + returned)
    if emptied:
        return _Settled(final, start, ZERO, ZERO, untouched, start - final)
    # what holding cut off belongs to the side that overshot
    over, short = max(ZERO, balance - value), max(ZERO, value - balance)
    return _Settled(final, start, earned - over, taken - short - (final - value), untouched, ZERO)


def _of(results: Sequence[Clause], effect: str) -> Fraction:
    return sum((each.points for each in results if each.effect == effect), ZERO)


def _below(results: Sequence[Clause]) -> Fraction:
    return sum((each.points for each in results if each.below_zero and each.effect == "deduct"), ZERO)


def _sides(item: Plain, results: Sequence[Clause], effect: str) -> Fraction:
    """The clauses of one effect together; those of a group with a cap under it."""
    groups = item.get("groups") or {}
    whole = ZERO
    for name in (None, *groups):
        inside = _of([each for each in results if each.group == name], effect)
        whole += capped(inside, groups[name].get("at_most") if name else None)
    return whole


def ceiling_of(scope: Plain) -> Fraction | None:
    """The most that an item or a group may come to."""
    ceiling = scope.get("ceiling", scope.get("points"))
    return None if ceiling in (None, "none") else Fraction(ceiling)


def floor_of(item: Plain) -> Fraction:
    return Fraction(item.get("floor", "0"))


def only_highest(item: Plain, results: Sequence[Clause]) -> None:
    """Of what takes only the heaviest counts, of what gives only the highest; the first of equals."""
    scopes = [name for name, group in (item.get("groups") or {}).items() if group.get("highest_only") == "true"]
    for scope in [*scopes, *([None] if item.get("highest_only") == "true" else [])]:
        inside = [each for each in results if scope in (None, each.group)]
        for side in (TAKES, GIVES):
            compared = [each for each in inside if each.effect in side]
            if compared:
                first = max(compared, key=lambda each: each.points)
                for each in compared:
                    each.points = each.points if each is first else ZERO


def on_total(item: Plain, results: Sequence[Clause], effect: str) -> Fraction:
    """Bonus or penalties of one item, under its groups' caps and its own."""
    return capped(_sides(item, results, effect), item.get("at_most"))
