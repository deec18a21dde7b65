"""记录: inspections, self-assessments and findings. A record states facts, not points (docs/细则语言.md)."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from dangjian_kaoping.facts.kinds import Statement
from dangjian_kaoping.model.values import (
    Date,
    MonthText,
    Name,
    Names,
    Placed,
    QuarterText,
    Reason,
    Text,
    says_nothing,
)


class Finding(Statement):
    """检查发现: one fact under one clause, with the reason and the 整改标准 where it costs points.

    Three kinds: a problem has `rectify_by` and an `id`; 立行立改 has
    `settled: on_site`; anything else that costs points is a measured shortfall. `concerns` names the older
    problems that it is about: rectified too late, or back again.
    """

    item: Name
    clause: Name
    reason: Text | None = None
    standard: Text | None = None
    id: Name | None = None
    rectify_by: Date | None = None
    settled: Literal["on_site"] | None = None
    concerns: Names = ()
    carried_out: Text | None = None
    process: Text | None = None
    result: Text | None = None
    inspector: Text | None = None
    note: Text | None = None

    @property
    def says_why(self) -> bool:
        """Whether there is a reason that is one: 无 is none."""
        return self.reason is not None and not says_nothing(self.reason)


Outcome = Literal["closed", "in_progress", "not_started", "reopened"]
"""已销号, 整改中, 还没有动, 销号后又出现."""


class FollowUp(Placed):
    """复查: what a department found of an older problem."""

    outcome: Outcome
    note: Text | None = None


class Visit(FollowUp):
    """A follow-up on a day of its own, outside an inspection."""

    id: Name
    date: Date
    department: Name


class FollowUps(Placed):
    """复查记录: visits outside an inspection, to problems found in this round."""

    kind: Literal["followups"]
    version: Name
    quarter: QuarterText
    note: Text | None = None
    followups: tuple[Visit, ...]


def _nothing(value: object) -> object:
    return {} if value is None else value


class BranchInspection(Placed):
    """One department's inspection of one branch in a round."""

    date: Date
    not_applicable: dict[Name, Text] = Field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    followups: dict[Name, FollowUp] = Field(default_factory=dict)
    note: Text | None = None


class Inspection(Placed):
    """联合检查考评: what one department found in one round, keyed by branch."""

    kind: Literal["inspection"]
    version: Name
    quarter: QuarterText
    department: Name
    note: Text | None = None
    branches: dict[Name, BranchInspection]


class RoundSettings(Placed):
    """本轮情况: what holds of a round as a whole. `absent` are departments that inspected nobody, and why."""

    kind: Literal["round"]
    version: Name
    quarter: QuarterText
    note: Text | None = None
    absent: dict[Name, Reason] = Field(default_factory=dict)


class BranchSelf(Placed):
    """One branch's self-assessment of one month; a month that was handed in with nothing is empty."""

    findings: tuple[Finding, ...] = ()
    note: Text | None = None


class SelfAssessment(Placed):
    """自查自评: what the branches declared for one month, keyed by branch."""

    kind: Literal["self"]
    version: Name
    month: MonthText
    note: Text | None = None
    branches: dict[Name, Annotated[BranchSelf, BeforeValidator(_nothing)]]
