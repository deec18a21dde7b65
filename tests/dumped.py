"""A thing as plain data: all its fields by their names, whether or not they are written."""

from typing import Any

from dangjian_kaoping.model.document import Document


def dumped(thing: Any) -> Any:
    """The same without where it stands."""
    if isinstance(thing, Document):
        return {name: dumped(getattr(thing, name)) for name in type(thing).model_fields if name != "at"}
    if isinstance(thing, dict):
        return {key: dumped(value) for key, value in thing.items()}
    if type(thing) is tuple:
        return tuple(map(dumped, thing))
    return thing


def without_nothing(thing: Document) -> dict[str, Any]:
    """The same of one thing, as far as there is anything."""
    return {name: value for name, value in dumped(thing).items() if value is not None}
