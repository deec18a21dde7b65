"""系数: what an area, or the whole, is multiplied by."""

from typing import Annotated, Literal, NamedTuple

from typing_extensions import TypeAliasType

from dangjian_kaoping.model.marks import Discriminator, Field, MisfitError, Tag, after
from dangjian_kaoping.model.values import Amount, Name, Placed


class FactorKey(NamedTuple):
    """Which item or area is a factor."""

    kind: Literal["item", "area"]
    id: str


class Factor(Placed):
    """A factor that a branch's own result gives: the points of an item, or the part of its full marks that an area
    earned.
    """

    item: Name | None = Field(default=None, description="乘以这个项目的得分（项目写 factor: true）")
    area: Name | None = Field(default=None, description="乘以这个方面的得分占满分的比例")

    @after
    def _one_of_both(self) -> None:
        if (self.item is None) == (self.area is None):
            raise MisfitError("factor_kind", "item 和 area 要写一个，只写一个")

    @property
    def key(self) -> FactorKey:
        """What it is."""
        return FactorKey("area", self.area) if self.item is None else FactorKey("item", self.item)  # type: ignore[arg-type]


Times = TypeAliasType(
    "Times",
    Annotated[
        Annotated[Amount, Tag("=number")] | Annotated[Factor, Tag("=factor")],
        Discriminator(lambda value: "=factor" if isinstance(value, (dict, Factor)) else "=number"),
    ],
)
"""A number, which weighs points and full marks alike, or a factor, which multiplies the points alone."""
