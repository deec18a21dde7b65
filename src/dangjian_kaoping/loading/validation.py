"""Plain data to a model, with the places of its parts."""

from typing import Any, TypeVar

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.loading.lines import Lines
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.marks import RefusedError
from dangjian_kaoping.model.reading import places_in
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.source.reader import Map, Seq, place_of

Model = TypeVar("Model", bound=Document)


def validated(model: type[Model], data: Map, file: str, faults: Faults) -> Model | None:
    """The model of the data with its places set; None where it is not one, and then faults say why."""
    try:
        result = model.model_validate(data)
    except RefusedError as error:
        from dangjian_kaoping.loading.blame import blame

        blame(model, error.errors, data, file, faults)
        return None
    set_places(result, data, file, Lines(data.text, file))
    return result


def set_places(value: object, data: Any, file: str, lines: Lines) -> None:
    """Give every Placed of a model the place of the mapping that it was read from, and whom to ask for more."""
    if isinstance(value, Placed):
        if isinstance(data, Map):
            value.stand_at(place_of(file, data.mark), lines)
            _set_inside(value, data, file, lines)
    elif isinstance(value, dict) and isinstance(data, Map):
        for (key, child), mark in zip(data.items(), data.key_marks, strict=True):
            inner = value.get(key)
            if isinstance(inner, Placed):
                # a thing that is kept under its name stands where its name stands
                inner.stand_at(place_of(file, mark), lines.named)
                if isinstance(child, Map):
                    _set_inside(inner, child, file, lines)
            else:
                set_places(inner, child, file, lines)
    elif isinstance(value, tuple) and isinstance(data, Map) and len(value) == 1:
        # a list of one may be written without the list
        set_places(value[0], data, file, lines)
    elif isinstance(value, tuple) and isinstance(data, Seq):
        for inner, child in zip(value, data, strict=False):
            set_places(inner, child, file, lines)


def _set_inside(value: Placed, data: Map, file: str, lines: Lines) -> None:
    for key, name in places_in(type(value)):
        if key in data:
            set_places(value.__dict__.get(name), data[key], file, lines)
