"""The figures of one branch."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .area import table_of
from .documents import Opinion
from .table import Branch, Table
from .words import ZERO, Plain, capped, half, rounding_of


@dataclass
class Outcome:
    """What a branch came to, with what the ranking, the grades and the year read beside it."""

    opinion: Opinion
    branch: Branch
    inspected: Table


def outcome_of(rubric: Plain, branch: Branch, number: int, departments: Mapping[str, str]) -> Outcome:
    """A whole branch, but what stands to others: its rank, its grade, whether it is among the last."""
    measure = rubric.get("measure") or {}
    places, mode, stage = rounding_of(measure)
    weights = measure.get("weights") or {}
    weight = Fraction(weights.get("inspection", "0.9"))
    own_weight = Fraction(weights.get("self_assessment", "0.1"))
    own_counts = own_weight > 0

    inspected = table_of(rubric, branch, number, departments, None)
    bonus = capped(sum(inspected.bonus, ZERO), (measure.get("bonus") or {}).get("at_most"))
    penalty = capped(sum(inspected.penalty, ZERO), (measure.get("penalty") or {}).get("at_most"))
    if stage == "areas":
        bonus, penalty = half(bonus, places, mode), half(penalty, places, mode)
    complete = inspected.base is not None

    declared: Table | None = None
    own: Fraction | None = None
    if not branch.months:
        if own_counts and measure.get("missing_month", "proportional") == "proportional":
            own = ZERO
        elif own_counts:
            complete = False
    elif inspected.base is not None:
        declared = table_of(rubric, branch, number, departments, inspected)
        refused = branch.months < 3 and measure.get("missing_month", "proportional") == "refuse"
        if declared.base is not None and not refused:
            own = declared.base * Fraction(branch.months, 3)
        elif own_counts:
            complete = False

    inspection = None if inspected.base is None else inspected.base + bonus - penalty
    composite: Fraction | None = None
    if complete and inspected.base is not None and inspection is not None:
        if measure.get("bonus_on", "inspection") == "composite":
            composite = weight * (inspected.base - penalty) + bonus
        else:
            composite = weight * inspection
        composite += own_weight * (own or ZERO)
        if "floor" in measure:
            composite = max(composite, Fraction(measure["floor"]))
        composite = min([composite, *(Fraction(each["at_most"]) for each in inspected.veto("score_cap"))])
        if inspected.veto("total_zero"):
            composite = ZERO
    flags = set()
    if inspected.undone:
        flags.add("task_not_done")
    if inspected.vetoes:
        flags.add("veto")
    figures = {
        name: None if value is None else half(value, places, mode)
        for name, value in (
            ("base", inspected.base),
            ("inspection", inspection),
            ("own", own),
            ("composite", composite),
        )
    }
    opinion = Opinion(
        clauses={("inspection", *key): value for key, value in inspected.clauses.items()}
        | ({} if declared is None else {("self", *key): value for key, value in declared.clauses.items()}),
        items=inspected.items,
        own_items={} if declared is None else declared.items,
        areas=inspected.areas,
        base=figures["base"],
        bonus=bonus,
        penalty=penalty,
        inspection=figures["inspection"],
        own=figures["own"],
        composite=figures["composite"],
        rank=None,
        grade=None,
        flags=frozenset(flags),
        suppressed=inspected.suppressed,
    )
    return Outcome(opinion, branch, inspected)
