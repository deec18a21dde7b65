"""事件 `event`: each record is one event of a named level.

写法：`event: [各级别]`；`roles: {主办: 1, 协办: 0.5}` 是各角色的折算系数；各角色的分不成比例的，只列名称
`roles: [主办, 协办]`，在 `levels` 里写各级别、各角色的分 `levels: {省级: {主办: 3, 协办: 2}}`
意思：一条记录一件事，写 `level`（哪一级）；一样的几件可以写 `count`；细则有 `roles` 的，记录要写 `role`
默认：`count` 是 1；没有 `roles` 就不折算
例：`{fact: {event: [一般, 严重]}, deduct: {levels: {一般: 0.5, 严重: 2}}}` 记 `{level: 一般, count: 2}`、
`{level: 严重}` 扣 3 分
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Self

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import ONE, ZERO, Exact, plain, times
from dangjian_kaoping.facts.asked import (
    Asked,
    Condition,
    Price,
    Problem,
    Readers,
    Recorded,
    Say,
    Setting,
    Stating,
    Terms,
    Unlike,
    not_named,
)
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled, in_numbers, number, read_in
from dangjian_kaoping.facts.count import CountStated, occurrences
from dangjian_kaoping.facts.fact import KindOfFact
from dangjian_kaoping.facts.families import OneByOne
from dangjian_kaoping.facts.level import LevelStated
from dangjian_kaoping.facts.neighbours import Neighbour, counted_near, next_to
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.rule import EachRule, LevelsRule, Rule
from dangjian_kaoping.model.values import Amount, Name


class EventFact(OneByOne["EventStated"]):
    """事件: each finding is one event of a named level. A finding writes `level: 省部级`, and if needed
    `role: 协办`, `event: 事件编号`, `count: 2`.
    """

    TAG = "event"
    TITLE = "事件"
    RECORDED = ("level", "role", "count")
    WANTED = "level: 级别（需要时 role、event、count）"
    RULES = (LevelsRule, EachRule)
    CHANGES: ClassVar = {"event": Setting("clause-level", "names"), "roles": Setting("{side}-role", "roles")}
    CALLED: ClassVar = {"event": "事件 事件编号 事项", "role": "角色 身份", "roles": "角色 各角色"}
    ASSESSES = False
    EACH_CASE = "每起"
    IN_STEPS = False

    event: tuple[Name, ...] = Field(min_length=1, description="各级别（或严重程度）")
    roles: dict[Name, Amount] | tuple[Name, ...] = Field(
        default={}, description="各角色的折算系数，如 {主办: 1, 协办: 0.5}；或只列名称 [主办, 协办]，分写在 levels 里"
    )

    @property
    def priced_roles(self) -> tuple[str, ...]:
        return self.roles if isinstance(self.roles, tuple) else ()

    @property
    def known_levels(self) -> tuple[str, ...]:
        return self.event

    def names(self) -> Iterator[tuple[str, Collection[str]]]:
        yield "event", self.event
        yield "roles", self.roles

    def misfit(self, rule: Rule) -> str | None:
        wrong = isinstance(rule, EachRule) and bool(self.priced_roles)
        return "角色只列名称的，用 levels 写各级别、各角色的分" if wrong else None

    def check(self, rule: Rule | None, faults: Faults, readers: Readers = ()) -> None:
        for index, role in enumerate(self.priced_roles):
            if role in self.priced_roles[:index]:
                faults.add(codes.KP207(level=role, problem="写了两次"), self.place_of("roles", index))

    def problem(self, stated: "EventStated", asked: Asked) -> Problem | None:
        if isinstance(stated.count, dict):
            return Problem("KP306", "count 只记一个数", ("count",))
        if stated.event is not None and (stated.count or 1) > 1:
            text = f"写了 event 的是一件事，count 却写了 {stated.count} 起；不是一件的，各记一条，各写各的 event"
            return Problem("KP315", text, ("count",))
        if stated.role is not None:
            problem = not_named(stated.role, tuple(self.roles), "role", "角色")
            if problem is not None:
                return problem
        elif self.roles:
            return Problem("KP306", f"没有写角色 role（{'、'.join(self.roles)}）")
        return not_named(stated.level, self.event, "level", "级别")

    def neighbours(self, stated: "EventStated", asked: Asked) -> Iterator[Neighbour]:
        """The level before or behind it, every other role; of those that are alike, one more or less."""
        yield from (Neighbour({"level": each}) for each in next_to(stated.level or "", self.event))
        yield from (Neighbour({"role": each}) for each in self.roles if each != stated.role)
        if stated.event is None:  # what has a name is one event
            yield from counted_near("count", occurrences(stated))

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        return (
            Box("way", "哪一级", "choice", choices=self.event),
            *((Box("role", "什么角色", "choice", choices=tuple(self.roles)),) if self.roles else ()),
            Box(number(1), "一样的有几起，1 起的空着", "count", "起", optional=True),
        )

    def boxed(self, stated: "EventStated", months: int | None) -> Mapping[str, str]:
        named = {"way": stated.level, "role": stated.role}
        count = stated.count if isinstance(stated.count, int) else None
        return {column: name for column, name in named.items() if name is not None} | in_numbers([count])

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        if self.roles and "role" not in cells:
            return Unfilled("role", f"没有选角色（{'、'.join(self.roles)}）")
        keys = {"level": "way", "role": "role", "count": number(1)}
        return read_in(
            cells, {key: column for key, column in keys.items() if key == "level" or column in cells}, "没有选级别"
        )

    # ── as points ──────────────────────────────────────────────────────────────────────────────────────────────

    def alone(self, price: Price, recorded: Recorded["EventStated"]) -> Exact:
        """Points of its level, by its role and number."""
        return times(self.one(price, recorded), Decimal(occurrences(recorded.finding)))

    def one(self, price: Price, recorded: Recorded["EventStated"]) -> Exact:
        stated = recorded.finding
        if not occurrences(stated):
            return ZERO
        points = price.of_level(stated.level, stated.role)
        return times(points, self.roles[stated.role]) if stated.role and isinstance(self.roles, dict) else points

    def meets(self, condition: Condition, recorded: Sequence[Recorded["EventStated"]], terms: Terms) -> bool:
        """Whether there are so many events, of the levels that are named."""
        stated = (each.finding for each in recorded)
        counted = (each for each in stated if not condition.levels or each.level in condition.levels)
        number = Decimal(sum(map(occurrences, counted)))
        return number > 0 if condition.holds is None else condition.holds(number)

    def happened(self, recorded: Sequence[Recorded["EventStated"]], terms: Terms, free: Exact) -> bool:
        return any(occurrences(each.finding) for each in recorded)

    @property
    def most_weight(self) -> Decimal:
        return max(self.roles.values(), default=ONE) if isinstance(self.roles, dict) else ONE

    # ── in another version ─────────────────────────────────────────────────────────────────────────────────────

    def never_like(self, after: Self, *, turned: bool) -> Unlike | None:
        """What was no level was no event."""
        return None if set(after.event) <= set(self.event) else "levels"

    def carried(self, after: Self, recorded: Sequence[Recorded["EventStated"]], months: int) -> list[Stating] | Unlike:
        """Its level and its role, where these are known still; a role that none asks for is left out."""
        stated = [each.finding for each in recorded]
        known = all(each.level in after.event and (not after.roles or each.role in after.roles) for each in stated)
        return [{"role": each.role if after.roles else None} for each in stated] if known else "levels"

    # ── made up ────────────────────────────────────────────────────────────────────────────────────────────────

    def stating_apart(self) -> tuple[Stating, ...]:
        roles = tuple(self.roles)
        if not roles:
            return tuple({"level": each} for each in self.event)
        return tuple({"level": each, "role": role} for each in self.event for role in roles)

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        return "起"

    @property
    def any_in_words(self) -> str:
        return "有此情形的"

    def at_levels_in_words(self, levels: str, stretch: str) -> str:
        return f"{levels}有 {stretch}的" if stretch else f"有{levels}的"

    def more_in_words(self, verb: str, say: Say) -> str:
        parts = self.roles.items() if isinstance(self.roles, dict) else ()
        words = "、".join(f"{role}按 {plain(part)} 折算" for role, part in parts)
        return words and f"，{words}"

    def recorded_in_words(self, stated: "EventStated") -> str:
        parts = [part for part in (stated.level, stated.role) if part]
        if isinstance(stated.count, int):
            parts.append(f"{stated.count} 起")
        if stated.event:
            parts.append(f"事件“{stated.event}”")
        return "，".join(parts)


class EventStated(LevelStated, CountStated):
    """The keys of a record of it; its level and their number are keys of `level` and `count`.

    `event` names the event that a record is about. A record of any kind may, where its clause counts the heaviest
    of one event only (`highest_per_event`).
    """

    KIND: ClassVar[KindOfFact] = EventFact
    role: Name | None = None
    event: Name | None = None
