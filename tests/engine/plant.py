"""A small plant for tests: rubrics and records as the YAML that an office writes, scored twice.

`hold` fills in what a test is not about (titles, texts, reasons, dates), runs the documents through the reader,
the models and the engine, and holds the result against the second opinion.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.clause import ClauseScore
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult, score_round
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.records import Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.round import RoundSettings
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter, parse_quarter
from dangjian_kaoping.source.reader import read_yaml

from .second_opinion import Documents, Opinion, second_opinion

Model = TypeVar("Model", bound=Document)
F = Fraction

QUARTER = "2021Q1"
BRANCH = "甲一"
ITEM = "项"
CLASSES = ("甲", "乙")


def plain(text: str) -> Any:
    """YAML as plain data: every scalar is text, as the reader has it."""
    return yaml.load(text, Loader=yaml.CBaseLoader) or {}  # noqa: S506 - it makes nothing but texts


def modelled(model: type[Model], data: Any, file: str = "test.yaml") -> Model:
    """Plain data through the reader and the model, as from a file."""
    faults = Faults()
    read = read_yaml(json.dumps(data, ensure_ascii=False), file, faults)
    result = None if read is None else validated(model, read, file, faults)
    assert result is not None, [fault.message for fault in faults]
    return result


def round_of(
    quarter: str, inspections: list[Any], months: list[Any], absent: Mapping[str, str] = MappingProxyType({})
) -> Round:
    """The records of a quarter, and who inspected nobody in it, with the reason."""
    said = {"kind": "round", "version": "1", "quarter": quarter, "absent": dict(absent)}
    return Round(
        quarter_of(quarter),
        [modelled(Inspection, each, f"data/{quarter}/inspection/{n}.yaml") for n, each in enumerate(inspections)],
        [modelled(SelfAssessment, each, f"data/{quarter}/self/{n}.yaml") for n, each in enumerate(months)],
        settings=modelled(RoundSettings, said, f"data/{quarter}/round.yaml") if absent else None,
    )


def quarter_of(text: str) -> Quarter:
    """2021Q1 as a Quarter."""
    quarter = parse_quarter(text)
    assert quarter is not None
    return quarter


def engine_result(documents: Documents) -> RoundResult:
    """What the engine says of the documents."""
    return score_round(
        modelled(Rubric, documents.rubric),
        modelled(Roster, documents.roster),
        round_of(documents.quarter, documents.inspections, documents.months, documents.absent),
        [round_of(quarter, held, []) for quarter, held in documents.earlier.items()],
    )


@dataclass
class Held:
    """A round that was held: the engine's result and the second opinion on it."""

    result: RoundResult
    opinions: Mapping[str, Opinion]

    def placing(self, branch: str = BRANCH) -> Placing:
        return next(each for each in self.result.placings if branch in (each.score.branch.name, each.score.branch.id))

    def score(self, branch: str = BRANCH) -> BranchScore:
        return self.placing(branch).score

    def item(self, item: str = ITEM, branch: str = BRANCH) -> ItemScore:
        return next(each for each in self.score(branch).inspected.items if each.item.id == item)

    def own_item(self, item: str = ITEM, branch: str = BRANCH) -> ItemScore:
        declared = self.score(branch).declared
        assert declared is not None
        return next(each for each in declared.items if each.item.id == item)

    def clause(self, clause: str, item: str = ITEM, branch: str = BRANCH) -> ClauseScore:
        return next(each for each in self.item(item, branch).clauses if each.clause.id == clause)

    def points(self, item: str = ITEM, branch: str = BRANCH) -> Exact:
        value = self.item(item, branch).value
        assert value is not None
        return value

    def own_points(self, item: str = ITEM, branch: str = BRANCH) -> Exact:
        value = self.own_item(item, branch).value
        assert value is not None
        return value

    def composite(self, branch: str = BRANCH) -> str:
        step = self.score(branch).composite
        return "none" if step is None else str(step.value)

    def figures(self, branch: str = BRANCH) -> tuple[str, ...]:
        """Published: base, inspection, self-assessment, composite."""
        score = self.score(branch)
        steps = (score.base, score.inspection, score.self_assessment, score.composite)
        return tuple("none" if step is None else str(step.value) for step in steps)

    @property
    def ranks(self) -> dict[str, int | None]:
        return {each.score.branch.name: each.rank for each in self.result.placings}

    @property
    def flags(self) -> dict[str, tuple[str, ...]]:
        return {each.score.branch.name: each.flags for each in self.result.placings if each.flags}

    def flagged(self, flag: str) -> set[str]:
        return {name for name, flags in self.flags.items() if flag in flags}


def hold(
    rubric: str,
    inspection: str = "",
    own: str | None = None,
    *,
    branches: str = "{甲一: 甲}",
    earlier: Mapping[str, str] | None = None,
    roster: str | None = None,
    quarter: str = QUARTER,
    everywhere: bool = True,
) -> Held:
    """Hold a round.

    `rubric`: measure, and items (of one area) or areas. `inspection`: department, then branch, then findings (or a
    whole record). `own`: month, then branch, then findings; all three months are filed with nothing where it is
    None. `branches`: name to class. With `everywhere` every department inspects every branch, with nothing to
    record where nothing is written. `earlier`: rounds before, written like `inspection`.
    """
    documents = documents_of(
        rubric,
        inspection,
        own,
        branches=branches,
        earlier=earlier,
        roster=roster,
        quarter=quarter,
        everywhere=everywhere,
    )
    return held(documents)


def held(documents: Documents) -> Held:
    """Score documents twice; both must agree on every figure."""
    result = engine_result(documents)
    opinions = second_opinion(documents)
    agree(result, opinions)
    return Held(result, opinions)


def scored(
    item: str,
    findings: str = "[]",
    *,
    branch_class: str = "甲",
    measure: str = "{}",
    earlier: Mapping[str, str] | None = None,
) -> Held:
    """Hold a round of one item (id 项, department 部) and one branch, from the item's body and its findings."""
    rubric = json.dumps({"measure": plain(measure), "items": [{"id": ITEM} | plain(item)]}, ensure_ascii=False)
    return hold(
        rubric,
        _at_the_branch(findings),
        branches=f"{{{BRANCH}: {branch_class}}}",
        earlier={quarter: _at_the_branch(text) for quarter, text in (earlier or {}).items()},
    )


def _at_the_branch(findings: str) -> str:
    return json.dumps({"部": {BRANCH: plain(findings) or []}}, ensure_ascii=False)


def points(item: str, findings: str = "[]", **circumstances: Any) -> Exact:
    """The points of the one item of `scored`."""
    return scored(item, findings, **circumstances).points()


def documents_of(
    rubric: str,
    inspection: str,
    own: str | None,
    *,
    branches: str,
    earlier: Mapping[str, str] | None,
    roster: str | None,
    quarter: str,
    everywhere: bool,
) -> Documents:
    """The whole documents of a round, with the parts that a test leaves out."""
    whole = _whole_rubric(plain(rubric))
    if roster is None:
        listed = _roster(plain(branches), _departments(whole))
    else:
        listed = {"kind": "roster", "version": "1", "classes": list(CLASSES)} | plain(roster)
        listed.setdefault("departments", _roster({}, _departments(whole))["departments"])
    names = [next(row["name"] for row in rows if "name" in row) for rows in listed["branches"].values()]
    months = None if own is None else plain(own)
    return Documents(
        rubric=whole,
        roster=listed,
        quarter=quarter,
        inspections=_inspections(plain(inspection), quarter, names if everywhere else [], listed["departments"]),
        months=_months(months, quarter, names),
        earlier={
            each: _inspections(plain(text), each, names if everywhere else [], listed["departments"])
            for each, text in (earlier or {}).items()
        },
    )


def _whole_rubric(written: Any) -> Any:
    areas = written.pop("areas", None)
    if areas is None:
        areas = [{"id": "面", "items": written.pop("items")}]
    for area in areas:
        area.setdefault("name", area["id"])
        for item in area["items"]:
            item.setdefault("title", item["id"])
            item.setdefault("department", "部")
            item.setdefault("standard", "改好")
            for name, group in item.get("groups", {}).items():
                group.setdefault("title", name)
            for clause in item["clauses"]:
                clause.setdefault("text", clause["id"])
    head = {"kind": "rubric", "version": "1", "title": "细则", "effective_from": "2018Q1"}
    return head | written | {"areas": areas}


def _departments(rubric: Any) -> list[str]:
    found: dict[str, None] = {}
    for area in rubric["areas"]:
        for item in area["items"]:
            department = item["department"]
            found |= dict.fromkeys([department] if isinstance(department, str) else department)
    return list(found)


def _roster(branches: Mapping[str, str], departments: list[str]) -> Any:
    since = {"from": "2018-01-01"}
    return {
        "kind": "roster",
        "version": "1",
        "classes": list(CLASSES),
        "departments": {f"D{n}": [since | {"name": name}] for n, name in enumerate(departments)},
        "branches": {
            f"B{n:02d}": [since | {"name": name, "class": branch_class}]
            for n, (name, branch_class) in enumerate(branches.items())
        },
    }


def _inspections(written: Any, quarter: str, everywhere: list[str], departments: Any) -> list[Any]:
    day = f"{quarter[:4]}-{int(quarter[5]) * 3:02d}-20"
    names = [rows[-1]["name"] for rows in departments.values()] if everywhere else []
    found = []
    for department in dict.fromkeys([*written, *names]):
        branches: dict[str, Any] = {name: {"date": day} for name in everywhere}
        for branch, record in written.get(department, {}).items():
            whole = {"findings": record} if isinstance(record, list) else dict(record)
            whole.setdefault("date", day)
            whole["findings"] = [_finding(each) for each in whole.get("findings", [])]
            branches[branch] = whole
        found.append(
            {"kind": "inspection", "version": "1", "quarter": quarter, "department": department, "branches": branches}
        )
    return found


def _months(written: Any, quarter: str, everybody: list[str]) -> list[Any]:
    if written is None:
        first = int(quarter[5]) * 3 - 2
        written = {f"{quarter[:4]}-{first + n:02d}": {name: [] for name in everybody} for n in range(3)}
    return [
        {
            "kind": "self",
            "version": "1",
            ("quarter" if "Q" in month else "month"): month,
            "branches": {
                branch: {"findings": [_finding(each) for each in findings]} for branch, findings in branches.items()
            },
        }
        for month, branches in written.items()
    ]


def _finding(written: Any) -> Any:
    return {"item": ITEM} | {"reason": "原因"} | written


def tree(step: Step | None) -> Iterator[Step]:
    """A step with all that it stands on, and what was laid aside."""
    if step is not None:
        yield step
        for each in (*step.parts, *step.aside):
            yield from tree(each)


def agree(result: RoundResult, opinions: Mapping[str, Opinion]) -> None:
    """Engine and second opinion say the same of every branch, from the clause to the rank."""
    assert {each.score.branch.id for each in result.placings} == set(opinions)
    for placing in result.placings:
        branch = placing.score.branch
        engine, opinion = asdict(said(placing)), asdict(opinions[branch.id])
        unlike = {key: (engine[key], opinion[key]) for key in engine if engine[key] != opinion[key]}
        assert not unlike, f"{branch.name}: engine and second opinion differ: {unlike}"


def said(placing: Placing) -> Opinion:
    """The engine's figures in the form of the second opinion."""
    score = placing.score
    return Opinion(
        clauses={
            (table, item.item.id, clause.clause.id): _fraction(clause.points)
            for table, items in (
                ("inspection", score.inspected.items),
                ("self", score.declared.items if score.declared else ()),
            )
            for item in items
            for clause in item.clauses
            # a self-assessment is base only: what it declares beside that counts nowhere
            if clause.effect != "record"
            and (table == "inspection" or clause.effect not in ("bonus", "penalty", "veto"))
        },
        items={each.item.id: _or_none(each.value) for each in score.inspected.items},
        own_items={each.item.id: _or_none(each.value) for each in score.declared.items} if score.declared else {},
        areas={key: _fraction(step.value) for key, step in score.inspected.areas.items()},
        base=_or_none(score.base and score.base.value),
        bonus=_fraction(score.bonus.value),
        penalty=_fraction(score.penalty.value),
        inspection=_or_none(score.inspection and score.inspection.value),
        own=_or_none(score.self_assessment and score.self_assessment.value),
        composite=_or_none(score.composite and score.composite.value),
        rank=placing.rank,
        grade=placing.grade,
        flags=frozenset(placing.flags),
        suppressed=sum(each.suppressed_by is not None for each in score.findings),
    )


def _fraction(value: Exact) -> Fraction:
    return Fraction(value)


def _or_none(value: Exact | None) -> Fraction | None:
    return None if value is None else Fraction(value)
