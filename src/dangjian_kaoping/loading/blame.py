"""pydantic's errors as diagnostics: at the line that caused them, once, in the office's words."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from typing_extensions import TypeAliasType

from dangjian_kaoping.diagnostics import Faults, perhaps
from dangjian_kaoping.source.reader import Map, Seq, key_place, place_at

Location = tuple[int | str, ...]


def blame(model: type[BaseModel], errors: Iterable[ErrorDetails], data: Map, file: str, faults: Faults) -> None:
    """Tell all that keeps the data from being a model."""
    for details, otherwise in _to_the_point(errors, data):
        location = details["loc"]
        match details["type"]:
            case "too_short" if details["input"]:
                pass  # it has elements, and they are at fault themselves
            case "extra_forbidden":
                _blame_key(str(location[-1]), model, location, data, file, faults)
            case "fact_kind" | "rule_kind" if near := _misspelt_kind(model, details):
                _blame_key(near, model, (*location, near), data, file, faults)
            case "unlawful_name":
                _blame_character(details, data, file, faults)
            case _:
                _blame_value(details, otherwise, model, data, file, faults)


def _blame_key(key: str, model: type[BaseModel], location: Location, data: Map, file: str, faults: Faults) -> None:
    place = key_place(data, location, file)
    faults.add("KP107", place, key=key, hint=perhaps(key, _keys_at(model, location[:-1])))


def _blame_character(details: ErrorDetails, data: Map, file: str, faults: Faults) -> None:
    faults.add("KP142", place_at(data, details["loc"], file), name=str(details["input"]), **details["ctx"])


def _blame_value(
    details: ErrorDetails, otherwise: str, model: type[BaseModel], data: Map, file: str, faults: Faults
) -> None:
    location, kind = details["loc"], details["type"]
    place = place_at(data, location, file)
    last = location[-1] if location else ""
    if isinstance(last, int) and kind == "missing":
        place = place_at(data, location[:-1], file)
        faults.add("KP109", place, found="一个列表", expected=f"少了第 {last + 1} 项")
    elif (
        details["input"] is None
        and kind != "missing"
        and isinstance(last, str)
        and last not in _keys_at(model, location[:-1])
    ):
        # a name that the user gave, with nothing under it
        faults.add("KP109", place, found=f"“{last}”下面是空的，", expected="要写上它的内容（如检查日期 date）")
    elif kind == "missing" or (details["input"] is None and isinstance(last, str)):
        holder = key_place(data, location[:-1], file) if location[:-1] and kind == "missing" else place
        faults.add("KP108", holder, key=last)
    else:
        faults.add("KP109", place, found=_shown(details["input"]), expected=_expected(details) + otherwise)


class _Way(NamedTuple):
    """Where a value stands in the data, and as what kind of value an error takes it (None: it has one kind)."""

    location: Location
    label: str | None
    value: object

    @property
    def chosen(self) -> bool:
        """Whether the value is written in this way."""
        if self.label is None or self.label.startswith("tagged-union["):
            return True  # such a union tells its members apart by itself
        if isinstance(self.value, Map):
            return self.label.startswith("dict[")
        if isinstance(self.value, Seq):
            return self.label.startswith("tuple[")
        return not self.label.startswith(("dict[", "tuple["))


def _to_the_point(errors: Iterable[ErrorDetails], data: Map) -> Iterator[tuple[ErrorDetails, str]]:
    """What is wrong, and what else might be written there.

    Of a value that may be written in several ways, pydantic tells for each way what is wrong with it. Only
    the way in which it was written is to the point; where it is none of them, the first.
    """
    values: dict[Location, list[tuple[_Way, ErrorDetails]]] = {}
    for details in errors:
        way = _way(details["loc"], data)
        values.setdefault(way.location, []).append((way, details))
    for several in values.values():
        label = next((way.label for way, _ in several if way.chosen), several[0][0].label)
        for way, details in several:
            if way.label == label:
                yield details, _otherwise(label, several)


def _way(location: Location, data: Map) -> _Way:
    node: Any = data
    for index, part in enumerate(location):
        if (isinstance(node, Map) and part in node) or (isinstance(node, Seq) and part in range(len(node))):
            node = node[part]  # type: ignore[index]
        elif isinstance(part, str) and "[" in part and part != "[key]":
            return _Way(location[:index], part, node)
    return _Way(location, None, node)


def _otherwise(label: str | None, several: Iterable[tuple[_Way, ErrorDetails]]) -> str:
    """What might be written instead of a word or number: of a closed choice whatever else, else only its words."""
    others: dict[str, None] = {}
    for way, details in several:
        if label is None or way.label in (None, label) or not isinstance(way.value, str):
            continue
        if way.label.startswith("literal["):
            others[_words(details)] = None
        elif label.startswith("literal["):
            others["一组“键: 值”" if way.label.startswith("dict[") else "一个列表"] = None
    return "".join(f"，或{_spaced(other)}" for other in others)


def _shown(value: object) -> str:
    if value is None:
        return "空的一项"
    if isinstance(value, str):
        return f"“{value if len(value) <= 30 else value[:29] + '…'}”"
    if isinstance(value, dict):
        return "一组“键: 值”"
    return "一个列表" if isinstance(value, (list, tuple)) else str(value)


_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－：，（）", "0123456789.-:,()")
_SENTENCES = frozenset(
    {
        *("fact_kind", "rule_kind", "two_effects", "no_effect", "fixed_points", "no_subject", "no_rubric"),
        *("empty_text", "no_such_day", "adjustment_change", "adjustment_target"),
    }
)
"""Errors of our own whose words are a whole sentence; the others say what should stand there."""


def _expected(details: ErrorDetails) -> str:
    match details["type"]:
        case "literal_error" | "enum":
            return f"这里只能写 {_words(details)}"
        case "model_type" | "dict_type" | "model_attributes_type":
            return "这里应是一组“键: 值”"
        case "tuple_type" | "list_type":
            return "这里应是一个列表"
        case "too_short":
            return "这里至少要有一项"
        case "too_long":
            return f"这里最多 {details['ctx']['max_length']} 项"
        case "string_type":
            return "这里应是一段文字"
        case kind:
            message = details["msg"] + _better(details)
            return message if kind in _SENTENCES else f"这里应是{_spaced(message)}"


def _words(details: ErrorDetails) -> str:
    """The words of a closed choice, which pydantic joins by `, ` and `or`."""
    return str(details["ctx"]["expected"]).replace(" or ", "、").replace(", ", "、").replace("'", "")


def _spaced(words: str) -> str:
    return f" {words}" if words[:1].isascii() else words


def _better(details: ErrorDetails) -> str:
    """How the text that was written should have been."""
    text = details["input"]
    if not isinstance(text, str):
        return ""
    number = text.rstrip("%％")
    if number != text and details["type"] in ("number", "negative", "count"):
        return f"；不写百分号，写 {number}"
    if text.translate(_FULL_WIDTH) != text:
        return f"；数字和符号要用半角，是不是“{text.translate(_FULL_WIDTH)}”？"
    better = _plain_date(text) if details["type"] == "date" else None
    return f"；是不是“{better}”？" if better else ""


def _plain_date(text: str) -> str | None:
    """The day that a text may mean; None where no calendar has it."""
    parts = "".join(char if char.isdigit() else " " for char in text).split()
    if len(parts) != 3 or len(parts[0]) != 4:
        return None
    try:
        return date(*map(int, parts)).isoformat()
    except ValueError:
        return None


def _misspelt_kind(model: type[BaseModel], details: ErrorDetails) -> str | None:
    """The key that looks most like one of those that tell the kinds of fact or rule apart."""
    kinds = [str(each.TAG) for each in _models_at(model, details["loc"]) if hasattr(each, "TAG")]
    written = details["input"] if isinstance(details["input"], dict) else {}
    return next((key for key in written if perhaps(key, kinds)), None)


def _keys_at(model: type[BaseModel], location: Location) -> list[str]:
    """The keys that a model allows at a location (all that might stand there)."""
    models = _models_at(model, location)
    keys = (info.alias or name for one in models for name, info in one.model_fields.items())
    return [key for key in keys if not key.startswith("\0")]


def _models_at(model: type[BaseModel], location: Location) -> list[type[BaseModel]]:
    models: list[type[BaseModel]] = [model]
    for part in location:
        if isinstance(part, str):
            inner = [
                each
                for one in models
                for name, info in one.model_fields.items()
                if part in (name, info.alias)
                for each in models_in(info.annotation)
            ]
            models = inner or [one for one in models if part == f"={getattr(one, 'TAG', '')}"] or models
    return models


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that a field may hold."""
    if isinstance(annotation, TypeAliasType):
        return models_in(annotation.__value__)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in models_in(argument)]
