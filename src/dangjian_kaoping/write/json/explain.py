"""`kaoping explain` as JSON, `kaoping.explain/1`: the engine's tree of steps, with titles and sources."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.circumstances import Occurrence
from dangjian_kaoping.engine.score.clause import FindingScore
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import TableScore
from dangjian_kaoping.engine.step import NOTHING, Step
from dangjian_kaoping.exact import places, plain
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Area, Item
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.words.figures import machine, published, six
from dangjian_kaoping.words.step import STEP_TITLE
from dangjian_kaoping.write.json.finding import Data, finding_data, source_of
from dangjian_kaoping.write.json.score import adjustments_data, incomplete_data, standing_data
from dangjian_kaoping.write.json_text import as_json

FORMAT = "kaoping.explain/1"
"""The version of the contract."""


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
    return as_json(
        {
            "format": FORMAT,
            "quarter": str(result.quarter),
            "rubric": rubric.version,
            "branch": score.branch.name,
            "id": score.branch.id,
            "class": score.branch.branch_class,
            "rank": placing.rank,
            "flags": list(placing.flags),
            **standing_data(placing),
            "composite": _published(score.composite),
            "inspection": _published(score.inspection),
            "self_assessment": _published(score.self_assessment),
            "base": _published(score.base),
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
            **({} if item_id is not None else _money(reward, score)),
        }
    )


def _named(score: BranchScore, entries: Mapping[str, Entry], item_id: str | None) -> Iterator[tuple[Entry, date]]:
    """The older problems that the inspection's findings name, with the day of the inspection."""
    for finding in score.findings:
        if item_id in (None, finding.item.id):
            for problem_id in finding.recorded.finding.concerns:
                if problem_id in entries:
                    yield entries[problem_id], finding.recorded.day


def _concerned(entry: Entry, day: date) -> Data:
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


def _money(reward: RewardResult | None, score: BranchScore) -> Data:
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


def _published(step: Step | None) -> str | None:
    return None if step is None else published(step)


def _whole(score: BranchScore) -> Iterator[tuple[str, Step]]:
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


def _of_item(score: BranchScore, item_id: str) -> Iterator[tuple[str, Step]]:
    for side, table in (("inspection", score.inspected), ("self_assessment", score.declared)):
        if table is not None:
            yield from ((side, step) for step in _item_steps(table, item_id))


def _item_steps(table: TableScore, item_id: str | None = None) -> Iterator[Step]:
    for item in _chosen(table, item_id):
        yield from (step for step in (item.step, item.bonus, item.penalty) if step is not NOTHING)


def _chosen(table: TableScore, item_id: str | None) -> Iterable[ItemScore]:
    return (score for score in table.items if item_id is None or score.item.id == item_id)


def _items(table: TableScore, item_id: str | None) -> list[Data]:
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
            "findings": [finding_data(finding) for finding in score.findings],
        }
        for score in _chosen(table, item_id)
    ]


def step_data(step: Step) -> Data:
    """A step with its parts: what it is called, how it came about, its value, and what and where it belongs to."""
    data: Data = {
        "name": step.name,
        "title": STEP_TITLE[step.name],
        "operation": step.operation,
        "value": machine(step),
        "source": _source(step.subject),
        **_subject(step.subject),
    }
    if step.terms:
        data["terms"] = {name: _term(value) for name, value in step.terms}
    data["parts"] = [step_data(part) for part in step.parts]
    data["aside"] = [step_data(part) for part in step.aside]
    return data


def _source(subject: object) -> str | None:
    if isinstance(subject, FindingScore):
        return source_of(subject.recorded.finding.at)
    return source_of(subject.at) if isinstance(subject, Placed) else None


def _subject(subject: object) -> Data:
    match subject:
        case Area():
            return {"area": subject.id}
        case Item():
            return {"item": subject.id}
        case Clause():
            return {"clause": subject.id, "text": subject.text}
        case FindingScore():
            return {"finding": finding_data(subject)}
        case _:
            return {}


def _term(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Occurrence):
        finding = value.finding
        return {"quarter": str(value.quarter), "id": finding.id, "source": source_of(finding.at)}
    if isinstance(value, tuple):
        return [_term(each) for each in value]
    return plain(value) if hasattr(value, "numerator") and not isinstance(value, int) else str(value)  # type: ignore[arg-type]
