"""工作区: everything that was read, as plain nouns; the engine and the checks start from here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeVar

from dangjian_kaoping.model.adjustments import Adjustments
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.procedure import Procedure
from dangjian_kaoping.model.records import (
    BranchFacts,
    BranchInspection,
    Facts,
    FollowUps,
    Inspection,
    SelfAssessment,
)
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.round import Deadlines, RoundSettings
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.values import Amount, Count, Date, Name, Names, Notice, Placed, Reason, Text
from dangjian_kaoping.periods import Quarter

if TYPE_CHECKING:
    # a score reads no seal, and starts the quicker for it
    from dangjian_kaoping.model.objections import Objections
    from dangjian_kaoping.model.publications import Publications
    from dangjian_kaoping.model.reward import RewardPolicy
    from dangjian_kaoping.model.seal import Seals


class Dated(Protocol):
    """A document that is in force from a quarter on, until the next of its kind."""

    @property
    def effective_from(self) -> Quarter: ...  # noqa: D102


Version = TypeVar("Version", bound=Dated)


def in_force(versions: Iterable[Version], quarter: Quarter) -> Version | None:
    """The newest version that is in force in a quarter."""
    known = [each for each in versions if each.effective_from <= quarter]
    return max(known, key=lambda each: each.effective_from, default=None)


class ListSource(Placed):
    """清单: a table from elsewhere that holds facts of the branches, and in which of its columns what stands."""

    department: Name = Field(description="哪个部室的记录")
    clause: Name = Field(description="记在哪一条，项目编号/条款编号，如 DJ-11/平台得分")
    branch: Text = Field(description="党支部在哪一列（列头）")
    facts: dict[Name, Text] = Field(description="事实的键和它的列头，如 {score: 得分}")
    reason: Reason = Field(description="没有得满、扣分的原因怎样写，{score} 换成这一行的数，如 平台得分{score}分")
    aliases: dict[Text, Name] = Field(default={}, description="表里的叫法和它是哪个党支部")
    skip: Names = Field(default=(), description="党支部一列里不是党支部的行，如 [合计]")
    rows: Literal["one", "marks"] = Field(
        default="one", description="one 一个党支部一行；marks 一个打分人一行，合成打分"
    )


class Limits(Placed):
    """上限: what the newest version of the rubric may ask of the branches; older ones are as they were."""

    materials: Count | None = Field(default=None, description="备查材料最多几份，各项目加起来")
    trace_percent: Amount | None = Field(default=None, description="痕迹管理的分最多占总分的百分之几")


class Settings(Placed):
    """kaoping.yaml: the workspace's own settings."""

    kind: Literal["workspace"]
    version: Name
    unit: Text = Field(description="单位名称")
    committee: Text | None = Field(default=None, description="公布考评结果的党委（党总支）")
    note: Text | None = Field(default=None, description="说明，如 数据为虚构")
    notice_template: Text | None = Field(
        default=None, description="通报的模板，在工作区里，从本文件所在的文件夹算起，如 模板/通报.docx"
    )
    severities: dict[Name, Literal["error", "warning", "info", "off"]] = Field(
        default={}, description="检查代码的级别，如 {KP405: error, KP222: off}"
    )
    lists: dict[Name, ListSource] = Field(
        default={}, description="从别处来的清单怎样读，按名称（kaoping import --list）"
    )
    procedure: Procedure | None = Field(default=None, description="审定、公示、异议的程序从哪一季起")
    days_off: tuple[Date, ...] = Field(default=(), description="周一到周五里放假的日子")
    days_worked: tuple[Date, ...] = Field(default=(), description="周六、周日里上班的日子")
    public_page: Literal["ranks", "first"] | None = Field(
        default=None, description="公开的网页：ranks 列出名次和得分；first 只列前三名、数目和各方面的平均"
    )
    private_items: Names = Field(default=(), description="原因不公开的项目，如 [LZ-02]")
    remind_days: Notice | Literal["none"] = Field(
        default=3, description="任务清单的日历提前几天提醒，最多 90 天；0 是当天，不要提醒写 none"
    )
    limits: Limits | None = Field(
        default=None, description="最新一版细则的上限，如 {materials: 30, trace_percent: 20}；check 查"
    )
    names_file: Text | None = Field(default=None, description="工作区以外的一份名单，公布的文字里不许有其中的姓名")

    @property
    def signed_by_unit(self) -> bool:
        """Whether the unit signs what its Party committee should: none is named, or the unit as one."""
        return self.committee in (None, self.unit)

    @property
    def remind(self) -> int | None:
        """How many days (天) ahead a calendar reminds of a task; None: it does not."""
        return None if self.remind_days == "none" else self.remind_days


class Told(NamedTuple):
    """What a department says of a branch, both as its document calls them, and the day from which it knows it."""

    department: str
    branch: str
    day: date
    record: BranchInspection | BranchFacts


@dataclass(slots=True)
class Round:
    """考评轮次: the records of one quarter; and its seals, the objections to it and what went out of it, where they
    were asked for and there are any.
    """

    quarter: Quarter
    inspections: list[Inspection] = field(default_factory=list)
    self_assessments: list[SelfAssessment] = field(default_factory=list)
    visits: list[FollowUps] = field(default_factory=list)
    adjustments: list[Adjustments] = field(default_factory=list)
    seals: "Seals | None" = None
    objections: "Objections | None" = None
    publications: "Publications | None" = None
    settings: RoundSettings | None = None
    lists: list[Facts] = field(default_factory=list)

    def told(self) -> Iterator[Told]:
        """What departments recorded, document by document: at their inspections, and in lists.

        The facts of a list hold as of the quarter's last day.
        """
        for inspection in self.inspections:
            for name, record in inspection.branches.items():
                yield Told(inspection.department, name, record.date, record)
        for facts in self.lists:
            for name, each in facts.branches.items():
                yield Told(facts.department, name, self.quarter.last_day, each)

    @property
    def deadlines(self) -> Deadlines | None:
        """What is due when, where the office has said it."""
        return None if self.settings is None else self.settings.deadlines

    @property
    def absent(self) -> Mapping[str, str]:
        """The departments that inspected nobody, as the round calls them, and why."""
        return {} if self.settings is None else self.settings.absent


@dataclass(slots=True)
class Workspace:
    """What lies in a workspace, as far as it was asked for.

    `unread` are the paths of what could not be read, or not wholly: of what they hold, nobody can say that it is
    missing. Without `dated` there is a rubric of which nobody knows from when on it is in force.
    """

    settings: Settings | None
    roster: Roster | None
    rubrics: list[Rubric]
    rounds: dict[Quarter, Round]
    policies: "list[RewardPolicy]" = field(default_factory=list)
    unread: frozenset[str] = frozenset()
    dated: bool = True

    def readable(self, folder: str) -> bool:
        """Whether all that lies in a folder could be read."""
        return not any(file.startswith(folder) for file in self.unread)

    def seals(self) -> "list[Seals]":
        """The seals of its rounds, as far as they were asked for and there are any."""
        return [this.seals for this in self.rounds.values() if this.seals is not None]

    def rubric_in_force(self, quarter: Quarter) -> Rubric | None:
        """The newest rubric that is in force in a quarter."""
        return in_force(self.rubrics, quarter)

    def rubrics_by_quarter(self) -> dict[Quarter, Rubric]:
        """The rubric in force in each of its rounds that has one."""
        found = ((quarter, self.rubric_in_force(quarter)) for quarter in self.rounds)
        return {quarter: rubric for quarter, rubric in found if rubric is not None}

    def policy_in_force(self, quarter: Quarter) -> "RewardPolicy | None":
        """The newest reward policy that is in force in a quarter, of those that were read."""
        return in_force(self.policies, quarter)
