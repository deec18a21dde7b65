"""文档: the base of all that is read from files. A class says as annotations what its fields are."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, dataclass_transform

from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.reading import Declared, reader_of


@dataclass_transform(eq_default=False, kw_only_default=True, field_specifiers=(Field,))
class Document(metaclass=Declared):  # noqa: PLW1641 - what is equal may stand in different places
    """Base of everything that is read from a file: no unknown keys, and empty keys are absent.

    A thing keeps what was written of it, and has the rest of its class. Nothing of it is ever changed.
    """

    if not TYPE_CHECKING:

        def __init__(self, **data: Any) -> None:
            self.__dict__.update(self.model_validate(data).__dict__)

    @classmethod
    def model_validate(cls, data: object) -> Self:
        """The thing that data say. Raises RefusedError where they do not."""
        try:
            found: Self = reader_of(cls)(data)
        except (ValueError, AssertionError):
            from dangjian_kaoping.model.strictly import validated

            found = validated(cls, data)
        return found

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """A thing of values that are right already, by the names of the fields."""
        made = cls.__new__(cls)
        made.__dict__.update(values)
        return made

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """A copy, some of whose fields have other values."""
        made = self.__class__.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        if update:
            made.__dict__.update(update)
        return made

    @property
    def model_fields_set(self) -> set[str]:
        """The fields that were written."""
        fields = type(self).model_fields
        return {name for name in self.__dict__ if name in fields and name != "at"}

    def written(self) -> list[tuple[str, Any]]:
        """What was written, by the keys of a file, in the order of the class."""
        said = self.__dict__
        return [(key, said[name]) for name, key in type(self).model_keys.items() if name in said]

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return False
        return all(getattr(self, name, None) == getattr(other, name, None) for name in type(self).model_fields)

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self).model_fields if name in vars(self))
        return f"{type(self).__name__}({said})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from dangjian_kaoping.model.strictly import schema_of

        return schema_of(cls, handler)
