"""The same declarations as pydantic takes them, to say what is wrong with data; loaded only where something is."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pydantic
from pydantic_core import core_schema

from dangjian_kaoping.model.marks import FieldInfo, RefusedError, told_by
from dangjian_kaoping.model.reading import Declared, checks_of


def validated(model: Declared, data: object) -> Any:
    """The thing that data say. Raises RefusedError, which tells all that is wrong."""
    try:
        return adapter(model).validate_python(data)
    except pydantic.ValidationError as error:
        raise RefusedError(error.errors(include_url=False)) from None


@cache
def adapter(model: Declared) -> pydantic.TypeAdapter[Any]:
    """By which pydantic reads a class."""
    return pydantic.TypeAdapter(model)


@cache
def _generated(model: Declared) -> type[pydantic.BaseModel]:
    """pydantic's model of the same fields."""
    fields: Any = {
        name: (info.annotation, _field(info)) for name, info in model.model_fields.items() if not info.hidden
    }
    config = pydantic.ConfigDict(extra="forbid", arbitrary_types_allowed=True)
    checks = {f"after_{name}": _after_field(name, check) for name, check in checks_of(model) if name in fields}
    return pydantic.create_model(
        model.__name__, __config__=config, __module__=model.__module__, __validators__=checks, **fields
    )


def _after_field(name: str, check: Callable[..., None]) -> Any:
    def looked_at(value: Any, given: pydantic.ValidationInfo) -> Any:
        told_by(lambda found: check(found, given.data))(value)
        return value

    return pydantic.field_validator(name)(looked_at)


def _field(info: FieldInfo) -> Any:
    said: dict[str, Any] = {"description": info.description, "alias": info.alias}
    if info.make is not None:
        said["default_factory"] = info.make
    elif not info.is_required():
        said["default"] = info.default
    if info.min_length:
        said["min_length"] = info.min_length
    return pydantic.Field(**said)


def schema_of(model: Any, handler: Any) -> Any:
    """How pydantic reads a class: by its fields, and then as the class itself."""
    befores = [told_by(check) for when, check in checks_of(model) if when == "before"]
    afters = [told_by(check) for when, check in checks_of(model) if when == "after"]
    keys = {info.alias or name for name, info in model.model_fields.items()}

    def whole(data: Any, read: Any) -> Any:
        if isinstance(data, model):
            return data
        if isinstance(data, dict) and None in data.values():
            # a plain `key:` is absent; but a key that does not exist stays, to be refused
            data = {key: value for key, value in data.items() if value is not None or key not in keys}
        for each in befores:
            data = each(data)
        made = read(data)
        thing = model.model_construct(**{name: getattr(made, name) for name in made.model_fields_set})
        for check in afters:
            check(thing)
        return thing

    return core_schema.no_info_wrap_validator_function(whole, handler.generate_schema(_generated(model)))
