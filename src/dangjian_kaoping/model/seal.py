"""封存: what a published round followed from, and what came of it, so that no later edit goes unseen."""

from typing import Literal

from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.values import Count, Date, Figure, Placed, QuarterText, Text


class SealedBranch(Placed):
    """A branch's published figures (分), its rank, grade and flags; `items` is the digest of its items' points."""

    name: Text
    rank: Count
    composite: Figure
    inspection: Figure
    self_assessment: Figure | None = None
    grade: Text | None = None
    flags: tuple[Text, ...] = ()
    items: Text


class SealedPart(Placed):
    """The digest of one input, and short digests of its parts, by which is told what was changed."""

    version: Text | None = Field(default=None, description="细则、奖励办法的版本")
    digest: Text
    parts: dict[Text, Text]


class Link(Placed):
    """The seal in force of an earlier round: whoever takes that away, or replaces it, breaks this one."""

    quarter: QuarterText
    digest: Text


class Seal(Placed):
    """One seal of a round. `previous` is the digest of the one that it replaces.

    `inputs` is the digest of all that the ranking follows from, as the published workbook prints it. `stage` is that
    of a result which is still to be made public and heard; without it the seal is final. `procedure` are the approval,
    the windows, the objections and what went out, as they were: neither in `inputs` nor in any figure.
    """

    sealed_on: Date
    stage: Literal["publication"] | None = Field(default=None, description="publication 公示的结果；不写的是定案")
    tool: Text = Field(description="封存时的程序版本")
    note: Text | None = None
    results: dict[Text, SealedBranch]
    inputs: Text
    rubric: SealedPart
    roster: SealedPart
    records: SealedPart
    adjustments: SealedPart | None = None
    policy: SealedPart | None = None
    earlier: Text | None = Field(default=None, description="以前各轮")
    procedure: SealedPart | None = Field(default=None, description="审定、公示期、异议、公布登记")
    after: Link | None = None
    previous: Text | None = None
    digest: Text

    @property
    def final(self) -> bool:
        """Whether it is the final result (定案), and not that which is made public (公示)."""
        return self.stage is None


class Seals(Placed):
    """seal.yaml: the seals of one round, each replacing the one before."""

    kind: Literal["seal"]
    version: Text
    quarter: QuarterText
    seals: tuple[Seal, ...] = Field(min_length=1)

    @property
    def in_force(self) -> Seal:
        """The newest."""
        return self.seals[-1]

    @property
    def governed(self) -> bool:
        """Whether the round was ever made public before it was final; then it stays so, whatever kaoping.yaml says."""
        return not all(each.final for each in self.seals)

    @property
    def finals(self) -> tuple[Seal, ...]:
        """Its final seals, the oldest first."""
        return tuple(each for each in self.seals if each.final)
