"""封存: what a published round followed from, and what came of it, so that no later edit goes unseen."""

from typing import Literal

from pydantic import Field

from dangjian_kaoping.model.values import Count, Date, Name, Number, Placed, QuarterText


class SealedBranch(Placed):
    """A branch's published figures (分), its rank, grade and flags; `items` is the digest of its items' points."""

    name: Name
    rank: Count
    composite: Number
    inspection: Number
    self_assessment: Number | None = None
    grade: Name | None = None
    flags: tuple[Name, ...] = ()
    items: Name


class SealedPart(Placed):
    """The digest of one input, and short digests of its parts, by which is told what was changed."""

    version: Name | None = Field(default=None, description="细则、奖励办法的版本")
    digest: Name
    parts: dict[Name, Name]


class Link(Placed):
    """The seal in force of an earlier round: whoever takes that away, or replaces it, breaks this one."""

    quarter: QuarterText
    digest: Name


class Seal(Placed):
    """One seal of a round. `previous` is the digest of the one that it replaces.

    `inputs` is the digest of all that the ranking follows from, as the published workbook prints it.
    """

    sealed_on: Date
    tool: Name = Field(description="封存时的程序版本")
    note: Name | None = None
    results: dict[Name, SealedBranch]
    inputs: Name
    rubric: SealedPart
    roster: SealedPart
    records: SealedPart
    adjustments: SealedPart | None = None
    policy: SealedPart | None = None
    earlier: Name | None = Field(default=None, description="以前各轮")
    after: Link | None = None
    previous: Name | None = None
    digest: Name


class Seals(Placed):
    """seal.yaml: the seals of one round, each replacing the one before."""

    kind: Literal["seal"]
    version: Name
    quarter: QuarterText
    seals: tuple[Seal, ...] = Field(min_length=1)

    @property
    def in_force(self) -> Seal:
        """The newest."""
        return self.seals[-1]
