"""What annotations say of values beside their types: how they are read, what may be written, what stands where
nothing is.

The marks bear the names of pydantic's, and are taken by pydantic as its own; but they cost nothing to make, and
pydantic is loaded only where data are wrong (`model.strictly`).
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar, get_origin

Function = TypeVar("Function")
_NOT_WRITTEN: Any = object()


class MisfitError(ValueError):
    """What is wrong with a value: of which kind that is, and in words, in which names in braces are filled in."""

    def __init__(self, kind: str, words: str, named: Mapping[str, object] | None = None) -> None:
        super().__init__(kind, words)
        self.kind, self.words, self.named = kind, words, named or {}

    def __str__(self) -> str:
        return self.words.format_map(self.named)


class UnlikeError(ValueError):
    """Data that are not exactly as declared; pydantic is asked about them."""


class RefusedError(ValueError):
    """Data that are not what was asked for; `errors` are all that is wrong with them, as pydantic lists it."""

    def __init__(self, errors: list[Any]) -> None:
        super().__init__(errors)
        self.errors = errors


class Mark:
    """What an annotation says beside its type."""

    def for_pydantic(self) -> Any:
        """The same as pydantic says it."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return self.for_pydantic().__get_pydantic_core_schema__(source, handler)


class PlainValidator(Mark):
    """What a function makes of the value, and nothing else; the function raises MisfitError."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.function = function

    def for_pydantic(self) -> Any:  # noqa: D102
        import pydantic

        return pydantic.PlainValidator(told_by(self.function))


class BeforeValidator(Mark):
    """What a function makes of the value, before it is read as the type; `written_as` is what a file may write."""

    def __init__(self, function: Callable[[Any], Any], written_as: Any = Any) -> None:
        self.function, self.written_as = function, written_as

    def for_pydantic(self) -> Any:  # noqa: D102
        import pydantic

        return pydantic.BeforeValidator(told_by(self.function), json_schema_input_type=self.written_as)


class Tag(Mark):
    """By what a member of a union is told from the others."""

    def __init__(self, name: str) -> None:
        self.name = name

    def for_pydantic(self) -> Any:  # noqa: D102
        import pydantic

        return pydantic.Tag(self.name)


class Discriminator(Mark):
    """How the members of a union are told apart: a function gives the tag of a value, None where it has none; then
    the error is of a kind and in words of its own.
    """

    def __init__(
        self, function: Callable[[Any], str | None], kind: str | None = None, words: str | None = None
    ) -> None:
        self.function, self.kind, self.words = function, kind, words

    def for_pydantic(self) -> Any:  # noqa: D102
        import pydantic

        return pydantic.Discriminator(self.function, custom_error_type=self.kind, custom_error_message=self.words)


class AtLeast(Mark):
    """How many a list or a table holds at least."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return {**handler(source), "min_length": self.number}


class JsonSchema(Mark):
    """What the schema for editors says of a value."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema

    def for_pydantic(self) -> Any:  # noqa: D102
        import pydantic

        return pydantic.WithJsonSchema(self.schema)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return handler(source)

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> Any:
        return self.for_pydantic().__get_pydantic_json_schema__(core_schema, handler)


class Keywords(Mark):
    """What the schema of a value says besides."""

    def __init__(self, **keywords: Any) -> None:
        self.keywords = keywords

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return handler(source)

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> Any:
        return {**handler(core_schema), **self.keywords}


def told_by(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A function whose Misfits are told in pydantic's way."""

    def told(value: Any) -> Any:
        try:
            return function(value)
        except MisfitError as misfit:
            from pydantic_core import PydanticCustomError

            raise PydanticCustomError(misfit.kind, misfit.words, dict(misfit.named)) from None

    return told


class FieldInfo:
    """What is said of a field beside its type."""

    def __init__(
        self,
        default: Any,
        make: Callable[[], Any] | None,
        alias: str | None,
        description: str | None,
        min_length: int,
        annotation: Any = None,
        metadata: tuple[Any, ...] = (),
    ) -> None:
        self.default, self.make, self.alias, self.description = default, make, alias, description
        self.min_length, self.annotation, self.metadata = min_length, annotation, metadata

    def of(self, annotation: Any) -> "FieldInfo":
        """The same with the type that it is said of."""
        metadata: tuple[Any, ...] = ()
        if get_origin(annotation) is Annotated:
            metadata = annotation.__metadata__
        said = self.default, self.make, self.alias, self.description, self.min_length
        return FieldInfo(*said, annotation, metadata)

    @property
    def hidden(self) -> bool:
        """Whether it has an alias that no file can write."""
        return self.alias is not None and self.alias.startswith("\0")

    def is_required(self) -> bool:
        """Whether it must be written."""
        return self.default is _NOT_WRITTEN and self.make is None

    def get_default(self) -> Any:
        """What holds where it is not written."""
        return self.default if self.make is None else self.make()


def Field(  # noqa: N802 - written like a type, as in pydantic
    *,
    default: Any = _NOT_WRITTEN,
    default_factory: Callable[[], Any] | None = None,
    alias: str | None = None,
    description: str | None = None,
    min_length: int = 0,
) -> Any:
    """What is said of a field: what holds where it is not written, how it is written, what it is, how many at least."""
    return FieldInfo(default, default_factory, alias, description, min_length)


def before(function: Function) -> Function:
    """A class method that sees the data before they are read, and may raise MisfitError; it answers with the data."""
    return _marked(function, "before")


def after(function: Function) -> Function:
    """A method that looks at what was read, and may raise MisfitError."""
    return _marked(function, "after")


def after_field(name: str) -> Callable[[Function], Function]:
    """A static method that looks at one field, given those before it, and may raise MisfitError: it is told there."""
    return lambda function: _marked(function, name)


def _marked(function: Function, when: str) -> Function:
    method: Any = getattr(function, "__func__", function)
    method._checks = when
    return function
