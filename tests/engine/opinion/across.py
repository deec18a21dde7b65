"""What a round lays down over all its branches: the facts that are read twice, lines, and means."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from .area import table_of
from .fact import Terms, measure_of, quantity_of
from .table import Branch, Table, asked_of, conditions_of, inspected_in
from .words import TAKES, ZERO, effect_of, kind_of, under


def facts_read(rubric: Any) -> Any:
    """The rubric in which a clause that reads another's fact (`same`) has it, and says whose it is (`reads`)."""
    return {**rubric, "areas": [{**area, "items": list(map(_item, area["items"]))} for area in rubric["areas"]]}


def _item(item: Any) -> Any:
    facts = {clause["id"]: clause["fact"] for clause in item["clauses"]}
    clauses = []
    for clause in item["clauses"]:
        same = clause["fact"].get("same")
        if same is not None:
            own = {key: value for key, value in clause["fact"].items() if key != "same"}
            clause = {**clause, "fact": {**facts[same], **own}, "reads": same}  # noqa: PLW2901
        clauses.append(clause)
    return {**item, "clauses": clauses}


class Member(NamedTuple):
    """A branch in a round, with the rubric that has the numbers of its class and head count."""

    branch: Branch
    rubric: Any


def with_lines(members: Mapping[str, Member], number: int, departments: Mapping[str, str]) -> dict[str, Member]:
    """Every branch with the rubric in which lines that all branches draw are numbers; `line` says whether they are."""
    found = {}
    for key, member in members.items():
        rubric = member.rubric
        areas = [
            {
                **area,
                "items": [_drawn(item, member.branch, members.values(), number, departments) for item in area["items"]],
            }
            for area in rubric["areas"]
        ]
        found[key] = Member(member.branch, {**rubric, "areas": areas})
    return found


def _drawn(item: Any, branch: Branch, members: Any, number: int, departments: Mapping[str, str]) -> Any:
    clauses = []
    for clause in item["clauses"]:
        for effect, rule in clause.items():
            for key in ("below", "above", "of"):
                asked = rule.get(key) if isinstance(rule, dict) else None
                if not isinstance(asked, dict):
                    continue
                pool = [
                    each
                    for each in members
                    if asked.get("pool", "all") == "all" or each.branch.branch_class == branch.branch_class
                ]
                figures = list(_figures(item["id"], clause["id"], key, pool, number, departments))
                known = [each for each in figures if each is not None]
                if None in figures or not known:
                    clause = {**clause, effect: {**rule, key: "0"}, "line": "unknown"}  # noqa: PLW2901
                else:
                    line = max(known) if asked["branches"] == "highest" else sum(known, ZERO) / len(known)
                    clause = {**clause, effect: {**rule, key: str(line)}, "line": "drawn"}  # noqa: PLW2901
        clauses.append(clause)
    return {**item, "clauses": clauses}


def _figures(
    item_id: str, clause_id: str, key: str, pool: Sequence[Member], number: int, departments: Mapping[str, str]
) -> Iterator[Fraction | None]:
    """The facts of all to whom item and clause apply; None for who has none yet."""
    for each in pool:
        item = next(item for area in each.rubric["areas"] for item in area["items"] if item["id"] == item_id)
        clause = next(clause for clause in item["clauses"] if clause["id"] == clause_id)
        terms = Terms(3, (), 0)
        applies = asked_of(item, each.branch, number, departments) == "yes"
        if not applies or not conditions_of(item, each.branch, terms).hold(clause):
            continue
        here = [one for one in each.branch.findings if (one["item"], one["clause"]) == (item_id, under(clause))]
        if not here or not inspected_in(item, each.branch, departments):
            yield None
        elif kind_of(clause) in ("value", "imported"):
            # of several the least favourable: what takes is the worse the farther it lies from the line
            worst = max if (effect_of(clause) in TAKES) == (key == "above") else min
            yield worst(measure_of(clause, one) for one in here)
        else:
            yield quantity_of(clause, here, terms).value


def means_of(members: Mapping[str, Member], number: int, departments: Mapping[str, str]) -> dict[str, Fraction]:
    """The mean share of full marks that items gave the branches to which they apply, where all of them have points."""
    tables: list[tuple[Any, Table]] = [
        (each.rubric, table_of(each.rubric, each.branch, number, departments, None)) for each in members.values()
    ]
    found: dict[str, Fraction] = {}
    for area in tables[0][0]["areas"] if tables else ():
        for item in area["items"]:
            if item.get("not_applicable") != "mean":
                continue
            shares = []
            for rubric, table in tables:
                mine = next(each for area in rubric["areas"] for each in area["items"] if each["id"] == item["id"])
                if item["id"] not in table.aside:
                    value = table.items[item["id"]]
                    shares.append(None if value is None else value / Fraction(mine["points"]))
            known = [each for each in shares if each is not None]
            if known and len(known) == len(shares):
                found[item["id"]] = sum(known, ZERO) / len(known)
    return found
