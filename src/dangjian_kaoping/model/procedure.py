"""程序 (kaoping.yaml): from which quarter on a round is approved and made public before it is final."""

from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.values import Count, Placed, QuarterText, YesNo


class Procedure(Placed):
    """考评结果的程序: the rounds from a quarter on are approved, made public and heard before they are final.

    `publication_days` are the working days that a result is public at least, `answer_days` those within which an
    objection is answered.
    """

    since: QuarterText = Field(alias="from", description="从哪一季起")
    approval: YesNo = Field(default=True, description="公示以前要不要审定（round.yaml 的 approved）")
    publication_days: Count | None = Field(default=None, description="公示至少几个工作日")
    answer_days: Count | None = Field(default=None, description="异议在几个工作日内答复")
