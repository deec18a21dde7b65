"""封存: what a published round followed from, and what came of it, so that no later edit goes unseen."""

from typing import Literal

from pydantic import Field

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

    `inputs` is the digest of all that the ranking follows from, as the published workbook prints it.
    """

    sealed_on: Date
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
    after: Link | None = None
    previous: Text | None = None
    digest: Text


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
