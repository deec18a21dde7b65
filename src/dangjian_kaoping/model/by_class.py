"""Step 1 of an item: the head count and the class choose every number (docs/细则语言.md, 计分的先后)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from pydantic import BaseModel

from dangjian_kaoping.model.rewriting import rewritten
from dangjian_kaoping.model.values import ByClass, PerHead

Thing = TypeVar("Thing")
Kind = TypeVar("Kind", bound=BaseModel)


def decided(number: Decimal | ByClass | PerHead) -> Decimal:
    """A number of something whose head count and class have been chosen. Raises LookupError where they have not."""
    if not isinstance(number, Decimal):
        raise LookupError("by_class" if isinstance(number, ByClass) else "per_head")
    return number


def for_class(thing: Thing, branch_class: str) -> Thing:
    """The same thing with the class's number in every place; itself where no number differs by class.

    Raises LookupError where a number has none for the class (KP216 says so before).
    """
    return rewritten(thing, lambda each: each.of(branch_class) if isinstance(each, ByClass) else each)


def for_heads(thing: Thing, head_count: int | None) -> Thing:
    """The same thing with the numbers that follow from a head count, or (None) as they are told of any."""
    return rewritten(thing, lambda each: each.of(head_count) if isinstance(each, PerHead) else each)


def uses_heads(thing: object) -> bool:
    """Whether any number follows from a head count, wherever it stands."""
    return any(True for _ in _within(thing, PerHead))


def numbers_in(thing: object) -> Iterator[ByClass]:
    """All numbers that differ by class, wherever they stand."""
    return _within(thing, ByClass)


def _within(thing: object, kind: type[Kind]) -> Iterator[Kind]:
    """All of a kind, wherever they stand."""
    if isinstance(thing, kind):
        yield thing
    elif isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from _within(getattr(thing, name), kind)
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from _within(value, kind)
    elif type(thing) is tuple:
        for value in thing:
            yield from _within(value, kind)
