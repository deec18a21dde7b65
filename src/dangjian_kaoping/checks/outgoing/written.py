"""The texts of documents: all that people wrote in them, and where."""

from collections.abc import Iterator
from typing import NamedTuple

from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.place import Place

_NOT_SAID = frozenset(("kind", "version", "origin", "form"))
"""What says how a document came about, which is printed for nobody outside."""


class Written(NamedTuple):
    """A text, the thing that it was written in, and the keys by which one gets to it from there.

    A `key` is the last of the keys itself.
    """

    text: str
    thing: Placed
    keys: tuple[str | int, ...]
    key: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.thing.key_of(*self.keys) if self.key else self.thing.place_of(*self.keys)


def written_in(document: Placed) -> Iterator[Written]:
    """All texts of a document."""
    return _of(document, document, ())


def _of(value: object, thing: Placed, keys: tuple[str | int, ...]) -> Iterator[Written]:
    if isinstance(value, str):
        yield Written(value, thing, keys)
    elif isinstance(value, Document):
        if isinstance(value, Placed):
            thing, keys = value, ()
        for key, each in value.written():
            if key not in _NOT_SAID:
                yield from _of(each, thing, (*keys, key))
    elif isinstance(value, dict):
        for name, each in value.items():
            if isinstance(name, str):
                yield Written(name, thing, (*keys, name), key=True)
            yield from _of(each, thing, (*keys, name))
    elif type(value) is tuple:
        for index, each in enumerate(value):
            yield from _of(each, thing, (*keys, index))
