"""Step 1 of an item: the head count and the class choose every number (docs/细则语言.md, 计分的先后)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.number import ByClass, PerHead
from dangjian_kaoping.model.rewriting import rewritten

Thing = TypeVar("Thing")


def decided(number: Decimal | ByClass | PerHead) -> Decimal:
    """A number of something whose head count and class have been chosen. Raises LookupError where they have not."""
    if isinstance(number, (ByClass, PerHead)):
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
    return any(isinstance(each, PerHead) for each in unchosen(thing))


def numbers_in(thing: object) -> Iterator[ByClass]:
    """All numbers that differ by class, wherever they stand."""
    return (each for each in unchosen(thing) if isinstance(each, ByClass))


def unchosen(thing: object) -> Iterator[ByClass | PerHead]:
    """All numbers that a class or a head count has yet to choose, wherever they stand."""
    if isinstance(thing, ByClass):
        yield thing
    elif isinstance(thing, Document):
        if isinstance(thing, PerHead):
            yield thing
        for _, value in thing.written():
            yield from unchosen(value)
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from unchosen(value)
    elif type(thing) is tuple:
        for value in thing:
            yield from unchosen(value)
