"""What the models allow at a place in a document: which keys, which of them must be written, what kind of value."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from typing_extensions import TypeAliasType

from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.marks import FieldInfo

Shape = Any
"""One kind of value: a model, `dict[…]`, `tuple[…]`, `Literal[…]`, or the type of a scalar."""


def shapes(annotation: Any) -> tuple[Shape, ...]:
    """The kinds of value that an annotation allows."""
    if isinstance(annotation, TypeAliasType):
        return shapes(annotation.__value__)
    if get_origin(annotation) is Annotated:
        return shapes(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return tuple(shape for argument in get_args(annotation) for shape in shapes(argument))
    return () if annotation is type(None) else (annotation,)


def built_of(kind: Shape) -> Any:
    """`dict`, `tuple`, `Literal`; None of what is built of nothing."""
    return get_origin(kind)


def is_model(shape: Shape) -> bool:
    """Whether a kind of value is a model: a table of keys that are known."""
    return isinstance(shape, type) and issubclass(shape, Document)


@cache
def fields_of(model: type[Document]) -> dict[str, FieldInfo]:
    """A model's fields by their keys as they are written."""
    return {key: model.model_fields[name] for name, key in model.model_keys.items()}


def field_of(kinds: Iterable[Shape], key: int | str) -> FieldInfo | None:
    """The field that a key is, in the first of the models that has it."""
    found = (fields_of(kind).get(str(key)) for kind in kinds if is_model(kind))
    return next((info for info in found if info is not None), None)


def beneath(kinds: Iterable[Shape], part: int | str) -> tuple[Shape, ...]:
    """What may stand one step further in."""
    return tuple(dict.fromkeys(shape for kind in kinds for shape in _beneath(kind, part)))


def _beneath(kind: Shape, part: int | str) -> Iterator[Shape]:
    if is_model(kind):
        info = fields_of(kind).get(str(part))
        if info is not None:
            yield from shapes(info.annotation)
    elif built_of(kind) is dict:
        yield from shapes(get_args(kind)[1])
    elif built_of(kind) is tuple and isinstance(part, int):
        elements = get_args(kind)
        if elements[-1] is Ellipsis:
            yield from shapes(elements[0])
        elif part < len(elements):
            yield from shapes(elements[part])


def at(model: type[Document], way: Iterable[int | str]) -> tuple[Shape, ...]:
    """What may stand at the end of a way into a document."""
    kinds: tuple[Shape, ...] = (model,)
    for part in way:
        kinds = beneath(kinds, part)
    return kinds


def keys_of(kinds: Iterable[Shape]) -> list[str]:
    """The keys that models allow."""
    return list(dict.fromkeys(key for kind in kinds if is_model(kind) for key in fields_of(kind)))


def models_in(kinds: Sequence[Shape]) -> tuple[type[Document], ...]:
    """The models that some kinds of value are or hold, through tables and lists."""
    found: dict[type[Document], None] = {}
    for kind in kinds:
        if is_model(kind):
            found[kind] = None
        elif built_of(kind) in (dict, tuple):
            inner = get_args(kind)[1:] if built_of(kind) is dict else get_args(kind)
            found |= dict.fromkeys(
                models_in([shape for each in inner if each is not Ellipsis for shape in shapes(each)])
            )
    return tuple(found)
