"""细则测试: rubric test cases, facts in and exact points out, which a rubric's author writes beside it."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.marks import BeforeValidator, Field, MisfitError, after
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.reward import RewardRules
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.model.values import (
    Amount,
    Count,
    ExactAmount,
    ExactNumber,
    Name,
    Names,
    Number,
    Placed,
    Reason,
    Text,
    YesNo,
)
from dangjian_kaoping.periods import Quarter

_Flag = Literal["bottom_three", "task_not_done", "veto"]


class CaseFact(Finding):
    """A finding of a case; it is under the case's item unless it names another."""

    item: Name = ""
    department: Name | None = Field(default=None, description="由哪个部室记；不写是检查这一项的第一个部室")


class CaseBranch(Placed):
    """A branch of a money case: what its reward and penalties follow from."""

    score: Number = Field(description="计奖得分")
    rank: Count | None = Field(default=None, description="名次；不写则按得分排")
    grade: Name | None = Field(default=None, description="等次；不写则按 measure 的等次，没有 measure 就是没有等次")
    heads: Count | None = Field(default=None, description="人数")
    branch_class: Name = Field(default="", alias="class", description="支部类别")
    flags: tuple[_Flag, ...] = Field(default=(), description="考核情形")
    undone: Count | None = Field(default=None, description="没有完成的单项工作有几项；不写则按考核情形，1 或 0")
    barred: YesNo = Field(default=False, description="是否因一票否决不得兑现")


def _yes_or_code(value: object) -> object:
    return {"true": "any"}.get(value, value) if isinstance(value, str) else value


class ExpectedFigures(Document):
    """What a case expects of one item, or of one branch of a round; only what is written is compared."""

    points: ExactNumber | None = Field(default=None, description="本项目得几分；除不尽的写成分数，如 25/3")
    bonus: ExactAmount | None = Field(default=None, description="总分加几分")
    penalty: ExactAmount | None = Field(default=None, description="总分扣几分")
    composite: ExactNumber | None = Field(default=None, description="综合得分（按办法修约后）")
    grade: Name | None = Field(default=None, description="等次")
    veto: Names | None = Field(default=None, description="触发的一票否决的后果")
    undone: YesNo | None = Field(default=None, description="是否算单项工作未完成")
    incomplete: YesNo | None = Field(default=None, description="true 表示缺必须的事实，算不出分")


class ExpectedBranch(ExpectedFigures):
    """What must come out for one branch of a round."""

    items: dict[Name, ExactNumber] = Field(default={}, description="各项目得几分：{项目编号: 分}")
    base: ExactNumber | None = Field(default=None, description="基础分（按办法修约后）")
    inspection: ExactNumber | None = Field(default=None, description="检查得分（按办法修约后）")
    self_assessment: ExactNumber | None = Field(default=None, description="自评得分（按办法修约后）")
    rank: Count | None = Field(default=None, description="名次")
    flags: tuple[_Flag, ...] | None = Field(default=None, description="考核情形，没有的写 []")


class Expected(ExpectedFigures):
    """What must come out, exactly; only what is written is compared."""

    branches: dict[Name, ExpectedBranch] = Field(default={}, description="各支部应得的结果（整轮的测试用）")
    rewards: dict[Name, ExactAmount] | None = Field(default=None, description="各支部的奖励（元）")
    penalties: dict[Name, ExactAmount] | None = Field(default=None, description="各支部的考核扣减（元）")
    nets: dict[Name, ExactNumber] | None = Field(default=None, description="各支部的实发（元）")
    coefficients: dict[Name, ExactNumber] | None = Field(default=None, description="各支部的系数")
    retained: ExactAmount | None = Field(default=None, description="没有发出去、留在基金里的钱（元）")
    refused: Annotated[Name, BeforeValidator(_yes_or_code)] | None = Field(
        default=None, description="true 表示这样的记录要被拒绝；也可以写检查代码，如 KP307"
    )


class Open(Expected):
    """待填: what must come out is still to be worked out, and written here; nothing is compared, and nothing shown."""


OPEN = "待填"
"""How it is written."""


def _open(value: object) -> object:
    """What stands for 待填: also the word with a note behind it, and that for one of the figures."""
    if isinstance(value, str) and value.startswith(OPEN):
        return Open()
    if isinstance(value, Mapping):
        return Open() if OPEN in value.values() else value
    if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool):
        raise MisfitError("no_key", "一组“键: 值”，如 {example}", {"example": _example(str(value))})
    return value


def _example(written: str) -> str:
    """What was written without its key, with the key that it most likely stands for."""
    return f"{{{'points' if _FIGURE.fullmatch(written) else 'grade'}: {written}}}"


_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+|/[0-9]+)?")


class RoundBranch(Placed):
    """A branch of a round that is tried: what the departments and it itself recorded."""

    branch_class: Name | None = Field(default=None, alias="class", description="支部类别")
    head_count: Count | None = Field(default=None, description="人数")
    departments: Names | None = Field(default=None, description="查过它的部室；不写是各部室都查过")
    not_applicable: dict[Name, Text] = Field(default={}, description="不涉及的项目和原因，写法与检查记录相同")
    facts: tuple[CaseFact, ...] = Field(default=(), description="检查发现")
    own: dict[Literal["1", "2", "3"], tuple[CaseFact, ...]] | None = Field(
        default=None, alias="self", description="本季度第几个月的自评；不写是三个月都交了，都没有问题"
    )


class Case(Placed):
    """One case: facts under an item, or scores for the measure, and what must come out."""

    name: Text = Field(description="说的是什么情形")
    item: Name | None = Field(default=None, description="考评项目")
    branch_class: Name | None = Field(default=None, alias="class", description="支部类别")
    head_count: Count | None = Field(default=None, description="支部的人数；细则有按人数折算的数（per_head）的要写")
    facts: tuple[CaseFact, ...] = Field(default=(), description="检查发现，写法与检查记录相同，不必写原因")
    not_applicable: Text | None = Field(default=None, description="不涉及的原因；写了就是不涉及")
    quarter: Literal["Q1", "Q2", "Q3", "Q4"] = Field(default="Q1", description="在哪个季度")
    months: Count = Field(default=3, description="每月应做的数乘几个月：检查是 3，自评是已交的月数")
    earlier: dict[Name, Count] = Field(default={}, description="前几轮里有几轮也发生过：{条款编号: 轮数}")
    inspection: Number | None = Field(default=None, description="检查得分（考评办法的测试用）")
    self_assessment: Number | None = Field(default=None, description="自评得分（考评办法的测试用）")
    score: Number | None = Field(default=None, description="综合得分（等次的测试用）")
    round: dict[Name, RoundBranch] = Field(default={}, description="整轮的测试：各支部和记下的事实")
    absent: dict[Name, Reason] = Field(default={}, description="整轮里没有检查的部室和原因：{部室: 原因}")
    branches: dict[Name, CaseBranch] = Field(default={}, description="参加兑现的支部（奖励办法的测试用）")
    carried: dict[Name, Amount] = Field(default={}, description="上季度结转来的钱：{奖励的项: 元}")
    expect: Annotated[Expected, BeforeValidator(_open, written_as=Literal["待填"] | Expected)] = Field(
        description="应得的结果；还没有算的写 待填"
    )
    later: Text | None = Field(default=None, description="暂不运行的原因")

    @property
    def is_open(self) -> bool:
        """Whether what must come out is still to be written."""
        return isinstance(self.expect, Open)

    @after
    def _about_something(self) -> None:
        if self.round:
            self._of_its_branches()
        elif self.absent or self.expect.branches:
            raise MisfitError("no_round", "absent、expect 里的 branches 只用于整轮的测试（round）")
        elif self.item is None and self.score is None and self.inspection is None and not self.branches:
            raise MisfitError(
                "no_subject",
                "要写 item（考评项目），或 score、inspection（考评办法），或 branches（奖励办法），或 round（整轮）",
            )

    def _of_its_branches(self) -> None:
        """A round is about the branches that it names, each fact about an item, and all of a branch stands at it."""
        if misplaced := sorted(self.expect.model_fields_set & _OF_AN_ITEM):
            told = ", ".join(f"{key}: …" for key in misplaced)
            raise MisfitError(
                "no_round",
                "整轮的测试（round）里，{written} 要写在各支部下面：expect: {example}",
                {
                    "written": "、".join(misplaced),
                    "example": f"{{branches: {{{next(iter(self.round))}: {{{told}}}}}}}",
                },
            )
        others = self.model_fields_set - _OF_A_ROUND
        if others:
            written = "、".join(sorted("class" if each == "branch_class" else each for each in others))
            raise MisfitError(
                "no_round", "整轮的测试（round）里，{written} 要写在各支部那里，或不写", {"written": written}
            )
        for name in self.expect.branches:
            if name not in self.round:
                raise MisfitError("no_branch", "expect 里的支部“{name}”在 round 里没有", {"name": name})
        own = (fact for branch in self.round.values() for facts in (branch.own or {}).values() for fact in facts)
        facts = (*(fact for branch in self.round.values() for fact in branch.facts), *own)
        if self.item is None and not all(fact.item for fact in facts):
            raise MisfitError("no_item", "每条事实要写是哪个项目的（item），或在情形里写一个 item")


_OF_A_ROUND = frozenset(("name", "item", "quarter", "round", "absent", "carried", "expect", "later", "at"))
"""What a case may say beside the branches of its round."""
_OF_AN_ITEM = frozenset(ExpectedFigures.model_fields)
"""What is expected of one item, or of each branch."""


class Cases(Placed):
    """细则测试 as a document: against a version of the rubric or of the reward policy, or against what is written in
    the document itself.
    """

    kind: Literal["cases"]
    version: Name
    rubric: Name | None = Field(default=None, description="测试哪一版细则，如 2020")
    reward: Name | None = Field(default=None, description="测试哪一版绩效奖励办法，如 2020")
    items: tuple[Item, ...] = Field(default=(), description="不对着整版细则，只试这里写的几个项目")
    areas: tuple[Area, ...] = Field(default=(), description="要试方面的（系数、等次），项目分方面写；与 items 取一")
    measure: Measure = Field(default_factory=Measure, description="与 items、areas 一起试的考评办法")
    policy: RewardRules | None = Field(default=None, description="不对着整份奖励办法，只试这里写的几项规则")
    note: Text | None = Field(default=None, description="说明")
    cases: tuple[Case, ...] = Field(min_length=1, description="各种情形")

    @after
    def _one_subject(self) -> None:
        inline = bool({"items", "areas", "measure", "policy"} & self.model_fields_set)
        if inline == (self.rubric is not None or self.reward is not None):
            raise MisfitError(
                "no_rubric",
                "要么写 rubric（测试哪一版细则）、reward（测试哪一版奖励办法），"
                "要么写 items（或 areas）、measure、policy（只试这里写的），两者取一",
            )
        if self.items and self.areas:
            raise MisfitError("no_rubric", "项目写在 items 里，或分方面写在 areas 里，只写一处")

    def own_rubric(self) -> Rubric:
        """The items of the document as a small rubric: in its areas, or all in one that is made up."""
        areas = self.areas or (Area.model_construct(id="试", name="试", points=None, items=self.items),)
        return Rubric.model_construct(
            kind="rubric",
            version="试",
            title="试",
            effective_from=Quarter(1, 1),
            note=None,
            total=None,
            measure=self.measure,
            areas=areas,
            at=self.at,
        )
