"""考评细则: a rubric is a whole document of areas, items and clauses, and the measure that goes with it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from dangjian_kaoping.model.by_class import for_class, numbers_in
from dangjian_kaoping.model.canonical import UNSEALED
from dangjian_kaoping.model.clause import Clause, Group
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.values import (
    Amount,
    ByClass,
    ClassNumber,
    DayOfYearText,
    Name,
    Names,
    Number,
    Placed,
    QuarterText,
    Text,
    YesNo,
    sum_of,
)
from dangjian_kaoping.periods import QUARTERS_OF_A_YEAR, Quarter

QuarterNumber = Literal["Q1", "Q2", "Q3", "Q4"]
Focus = Literal["trace", "implementation", "effect"]
FOCUS_NAMES: dict[Focus, str] = {"trace": "痕迹管理", "implementation": "工作落实", "effect": "工作成效"}


class NotApplicable(Placed):
    """不涉及时怎么计: full marks, a fixed score, or out of the table (`rescale`)."""

    rule: Literal["full", "fixed", "rescale"] = Field(
        default="fixed", description="得满分 full、得固定分 fixed、不计入并折算 rescale"
    )
    points: Amount | None = Field(default=None, alias="fixed", description="固定分")

    @model_validator(mode="after")
    def _points_of_fixed(self) -> "NotApplicable":
        if (self.rule == "fixed") != (self.points is not None):
            raise PydanticCustomError("fixed_points", "固定分要写几分，如 {fixed: 10}；full、rescale 不写分")
        return self


def _short(value: object) -> object:
    return {"rule": value} if isinstance(value, str) else value


class Item(Placed):
    """考评项目: what is asked for, how many points it has, who checks it, and by which clauses."""

    id: Name = Field(description="项目编号，各版本不变，如 DJ-01")
    title: Name = Field(description="项目名称")
    points: ClassNumber | None = Field(default=None, description="满分；加分项、扣减项不写")
    focus: Focus | dict[Focus, Amount] | None = Field(
        default=None,
        description="考核侧重：trace 痕迹管理、implementation 工作落实、effect 工作成效；兼有的写各占多少分",
    )
    department: Names = Field(min_length=1, description="检查的部室，一个或几个")
    due: Literal["monthly", "quarterly"] | tuple[QuarterNumber, ...] | dict[QuarterNumber, DayOfYearText] = Field(
        default="quarterly",
        description="什么时候做：monthly 每月、quarterly 每季、[Q4] 只在这些季度；{Q4: 12-20} 还写明各季度的期限",
    )
    requirement: Text | None = Field(default=None, description="考评内容")
    standard: Text | None = Field(default=None, description="整改标准：做到什么样算改好")
    materials: tuple[Text, ...] = Field(default=(), description="备查材料")
    task: YesNo = Field(default=False, description="单项工作：没有完成的要单独考核")
    not_applicable: (
        Annotated[
            NotApplicable, BeforeValidator(_short, json_schema_input_type=Literal["full", "rescale"] | NotApplicable)
        ]
        | None
    ) = Field(default=None, description="不涉及时怎么计")
    not_applicable_to: Names = Field(default=(), description="不涉及的支部类别")
    floor: Number = Field(default=Decimal(0), description="最低分，默认 0")
    start: Literal["full", "zero"] = Field(default="full", description="从满分扣起 full，或从零得起 zero")
    at_most: ClassNumber | None = Field(default=None, description="本项最多扣（得、加）的分，扣与得各自计")
    groups: dict[Name, Group] = Field(default={}, description="条款组")
    clauses: tuple[Clause, ...] = Field(min_length=1, description="评分标准")
    was: Names = Field(default=(), description="以前版本里的项目编号")

    @cached_property
    def by_clause(self) -> dict[str, Clause]:
        """Its clauses by id."""
        return {clause.id: clause for clause in self.clauses}

    def of_class(self, branch_class: str) -> "Item":
        """The item with the numbers of a class of branches. Raises LookupError where a number has none."""
        if not self.by_class_numbers:
            return self
        known = self._of_class
        if branch_class not in known:
            known[branch_class] = for_class(self, branch_class)
        return known[branch_class]

    @cached_property
    def by_class_numbers(self) -> tuple[ByClass, ...]:
        """Its numbers that differ by class, wherever they stand."""
        return tuple(numbers_in(self))

    @cached_property
    def _of_class(self) -> "dict[str, Item]":
        return {}

    @cached_property
    def in_base(self) -> bool:
        """Whether its points can be other than 0, and so move the base; bonus and penalties go on the total."""
        sinks = self.floor < 0 and any(clause.effect == "deduct" for clause in self.clauses)
        return self.points is not None or sinks or not self.bounded

    @cached_property
    def bounded(self) -> bool:
        """Whether its full marks are the most that it can come to; one without points may earn without end."""
        if self.points is not None:
            return True
        fixed = self.not_applicable is not None and bool(self.not_applicable.points)
        return self.floor <= 0 and not fixed and all(clause.effect != "earn" for clause in self.clauses)

    def due_in(self, number: int) -> bool:
        """Whether it is due in the first, second, ... quarter of a year."""
        return isinstance(self.due, str) or f"Q{number}" in self.due

    @property
    def due_always(self) -> bool:
        """Whether it is due in every quarter."""
        return isinstance(self.due, str) or len(self.due) == QUARTERS_OF_A_YEAR

    def deadline(self, quarter: Quarter) -> date | None:
        """The day by which it is to be done in a quarter; None where the rubric names none."""
        days = self.due if isinstance(self.due, dict) else {}
        day = next((day for name, day in days.items() if name == f"Q{quarter.number}"), None)
        return None if day is None else day.in_year(quarter.year)

    def asked_of(self, branch_class: str, number: int) -> bool:
        """Whether it is asked of a class of branches in the first, second, ... quarter of a year."""
        return branch_class not in self.not_applicable_to and self.due_in(number)


class Area(Placed):
    """专业方面: a part of the rubric, such as 党建工作; how many there are is data."""

    id: Name = Field(description="方面编号，如 DJ")
    name: Name = Field(description="方面名称")
    short: Annotated[Name | None, UNSEALED] = Field(default=None, description="方面的简称，窄的表里用，如 党建")
    points: Amount | None = Field(default=None, description="本方面满分，须等于各项目之和；只有加减分的方面不写")
    items: tuple[Item, ...] = Field(min_length=1, description="考评项目")

    @property
    def in_base(self) -> bool:
        """Whether it can move the base; one with bonus, penalties and vetoes alone has no points of its own."""
        return self.points is not None or any(item.in_base for item in self.items)

    @property
    def full_marks(self) -> ClassNumber | None:
        """满分: as written, else the sum of its items; None where an item that has none may earn without end."""
        if self.points is not None:
            return self.points
        if not all(item.bounded for item in self.items):
            return None
        return sum_of([item.points for item in self.items if item.points is not None])


class Rubric(Placed):
    """考评细则 of one version, with its 考评办法."""

    kind: Literal["rubric"]
    version: Name = Field(description="版本，如 2020")
    title: Text = Field(description="名称")
    effective_from: QuarterText = Field(description="从哪个季度起施行，如 2020Q1")
    note: Text | None = Field(default=None, description="说明")
    total: Amount | None = Field(default=None, description="总分，须等于各方面之和")
    measure: Measure = Field(default_factory=Measure, description="考评办法")
    areas: tuple[Area, ...] = Field(min_length=1, description="专业方面")

    def items(self) -> Iterator[Item]:
        """All items in the order of the rubric."""
        for area in self.areas:
            yield from area.items

    @property
    def full_marks(self) -> ClassNumber | None:
        """总分: as written, else the sum of its areas' full marks; None where one of them has none."""
        if self.total is not None:
            return self.total
        marks = [area.full_marks for area in self.areas if area.in_base]
        return None if None in marks else sum_of([each for each in marks if each is not None])

    @cached_property
    def by_item(self) -> dict[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items()}

    @cached_property
    def position(self) -> dict[tuple[str, str], int]:
        """Where each clause stands in the order of the rubric, by item and clause id."""
        keys = ((item.id, clause.id) for item in self.items() for clause in item.clauses)
        return {key: index for index, key in enumerate(keys)}
