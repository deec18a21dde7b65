"""复核调整: what a review after an objection changed, and on whose word (docs/设计.md, 定下来的读法)."""

from typing import Annotated, Literal

from dangjian_kaoping.facts.kinds import FACT_KEYS, Statement
from dangjian_kaoping.model.marks import Field, MisfitError, after
from dangjian_kaoping.model.unsealed import UNSEALED
from dangjian_kaoping.model.values import Amount, Date, Name, Names, Placed, QuarterText, Reason, Text, YesNo


class AsRecorded(Statement):
    """What the record says of a finding: as much as tells it from others of the same clause."""

    reason: Text | None = None


class Adjustment(Statement):
    """One decision of a review: it replaces a finding's fact, withdraws the finding, or sets an item's points.

    The finding is named by the problem's id (`finding`), or by branch, item and clause, and where these are not
    enough by department and by what was `recorded`. The fact's own keys state what holds instead. `points` (分)
    are the item's at the branch. The `objection` that led to it may be named later: it is no sealed content.
    """

    finding: Name | None = None
    branch: Name | None = None
    item: Name | None = None
    clause: Name | None = None
    department: Name | None = None
    recorded: AsRecorded | None = None
    withdrawn: YesNo = False
    points: Amount | None = None
    reason: Reason
    approved_by: Text
    date: Date
    note: Text | None = None
    objection: Annotated[Names, UNSEALED] = Field(default=(), description="因哪几件异议（objections.yaml 里的编号）")

    @property
    def stated(self) -> dict[str, object]:
        """The fact that holds instead, by its keys; a key that is not written stays as it was recorded."""
        return {key: value for key in FACT_KEYS if (value := getattr(self, key)) is not None}

    @after
    def _one_change(self) -> None:
        changes = [bool(self.stated), self.withdrawn, self.points is not None]
        if sum(changes) != 1:
            raise MisfitError(
                "adjustment_change",
                "一条复核调整只改一样：改事实（如 count: 1）、撤销（withdrawn: true）、定项目的分（points: 3）",
            )

    @after
    def _one_target(self) -> None:
        if self.points is not None:
            named = [self.finding, self.clause, self.department, self.recorded]
            if self.branch is None or self.item is None or any(each is not None for each in named):
                raise MisfitError(
                    "adjustment_target", "定项目的分，写 branch 和 item，不写 finding、clause、department、recorded"
                )
        elif self.finding is None and None in (self.branch, self.item, self.clause):
            raise MisfitError(
                "adjustment_target", "要写明调整的是哪一条发现：问题编号 finding，或 branch、item、clause"
            )


class Adjustments(Placed):
    """复核调整 of one round, as a document."""

    kind: Literal["adjustments"]
    version: Name
    quarter: QuarterText
    note: Text | None = None
    adjustments: tuple[Adjustment, ...] = Field(min_length=1)
