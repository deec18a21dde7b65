"""Step 1 of an item: `by_class` chooses every number (docs/细则语言.md, 计分的先后)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel

from dangjian_kaoping.model.values import ByClass

Thing = TypeVar("Thing")


def decided(number: Decimal | ByClass) -> Decimal:
    """A number of something whose class has been chosen. Raises LookupError where it has not."""
    if isinstance(number, ByClass):
        raise LookupError("by_class")
    return number


def for_class(thing: Thing, branch_class: str) -> Thing:
    """The same thing with the class's number in every place; itself where no number differs by class.

    Raises LookupError where a number has none for the class (KP216 says so before).
    """
    chosen: Any = _chosen(thing, branch_class)
    return chosen  # type: ignore[no-any-return]


def _chosen(thing: Any, branch_class: str) -> Any:
    if isinstance(thing, (str, Decimal, bool, int)) or thing is None:
        return thing
    if isinstance(thing, ByClass):
        return thing.of(branch_class)
    if isinstance(thing, BaseModel):
        changed = _changed(((name, getattr(thing, name)) for name in type(thing).model_fields), branch_class)
        return copied(thing, changed) if changed else thing
    if isinstance(thing, dict):
        changed = _changed(thing.items(), branch_class)
        return {**thing, **changed} if changed else thing
    if type(thing) is tuple:
        several = tuple(_chosen(each, branch_class) for each in thing)
        return several if any(one is not other for one, other in zip(several, thing, strict=True)) else thing
    return thing


def copied(thing: BaseModel, changed: dict[str, Any]) -> BaseModel:
    """A copy with some fields changed, and without what was derived from the fields as they were."""
    copy = thing.model_copy(update=changed)
    for name in set(copy.__dict__) - set(type(thing).model_fields) - {"source"}:
        del copy.__dict__[name]
    return copy


def _changed(pairs: Any, branch_class: str) -> dict[str, Any]:
    found = {}
    for name, value in pairs:
        chosen = _chosen(value, branch_class)
        if chosen is not value:
            found[name] = chosen
    return found


def numbers_in(thing: object) -> Iterator[ByClass]:
    """All numbers that differ by class, wherever they stand."""
    if isinstance(thing, ByClass):
        yield thing
    elif isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from numbers_in(getattr(thing, name))
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from numbers_in(value)
    elif type(thing) is tuple:
        for value in thing:
            yield from numbers_in(value)
