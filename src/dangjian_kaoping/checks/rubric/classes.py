"""Numbers that differ by class: each has one for every class of the roster, and for no other."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from dangjian_kaoping.diagnostics import Fault, Faults, codes, perhaps
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.number import ByClass
from dangjian_kaoping.model.values import Placed

Way = tuple[str | int, ...]


class _Code(Protocol):
    """A code that is told of a problem."""

    def __call__(self, *, problem: object) -> Fault: ...


def check_classes(thing: Placed, classes: Sequence[str], faults: Faults, code: _Code = codes.KP216) -> None:
    """All numbers of a thing, and of what it holds."""
    for number, way in class_numbers(thing):
        for name in number.by_class:
            if name not in classes:
                problem = f"名册里没有“{name}”这个支部类别（有：{'、'.join(classes)}）"
                place = thing.key_of(*way, "by_class", name)
                faults.add(code(problem=problem), place, hint=perhaps(name, classes))
        missing = [name for name in classes if name not in number.by_class]
        if missing and number.otherwise is None:
            problem = f"没有写“{'、'.join(missing)}”这一类的数，也没有写 otherwise"
            faults.add(code(problem=problem), thing.key_of(*way, "by_class"))


def class_numbers(thing: object, way: Way = ()) -> Iterator[tuple[ByClass, Way]]:
    """The numbers that differ by class, wherever they stand, with the keys that lead to them."""
    if isinstance(thing, ByClass):
        yield thing, way
    elif isinstance(thing, Document):
        for key, value in thing.written():
            yield from class_numbers(value, (*way, key))
    elif isinstance(thing, dict):
        for name, value in thing.items():
            yield from class_numbers(value, (*way, name))
    elif type(thing) is tuple:
        for index, value in enumerate(thing):
            yield from class_numbers(value, (*way, index))
