"""What the JSON documents are made of: the keys of each are a type, which its writer fills.

A document is an `Object` with a `format`. `tests/render/test_schemas.py` writes its JSON Schema, which `kaoping schema`
prints. What stands under a class and under each of its keys is read there, so it is Chinese; what stands under a
document names in brackets the commands that write it.
"""

from typing import Annotated, Any, Literal, NotRequired, TypeVar

from typing_extensions import TypedDict

from dangjian_kaoping.model.marks import Keywords

Number = Annotated[str, Keywords(pattern=r"^-?\d+(\.\d+)?$")]
"""A number is text: none is lost on the way, and the places of a published figure are kept."""
ExactNumber = Annotated[str, Keywords(pattern=r"^-?\d+(\.\d+|/\d+)?$")]
"""The same, but where no decimal is exact a fraction, `20/3`."""
Day = Annotated[str, Keywords(pattern=r"^\d{4}-\d{2}-\d{2}$")]
MonthName = Annotated[str, Keywords(pattern=r"^\d{4}-\d{2}$")]
QuarterName = Annotated[str, Keywords(pattern=r"^\d{4}Q[1-4]$")]
YearName = Annotated[str, Keywords(pattern=r"^\d{4}$")]


Kind = TypeVar("Kind")


def open_ended(kind: type[Kind]) -> type[Kind]:
    """A row that may gain keys which its type does not say; pydantic is told so when it writes the schema."""
    marked: Any = kind
    marked.__pydantic_config__ = {"extra": "allow"}
    return kind


class Object(TypedDict):
    """A JSON object; what is not known, or does not apply, is null and never left out, unless its key says so."""


# keys that Python reserves
OfClass = TypedDict("OfClass", {"class": Annotated[str, Keywords(description="支部类别")]})
FromTo = TypedDict(
    "FromTo",
    {
        "from": Annotated[str, Keywords(description="原来的一版")],
        "to": Annotated[str, Keywords(description="新的一版")],
    },
)


class Draft(Object):
    """How all our formats say 暂定: a key that only a draft has."""

    draft: NotRequired[Literal[True]]
    """暂定：结果还不完整，或者与封存的不一致；不是草稿的没有这个键"""


def draft_mark(draft: bool) -> Draft:
    """What only a draft has."""
    return {"draft": True} if draft else {}
