"""计分规则: how a fact becomes points. One key tells the kind: `deduct: {each: 0.5}`."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from typing_extensions import TypeAliasType

from dangjian_kaoping.model.marks import AtLeast, Discriminator, Field, Tag
from dangjian_kaoping.model.number import ByClass, ClassNumber, Line, PerHead
from dangjian_kaoping.model.values import Name, Placed, single_key


class Branches(Placed):
    """全体支部的平均、最高: a number that a round draws from the facts of all its branches, not from their points."""

    branches: Literal["mean", "highest"] = Field(description="各支部这个数的平均 mean、最高 highest")
    pool: Literal["all", "class"] = Field(default="all", description="全部支部 all，或同类支部 class")


def _is_drawn(value: object) -> bool:
    return isinstance(value, Branches) or (isinstance(value, dict) and "branches" in value)


DrawnLine = TypeAliasType(
    "DrawnLine",
    Annotated[
        Annotated[Line, Tag("=line")] | Annotated[Branches, Tag("=branches")],
        Discriminator(lambda value: "=branches" if _is_drawn(value) else "=line"),
    ],
)
"""A line, or one that the round draws from all branches."""

DrawnNumber = TypeAliasType(
    "DrawnNumber",
    Annotated[
        Annotated[ClassNumber, Tag("=number")] | Annotated[Branches, Tag("=branches")],
        Discriminator(lambda value: "=branches" if _is_drawn(value) else "=number"),
    ],
)
"""A number, or one that the round draws from all branches."""


def drawn(number: Decimal | ByClass | PerHead | Branches) -> Decimal | ByClass | PerHead:
    """A number that the round has drawn, or that needed no drawing. Raises LookupError where it has not."""
    if isinstance(number, Branches):
        raise LookupError("branches")
    return number


class EachRule(Placed):
    """每…多少分: so many points for each step of the quantity, of a value below or above a line.

    What a started step costs is `steps`: `exact` in proportion (the default), `whole` only whole steps,
    `started` a begun step as a whole one.
    """

    TAG: ClassVar = "each"
    each: ClassNumber = Field(description="每一个单位（或每一步）的分")
    step: ClassNumber = Field(default=Decimal(1), description="一步是几个单位")
    steps: Literal["exact", "whole", "started"] = Field(
        default="exact", description="不足一步的：按比例 exact、不计 whole、按一步计 started"
    )
    below: DrawnLine | None = Field(default=None, description="低于这条线的部分才计")
    above: DrawnLine | None = Field(default=None, description="高于这条线的部分才计")

    @property
    def line(self) -> Decimal | ByClass | PerHead | Branches | None:
        """The line from which points are reckoned, on whichever side of it."""
        return self.below if self.below is not None else self.above


class Row(Placed):
    """One row of a table: `from` and `to` include their end, `over` and `under` do not.

    An end that is not written runs to the neighbouring row, and without a neighbour has no limit. With `to_points`
    the points run straight from those at the lower end to those at the upper one, up or down.
    """

    start: Line | None = Field(default=None, alias="from", description="从这个数起（含）")
    over: Line | None = Field(default=None, description="超过这个数（不含）")
    end: Line | None = Field(default=None, alias="to", description="到这个数止（含）")
    under: Line | None = Field(default=None, description="不到这个数（不含）")
    points: ClassNumber = Field(description="这一段的分；写了 to_points 的，是起点的分")
    to_points: ClassNumber | None = Field(
        default=None, description="终点的分：两头之间按直线比例计；两头都要写，不与 each 同写"
    )
    each: ClassNumber | None = Field(default=None, description="在这一段里，比起点每多一个单位再加的分")


class TableRule(Placed):
    """分段: points by the stretch in which the quantity or value lies; explicit ends, holes are refused."""

    TAG: ClassVar = "table"
    table: tuple[Row, ...] = Field(min_length=1, description="各段")
    overlap: Literal["heavier", "lighter", "first"] | None = Field(
        default=None,
        description="两段重叠时取：扣（加）得多的 heavier、少的 lighter、写在前面的 first；默认 heavier，并会提醒",
    )


Level = TypeAliasType(
    "Level",
    Annotated[
        Annotated[ClassNumber, Tag("=number")] | Annotated[dict[Name, ClassNumber], AtLeast(1), Tag("=roles")],
        Discriminator(
            lambda value: (
                "=roles" if isinstance(value, dict) and not {"by_class", "per_head"} & value.keys() else "=number"
            )
        ),
    ],
)
"""The points of a level, or by role where each pair of level and role has points of its own."""


class LevelsRule(Placed):
    """按档: points of each level; of an event, perhaps of each of its roles."""

    TAG: ClassVar = "levels"
    levels: dict[Name, Level] = Field(
        min_length=1, description="各档（级别）的分；fact 的 roles 是一列名称的，写各级别、各角色的分"
    )

    def price(self, level: str, role: str | None = None) -> ClassNumber:
        """Points of a level, and if it has points by role, of one role. Raises KeyError where there are none."""
        points = self.levels[level]
        return points[role or ""] if isinstance(points, dict) else points

    def prices(self) -> Iterator[ClassNumber]:
        """All points that there are."""
        for points in self.levels.values():
            yield from points.values() if isinstance(points, dict) else (points,)


class ShareRule(Placed):
    """按比例: that part of so many points which the fact says, held between 0 and the whole.

    Of done out of required: earned by what is done, deducted by what is missing. Of a score: by score out
    of its full marks; of a percentage: by the hundredth.
    """

    TAG: ClassVar = "share"
    share: ClassNumber = Field(description="满额的分")
    of: DrawnNumber | None = Field(
        default=None, description="多少算满额：一个数，或 {branches: highest} 各支部最高的；只用于得分、加分"
    )


class WithinRule(Placed):
    """酌情: the judged number itself, checked against the range, `within: [1, 3]`; `within: item` means from
    0 to the item's points.
    """

    TAG: ClassVar = "within"
    within: tuple[ClassNumber, ClassNumber] | Literal["item"] = Field(
        description="从几分到几分；item 表示 0 到本项满分"
    )
    per: Literal["case", "item"] = Field(default="case", description="范围是每例 case 的，还是全项合计 item 的")


Rule = TypeAliasType(
    "Rule",
    Annotated[
        Annotated[EachRule, Tag("=each")]
        | Annotated[TableRule, Tag("=table")]
        | Annotated[LevelsRule, Tag("=levels")]
        | Annotated[ShareRule, Tag("=share")]
        | Annotated[WithinRule, Tag("=within")],
        Discriminator(
            single_key("table", "levels", "share", "within", "each"),
            kind="rule_kind",
            words="要有一个计分规则的键：each、table、levels、share、within",
        ),
    ],
)
