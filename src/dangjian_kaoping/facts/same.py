"""同一事实 `same`: a clause that reads the record of another clause of its item, and has none of its own.

When an item is read, the fact of the other clause takes the place of this word, counted as the reader counts it
(`as`): what reads a rubric meets real facts only. The word stays where there is no fact to take; `check` says why.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Never, TypeVar, get_args

from dangjian_kaoping.exact import ZERO, Exact
from dangjian_kaoping.facts.asked import Asked, Condition, Meeting, Price, Problem, Recorded, Terms
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled
from dangjian_kaoping.facts.fact import Fact, Stated
from dangjian_kaoping.facts.neighbours import Neighbour
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.values import Name, Text

Read = TypeVar("Read", bound=Fact[Never])


class SameFact(Fact[Stated]):
    """同一事实: the record of another clause of the item, `fact: {same: 少建}`. Nothing is recorded under it."""

    TAG = "same"
    TITLE = "同一事实"
    RECORDED = ()
    WANTED = ""
    RULES = ()
    CHANGES: ClassVar = {}
    CALLED: ClassVar = {"same": "同 同一 同上 引用条款"}

    clause: Name = Field(alias="same", description="读本项哪一条的记录")
    counts_as: Text | None = Field(default=None, alias="as", description="以什么计；不写与那一条相同")

    def taken_from(self, fact: Read) -> Read | None:
        """The fact that it reads, counted as it says; None where that cannot be counted so."""
        update = {"same": self.clause}
        if self.counts_as is not None:
            known = type(fact).model_fields.get("counts_as")
            if known is None or self.counts_as not in get_args(known.annotation):
                return None
            update["counts_as"] = self.counts_as
        return fact.model_copy(update=update)

    # ── nothing follows from it by itself ──────────────────────────────────────────────────────────────────────

    def problem(self, stated: Stated, asked: Asked) -> Problem | None:
        return None

    def neighbours(self, stated: Stated, asked: Asked) -> tuple[Neighbour, ...]:
        return ()

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        return ()

    def boxed(self, stated: Stated, months: int | None) -> Mapping[str, str]:
        return {}

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        return {}

    def alone(self, price: Price, recorded: Recorded[Stated]) -> Exact:
        return ZERO

    def added(self, price: Price, recorded: Sequence[Recorded[Stated]], meeting: Meeting) -> Sequence[Exact]:
        return [ZERO for _ in recorded]

    def meets(self, condition: Condition, recorded: Sequence[Recorded[Stated]], terms: Terms) -> bool:
        return False

    @property
    def unit(self) -> str:
        return ""

    def recorded_in_words(self, stated: Stated) -> str:
        return ""
