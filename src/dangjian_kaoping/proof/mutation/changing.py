"""How one key is changed: its number moved, its end turned, its word another, the whole of it gone."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from dangjian_kaoping.model.measure import Measure, Weights
from dangjian_kaoping.model.rule import TableRule
from dangjian_kaoping.proof.mutation.mutant import (
    GONE,
    Edits,
    Mutant,
    MutantKind,
    Spot,
    alias_of,
    changed_to,
    mutant,
    said,
)
from dangjian_kaoping.proof.mutation.nudging import moved, numbers_of

_PART = Decimal("0.01")
How = Literal["price", "line", "cap", "choice", "off", "removed", "each_removed", "number"]
_CAPS = frozenset(("at_most", "ceiling", "floor"))
_TURNED = {"start": "over", "over": "start", "end": "under", "under": "end"}
"""Each end of a stretch, and the one that includes it where it does not."""
_FACING = {"start": "under", "under": "start", "over": "end", "end": "over"}
"""Each end, and that with which the next stretch begins where it stops."""


# ── numbers ────────────────────────────────────────────────────────────────────────────────────────────────────


def _price(spot: Spot, name: str) -> Iterator[Mutant]:
    yield from _moved("price", spot, name)


def _line(spot: Spot, name: str) -> Iterator[Mutant]:
    yield from _moved("line", spot, name)


def _cap(spot: Spot, name: str) -> Iterator[Mutant]:
    yield from _moved("cap", spot, name)


def _moved(kind: MutantKind, spot: Spot, name: str) -> Iterator[Mutant]:
    for path, number in numbers_of(getattr(spot.thing, name)):
        for after in moved(number, by_a_unit=kind == "line"):
            yield changed_to(kind, spot, (name, *path), number, after)


# ── ends ───────────────────────────────────────────────────────────────────────────────────────────────────────


def ends_changed(spot: Spot) -> Iterator[Mutant]:
    """The ends of a stretch: each a unit further, and with what it includes the other way round."""
    for name in _TURNED:
        if getattr(spot.thing, name) is not None:
            yield from _line_of([(spot, name)])


def rows_changed(spot: Spot, rule: TableRule) -> Iterator[Mutant]:
    """The lines of a table: where the end of a row is the beginning of another, both are moved."""
    yield from _neighbours([spot.inner(row, "table", index) for index, row in enumerate(rule.table)])


def bands_changed(spot: Spot, measure: Measure) -> Iterator[Mutant]:
    """The lines of the grades, likewise."""
    yield from _neighbours([spot.inner(band, "grades", index) for index, band in enumerate(measure.grades)])


def _neighbours(stretches: Sequence[Spot]) -> Iterator[Mutant]:
    told: set[tuple[int, str]] = set()
    for index, spot in enumerate(stretches):
        for name in _TURNED:
            value = getattr(spot.thing, name)
            if value is None or (index, name) in told:
                continue
            facing = _FACING[name]
            others = [number for number, each in enumerate(stretches) if getattr(each.thing, facing) == value]
            told |= {(number, facing) for number in others[:1]}
            yield from _line_of([(spot, name), *((stretches[number], facing) for number in others[:1])])


def _line_of(ends: Sequence[tuple[Spot, str]]) -> Iterator[Mutant]:
    """A line, which is one end or two that meet there: moved, and the other way round in what it includes."""
    spot, name = ends[0]
    value = getattr(spot.thing, name)
    for rest, number in numbers_of(value):
        for after in moved(number, by_a_unit=True):
            edits: Edits = tuple(((*each.path, key, *rest), after) for each, key in ends)
            yield mutant("line", spot, (name, *rest), number, after, edits)
    turned_round = (
        (((*each.path, key), None), ((*each.path, _TURNED[key]), getattr(each.thing, key))) for each, key in ends
    )
    keys = alias_of(spot.thing, name), alias_of(spot.thing, _TURNED[name])
    before, after_words = (f"{key}: {said(value)}" for key in keys)
    yield mutant("end", spot, (name,), before, after_words, tuple(edit for pair in turned_round for edit in pair))


# ── settings ───────────────────────────────────────────────────────────────────────────────────────────────────


def _choice(spot: Spot, name: str) -> Iterator[Mutant]:
    """Each other word that may stand there, where one stands there."""
    value = getattr(spot.thing, name)
    for after in () if value is None else _words(type(spot.thing).model_fields[name].annotation):
        if after != value:
            yield changed_to("setting", spot, (name,), value, after)


def _words(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(word for each in get_args(annotation) for word in _words(each))


def _off(spot: Spot, name: str) -> Iterator[Mutant]:
    if getattr(spot.thing, name):
        yield changed_to("setting", spot, (name,), True, False)._replace(after=GONE)


def _removed(spot: Spot, name: str) -> Iterator[Mutant]:
    value = getattr(spot.thing, name)
    if value is not None:
        kind: MutantKind = "cap" if name in _CAPS else "setting"
        yield changed_to(kind, spot, (name,), value, None)._replace(after=GONE)


def _each_removed(spot: Spot, name: str) -> Iterator[Mutant]:
    several = getattr(spot.thing, name)
    if name == "levels" and len(several) < 2:
        return
    for index, each in enumerate(several):
        rest = (*several[:index], *several[index + 1 :])
        edits: Edits = (((*spot.path, name), rest),)
        yield mutant("setting", spot, (name, index), each, GONE, edits)


def _number(spot: Spot, name: str) -> Iterator[Mutant]:
    """A whole number one more, and one less."""
    number: int = getattr(spot.thing, name)
    for after in (number - 1, number + 1):
        if after >= 0:
            yield changed_to("line", spot, (name,), number, after)


def weights_changed(spot: Spot, weights: Weights) -> Iterator[Mutant]:
    """A little of one weight given to the other: together they stay 1."""
    for name, other in (("inspection", "self_assessment"), ("self_assessment", "inspection")):
        number, rest = getattr(weights, name), getattr(weights, other)
        if rest >= _PART:
            edits: Edits = (((*spot.path, name), number + _PART), ((*spot.path, other), rest - _PART))
            yield mutant("setting", spot, (name,), number, number + _PART, edits)


CHANGED: dict[How, Callable[[Spot, str], Iterator[Mutant]]] = {
    "number": _number,
    "price": _price,
    "line": _line,
    "cap": _cap,
    "choice": _choice,
    "off": _off,
    "removed": _removed,
    "each_removed": _each_removed,
}


def turned(spot: Spot, one: str, other: str) -> Iterator[Mutant]:
    """What stands under one key under the other: below as above, what is taken as what is given."""
    for name, instead in ((one, other), (other, one)):
        value = getattr(spot.thing, name)
        if value is not None:
            edits: Edits = (((*spot.path, name), None), ((*spot.path, instead), value))
            yield mutant("direction", spot, (name,), alias_of(spot.thing, name), alias_of(spot.thing, instead), edits)
