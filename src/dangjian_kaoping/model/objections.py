"""异议 (objections.yaml): what branches object to in a round's result, and what became of it."""

from typing import Annotated, Literal

from dangjian_kaoping.model.marks import Field, MisfitError, after
from dangjian_kaoping.model.unsealed import UNSEALED
from dangjian_kaoping.model.values import Date, Name, Placed, QuarterText, Reason, Text, YesNo

Outcome = Literal["upheld", "partly", "rejected", "withdrawn"]
"""成立、部分成立、不成立、撤回."""


class Decision(Placed):
    """处理决定: what became of an objection, on whose word, and when the objector was answered.

    One that was withdrawn needs neither a reason nor an approver. `without_adjustment` says why one that was upheld
    changes no record.
    """

    result: Outcome
    reason: Reason | None = None
    approved_by: Text | None = None
    date: Date
    without_adjustment: Reason | None = None
    answered: Annotated[Date | None, UNSEALED] = None

    @property
    def grants(self) -> bool:
        """Whether the objection was upheld, wholly or partly."""
        return self.result in ("upheld", "partly")

    @after
    def _on_whose_word(self) -> None:
        if self.result != "withdrawn":
            if self.reason is None:
                raise MisfitError("decision", "处理决定没有写理由（reason）")
            if self.approved_by is None:
                raise MisfitError("decision", "处理决定没有写由谁批准（approved_by）")


class Objection(Placed):
    """异议: to the result of a `branch`; of one of its items, by a clause or a finding, or as a whole.

    `objector` is who objects, where it is another. `new` is what is new in a second one on the same. One that came
    late is open only where it was `accepted`, with the `reason`.
    """

    id: Name
    branch: Name
    objector: Name | None = Field(default=None, alias="from", description="由哪个支部提出，与 branch 不同的才写")
    item: Name | None = None
    clause: Name | None = None
    finding: Name | None = None
    received: Date
    asks: Text
    new: Reason | None = None
    accepted: Annotated[YesNo, UNSEALED] = False
    reason: Annotated[Reason | None, UNSEALED] = Field(default=None, description="逾期的为什么受理")
    decision: Decision | None = None

    @property
    def party(self) -> str:
        """Who objects, as the file calls it."""
        return self.objector or self.branch

    @property
    def concern(self) -> tuple[str, ...]:
        """What it is about, by the file's names: the branch alone where it is the result as a whole."""
        if self.finding is not None:
            return (self.finding,)
        return tuple(each for each in (self.branch, self.item, self.clause) if each is not None)

    @after
    def _of_one_thing(self) -> None:
        if self.finding is not None and (self.item is not None or self.clause is not None):
            raise MisfitError("objection", "finding（问题编号）与 item、clause 只写一样")
        if self.clause is not None and self.item is None:
            raise MisfitError("objection", "写了 clause，也要写是哪个项目的（item）")
        if self.accepted and self.reason is None:
            raise MisfitError("objection", "受理逾期的异议（accepted），要写为什么（reason）")


class Objections(Placed):
    """异议 of one round, as a document."""

    kind: Literal["objections"]
    version: Name
    quarter: QuarterText
    note: Text | None = None
    objections: tuple[Objection, ...] = ()
