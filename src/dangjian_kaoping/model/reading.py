"""How declared things are read from plain data: the straight way.

It follows from the annotations, and is compiled when something is first read. Data that are not exactly as declared are
left to pydantic (`model.strictly`), which says what is wrong with them, or what they come to in spite of it.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Union, get_args, get_origin

from typing_extensions import TypeAliasType

from dangjian_kaoping.model.marks import (
    AtLeast,
    BeforeValidator,
    Discriminator,
    Field,
    FieldInfo,
    PlainValidator,
    Tag,
    UnlikeError,
)


class Declared(type):
    """A class whose annotations say what its fields are."""

    @property
    def model_fields(cls) -> dict[str, FieldInfo]:
        """The fields by name, those of the bases first; gathered when somebody asks."""
        return _fields_of(cls)

    @property
    def model_keys(cls) -> dict[str, str]:
        """The keys by which a file writes the fields, by their names."""
        return _keys_of(cls)

    def __new__(cls, name: str, bases: tuple[type, ...], said: dict[str, Any], **arguments: Any) -> "Declared":
        """Take what is said of the fields out of the class, and leave their defaults in it."""
        fields = {key: info for key, info in said.items() if isinstance(info, FieldInfo)}
        plain = {key: value for key, value in said.items() if key not in fields}
        plain |= {key: info.get_default() for key, info in fields.items() if not info.is_required()}
        return super().__new__(cls, name, bases, {**plain, "_said": fields}, **arguments)


@cache
def _fields_of(model: Declared) -> dict[str, FieldInfo]:
    found: dict[str, FieldInfo] = {}
    for base in reversed(model.__mro__):
        own = vars(base)
        for name, annotation in getattr(base, "__annotations__", {}).items():
            if get_origin(annotation) is not ClassVar and annotation is not ClassVar and not name.startswith("_"):
                plain = Field(default=own[name]) if name in own else Field()
                found[name] = own.get("_said", {}).get(name, plain).of(annotation)
    return found


@cache
def _keys_of(model: Declared) -> dict[str, str]:
    return {name: info.alias or name for name, info in model.model_fields.items() if not info.hidden}


def checks_of(model: Declared) -> list[tuple[str, Any]]:
    """A class's own checks, each with when it is asked: `before`, `after`, or after which field; its bases' first."""
    return [
        (when, getattr(model, name))
        for base in reversed(model.__mro__)
        for name, value in vars(base).items()
        if (when := getattr(getattr(value, "__func__", value), "_checks", None)) is not None
    ]


Reader = Callable[[Any], Any]
"""What data come to. Raises ValueError where they are not exactly as declared."""


class _Way(NamedTuple):
    """How a type is read, from which kinds of plain data, and whether it is or holds things that know their place."""

    read: Reader
    kinds: frozenset[type]
    placed: bool = False


_TEXT, _LIST, _TABLE = frozenset((str,)), frozenset((list,)), frozenset((dict,))
_ANY = _TEXT | _LIST | _TABLE


def _found_by(table: Mapping[Any, Reader], tag: Reader) -> Reader:
    def read(value: Any) -> Any:
        try:
            chosen = table[tag(value)]
        except KeyError:
            raise UnlikeError from None
        return chosen(value)

    return read


def _same_as(choices: Mapping[str, str]) -> Reader:
    def read(value: Any) -> str:
        if type(value) is str and value in choices:
            return choices[value]
        raise UnlikeError

    return read


def _list_of(element: Reader) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)):
            raise UnlikeError
        return tuple([element(each) for each in value])

    return read


def _row_of(elements: tuple[Reader, ...]) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)) or len(value) != len(elements):
            raise UnlikeError
        return tuple([element(each) for element, each in zip(elements, value, strict=True)])

    return read


def _table_of(key: Reader, entry: Reader) -> Reader:
    def read(value: Any) -> dict[Any, Any]:
        if not isinstance(value, dict):
            raise UnlikeError
        return {key(name): entry(each) for name, each in value.items()}

    return read


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    raise UnlikeError


def _after(first: Reader, then: Reader) -> Reader:
    return lambda value: then(first(value))


def _at_least(number: int, inner: Reader) -> Reader:
    def read(value: Any) -> Any:
        found = inner(value)
        if len(found) < number:
            raise UnlikeError
        return found

    return read


def _one_of(ways: tuple[_Way, ...]) -> Reader:
    """The only one of several types that the data are; which of several it is, pydantic decides."""
    by_kind = {kind: [way.read for way in ways if kind in way.kinds] for kind in _ANY}

    def read(value: Any) -> Any:
        for kind, readers in by_kind.items():
            if isinstance(value, kind):
                if len(readers) == 1:
                    return readers[0](value)
                found = []
                for each in readers:
                    try:
                        found.append(each(value))
                    except ValueError:
                        continue
                if len(found) == 1:
                    return found[0]
        raise UnlikeError

    return read


@cache
def _alias(alias: TypeAliasType) -> _Way:
    return _way(alias.__value__)


def reader_of(annotation: Any) -> Reader:
    """How what an annotation declares is read. It raises ValueError; a MisfitError says what is wrong."""
    return _way(annotation).read


def _way(annotation: Any) -> _Way:
    """How what an annotation declares is read."""
    origin = get_origin(annotation)
    if isinstance(annotation, TypeAliasType):
        return _alias(annotation)
    if origin is Annotated:
        return _annotated(annotation)
    if origin in (Union, UnionType):
        ways = tuple(_way(each) for each in get_args(annotation) if each is not NoneType)
        return ways[0] if len(ways) == 1 else _together(ways, _one_of(ways))
    if origin is Literal:
        return _Way(_same_as({each: each for each in get_args(annotation)}), _TEXT)
    if origin is tuple:
        elements = [_way(each) for each in get_args(annotation) if each is not Ellipsis]
        placed = any(each.placed for each in elements)
        if get_args(annotation)[-1] is Ellipsis:
            return _Way(_list_of(elements[0].read), _LIST, placed)
        return _Way(_row_of(tuple(each.read for each in elements)), _LIST, placed)
    if origin is dict:
        key, entry = map(_way, get_args(annotation))
        return _Way(_table_of(key.read, entry.read), _TABLE, entry.placed)
    if annotation is str:
        return _Way(_text, _TEXT)
    if isinstance(annotation, Declared):
        return _Way(_reader_of_class(annotation), _TABLE, "at" in annotation.model_fields)
    raise TypeError(f"no data are read as {annotation!r}")


def _together(ways: Iterable[_Way], read: Reader) -> _Way:
    """Several types, of which a reader chooses one."""
    several = list(ways)
    return _Way(read, frozenset().union(*(way.kinds for way in several)), any(way.placed for way in several))


def _annotated(annotation: Any) -> _Way:
    inner, *marks = get_args(annotation)
    way: _Way | None = None
    for mark in marks:
        match mark:
            case PlainValidator():
                way = _Way(mark.function, _TEXT)
            case Discriminator():
                union = inner.__value__ if isinstance(inner, TypeAliasType) else inner
                members = {_tag_of(each): _way(each) for each in get_args(union)}
                readers = {tag: member.read for tag, member in members.items()}
                way = _together(members.values(), _found_by(readers, mark.function))
            case BeforeValidator():
                way = way or _way(inner)
                way = _Way(_after(mark.function, way.read), _ANY, way.placed)
            case AtLeast():
                way = way or _way(inner)
                way = way._replace(read=_at_least(mark.number, way.read))
            case FieldInfo():
                raise TypeError("what is said of a field stands beside its annotation, not in it")
            case _:
                pass
    return way or _way(inner)


def _tag_of(member: Any) -> str:
    found: str = next(mark.name for mark in get_args(member)[1:] if isinstance(mark, Tag))
    return found


@cache
def _ways_of(model: Declared) -> dict[str, _Way]:
    """How each field is read that a file can write, by its name."""
    return {name: _way(model.model_fields[name].annotation) for name in model.model_keys}


@cache
def places_in(model: Declared) -> tuple[tuple[str, str], ...]:
    """The keys of a class, with its fields' names, under which things stand that know their place."""
    return tuple((model.model_keys[name], name) for name, way in _ways_of(model).items() if way.placed)


@cache
def _reader_of_class(model: Declared) -> Reader:
    """How a class is read; compiled when it is first used, for a class may hold itself."""
    compiled: Reader | None = None

    def read(data: Any) -> Any:
        nonlocal compiled
        if compiled is None:
            compiled = _compiled(model)
        return compiled(data)

    return read


def _compiled(model: Declared) -> Reader:
    fields = {}
    required = set()
    for name, way in _ways_of(model).items():
        info = model.model_fields[name]
        read = _at_least(info.min_length, way.read) if info.min_length else way.read
        fields[model.model_keys[name]] = (name, read)
        if info.is_required():
            required.add(model.model_keys[name])
    checks = checks_of(model)
    befores = [check for when, check in checks if when == "before"]
    afters = [check for when, check in checks if when == "after"]
    of_fields = [(when, check) for when, check in checks if when in model.model_fields]
    new: Any = model.__new__
    if "at" in model.model_fields:
        # what the first of a class has, Python keeps room for in all: else each gets a larger dictionary of its own
        first = new(model)
        first.at = first.source = None

    def read_thing(data: Any) -> Any:
        if not isinstance(data, dict):
            if isinstance(data, model):
                return data
            raise UnlikeError
        for each in befores:
            data = each(data)
        made = new(model)
        # attribute by attribute, and not into its dictionary: so Python keeps the keys once for all of a class
        for key, value in data.items():
            if key not in fields:
                raise UnlikeError
            if value is not None:
                name, read = fields[key]
                setattr(made, name, read(value))
        for key in required:
            if data.get(key) is None:
                raise UnlikeError
        for name, check in of_fields:
            if name in vars(made):
                check(getattr(made, name), vars(made))
        for each in afters:
            each(made)
        return made

    return read_thing
