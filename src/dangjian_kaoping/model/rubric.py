"""考评细则: a rubric is a whole document of areas, items and clauses, and the measure that goes with it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from dangjian_kaoping.facts.asked import Asked
from dangjian_kaoping.facts.kinds import AnyFact
from dangjian_kaoping.facts.same import SameFact
from dangjian_kaoping.model.by_class import for_class, for_heads, unchosen
from dangjian_kaoping.model.clause import Clause, Group
from dangjian_kaoping.model.factor import Factor, FactorKey, Times
from dangjian_kaoping.model.marks import BeforeValidator, Field, MisfitError, after
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.number import ByClass, ClassNumber, OfClass, PerHead, known, scaled, sum_of
from dangjian_kaoping.model.rule import Rule
from dangjian_kaoping.model.unsealed import UNSEALED
from dangjian_kaoping.model.values import (
    Amount,
    Count,
    DayOfYearText,
    Name,
    Names,
    Number,
    Placed,
    QuarterText,
    Text,
    YesNo,
)
from dangjian_kaoping.periods import QUARTERS_OF_A_YEAR, Month, Quarter

QuarterNumber = Literal["Q1", "Q2", "Q3", "Q4"]
Focus = Literal["trace", "implementation", "effect"]
FOCUS_NAMES: dict[Focus, str] = {"trace": "痕迹管理", "implementation": "工作落实", "effect": "工作成效"}


class NotApplicable(Placed):
    """不涉及时怎么计: full marks, a fixed score, or out of the table (`rescale`)."""

    rule: Literal["full", "fixed", "rescale", "mean"] = Field(
        default="fixed",
        description="得满分 full、得固定分 fixed、不计入并折算 rescale、按涉及支部的平均得分率 mean",
    )
    points: Amount | None = Field(default=None, alias="fixed", description="固定分")

    @after
    def _points_of_fixed(self) -> None:
        if (self.rule == "fixed") != (self.points is not None):
            raise MisfitError("fixed_points", "固定分要写几分，如 {fixed: 10}；full、rescale、mean 不写分")


def _reading(clause: Clause, written: Mapping[str, AnyFact]) -> Clause:
    """The clause with the fact that it reads; itself where that is its own, or none that there is."""
    if not isinstance(clause.fact, SameFact):
        return clause
    source = written.get(clause.fact.clause)
    taken = None if source is None or isinstance(source, SameFact) else clause.fact.taken_from(source)
    return clause if taken is None else clause.model_copy(update={"fact": taken})


def _short(value: object) -> object:
    return {"rule": value} if isinstance(value, str) else value


class Item(Placed):
    """考评项目: what is asked for, how many points it has, who checks it, and by which clauses."""

    id: Name = Field(description="项目编号，各版本不变，如 DJ-01")
    title: Name = Field(description="项目名称")
    points: OfClass | None = Field(default=None, description="满分；加分项、扣减项不写")
    focus: Focus | dict[Focus, Amount] | None = Field(
        default=None,
        description="考核侧重：trace 痕迹管理、implementation 工作落实、effect 工作成效；兼有的写各占多少分",
    )
    department: Names = Field(min_length=1, description="检查的部室，一个或几个")
    factor: YesNo = Field(default=False, description="本项的得分只作系数（times: {item: …}），不计入任何合计")
    due: Literal["monthly", "quarterly"] | tuple[QuarterNumber, ...] | dict[QuarterNumber, DayOfYearText] = Field(
        default="quarterly",
        description="什么时候做：monthly 每月、quarterly 每季、[Q4] 只在这些季度；{Q4: 12-20} 还写明各季度的期限",
    )
    due_day: Annotated[Count | None, UNSEALED] = Field(
        default=None, description="每月的项目，每月几日以前做完；任务清单用，不影响得分"
    )
    requirement: Text | None = Field(default=None, description="考评内容")
    standard: Text | None = Field(default=None, description="整改标准：做到什么样算改好")
    materials: tuple[Text, ...] = Field(default=(), description="备查材料")
    task: YesNo = Field(default=False, description="单项工作：没有完成的要单独考核")
    not_applicable: (
        Annotated[
            NotApplicable,
            BeforeValidator(_short, written_as=Literal["full", "rescale", "mean"] | NotApplicable),
        ]
        | None
    ) = Field(default=None, description="不涉及时怎么计")
    not_applicable_to: Names = Field(default=(), description="不涉及的支部类别")
    floor: Number = Field(default=Decimal(0), description="最低分，默认 0")
    ceiling: OfClass | Literal["none"] | None = Field(
        default=None, description="最高可以到几分，默认本项满分；none 表示不封顶"
    )
    start: Literal["full", "zero"] = Field(default="full", description="从满分扣起 full，或从零得起 zero")
    at_most: ClassNumber | None = Field(default=None, description="本项最多扣（得、加）的分，扣与得各自计")
    highest_only: YesNo = Field(default=False, description="本项各条，扣的只取最重的一条，得的（加的）只取最高的一条")
    groups: dict[Name, Group] = Field(default={}, description="条款组")
    clauses: tuple[Clause, ...] = Field(min_length=1, description="评分标准")
    was: Names = Field(default=(), description="以前版本里的项目编号")

    @after
    def _take_facts(self) -> None:
        """`same`: a clause that reads the record of another has its fact."""
        if any(isinstance(each.fact, SameFact) for each in self.clauses):
            written = {each.id: each.fact for each in self.clauses}
            self.__dict__["clauses"] = tuple(_reading(each, written) for each in self.clauses)

    @cached_property
    def by_clause(self) -> dict[str, Clause]:
        """Its clauses by id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def readers(self) -> dict[str, tuple[Clause, ...]]:
        """By the id of a record clause, the clauses that read what is recorded there: itself, then the others."""
        found: dict[str, list[Clause]] = {each.id: [each] for each in self.clauses if each.fact.same is None}
        for each in self.clauses:
            if each.fact.same is not None:
                found[each.fact.same].append(each)
        return {key: tuple(several) for key, several in found.items()}

    def also_reading(self, clause: Clause) -> tuple[tuple[AnyFact, Rule | None], ...]:
        """How the other clauses reckon that read the same record: as which fact, by which rule."""
        several = self.readers.get(clause.recorded_under, ())
        return tuple((each.fact, each.rule) for each in several if each is not clause) if len(several) > 1 else ()

    def asked(self, clause: Clause, branch_class: str | None, months: int | None) -> Asked:
        """Against what a record under one of its clauses is held; of a class of branches (None: it is not known)."""
        held = self._asked
        key = clause.id, branch_class, months
        if key not in held:
            others, by_month = self.also_reading(clause), clause.combine == "sum"
            full = None if self.points is None else known(self.points, branch_class)
            held[key] = Asked(self.id, clause.id, clause.rule, branch_class, months, others, by_month, full)
        return held[key]

    @cached_property
    def _asked(self) -> "dict[tuple[str, str | None, int | None], Asked]":
        return {}

    @cached_property
    def draws(self) -> bool:
        """Whether the round draws a number of it from all branches."""
        return any(clause.drawn_by is not None for clause in self.clauses)

    @property
    def gives_mean(self) -> bool:
        """Whether those to which it does not apply get what it gave the others in the mean."""
        return self.not_applicable is not None and self.not_applicable.rule == "mean"

    @cached_property
    def vetoes(self) -> bool:
        """Whether one of its clauses is a veto."""
        return any(each.veto is not None for each in self.clauses)

    @cached_property
    def reckoned(self) -> dict[object, Any]:
        """What it was found to come to by itself, by what was asked: no document changes, and each round asks again."""
        return {}

    @cached_property
    def conditional(self) -> bool:
        """Whether one of its clauses acts under a condition only."""
        return any(each.when for each in self.clauses)

    @cached_property
    def named_departments(self) -> Names:
        """The departments that its clauses name, each once."""
        return tuple(dict.fromkeys(name for clause in self.clauses for name in clause.department))

    def recorded_by(self, clause: Clause) -> Names:
        """The departments that may record a clause: its own, or all of the item's."""
        return clause.department or self.department

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
        return tuple(each for each in self._unchosen if isinstance(each, ByClass))

    @cached_property
    def uses_heads(self) -> bool:
        """Whether any of its numbers follows from the head count of a branch."""
        return any(isinstance(each, PerHead) for each in self._unchosen)

    @cached_property
    def _unchosen(self) -> tuple[ByClass | PerHead, ...]:
        return tuple(unchosen(self))

    def for_heads(self, head_count: int | None) -> "Item":
        """The item with the numbers of a branch of so many people; itself where that is not known, or none follows."""
        if head_count is None or not self.uses_heads:
            return self
        known = self._for_heads
        if head_count not in known:
            known[head_count] = for_heads(self, head_count)
        return known[head_count]

    @cached_property
    def _for_heads(self) -> "dict[int, Item]":
        return {}

    @cached_property
    def _of_class(self) -> "dict[str, Item]":
        return {}

    @cached_property
    def in_base(self) -> bool:
        """Whether its points can be other than 0, and are in the base; bonus and penalties go on the total."""
        if self.factor:
            return False
        sinks = self.floor < 0 and any(clause.effect == "deduct" for clause in self.clauses)
        return self.points is not None or sinks or not self.bounded

    @cached_property
    def exceeds(self) -> bool:
        """Whether it may come to more than its full marks."""
        return self.points is not None and self.ceiling is not None and self.ceiling != self.points

    @cached_property
    def takes_highest(self) -> bool:
        """Whether of some of its clauses only the heaviest, or the highest, counts."""
        return self.highest_only or any(group.highest_only for group in self.groups.values())

    @cached_property
    def bounded(self) -> bool:
        """Whether it has full marks, though they be 0; one without points may earn without end."""
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

    def deadline(self, period: Month | Quarter) -> date | None:
        """The day by which it is to be done in a month or a quarter; None where the rubric names none."""
        if isinstance(period, Month):
            return None if self.due_day is None else period.day(self.due_day)
        days = self.due if isinstance(self.due, dict) else {}
        day = next((day for name, day in days.items() if name == f"Q{period.number}"), None)
        return None if day is None else day.in_year(period.year)

    def asked_of(self, branch_class: str, number: int) -> bool:
        """Whether it is asked of a class of branches in the first, second, ... quarter of a year."""
        return branch_class not in self.not_applicable_to and self.due_in(number)


class Area(Placed):
    """专业方面: a part of the rubric, such as 党建工作; how many there are is data."""

    id: Name = Field(description="方面编号，如 DJ")
    name: Name = Field(description="方面名称")
    short: Annotated[Name | None, UNSEALED] = Field(default=None, description="方面的简称，窄的表里用，如 党建")
    points: Amount | None = Field(default=None, description="本方面满分，须等于各项目之和；只有加减分的方面不写")
    times: Times | None = Field(
        default=None,
        description="本方面再乘：一个数（满分也乘），{item: 项目} 的得分，或 {area: 方面} 得分占满分的比例",
    )
    items: tuple[Item, ...] = Field(min_length=1, description="考评项目")

    @cached_property
    def summed(self) -> tuple[Item, ...]:
        """The items that add up to it: all but factors."""
        return tuple(item for item in self.items if not item.factor)

    @property
    def weight(self) -> Decimal:
        """What its points and its full marks are weighed by alike."""
        return self.times if isinstance(self.times, Decimal) else Decimal(1)

    @property
    def in_base(self) -> bool:
        """Whether it has points of its own, which move the base unless it is a factor.

        One with bonus, penalties and vetoes alone has none.
        """
        return self.points is not None or any(item.in_base for item in self.items)

    @property
    def marks(self) -> OfClass | None:
        """满分 before it is weighed: as written, else the sum of its items; None where one that has none may earn
        without end.
        """
        if self.points is not None:
            return self.points
        if not all(item.bounded for item in self.summed):
            return None
        return sum_of([item.points for item in self.summed if item.points is not None])

    @property
    def full_marks(self) -> OfClass | None:
        """满分 as the area counts: weighed; None where it has none."""
        return None if self.marks is None else scaled(self.marks, self.weight)


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
    def marks(self) -> OfClass | None:
        """总分 before the measure weighs it: as written, else the sum of its areas' full marks; None where one of them
        has none.
        """
        if self.total is not None:
            return self.total
        marks = [area.full_marks for area in self.summed if area.in_base]
        return None if None in marks else sum_of([each for each in marks if each is not None])

    @property
    def weight(self) -> Decimal:
        """What the whole is weighed by, points and full marks alike."""
        return self.measure.times if isinstance(self.measure.times, Decimal) else Decimal(1)

    @property
    def full_marks(self) -> OfClass | None:
        """总分 as it counts: weighed; None where there is none."""
        return None if self.marks is None else scaled(self.marks, self.weight)

    @cached_property
    def factors(self) -> tuple[FactorKey, ...]:
        """The items and areas that something is multiplied by, each once, in the order in which they are used."""
        used = [*(area.times for area in self.areas), self.measure.times]
        return tuple(dict.fromkeys(each.key for each in used if isinstance(each, Factor)))

    @cached_property
    def weighed(self) -> bool:
        """Whether anything is multiplied, or stands outside the sums."""
        times = [*(area.times for area in self.areas), self.measure.times]
        return any(each is not None for each in times) or any(item.factor for item in self.items())

    @cached_property
    def summed(self) -> tuple[Area, ...]:
        """The areas that add up to the base: all but factors."""
        return tuple(area for area in self.areas if not self.is_factor(area))

    def is_factor(self, part: Area | Item) -> bool:
        """Whether an area is a factor, or an item: by itself or with its area; then it is in no sum."""
        if isinstance(part, Item):
            return part.factor or self.is_factor(self.area_of[part.id])
        return FactorKey("area", part.id) in self.factors

    @cached_property
    def area_of(self) -> dict[str, Area]:
        """The area of each item, by the item's id."""
        return {item.id: area for area in self.areas for item in area.items}

    def for_heads(self, head_count: int) -> "Rubric":
        """The rubric with the numbers of a branch of so many people; itself where none follows from a head count."""
        known = self._for_heads
        if head_count not in known:
            known[head_count] = for_heads(self, head_count) if self.uses_heads else self
        return known[head_count]

    @cached_property
    def uses_heads(self) -> bool:
        """Whether any number follows from the head count of a branch."""
        return any(item.uses_heads for item in self.items())

    @cached_property
    def _for_heads(self) -> "dict[int, Rubric]":
        return {}

    @cached_property
    def reckoned(self) -> dict[object, Any]:
        """What it was found to come to by itself, by what was asked: each round, and each plant that has it, asks."""
        return {}

    @cached_property
    def draws(self) -> bool:
        """Whether the round draws a number of it from all branches."""
        return any(item.draws for item in self.items())

    @cached_property
    def compares_events(self) -> bool:
        """Whether a clause counts the heaviest of the records of one event only."""
        return any(clause.highest_per_event for item in self.items() for clause in item.clauses)

    @cached_property
    def averages(self) -> bool:
        """Whether an item gives those to which it does not apply what it gave the others in the mean."""
        return any(item.gives_mean for item in self.items())

    @cached_property
    def by_item(self) -> dict[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items()}

    @cached_property
    def position(self) -> dict[tuple[str, str], int]:
        """Where each clause stands in the order of the rubric, by item and clause id."""
        keys = ((item.id, clause.id) for item in self.items() for clause in item.clauses)
        return {key: index for index, key in enumerate(keys)}
