"""Step 1 of an item: `by_class` chooses every number (docs/细则语言.md, 计分的先后)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from pydantic import BaseModel

from dangjian_kaoping.model.rewriting import rewritten
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
    return rewritten(thing, lambda each: each.of(branch_class) if isinstance(each, ByClass) else each)


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
