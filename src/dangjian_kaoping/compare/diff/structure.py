"""The neutral diff: where two documents of one kind differ, key by key. It judges nothing.

It works on any model: nested ones are entered, dicts are compared by their keys, lists of models
by their natural key (`id`, `grade`), so that a change keeps its path wherever it moves in the list.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.number import ByClass, PerHead
from dangjian_kaoping.place import Place

NATURAL_KEYS = ("id", "grade")
"""The fields by which the models of a list are known."""

Lines = Mapping[Place, Mapping[str, Place]]
"""Where the values of each mapping of a file stand: by where the mapping begins, then by key."""


class Difference(NamedTuple):
    """One value that differs: the keys that lead to it, as a file writes them, and the value on both sides."""

    keys: tuple[str, ...]
    before: object
    after: object


def differences(
    before: Document, after: Document, *, apart: Collection[str] = (), whole: tuple[type, ...] = ()
) -> Iterator[Difference]:
    """Where two models of one type differ, without the fields `apart`; types of `whole` are not entered."""
    yield from _in_models(before, after, (), apart, whole)


def _in_models(
    before: Document, after: Document, keys: tuple[str, ...], apart: Collection[str], whole: tuple[type, ...]
) -> Iterator[Difference]:
    for name, key in written_fields(type(before)):
        if name not in apart:
            yield from _between(getattr(before, name), getattr(after, name), (*keys, key), whole)


def written_fields(model: type[Document]) -> Iterator[tuple[str, str]]:
    """The fields that a file can write: the name, and the key in the file."""
    yield from model.model_keys.items()


def _between(before: Any, after: Any, keys: tuple[str, ...], whole: tuple[type, ...]) -> Iterator[Difference]:
    if same(before, after):
        return
    if type(before) is type(after):
        if isinstance(before, Document) and not isinstance(before, (ByClass, PerHead, *whole)):
            yield from _in_models(before, after, keys, (), whole)
            return
        if isinstance(before, dict) and not isinstance(before, whole):
            yield from _in_dicts(before, after, keys, whole)
            return
        if type(before) is tuple:
            keyed_before, keyed_after = _keyed(before, whole), _keyed(after, whole)
            if keyed_before is not None and keyed_after is not None:
                yield from _in_dicts(keyed_before, keyed_after, keys, whole)
                if list(keyed_before) != list(keyed_after) and set(keyed_before) == set(keyed_after):
                    yield Difference(keys, tuple(keyed_before), tuple(keyed_after))
                return
    yield Difference(keys, before, after)


def _in_dicts(
    before: Mapping[str, Any], after: Mapping[str, Any], keys: tuple[str, ...], whole: tuple[type, ...]
) -> Iterator[Difference]:
    for key in dict.fromkeys((*before, *after)):
        yield from _between(before.get(key), after.get(key), (*keys, str(key)), whole)


def _keyed(several: tuple[Any, ...], whole: tuple[type, ...]) -> dict[str, Any] | None:
    """A list of models by their natural key; None where they have none, or not each its own."""
    if not all(isinstance(each, Document) and not isinstance(each, whole) for each in several):
        return None
    for name in NATURAL_KEYS:
        if all(isinstance(getattr(each, name, None), str) for each in several):
            found = {getattr(each, name): each for each in several}
            return found if len(found) == len(several) else None
    return None


def same(a: Any, b: Any) -> bool:
    """Whether two values say the same, wherever they are written."""
    if a is b:
        return True
    if isinstance(a, Document):
        return type(a) is type(b) and all(
            same(getattr(a, name), getattr(b, name)) for name, _ in written_fields(type(a))
        )
    if isinstance(a, dict):
        return isinstance(b, dict) and a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if type(a) is tuple:
        return type(b) is tuple and len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and bool(a == b)


def standing(lines: Lines, start: Place, keys: tuple[str, ...]) -> Place:
    """Where a value stands, by the keys that lead to it from a mapping; as near as anything is written."""
    place = start
    for key in keys:
        found = lines.get(place, {}).get(key)
        if found is None:
            break
        place = found
    return place
