"""`kaoping explain` as JSON, `kaoping.explain/1`: the engine's tree of steps, with titles and sources."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Final, Literal, NotRequired

from typing_extensions import TypedDict

from dangjian_kaoping.engine.follow.ledger import Entry, State
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.item import ItemScore, Status
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import TableScore
from dangjian_kaoping.engine.step import NOTHING, Step
from dangjian_kaoping.exact import places
from dangjian_kaoping.model.clause import VetoEffect
from dangjian_kaoping.model.marks import Keywords
from dangjian_kaoping.words.figures import published_or_none, six
from dangjian_kaoping.write.json.document import Day, Number, Object, QuarterName
from dangjian_kaoping.write.json.finding import FindingData, finding_data, source_of
from dangjian_kaoping.write.json.ledger import FollowUpData
from dangjian_kaoping.write.json.score import ScoreData, adjustments_data, incomplete_data, standing_data
from dangjian_kaoping.write.json.steps import StepData, step_data
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.explain/1"
"""The version of the contract."""

Side = Literal["composite", "inspection", "self_assessment"]
"""What a tree of steps makes."""


class RootData(StepData):
    """一棵步骤树的根"""

    side: Side
    """算的是哪一个：综合得分、检查、自评"""


class MoneyData(Object):
    """这个支部的钱（元）"""

    policy: str
    """按哪一版绩效奖励办法"""
    complete: bool
    """是不是定了的；一轮暂定，钱也暂定"""
    coefficient: Number | None
    """系数"""
    reward: Number
    """奖励"""
    penalty: Number
    """扣款"""
    net: Number
    """实发"""
    counted_penalties: list[str]
    """算了的各项扣款"""
    steps: StepData
    """实发是怎样来的"""


class _Paid(Object):
    money: NotRequired[MoneyData]
    """钱；没有绩效奖励办法的、只看一个项目的没有这个键"""


class ConcernedData(Object):
    """本轮的发现说到的以前的问题"""

    id: str
    """问题编号"""
    state: State
    """台账里的状态"""
    rectify_by: Day | None
    """整改期限"""
    closed_on: Day | None
    """哪天销号"""
    days_late: int
    """到检查那天超过期限几天"""
    source: str | None
    """记在哪里，文件:行"""
    follow_ups: list[FollowUpData]
    """各次复查"""


Lasting = TypedDict(
    "Lasting", {"for": Annotated[Literal["round", "year"], Keywords(description="管多久：本轮 round、到年底 year")]}
)


class VetoData(Lasting, Object):
    """一次否决"""

    item: str
    """项目编号"""
    clause: str
    """条款编号"""
    effect: VetoEffect
    """后果"""
    source: str | None
    """条款在细则的哪里，文件:行"""


class ConditionData(Object):
    """条款的一个条件"""

    clause: str
    """条款编号"""
    read: str
    """看哪一条的记录"""
    holds: bool
    """成立不成立"""
    sources: list[str]
    """看的是哪几条记录，文件:行"""


class ItemData(Object):
    """一个项目"""

    item: str
    """项目编号"""
    title: str
    """标题"""
    status: Status
    """算了没有，为什么没有算"""
    value: Number | None
    """得分"""
    points: Number | None
    """满分；没有满分的为 null"""
    bonus: Number
    """加分"""
    penalty: Number
    """扣减"""
    undone: bool
    """是不是没有完成的单项工作"""
    lacking: list[str]
    """缺事实的条款"""
    conditions: list[ConditionData]
    """有条件的条款，各个条件"""
    findings: list[FindingData]
    """各条发现"""


class ExplainDocument(ScoreData, _Paid):
    """一个支部的分是怎样来的（explain）"""

    format: Literal["kaoping.explain/1"]
    """格式和它的版本"""
    quarter: QuarterName
    """哪一轮"""
    rubric: str
    """按哪一版细则"""
    vetoes: list[VetoData]
    """各次否决"""
    concerned: list[ConcernedData]
    """本轮的发现说到的以前的问题"""
    inspected_items: list[ItemData]
    """检查的各项目"""
    declared_items: list[ItemData]
    """自评的各项目"""
    steps: list[RootData]
    """步骤树；有综合得分的，是得出综合得分的那一棵"""


def explain_json(
    result: RoundResult,
    placing: Placing,
    item_id: str | None = None,
    entries: Mapping[str, Entry] = MappingProxyType({}),
    reward: RewardResult | None = None,
) -> str:
    """The account of a branch's score as JSON text; with `item_id` only that item. Raises KeyError for an unknown one.

    `concerned` are the older problems (`entries`) that its findings name, as they stood in this round. `steps`
    are the roots of the tree, each with the side that it belongs to: the composite where there is one, else what
    there is instead. Every step holds its parts, and a value is its operation on theirs.
    """
    score, rubric = placing.score, result.rubric
    if item_id is not None and item_id not in rubric.by_item:
        raise KeyError(item_id)
    roots = _whole(score) if item_id is None else _of_item(score, item_id)
    document: ExplainDocument = {
        "format": FORMAT,
        "quarter": str(result.quarter),
        "rubric": rubric.version,
        "branch": score.branch.name,
        "id": score.branch.id,
        "class": score.branch.branch_class,
        "rank": placing.rank,
        "flags": list(placing.flags),
        **standing_data(placing),
        "composite": published_or_none(score.composite),
        "inspection": published_or_none(score.inspection),
        "self_assessment": published_or_none(score.self_assessment),
        "base": published_or_none(score.base),
        "bonus": six(score.bonus.value),
        "penalty": six(score.penalty.value),
        "incomplete": [incomplete_data(reason) for reason in score.incomplete],
        "vetoes": [
            {
                "item": veto.item.id,
                "clause": veto.clause.id,
                "effect": veto.veto.effect,
                "for": veto.veto.lasts,
                "source": source_of(veto.clause.at),
            }
            for veto in score.vetoes
        ],
        **adjustments_data(score),
        "concerned": [_concerned(entry, day) for entry, day in _named(score, entries, item_id)],
        "inspected_items": _items(score.inspected, item_id),
        "declared_items": [] if score.declared is None else _items(score.declared, item_id),
        "steps": [{"side": side, **step_data(step)} for side, step in roots],
        **_paid(None if item_id is not None else reward, score),
    }
    return as_json(document)


def _named(score: BranchScore, entries: Mapping[str, Entry], item_id: str | None) -> Iterator[tuple[Entry, date]]:
    """The older problems that the inspection's findings name, with the day of the inspection."""
    for finding in score.findings:
        if item_id in (None, finding.item.id):
            for problem_id in finding.recorded.finding.concerns:
                if problem_id in entries:
                    yield entries[problem_id], finding.recorded.day


def _concerned(entry: Entry, day: date) -> ConcernedData:
    return {
        "id": entry.id,
        "state": entry.state,
        "rectify_by": None if entry.finding.rectify_by is None else entry.finding.rectify_by.isoformat(),
        "closed_on": None if entry.closed_on is None else entry.closed_on.isoformat(),
        "days_late": entry.days_late(day),
        "source": source_of(entry.finding.at),
        "follow_ups": [
            {"date": each.day.isoformat(), "outcome": each.record.outcome, "source": source_of(each.record.at)}
            for each in entry.follow_ups
        ],
    }


def _paid(reward: RewardResult | None, score: BranchScore) -> _Paid:
    """The branch's money under the policy in force, if there is one; `money` holds the steps of what is paid."""
    payout = None if reward is None else reward.payout_of(score.branch.id)
    if reward is None or payout is None:
        return {}
    coefficient = payout.coefficient
    return {
        "money": {
            "policy": reward.policy.version,
            "complete": reward.complete,
            "coefficient": None if coefficient is None else six(coefficient.value),
            "reward": places(payout.reward.value, 2),
            "penalty": places(payout.penalty.value, 2),
            "net": places(payout.net.value, 2),
            "counted_penalties": sorted(payout.counted),
            "steps": step_data(payout.net),
        }
    }


def _whole(score: BranchScore) -> Iterator[tuple[Side, Step]]:
    if score.composite is not None:
        yield "composite", score.composite
    elif score.inspection is not None:
        yield "inspection", score.inspection
    else:
        yield from (("inspection", step) for step in _item_steps(score.inspected))
    weighs = score.composite is not None and score.self_assessment is not None
    if not weighs and score.self_assessment is not None:
        yield "self_assessment", score.self_assessment
    elif score.self_assessment is None and score.declared is not None:
        if score.declared.base is not None:
            yield "self_assessment", score.declared.base
        else:
            yield from (("self_assessment", step) for step in _item_steps(score.declared))


def _of_item(score: BranchScore, item_id: str) -> Iterator[tuple[Side, Step]]:
    sides: tuple[tuple[Side, TableScore | None], ...] = (
        ("inspection", score.inspected),
        ("self_assessment", score.declared),
    )
    for side, table in sides:
        if table is not None:
            yield from ((side, step) for step in _item_steps(table, item_id))


def _item_steps(table: TableScore, item_id: str | None = None) -> Iterator[Step]:
    for item in _chosen(table, item_id):
        yield from (step for step in (item.step, item.bonus, item.penalty) if step is not NOTHING)


def _chosen(table: TableScore, item_id: str | None) -> Iterable[ItemScore]:
    return (score for score in table.items if item_id is None or score.item.id == item_id)


def _items(table: TableScore, item_id: str | None) -> list[ItemData]:
    return [
        {
            "item": score.item.id,
            "title": score.item.title,
            "status": score.status,
            "value": None if score.value is None else six(score.value),
            "points": None if score.item.points is None else six(score.points),
            "bonus": six(score.bonus.value),
            "penalty": six(score.penalty.value),
            "undone": score.undone,
            "lacking": [clause.id for clause in score.lacking],
            "conditions": list(_conditions(score)),
            "findings": [finding_data(finding) for finding in score.findings],
        }
        for score in _chosen(table, item_id)
    ]


def _conditions(score: ItemScore) -> Iterator[ConditionData]:
    for clause_id, readings in score.conditions.items():
        for each in readings:
            sources = (source_of(recorded.finding.at) for recorded in each.recorded)
            yield {
                "clause": clause_id,
                "read": each.clause.id,
                "holds": each.holds,
                "sources": [source for source in sources if source is not None],
            }
