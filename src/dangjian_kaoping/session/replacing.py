"""One thing that was read, replaced in whatever holds it: documents are frozen, so what holds it is made anew."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from dangjian_kaoping.model.by_class import copied
from dangjian_kaoping.model.values import Placed


def replaced(thing: Any, old: Placed, new: Placed) -> Any:
    """The thing with `new` where it holds `old`; the very same thing where it does not."""
    if thing is old:
        return new
    if isinstance(thing, BaseModel):
        changed = _changed(((name, getattr(thing, name)) for name in type(thing).model_fields), old, new)
        return copied(thing, changed) if changed else thing
    if isinstance(thing, dict):
        changed = _changed(thing.items(), old, new)
        return {**thing, **changed} if changed else thing
    if type(thing) is tuple:
        changed = _changed(enumerate(thing), old, new)
        return tuple(changed.get(index, each) for index, each in enumerate(thing)) if changed else thing
    return thing


def _changed(pairs: Iterable[tuple[Any, Any]], old: Placed, new: Placed) -> dict[Any, Any]:
    found = {}
    for name, value in pairs:
        other = replaced(value, old, new)
        if other is not value:
            found[name] = other
    return found
