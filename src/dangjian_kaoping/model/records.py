"""记录: inspections, self-assessments and findings. A record states facts, not points (docs/细则语言.md)."""

from typing import Annotated, Literal

from dangjian_kaoping.facts.kinds import Statement
from dangjian_kaoping.model.marks import BeforeValidator, Field, MisfitError, after
from dangjian_kaoping.model.unsealed import UNSEALED
from dangjian_kaoping.model.values import (
    Count,
    Date,
    MonthText,
    Name,
    Names,
    Placed,
    QuarterText,
    Text,
    says_nothing,
)
from dangjian_kaoping.periods import Month, Quarter


class Origin(Placed):
    """出处: the table that a finding was taken from, the sheet where it has several, and the row there as its reader
    counts them.
    """

    file: Text
    sheet: Text | None = None
    row: Count

    def __str__(self) -> str:
        return " ".join(filter(None, [self.file, self.sheet, f"第 {self.row} 行"]))


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
    origin: Annotated[Origin | None, UNSEALED] = None

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


NOTHING_TO_DECLARE = "无问题"
"""What a branch may write instead of its findings: it looked, and there is nothing to declare."""


def _declared(value: object) -> object:
    if isinstance(value, str) and value != NOTHING_TO_DECLARE:
        raise MisfitError("declared", "没有问题的只写“{nothing}”，有问题的写 findings", {"nothing": NOTHING_TO_DECLARE})
    return {} if value is None or isinstance(value, str) else value


class BranchInspection(Placed):
    """One department's inspection of one branch in a round; `team` is the one of the roster's that went (检查组)."""

    date: Date
    team: Annotated[Name | None, UNSEALED] = None
    not_applicable: dict[Name, Text] = Field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    followups: dict[Name, FollowUp] = Field(default_factory=dict)
    note: Text | None = None


class FormOf(Placed):
    """表: of which branches, by their ids, the form asked from which a document was written.

    `numbers` are the 编号 that were given to rows of it, by the rows' keys; those of findings that are gone stay.
    """

    branches: Names
    numbers: dict[Name, Name] = Field(default_factory=dict)


class Inspection(Placed):
    """联合检查考评: what one department found in one round, keyed by branch."""

    kind: Literal["inspection"]
    version: Name
    quarter: QuarterText
    department: Name
    note: Text | None = None
    form: Annotated[FormOf | None, UNSEALED] = None
    branches: dict[Name, BranchInspection]


class BranchFacts(Placed):
    """What a list says of one branch."""

    findings: tuple[Finding, ...] = ()
    note: Text | None = None


class Facts(Placed):
    """清单: facts that a department has of branches without a visit, out of a table of another system or office.

    They count as that department's records of the round; that it inspected anybody, they do not say.
    """

    kind: Literal["facts"]
    version: Name
    quarter: QuarterText
    department: Name
    note: Text | None = None
    branches: dict[Name, BranchFacts]


class BranchSelf(Placed):
    """One branch's self-assessment of one month or quarter; one that was handed in with nothing is empty."""

    findings: tuple[Finding, ...] = ()
    note: Text | None = None


class SelfAssessment(Placed):
    """自查自评: what the branches declared for one month, or for a whole quarter, keyed by branch."""

    kind: Literal["self"]
    version: Name
    month: MonthText | None = None
    quarter: QuarterText | None = None
    note: Text | None = None
    branches: dict[
        Name,
        Annotated[
            BranchSelf,
            BeforeValidator(_declared, written_as=Literal["无问题"] | BranchSelf | None),
        ],
    ]

    @after
    def _of_one_period(self) -> None:
        if self.month is None and self.quarter is None:
            raise MisfitError("period", "没有写是哪个月的（month），或哪一季的（quarter）")
        if self.month is not None and self.quarter is not None:
            raise MisfitError("period", "month 和 quarter 只能写一个")

    @property
    def period(self) -> Month | Quarter:
        """The month or the quarter that it is about."""
        period = self.month or self.quarter
        assert period is not None
        return period

    def is_of(self, period: Month | Quarter) -> bool:
        """Whether it is about a period; as bare tuples, the first quarter and January are alike."""
        return type(period) is type(self.period) and period == self.period

    @property
    def key(self) -> Literal["month", "quarter"]:
        """The key under which its period is written."""
        return "quarter" if self.month is None else "month"
