"""One clause at a branch: its points, what it empties and vetoes."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .fact import Terms, free_of, measure_of, occurrences, quantity_of
from .rule import points_of
from .words import GIVES, ZERO, Plain, capped, effect_of, kind_of, listed, under, within


@dataclass
class Clause:
    effect: str
    points: Fraction
    group: str | None
    empties: str | None
    for_year: bool
    below_zero: bool
    veto: Plain | None
    with_effect: bool


def at_nothing(item: Plain, clause: Plain, terms: Terms) -> Fraction:
    """What an earning table gives where nothing happened, if it has a row for it."""
    rows = clause.get("earn", {}).get("table", [])
    counted = kind_of(clause) in ("count", "amount", "missing", "late", "sample") and not needs_fact(clause)
    if not counted or not any(within(ZERO, row) for row in rows):
        return ZERO
    return points_of(item, clause, [], terms)


def needs_fact(clause: Plain) -> bool:
    """A level, a table (of what is measured), a share, an imported score, scorers, what is judged to be earned."""
    effect, kind, fact = effect_of(clause), kind_of(clause), clause["fact"]
    if effect not in ("deduct", "earn") or effect not in clause:
        return effect == "deduct" and kind in ("level", "imported", "scorers", "rank")
    rule = clause[effect]
    if kind in ("level", "imported", "scorers", "rank") or "share" in rule or (kind, effect) == ("judged", "earn"):
        return True
    return "table" in rule and (kind == "value" or fact.get("as", "") in ("done", "done_percent", "passed_percent"))


def clause_of(item: Plain, clause: Plain, findings: Sequence[Plain], suppressed: set[int], terms: Terms) -> Clause:
    effect = effect_of(clause)
    stand = [each for each in findings if id(each) not in suppressed]
    points = ZERO
    if stand and effect in clause and effect != "veto":
        points = points_of(item, clause, stand, terms)
    elif not stand:
        points = at_nothing(item, clause, terms)
    points = capped(points, clause.get("at_most"))
    empties = None
    if "empties" in clause and stand and reached(clause, clause["empties"], stand, terms):
        empties = scope_of(item, clause)
    veto: Plain | None = None
    if "veto" in clause and findings and reached(clause, clause["veto"], findings, terms):
        veto = {"effect": clause["veto"]} if isinstance(clause["veto"], str) else clause["veto"]
    took_place = bool(stand) and kind_of(clause) in ("count", "event") and occurrences(stand) > free_of(clause, terms)
    return Clause(
        effect,
        points,
        clause.get("group"),
        empties,
        isinstance(clause.get("empties"), dict) and clause["empties"].get("for") == "year",
        clause.get("below_zero") == "true",
        veto,
        points > 0 or empties is not None or veto is not None or took_place,
    )


def scope_of(item: Plain, clause: Plain) -> str:
    """What an emptying clause empties: what it says, or the innermost that has points."""
    said = clause["empties"] if isinstance(clause["empties"], str) else clause["empties"].get("scope")
    if said is not None:
        return str(said)
    group = (item.get("groups") or {}).get(clause.get("group"), {})
    return "group" if "points" in group else "item"


def reached(clause: Plain, trigger: Any, findings: Sequence[Plain], terms: Terms) -> bool:
    """Whether recorded facts, before `free`, set a threshold off."""
    if isinstance(trigger, str):
        trigger = {}
    levels = listed(trigger.get("at"))
    bounds = {key: trigger[key] for key in ("from", "over", "to", "under") if key in trigger}
    kind = kind_of(clause)
    if levels:
        findings = [each for each in findings if each.get("level") in levels]
        if not findings:
            return False
    if kind in ("value", "rank", "imported"):
        return not bounds or any(within(measure_of(clause, each), bounds) for each in findings)
    if kind == "level":
        return True
    if kind == "judged":
        return not bounds or within(sum((Fraction(each["judged"]) for each in findings), ZERO), bounds)
    if kind == "event":
        number = Fraction(occurrences(findings))
        return within(number, bounds) if bounds else number > 0
    quantity = quantity_of(clause, findings, terms)
    return within(quantity.value, bounds) if bounds else quantity.value > 0 or quantity.never > 0


def suppressed_of(rubric: Plain, findings: Sequence[Plain], terms: Terms, *, own: bool) -> set[int]:
    """By identity, the findings that a heavier one of the same event stands for."""
    result = set()
    by_event: dict[tuple[str, bool], list[tuple[Fraction, int]]] = {}
    for area in rubric["areas"]:
        for item in area["items"]:
            for clause in item["clauses"]:
                apart = ("veto", "bonus", "penalty") if own else ("veto",)
                if clause.get("highest_per_event") != "true" or effect_of(clause) in apart:
                    continue
                for each in findings:
                    if (each["item"], each["clause"]) == (item["id"], under(clause)) and "event" in each:
                        side = (each["event"], effect_of(clause) in GIVES)
                        by_event.setdefault(side, []).append((_alone(item, clause, each, terms), id(each)))
    for same in by_event.values():
        heaviest = max(weight for weight, _ in same)
        stands = next(finding for weight, finding in same if weight == heaviest)
        result |= {finding for _, finding in same if finding != stands}
    return result


def _alone(item: Plain, clause: Plain, finding: Plain, terms: Terms) -> Fraction:
    """As it would cost alone under its clause's cap; one that empties weighs the points that it empties."""
    if "empties" in clause and reached(clause, clause["empties"], [finding], terms):
        owner = item["groups"][clause["group"]] if scope_of(item, clause) == "group" else item
        return Fraction(owner["points"])
    if effect_of(clause) not in clause:
        return ZERO
    return capped(points_of(item, clause, [finding], terms), clause.get("at_most"))


def lent(clause: Plain) -> bool:
    """Whether a self-assessment takes the points of the inspection: scores that somebody else gives."""
    return kind_of(clause) in ("imported", "scorers") or (kind_of(clause), effect_of(clause)) == ("judged", "earn")
