"""A thing with something in it that is another: documents are frozen, so whatever holds it is made anew."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from dangjian_kaoping.model.document import Document

Thing = TypeVar("Thing")
Whole = TypeVar("Whole", bound=Document)


def rewritten(thing: Thing, other: Callable[[Any], Any]) -> Thing:
    """The thing with all that it holds as `other` has it, which answers with what it is given where that stays.

    Where nothing changes it is the very same thing, so that what several hold is still one.
    """
    found: Any = _rewritten(thing, other)
    return found  # type: ignore[no-any-return]


def _rewritten(thing: Any, other: Callable[[Any], Any]) -> Any:
    if isinstance(thing, (str, Decimal, bool, int)) or thing is None:
        return thing
    found = other(thing)
    if found is not thing:
        return found
    if isinstance(thing, Document):
        changed = _changed(((name, getattr(thing, name)) for name in type(thing).model_fields), other)
        return with_fields(thing, changed) if changed else thing
    if isinstance(thing, dict):
        changed = _changed(thing.items(), other)
        return {**thing, **changed} if changed else thing
    if type(thing) is tuple:
        changed = _changed(enumerate(thing), other)
        return tuple(changed.get(index, each) for index, each in enumerate(thing)) if changed else thing
    return thing


def with_fields(thing: Whole, changed: Mapping[str, Any]) -> Whole:
    """A copy with some fields changed, and without what was derived from the fields as they were."""
    copy = thing.model_copy(update=changed)
    for name in set(copy.__dict__) - set(type(thing).model_fields) - {"source"}:
        del copy.__dict__[name]
    return copy


def with_value_at(thing: Thing, path: Sequence[str | int], value: object) -> Thing:
    """The thing with another value at a path of fields, of keys of dicts and of places in tuples."""
    found: Any = _with_value_at(thing, path, value)
    return found  # type: ignore[no-any-return]


def _with_value_at(thing: Any, path: Sequence[str | int], value: object) -> Any:
    if not path:
        return value
    key, rest = path[0], path[1:]
    if isinstance(thing, Document):
        return with_fields(thing, {str(key): _with_value_at(getattr(thing, str(key)), rest, value)})
    if isinstance(thing, dict):
        return {**thing, key: _with_value_at(thing[key], rest, value)}
    assert isinstance(key, int)
    return (*thing[:key], _with_value_at(thing[key], rest, value), *thing[key + 1 :])


def _changed(pairs: Iterable[tuple[Any, Any]], other: Callable[[Any], Any]) -> dict[Any, Any]:
    found = {}
    for name, value in pairs:
        changed = _rewritten(value, other)
        if changed is not value:
            found[name] = changed
    return found
