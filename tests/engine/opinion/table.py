"""The items of one table of a branch: its inspection, or its self-assessment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from .clause import Clause, at_nothing, clause_of, lent, needs_fact, suppressed_of
from .condition import Conditions
from .fact import Terms
from .item import floor_of, full_of, item_value, on_total, only_highest
from .words import ZERO, Plain, effect_of, listed, under

ON_TOTAL = ("bonus", "penalty", "veto")


@dataclass
class Branch:
    """What is known of a branch in a round; `emptied` are the items (None) and groups that are nothing for the rest
    of the year, `means` the mean shares of items that did not apply, `capped` the grades that earlier vetoes allow.
    """

    branch_class: str
    heads: int = 0
    inspected_by: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    not_applicable: set[str] = field(default_factory=set)
    findings: list[Plain] = field(default_factory=list)
    months: int = 0
    declared: list[Plain] = field(default_factory=list)
    earlier: list[set[tuple[str, str]]] = field(default_factory=list)
    emptied: set[tuple[str, str | None]] = field(default_factory=set)
    means: Mapping[str, Fraction] = field(default_factory=dict)
    capped: list[str] = field(default_factory=list)


@dataclass
class Table:
    """The items of a table; `aside` are those that do not apply."""

    items: dict[str, Fraction | None] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    clauses: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    results: dict[tuple[str, str], Clause] = field(default_factory=dict)
    areas: dict[str, Fraction] = field(default_factory=dict)
    reached: dict[str, tuple[Fraction, Fraction]] = field(default_factory=dict)
    base: Fraction | None = None
    bonus: list[Fraction] = field(default_factory=list)
    penalty: list[Fraction] = field(default_factory=list)
    vetoes: list[Plain] = field(default_factory=list)
    emptied: set[tuple[str, str | None]] = field(default_factory=set)
    undone: bool = False
    suppressed: int = 0

    def veto(self, effect: str) -> list[Plain]:
        """The vetoes of one effect."""
        return [each for each in self.vetoes if each["effect"] == effect]


@dataclass
class _Asked:
    """Whose table it is, and by what: the numbers of the branch stand in the rubric; with `inspected` its own."""

    rubric: Plain
    branch: Branch
    number: int
    departments: Mapping[str, str]
    inspected: Table | None
    findings: Sequence[Plain]
    terms: Terms
    suppressed: set[int]


def items_of(
    rubric: Plain, branch: Branch, number: int, departments: Mapping[str, str], inspected: Table | None, apart: set[str]
) -> Table:
    """The items of the inspection, or with `inspected` those of the self-assessment, `apart` being factors."""
    table = Table()
    window = int((rubric.get("measure") or {}).get("repeat_window", "4"))
    terms = Terms(3 if inspected is None else branch.months, branch.earlier, window)
    findings = [
        each
        for area in rubric["areas"]
        for item in area["items"]
        for each in acting(item, branch, terms, own=inspected is not None)
    ]
    suppressed = suppressed_of(rubric, findings, terms, own=inspected is not None)
    table.suppressed = len(suppressed)
    asked = _Asked(rubric, branch, number, departments, inspected, findings, terms, suppressed)
    for area in rubric["areas"]:
        for item in area["items"]:
            if inspected is not None and item["id"] in apart:
                _of_the_inspection(item["id"], inspected, table)
            else:
                table.items[item["id"]] = _value(item, asked, table)
    return table


def acting(item: Plain, branch: Branch, terms: Terms, *, own: bool) -> list[Plain]:
    """The findings of an item, of the inspection or its `own`, that stand under clauses that act."""
    conditions = conditions_of(item, branch, terms, own=own)
    clauses = {each["id"]: each for each in item["clauses"]}
    return [
        each
        for each in (branch.declared if own else branch.findings)
        if each["item"] == item["id"]
        and conditions.hold(clauses[each["clause"]])
        and not (own and lent(clauses[each["clause"]]))
    ]


def conditions_of(item: Plain, branch: Branch, terms: Terms, *, own: bool = False) -> Conditions:
    """The conditions of an item; in a self-assessment those on what others score read the inspection."""
    here: dict[str, list[Plain]] = {}
    for clause in item["clauses"]:
        findings = branch.declared if own and not lent(clause) else branch.findings
        here[clause["id"]] = [each for each in findings if (each["item"], each["clause"]) == (item["id"], clause["id"])]
    return Conditions(item, here, terms)


def _of_the_inspection(key: str, inspected: Table, table: Table) -> None:
    """A factor is the inspection's in the self-assessment too."""
    table.items[key] = inspected.items[key]
    table.aside |= {each: how for each, how in inspected.aside.items() if each == key}
    table.clauses |= {
        each: result.points
        for each, result in inspected.results.items()
        if each[0] == key and result.effect not in (*ON_TOTAL, "record")
    }


def asked_of(item: Plain, branch: Branch, number: int, departments: Mapping[str, str]) -> str:
    """Whether an item is asked of a branch: `yes`, or why it is not."""
    due = item.get("due", "quarterly")
    not_due = not isinstance(due, str) and f"Q{number}" not in due
    if branch.branch_class in listed(item.get("not_applicable_to")) or not_due:
        return "never"
    owners = {departments[name] for name in listed(item["department"]) if name in departments}
    if _named(item, departments) & branch.absent or (owners and owners <= branch.absent):
        return "absent"
    return "not applicable" if item["id"] in branch.not_applicable else "yes"


def inspected_in(item: Plain, branch: Branch, departments: Mapping[str, str]) -> bool:
    """Whether all that have to have inspected a branch for an item."""
    owners = {departments[name] for name in listed(item["department"]) if name in departments}
    return bool(owners & branch.inspected_by) and not _named(item, departments) - branch.inspected_by


def _named(item: Plain, departments: Mapping[str, str]) -> set[str]:
    """The departments that its clauses name."""
    return {departments.get(name, name) for clause in item["clauses"] for name in listed(clause.get("department"))}


def _value(item: Plain, asked: _Asked, table: Table) -> Fraction | None:
    key, branch, inspected = item["id"], asked.branch, asked.inspected
    if inspected is not None and key in inspected.aside:
        # not applicable is the inspection's
        table.aside[key] = inspected.aside[key]
        return inspected.items[key]
    why = asked_of(item, branch, asked.number, asked.departments)
    if why == "absent" and item.get("not_applicable") in (None, "mean") and "points" in item:
        return _not_applicable({**item, "not_applicable": "rescale"}, branch, table)
    if why != "yes":
        return _not_applicable(item, branch, table)
    waiting = inspected is None and not inspected_in(item, branch, asked.departments)
    if waiting and not any(each["item"] == key for each in asked.findings):
        return None
    results, lacking = _results(item, asked, table)
    only_highest(item, results)
    own = {name: result for (of, name), result in table.results.items() if of == key and result.effect != "record"}
    table.clauses |= {(key, name): result.points for name, result in own.items()}
    if inspected is None:
        table.bonus.append(on_total(item, results, "bonus"))
        table.penalty.append(on_total(item, results, "penalty"))
    emptied = {group for of, group in branch.emptied | (inspected.emptied if inspected else set()) if of == key}
    if waiting or (lacking and None not in emptied):
        return None
    value = item_value(item, results, emptied)
    recorded = any(finding["item"] == key for finding in asked.findings)
    # that nobody recorded a factor does not make it 0
    return None if item.get("factor") == "true" and not value and not recorded else value


def _results(item: Plain, asked: _Asked, table: Table) -> tuple[list[Clause], bool]:
    """What its clauses came to, and whether a fact is lacking without which it has no points."""
    inspected, terms, key = asked.inspected, asked.terms, item["id"]
    own = inspected is not None
    conditions = conditions_of(item, asked.branch, terms, own=own)
    results, lacking = [], False
    for clause in item["clauses"]:
        effect = effect_of(clause)
        if own and effect in ON_TOTAL:
            continue
        here = [each for each in asked.findings if (each["item"], each["clause"]) == (key, under(clause))]
        borrowed = None if inspected is None else inspected.results.get((key, clause["id"]))
        if borrowed is not None and lent(clause):
            result = borrowed
        else:
            lent_of_it = own and lent(clause)
            needed = effect in ("deduct", "earn") or clause.get("undone") == "true"
            lacking = lacking or (needed and not lent_of_it and conditions.unknown(clause))
            if lent_of_it or not conditions.hold(clause):
                continue
            if here and clause.get("line") == "unknown":
                lacking = True  # those who have no fact yet are waited for
                continue
            if not here and (needs_fact(clause) or "line" in clause):
                lacking = True
                continue
            if not here and not at_nothing(item, clause, terms):
                continue
            result = clause_of(item, clause, here, asked.suppressed, terms)
        results.append(result)
        table.results[key, clause["id"]] = result
        if inspected is None:
            _noted(item, clause, result, table)
    return results, lacking


def _noted(item: Plain, clause: Plain, result: Clause, table: Table) -> None:
    """What an inspection's clause does beside its points."""
    if result.veto is not None:
        table.vetoes.append(result.veto)
    if result.empties is not None and result.for_year:
        table.emptied.add((item["id"], result.group if result.empties == "group" else None))
    if item.get("task") == "true" and clause.get("undone") == "true" and result.with_effect:
        table.undone = True


def _not_applicable(item: Plain, branch: Branch, table: Table) -> Fraction | None:
    rule: Any = item.get("not_applicable", "full")
    full = full_of(item)
    if rule == "rescale" or (isinstance(rule, dict) and rule.get("rule") == "rescale"):
        table.aside[item["id"]] = "rescale"
        return ZERO
    table.aside[item["id"]] = "stays"
    if rule == "mean":
        mean = branch.means.get(item["id"])
        return None if mean is None else mean * full
    if isinstance(rule, dict) and "fixed" in rule:
        fixed = max(Fraction(rule["fixed"]), floor_of(item))
        return min(fixed, full) if "points" in item else fixed
    return full
