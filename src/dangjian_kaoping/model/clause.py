"""评分标准: a clause joins a fact, a rule and limits (docs/细则语言.md)."""

from functools import cached_property
from typing import Annotated, Literal

from dangjian_kaoping.facts.asked import Combine
from dangjian_kaoping.facts.kinds import AnyFact
from dangjian_kaoping.model.marks import BeforeValidator, Field, MisfitError, after
from dangjian_kaoping.model.number import ClassNumber, Line, OfClass
from dangjian_kaoping.model.rule import Branches, EachRule, Rule, ShareRule
from dangjian_kaoping.model.values import Count, Name, Names, Placed, Text, YesNo

Effect = Literal["deduct", "earn", "give_back", "bonus", "penalty", "veto", "record"]
VetoEffect = Literal["total_zero", "last_place", "score_cap", "grade_cap", "barred"]
Scope = Literal["group", "item"]
EFFECTS: tuple[Effect, ...] = ("deduct", "earn", "give_back", "bonus", "penalty", "veto")


class Trigger(Placed):
    """When something is set off: by the recorded quantity or value, or by a level. Without an end: by any fact."""

    start: Line | None = Field(default=None, alias="from", description="达到（含）")
    over: Line | None = Field(default=None, description="超过（不含）")
    end: Line | None = Field(default=None, alias="to", description="不高于（含）")
    under: Line | None = Field(default=None, description="低于（不含）")
    levels: Names = Field(default=(), alias="at", description="在这些档（级别）时")


class Empties(Trigger):
    """不得分: the scope goes to 0. Default scope: the innermost that has points."""

    scope: Scope | None = Field(default=None, description="清零的范围：group 本组、item 本项")
    lasts: Literal["round", "year"] = Field(
        default="round", alias="for", description="清到什么时候：本轮 round，或本年以后各轮也不得分 year"
    )


class Veto(Trigger):
    """一票否决, with its declared effect."""

    effect: VetoEffect = Field(
        description="后果：总分为零 total_zero、排在最后 last_place、得分封顶 score_cap、等次受限 grade_cap、"
        "不得评先或兑现 barred"
    )
    lasts: Literal["round", "year"] = Field(
        default="round", alias="for", description="在本轮 round，或在全年排名中也 year"
    )
    at_most: ClassNumber | None = Field(default=None, description="score_cap 时综合得分最高几分")
    grade: Name | None = Field(default=None, description="grade_cap 时最高可评的等次")
    barred_from: Names = Field(
        default=("commendation",), description="barred 时不得：commendation 评先选优、money 兑现"
    )


class When(Trigger):
    """条件: what the record of another clause of the item must say. Of an event `at` counts those of such levels."""

    clause: Name = Field(description="看本项哪一条的记录")


class Repeat(Placed):
    """屡查屡犯: the price of one occurrence by how many earlier rounds had one (docs/细则语言.md, 计分的先后)."""

    prices: tuple[ClassNumber, ...] = Field(default=(), description="首轮、再犯一轮、两轮……每次的分；超出的按最后一个")
    times: tuple[ClassNumber, ...] = Field(
        default=(), description="首轮、再犯一轮、两轮……原价的倍数；与 prices 只写一个"
    )
    adds: YesNo = Field(default=False, description="true 表示 prices 在原价之上加，默认是替代原价")
    window: Count | None = Field(default=None, description="往前看几轮；不写按考评办法的 repeat_window")

    @after
    def _prices_or_times(self) -> None:
        if bool(self.prices) == bool(self.times):
            raise MisfitError("repeat_kind", "prices 和 times 要写一个，只写一个")


def _scope(value: object) -> object:
    return {"scope": value} if isinstance(value, str) else value


def _several(value: object) -> object:
    return (value,) if isinstance(value, dict) else value


def _effect(value: object) -> object:
    return {"effect": value} if isinstance(value, str) else value


class Clause(Placed):
    """评分标准: one sentence of the rubric, executable. Its id is unique in its item and stable over versions."""

    id: Name = Field(description="条款编号，本项内唯一，各版本不变")
    text: Text = Field(description="条款原文，照细则印出")
    fact: AnyFact = Field(description="检查时记什么")
    deduct: Rule | None = Field(default=None, description="扣分")
    earn: Rule | None = Field(default=None, description="得分（从零起）")
    give_back: Rule | None = Field(default=None, description="还分：处置得力，还给已扣的分")
    bonus: Rule | None = Field(default=None, description="总分加分")
    penalty: Rule | None = Field(default=None, description="总分扣减")
    veto: Annotated[Veto, BeforeValidator(_effect, written_as=VetoEffect | Veto)] | None = Field(
        default=None, description="一票否决"
    )
    combine: Combine = Field(
        default="worst",
        description="几条记录怎样合：最不利的一条 worst、各条的分取平均 mean、各条的分相加 sum；"
        "每月的数写 sum，是各月分别计分再相加",
    )
    free: ClassNumber | None = Field(default=None, description="免扣的数量")
    times: ClassNumber | None = Field(default=None, description="加倍的倍数")
    at_most: ClassNumber | None = Field(default=None, description="本条最多扣（得、加）的分")
    empties: Annotated[Empties, BeforeValidator(_scope, written_as=Scope | Empties)] | None = Field(
        default=None, description="不得分的条件与范围"
    )
    below_zero: YesNo = Field(default=False, description="本条可以扣到零分以下（倒扣）")
    highest_per_event: YesNo = Field(default=False, description="同一事件只取最重（最高）的一条")
    highest_only: YesNo = Field(default=False, description="不论几件事，本条只取最重（最高）的一件")
    repeat: Repeat | None = Field(default=None, description="前几轮也有的，每次的分")
    when: Annotated[tuple[When, ...], BeforeValidator(_several, written_as=When | list[When])] = Field(
        default=(), description="本条在什么条件下才起作用；写几个的，都要达到"
    )
    group: Name | None = Field(default=None, description="所属的组")
    department: Names = Field(default=(), description="记本条的部室，一个或几个；不写是本项的各部室都可以记")
    undone: YesNo = Field(default=False, description="本条就是单项工作未完成")
    was: Names = Field(default=(), description="以前版本里的编号，如 DJ-01/缺会")

    @after
    def _one_effect(self) -> None:
        # a veto may stand beside the points that the same fact costs
        effects = [name for name in EFFECTS if name != "veto" and getattr(self, name) is not None]
        if len(effects) > 1:
            raise MisfitError("two_effects", "一条只能有一种后果，这里写了 {found}", {"found": "、".join(effects)})

    @cached_property
    def effect(self) -> Effect:
        """What it does with points; a clause that only empties is a deduction, one that does nothing only records."""
        without: Effect = "record" if self.empties is None else "deduct"
        return next((name for name in EFFECTS if getattr(self, name) is not None), without)

    @cached_property
    def rule(self) -> Rule | None:
        """Its rule; None where it only empties, vetoes or records."""
        return None if self.effect in ("veto", "record") else getattr(self, self.effect)

    @cached_property
    def drawn_by(self) -> tuple[str, Branches] | None:
        """The key of its rule under which stands a number that the round draws from all branches; None without."""
        rule = self.rule
        if isinstance(rule, EachRule):
            sides = (("below", rule.below), ("above", rule.above))
            return next(((key, line) for key, line in sides if isinstance(line, Branches)), None)
        if isinstance(rule, ShareRule) and isinstance(rule.of, Branches):
            return "of", rule.of
        return None

    @cached_property
    def looks_at(self) -> frozenset[str]:
        """The clauses whose records its conditions read."""
        return frozenset(when.clause for when in self.when)

    @cached_property
    def decides(self) -> bool:
        """Whether an item is not scored without it: it takes or gives the item's points, or says that it is undone."""
        return self.effect in ("deduct", "earn") or self.undone

    @cached_property
    def recorded_under(self) -> str:
        """The clause under which its fact is recorded: itself, or the one whose record it reads."""
        return self.fact.same or self.id


class Group(Placed):
    """条款组: clauses with points or a cap of their own inside an item."""

    title: Name = Field(description="组名")
    points: OfClass | None = Field(default=None, description="本组满分")
    ceiling: OfClass | Literal["none"] | None = Field(
        default=None, description="最高可以到几分，默认本组满分；none 表示不封顶"
    )
    at_most: ClassNumber | None = Field(default=None, description="本组最多扣（得、加）的分，扣与得各自计")
    highest_only: YesNo = Field(default=False, description="本组各条，扣的只取最重的一条，得的（加的）只取最高的一条")
    start: Literal["full", "zero"] | None = Field(
        default=None, description="从满分扣起 full，或从零得起 zero；默认同本项"
    )
