"""本轮情况 (round.yaml): who did not inspect, what is due when, the approval, and when the result was public."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from dangjian_kaoping.model.marks import Field, MisfitError, after_field
from dangjian_kaoping.model.values import Date, Name, Placed, QuarterText, Reason, Text


class Window(Placed):
    """公示期: from one day to another, both included; the days are written, never computed."""

    since: Date = Field(alias="from", description="公示的第一天")
    until: Date = Field(alias="to", description="公示的最后一天（含）")
    where: Text | None = Field(default=None, description="公示在哪里")

    @after_field("until")
    @staticmethod
    def _in_order(until: date, given: Mapping[str, Any]) -> None:
        since = given.get("since")
        if since is not None and until < since:
            raise MisfitError("window", "公示的最后一天（to）不能早于第一天（from，{since}）", {"since": str(since)})


class Approval(Placed):
    """审定: who approved the round's result, on which day, by which minutes."""

    by: Text = Field(description="由谁审定，写机构")
    date: Date
    minutes: Text | None = Field(default=None, description="会议纪要的文号")


class Correction(Placed):
    """更正的审定: who approved it; the window in which those whom it makes worse are heard."""

    by: Text = Field(description="由谁审定，写机构")
    date: Date
    minutes: Text | None = Field(default=None, description="会议纪要的文号")
    publication: Window | None = None


class Deadlines(Placed):
    """What is due when: the departments' inspections, and the branches' self-assessments, one day each period."""

    inspection: Date | None = None
    self_assessment: tuple[Date, ...] = ()


class RoundSettings(Placed):
    """本轮情况: what holds of a round as a whole. `absent` are departments that inspected nobody, and why.

    Of all this only `absent` decides any points, and is a part of the sealed records.
    """

    kind: Literal["round"]
    version: Name
    quarter: QuarterText
    note: Text | None = None
    absent: dict[Name, Reason] = Field(default_factory=dict)
    deadlines: Deadlines | None = None
    approved: Approval | None = None
    publication: Window | None = None
    corrections: tuple[Correction, ...] = ()

    def windows(self) -> Iterator[Window]:
        """The windows in which the result, and what was corrected of it, is public, in the order of the file."""
        if self.publication is not None:
            yield self.publication
        yield from (each.publication for each in self.corrections if each.publication is not None)
