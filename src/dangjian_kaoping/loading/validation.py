"""Plain data to a model; pydantic's errors become diagnostics at the line that caused them."""

from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dangjian_kaoping.diagnostics import Faults, perhaps
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.reader import Map, Seq, key_place, place_at, place_of

Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], data: Map, file: str, faults: Faults) -> Model | None:
    """The model of the data with its places set; None where it is not one, and then faults say why."""
    try:
        result = model.model_validate(data)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _blame(model, details, data, file, faults)
        return None
    set_places(result, data, file)
    return result


def set_places(value: object, data: Any, file: str) -> None:
    """Give every Placed of a model the place of the mapping that it was read from."""
    if isinstance(value, Placed):
        if not isinstance(data, Map):
            return
        value.__dict__["at"] = place_of(file, data.mark)
        if not _nests(type(value)):
            return
        fields = type(value).model_fields
        for key, child in data.items():
            if type(child) is not str and child is not None:
                name = key if key in fields else _named(fields, key)
                set_places(getattr(value, name, None), child, file)
    elif isinstance(value, dict) and isinstance(data, Map):
        for (key, child), mark in zip(data.items(), data.key_marks, strict=True):
            inner = value.get(key)
            set_places(inner, child, file)
            if isinstance(inner, Placed):
                # a thing that is kept under its name stands where its name stands
                inner.__dict__["at"] = place_of(file, mark)
    elif isinstance(value, tuple) and isinstance(data, Seq):
        for inner, child in zip(value, data, strict=False):
            set_places(inner, child, file)


@cache
def _nests(model: type[BaseModel]) -> bool:
    """Whether a model holds other models, whose places are to be set too."""
    return any(_models_in(info.annotation) for info in model.model_fields.values())


def _named(fields: Any, alias: str) -> str:
    return next((name for name, info in fields.items() if info.alias == alias), alias)


def _blame(model: type[BaseModel], details: ErrorDetails, data: Map, file: str, faults: Faults) -> None:
    location = details["loc"]
    kind = details["type"]
    if kind == "too_short" and details["input"]:
        return  # it has elements, and they are at fault themselves
    if kind == "extra_forbidden":
        place, width = key_place(data, location, file)
        key = str(location[-1])
        faults.add("KP107", place, width=width, key=key, hint=perhaps(key, _keys_at(model, location[:-1])))
        return
    place, width = place_at(data, location, file)
    if kind == "missing" or (details["input"] is None and kind != "two_effects"):
        faults.add("KP108", place, width=width, key=location[-1])
        return
    faults.add("KP109", place, width=width, found=_shown(details["input"]), expected=_expected(details))


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f"“{value if len(value) <= 30 else value[:29] + '…'}”"
    if isinstance(value, dict):
        return "一组“键: 值”"
    return "一个列表" if isinstance(value, (list, tuple)) else str(value)


_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－：，（）", "0123456789.-:,()")


def _expected(details: ErrorDetails) -> str:
    context = details.get("ctx", {})
    kind = details["type"]
    if kind in ("literal_error", "enum"):
        return f"这里只能写 {str(context.get('expected', '')).replace(' or ', '、').replace(chr(39), '')}"
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return "这里应是一组“键: 值”"
    if kind in ("tuple_type", "list_type"):
        return "这里应是一个列表"
    if kind == "too_short":
        return "这里至少要有一项"
    if kind == "string_type":
        return "这里应是一段文字"
    message = details["msg"]
    text = details["input"]
    if isinstance(text, str) and text.translate(_FULL_WIDTH) != text:
        message += f"；数字和符号要用半角，是不是“{text.translate(_FULL_WIDTH)}”？"
    elif isinstance(text, str) and kind == "date" and (better := _plain_date(text)):
        message += f"；是不是“{better}”？"
    if kind in ("fact_kind", "rule_kind", "two_effects", "no_effect"):
        return message
    return f"这里应是{message}" if not message.startswith("不能") else message


def _plain_date(text: str) -> str | None:
    parts = "".join(char if char.isdigit() else " " for char in text).split()
    if len(parts) == 3 and len(parts[0]) == 4:
        return f"{parts[0]}-{int(parts[1]):02d}-{int(parts[2]):02d}"
    return None


def _keys_at(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys that a model allows at a location (all that might stand there)."""
    models: list[type[BaseModel]] = [model]
    for part in location:
        if isinstance(part, str):
            inner = [
                each
                for one in models
                for name, info in one.model_fields.items()
                if part in (name, info.alias)
                for each in _models_in(info.annotation)
            ]
            models = inner or [one for one in models if part == f"={getattr(one, 'TAG', '')}"] or models
    return [info.alias or name for one in models for name, info in one.model_fields.items() if info.alias != "\0at"]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]


def line_place(data: Map, key: str, file: str) -> Place:
    """Where a top-level key's value stands; the start of the document where it has no such key."""
    return place_at(data, (key,), file)[0]
