"""档次 `level`: one of the named levels.

写法：`level: [好, 较好, 差]`，从好到差
意思：定在哪一档。记录写 `level`
默认：无
例：`{fact: {level: [好, 较好, 差]}, earn: {levels: {好: 4, 较好: 3, 差: 0}}}` 记 `{level: 较好}` 得 3 分
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import ClassVar, Self

from dangjian_kaoping.exact import Exact
from dangjian_kaoping.facts.asked import (
    Asked,
    Condition,
    Price,
    Problem,
    Recorded,
    Setting,
    Stating,
    Terms,
    Unlike,
    not_named,
)
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled, read_in
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import LeastFavourable
from dangjian_kaoping.facts.neighbours import Neighbour, next_to
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.rule import LevelsRule
from dangjian_kaoping.model.values import Name


class LevelFact(LeastFavourable["LevelStated"]):
    """定档: one of the named levels. A finding writes `level: 较好`."""

    TAG = "level"
    TITLE = "档次"
    RECORDED = ("level",)
    WANTED = "level: 档次"
    RULES = (LevelsRule,)
    CHANGES: ClassVar = {"level": Setting("clause-level", "names")}
    CALLED: ClassVar = {"level": "档次 等级 级别 档 等次"}
    HAS_NUMBER = False
    NEEDED = True

    level: tuple[Name, ...] = Field(min_length=2, description="各档，从最好到最差")

    @property
    def known_levels(self) -> tuple[str, ...]:
        return self.level

    def names(self) -> Iterator[tuple[str, Collection[str]]]:
        yield "level", self.level

    @property
    def wanted(self) -> str:
        return f"{self.WANTED}（{'、'.join(self.level)}）"

    def problem(self, stated: "LevelStated", asked: Asked) -> Problem | None:
        return not_named(stated.level, self.level, "level", "档次")

    def neighbours(self, stated: "LevelStated", asked: Asked) -> Iterator[Neighbour]:
        near = tuple(next_to(stated.level or "", self.level))
        yield from (Neighbour({"level": each}) for each in near)
        ends = (self.level[0], self.level[-1])
        yield from (Neighbour({"level": end}, far=True) for end in ends if end not in (stated.level, *near))

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        return (Box("way", "定在哪一档", "choice", choices=self.level),)

    def boxed(self, stated: "LevelStated", months: int | None) -> Mapping[str, str]:
        return {} if stated.level is None else {"way": stated.level}

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        return read_in(cells, {"level": "way"}, "没有选档次")

    def alone(self, price: Price, recorded: Recorded["LevelStated"]) -> Exact:
        return price.of_level(recorded.finding.level)

    def meets(self, condition: Condition, recorded: Sequence[Recorded["LevelStated"]], terms: Terms) -> bool:
        return not condition.levels or any(each.finding.level in condition.levels for each in recorded)

    def never_like(self, after: Self, *, turned: bool) -> Unlike | None:
        return None if set(self.level) == set(after.level) else "levels"

    # ── made up ────────────────────────────────────────────────────────────────────────────────────────────────

    def stating_apart(self) -> tuple[Stating, ...]:
        return tuple({"level": each} for each in self.level)

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        return "起"

    @property
    def any_in_words(self) -> str:
        return "不论定为哪一档，有记录的"

    def recorded_in_words(self, stated: "LevelStated") -> str:
        return f"定为“{stated.level}”"


class LevelStated(Stated):
    """The keys of a record of it."""

    KIND: ClassVar[KindOfFact] = LevelFact
    level: Name | None = None
