"""pydantic's errors as diagnostics: at the line that caused them, once, in the office's words."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.loading import shapes
from dangjian_kaoping.loading.lines import Way
from dangjian_kaoping.loading.misread import correction
from dangjian_kaoping.loading.terms import explained
from dangjian_kaoping.loading.unknown_keys import hint_for, meant_here
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.source.reader import Map, Seq, key_place, place_at

Location = tuple[int | str, ...]

_LACKING = {
    "fact": "导入时没有认出的条款，缘由写在它上面；怎样补见 docs/导入细则.md。",
    "expect": "应得几分还没有算的，写 expect: 待填。",
}
"""What is said of a clause that has no fact, of a case that does not say what must come out."""


def blame(model: type[Document], errors: Iterable[ErrorDetails], data: Map, file: str, faults: Faults) -> None:
    """Tell all that keeps the data from being a model."""
    several = list(errors)
    for details, otherwise in _to_the_point(several, data):
        location = details["loc"]
        match details["type"]:
            case "too_short" if follows(details, several):
                pass
            case "extra_forbidden":
                _blame_key(str(location[-1]), model, location, data, file, faults)
            case "fact_kind" | "rule_kind" if near := _misspelt_kind(model, details, data):
                _blame_key(near, model, (*location, near), data, file, faults)
            case "unlawful_name":
                _blame_character(details, data, file, faults)
            case _:
                _blame_value(details, otherwise, model, data, file, faults)


def follows(details: ErrorDetails, errors: Iterable[ErrorDetails]) -> bool:
    """Whether a list is only too short because its elements are at fault themselves."""
    location = details["loc"]
    inner = (each["loc"] for each in errors if len(each["loc"]) > len(location))
    return details["type"] == "too_short" and any(each[: len(location)] == location for each in inner)


def way_of(location: Location, data: Map) -> Way:
    """A location as the keys, and places in lists, by which one gets there in the data.

    What is not in the data (pydantic's union tags, `[key]`, a key that is missing) is left out.
    """
    way: list[int | str] = []
    node: Any = data
    for part in location:
        if (isinstance(node, Map) and part in node) or (isinstance(node, Seq) and part in range(len(node))):
            way.append(part)
            node = node[part]  # type: ignore[index]
    return tuple(way)


def value_at(data: Map, way: Way) -> Any:
    """What stands at the end of a way."""
    node: Any = data
    for part in way:
        node = node[part]
    return node


def _blame_key(key: str, model: type[Document], location: Location, data: Map, file: str, faults: Faults) -> None:
    *way, _ = way_of(location, data)
    hint = hint_for(key, model, tuple(way), value_at(data, tuple(way)), data.text)
    faults.add(codes.KP107(key=key), key_place(data, location, file), hint=hint)


def _blame_character(details: ErrorDetails, data: Map, file: str, faults: Faults) -> None:
    found = details["ctx"]
    fault = codes.KP142(name=details["input"], what=found["what"], mend=found["mend"])
    faults.add(fault, place_at(data, details["loc"], file))


def _blame_value(
    details: ErrorDetails, otherwise: str, model: type[Document], data: Map, file: str, faults: Faults
) -> None:
    location, kind = details["loc"], details["type"]
    place = place_at(data, location, file)
    last = location[-1] if location else ""
    if isinstance(last, int) and kind == "missing":
        place = place_at(data, location[:-1], file)
        faults.add(codes.KP109(found="一个列表", expected=f"少了第 {last + 1} 项"), place)
    elif details["input"] is None and kind != "missing" and isinstance(last, str) and _is_name(model, location, data):
        # a name that the user gave, with nothing under it
        expected = "要写上一段文字，如原因" if kind == "text" else "要写上它的内容（如检查日期 date）"
        faults.add(codes.KP109(found=f"“{last}”下面是空的，", expected=expected), place)
    elif kind == "missing" or (details["input"] is None and isinstance(last, str)):
        holder = key_place(data, location[:-1], file) if location[:-1] and kind == "missing" else place
        hint = _LACKING.get(str(last), "")
        faults.add(codes.KP108(key=last), holder, hint=hint)
    else:
        found, expected = _shown(details["input"]), _expected(details) + otherwise
        if kind == "no_such_day":
            # it is written as it should be
            faults.add(codes.KP109(found=found, expected=expected, mend="请核对是哪一天。"), place)
        else:
            faults.add(codes.KP109(found=found, expected=expected), place)


def _is_name(model: type[Document], location: Location, data: Map) -> bool:
    """Whether the last key of a location is a name in a table, and none that the model knows."""
    way = way_of(location, data)
    return bool(way) and shapes.field_of(shapes.at(model, way[:-1]), way[-1]) is None


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


_SENTENCES = frozenset(
    {
        *("fact_kind", "rule_kind", "two_effects", "fixed_points", "no_subject", "no_rubric", "no_item", "no_branch"),
        "no_round",
        *("window", "decision", "objection"),
        *("empty_text", "drawn_number", "adjustment_change", "adjustment_target", "declared", "period"),
    }
)
"""Errors of our own whose words are a whole sentence; the others say what should stand there."""


def _expected(details: ErrorDetails) -> str:
    match details["type"]:
        case "literal_error" | "enum":
            words = _words(details).split("、")
            return f"这里只能写 {'、'.join(map(explained, words))}" + _better(details, tuple(words))
        case "model_type" | "dict_type" | "model_attributes_type":
            return "这里应是一组“键: 值”"
        case "tuple_type" | "list_type":
            return "这里应是一个列表"
        case "too_short":
            return f"这里至少要有{_COUNTED.get(details['ctx']['min_length'], '一')}项" + _apart(details["input"])
        case "too_long":
            return f"这里最多 {details['ctx']['max_length']} 项"
        case "string_type":
            return "这里应是一段文字"
        case "no_such_day":
            return _better(details).removeprefix("；")
        case kind:
            message = details["msg"] + _better(details)
            return message if kind in _SENTENCES else f"这里应是{_spaced(message)}"


_COUNTED = {2: "两"}


def _apart(value: object) -> str:
    """That elements of a list were set apart by something else than a comma."""
    marks = [mark for mark in "，、；" if isinstance(value, (list, tuple)) and any(mark in str(each) for each in value)]
    return f"；各项之间的“{marks[0]}”要改成半角逗号和空格" if marks else ""


def _words(details: ErrorDetails) -> str:
    """The words of a closed choice, which pydantic joins by `, ` and `or`."""
    return str(details["ctx"]["expected"]).replace(" or ", "、").replace(", ", "、").replace("'", "")


def _spaced(words: str) -> str:
    return f" {words}" if words[:1].isascii() else words


def _better(details: ErrorDetails, words: tuple[str, ...] = ()) -> str:
    """What is wrong with the text that was written, and how it should have been."""
    text = details["input"]
    return correction(details["type"], text, words) if isinstance(text, str) else ""


def _misspelt_kind(model: type[Document], details: ErrorDetails, data: Map) -> str | None:
    """The key that looks most like one of those that tell the kinds of fact or rule apart."""
    written = details["input"] if isinstance(details["input"], dict) else {}
    kinds = [each for each in shapes.at(model, way_of(details["loc"], data)) if hasattr(each, "TAG")]
    tags = {each.TAG for each in kinds}
    return next((key for key in written if meant_here(key, kinds) in tags), None)
