"""A second opinion: one round in fractions, written from what docs/细则语言.md says in words.

It reads plain data (every scalar is text) and imports nothing of the package: no model, no number, no period. It
is slow and says each thing once, in the order of the text, so that a reader can hold it against the text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

Plain = Mapping[str, Any]
ZERO = Fraction(0)
ONE = Fraction(1)

TAKES = ("deduct", "penalty")
GIVES = ("earn", "give_back", "bonus")


@dataclass
class Documents:
    """The documents of one round as plain data; `earlier` are the inspections of earlier rounds, `absent` the
    departments that inspected nobody, with the reasons.
    """

    rubric: Any
    roster: Any
    quarter: str
    inspections: list[Any]
    months: list[Any]
    earlier: Mapping[str, list[Any]] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Opinion:
    """What came of one branch: points by table, item and clause, items, published figures, rank and flags."""

    clauses: dict[tuple[str, str, str], Fraction]
    items: dict[str, Fraction | None]
    own_items: dict[str, Fraction | None]
    areas: dict[str, Fraction]
    base: Fraction | None
    bonus: Fraction
    penalty: Fraction
    inspection: Fraction | None
    own: Fraction | None
    composite: Fraction | None
    rank: int | None
    flags: frozenset[str]
    suppressed: int


# ── the round ──────────────────────────────────────────────────────────────────────────────────────────────────


def second_opinion(documents: Documents) -> dict[str, Opinion]:
    """The whole round, by branch id."""
    quarter, roster = documents.quarter, documents.roster
    first, last = _days(quarter)
    called = _names(roster["branches"], first, last)
    departments = _names(roster["departments"], first, last)
    found: dict[str, _Branch] = {}
    for key, rows in roster["branches"].items():
        then = _on(rows, first)
        if then is not None and _on(rows, last) is not None:
            found[key] = _Branch(then[1], _heads(rows, first), absent={departments[name] for name in documents.absent})
    for document in documents.inspections:
        for name, record in document["branches"].items():
            if called[name] in found:
                mine = found[called[name]]
                mine.inspected_by.add(departments[document["department"]])
                mine.not_applicable |= set(record.get("not_applicable") or {})
                mine.findings += record.get("findings") or []
    for document in documents.months:
        for name, record in document["branches"].items():
            if called[name] in found:
                mine = found[called[name]]
                # what is handed in for a quarter is as a month of three, and lists its months as an inspection does
                mine.months += 1 if "month" in document else 3
                own = {"in": document["month"]} if "month" in document else {}
                mine.declared += [{**each, **own} for each in (record or {}).get("findings") or []]
    for key, mine in found.items():
        mine.earlier = _earlier_rounds(documents, key)
    rubric = documents.rubric
    outcomes = {
        key: _branch(_of_class(rubric, mine.branch_class, mine.heads), mine, int(quarter[-1]), departments)
        for key, mine in found.items()
    }
    return _ranked(rubric.get("measure") or {}, outcomes, {key: mine.branch_class for key, mine in found.items()})


def _of_class(thing: Any, branch_class: str, heads: int) -> Any:
    """Step 1 of an item: the class and the head count choose every number."""
    if isinstance(thing, dict):
        if "by_class" in thing:
            return thing["by_class"].get(branch_class, thing.get("otherwise"))
        if "per_head" in thing:
            number = Fraction(_of_class(thing["per_head"], branch_class, heads)) * heads
            down = number.numerator // number.denominator
            rounded = {"down": down, "up": -(-number // 1), "half_up": (number + Fraction(1, 2)) // 1}
            return str(rounded.get(thing.get("round", "exact"), number))
        return {key: _of_class(value, branch_class, heads) for key, value in thing.items()}
    return [_of_class(each, branch_class, heads) for each in thing] if isinstance(thing, list) else thing


def _heads(rows: Sequence[Plain], day: str) -> int:
    said = [int(row["head_count"]) for row in rows if row["from"] <= day and "head_count" in row]
    return said[-1] if said else 0


@dataclass
class _Branch:
    branch_class: str
    heads: int = 0
    inspected_by: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    not_applicable: set[str] = field(default_factory=set)
    findings: list[Plain] = field(default_factory=list)
    months: int = 0
    declared: list[Plain] = field(default_factory=list)
    earlier: list[set[tuple[str, str]]] = field(default_factory=list)


def _days(quarter: str) -> tuple[str, str]:
    year, number = quarter[:4], int(quarter[-1])
    ends = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}
    return f"{year}-{number * 3 - 2:02d}-01", f"{year}-{ends[number]}"


def _on(rows: Sequence[Plain], day: str) -> tuple[str, str] | None:
    """Name and class on a day; None where it is not in force."""
    known: dict[str, str] = {}
    for row in sorted(rows, key=lambda each: str(each["from"])):
        if row["from"] <= day:
            known |= {key: row[key] for key in ("name", "class") if key in row}
            known["ends"] = row.get("ends", "false")
    if not known or known["ends"] == "true":
        return None
    return known["name"], known.get("class", "")


def _names(entries: Mapping[str, Sequence[Plain]], first: str, last: str) -> dict[str, str]:
    """Every name that is borne on a day of the quarter, and the id itself, to the id."""
    names: dict[str, str] = {}
    for key, rows in entries.items():
        days = [first, *(row["from"] for row in rows if first <= row["from"] <= last)]
        for day in days:
            then = _on(rows, day)
            if then is not None:
                names[key] = names[then[0]] = key
    return names


def _earlier_rounds(documents: Documents, branch: str) -> list[set[tuple[str, str]]]:
    """Of each round that was held, newest last: the clauses with a problem or 立行立改 at the branch."""
    rounds = []
    for quarter in sorted(documents.earlier):
        if quarter >= documents.quarter or not documents.earlier[quarter]:
            continue
        called = _names(documents.roster["branches"], *_days(quarter))
        rounds.append(
            {
                (finding["item"], finding["clause"])
                for document in documents.earlier[quarter]
                for name, record in document["branches"].items()
                if called.get(name) == branch
                for finding in record.get("findings") or []
                if "rectify_by" in finding or "settled" in finding
            }
        )
    return rounds


# ── one branch ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Outcome:
    opinion: Opinion
    veto_effects: set[str]
    aside: dict[str, str]
    exact: dict[str, Fraction]


def _branch(rubric: Plain, branch: _Branch, number: int, departments: Mapping[str, str]) -> _Outcome:
    measure = rubric.get("measure") or {}
    places, mode, stage = _rounding(measure)
    weights = measure.get("weights") or {}
    weight = Fraction(weights.get("inspection", "0.9"))
    own_weight = Fraction(weights.get("self_assessment", "0.1"))
    own_counts = own_weight > 0

    inspected = _table(rubric, branch, number, departments, None)
    bonus = _capped(sum(inspected.bonus, ZERO), (measure.get("bonus") or {}).get("at_most"))
    penalty = _capped(sum(inspected.penalty, ZERO), (measure.get("penalty") or {}).get("at_most"))
    if stage == "areas":
        bonus, penalty = half(bonus, places, mode), half(penalty, places, mode)
    complete = inspected.base is not None

    declared: _Table | None = None
    own: Fraction | None = None
    if not branch.months:
        if own_counts and measure.get("missing_month", "proportional") == "proportional":
            own = ZERO
        elif own_counts:
            complete = False
    elif inspected.base is not None:
        declared = _table(rubric, branch, number, departments, inspected)
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
        composite = min([composite, *inspected.score_caps])
        if "total_zero" in inspected.veto_effects:
            composite = ZERO
    flags = set()
    if inspected.undone:
        flags.add("task_not_done")
    if inspected.veto_effects:
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
        flags=frozenset(flags),
        suppressed=inspected.suppressed,
    )
    return _Outcome(opinion, inspected.veto_effects, inspected.aside, {"bonus": bonus, "penalty": penalty})


def _rounding(measure: Plain) -> tuple[int, str, str]:
    rounding = measure.get("rounding") or {}
    return int(rounding.get("places", "2")), rounding.get("mode", "half_up"), rounding.get("at", "total")


def half(value: Fraction, places: int, mode: str = "half_up") -> Fraction:
    """Rounded once, from the exact value; a half goes away from zero (half_up) or to the even one."""
    unit = Fraction(1, 10**places)
    steps = abs(value) / unit
    whole = steps.numerator // steps.denominator
    rest = steps - whole
    if mode == "half_up":
        up = rest >= Fraction(1, 2)
    elif mode == "half_even":
        up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)
    else:
        up = mode == "up" and rest > 0
    return (whole + up) * unit * (-1 if value < 0 else 1)


# ── one table ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Table:
    items: dict[str, Fraction | None] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    clauses: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    results: dict[tuple[str, str], "_Clause"] = field(default_factory=dict)
    areas: dict[str, Fraction] = field(default_factory=dict)
    base: Fraction | None = None
    bonus: list[Fraction] = field(default_factory=list)
    penalty: list[Fraction] = field(default_factory=list)
    veto_effects: set[str] = field(default_factory=set)
    score_caps: list[Fraction] = field(default_factory=list)
    undone: bool = False
    suppressed: int = 0


def _table(
    rubric: Plain, branch: _Branch, number: int, departments: Mapping[str, str], inspected: _Table | None
) -> _Table:
    """The inspection's table, or with `inspected` the self-assessment's."""
    table = _Table()
    measure = rubric.get("measure") or {}
    terms = _Terms(3 if inspected is None else branch.months, branch.earlier, int(measure.get("repeat_window", "4")))
    findings = branch.findings if inspected is None else _base_only(rubric, branch.declared)
    suppressed = _suppressed(rubric, findings, terms)
    table.suppressed = len(suppressed)
    apart = _factors(rubric)
    for area in rubric["areas"]:
        for item in area["items"]:
            if inspected is not None and item["id"] in apart:
                _of_the_inspection(item["id"], inspected, table)
                continue
            value = _item_in_table(item, branch, number, departments, inspected, table, findings, suppressed, terms)
            table.items[item["id"]] = value
    if any(value is None for value in table.items.values()):
        return table
    weight = {item["id"]: _weight(area) for area in rubric["areas"] for item in area["items"]}
    areas = {area["id"]: area for area in rubric["areas"]}
    full = {
        item["id"]: _full(item) * weight[item["id"]]
        for area in rubric["areas"]
        for item in area["items"]
        if item["id"] not in apart
    }
    factor = ONE
    out = [key for key, how in table.aside.items() if how == "rescale" and key not in apart]
    applicable = sum((points for key, points in full.items() if key not in out), ZERO)
    if out and not applicable:
        return table  # nothing is left to rescale to: no base
    if out:
        factor = sum(full.values(), ZERO) / applicable
    places, mode, stage = _rounding(measure)
    used = [
        area["times"]["area"]
        for area in [*rubric["areas"], measure]
        if isinstance(area.get("times"), dict) and "area" in area["times"]
    ]
    try:
        for area in rubric["areas"]:
            points = _area_value(area, areas, table) * (ONE if area["id"] in used else factor)
            table.areas[area["id"]] = half(points, places, mode) if stage == "areas" else points
        whole = sum((value for key, value in table.areas.items() if key not in used), ZERO)
        table.base = whole * _multiplier(measure, areas, table)
    except ZeroDivisionError:
        table.areas = {}  # an area of which nothing applies is no factor
    return table


def _of_the_inspection(key: str, inspected: "_Table", table: "_Table") -> None:
    """A factor is the inspection's in the self-assessment too."""
    table.items[key] = inspected.items[key]
    table.aside |= {each: how for each, how in inspected.aside.items() if each == key}
    table.clauses |= {
        each: result.points
        for each, result in inspected.results.items()
        if each[0] == key and result.effect not in ("bonus", "penalty", "veto")
    }


def _weight(area: Plain) -> Fraction:
    by = area.get("times", "1")
    return ONE if isinstance(by, dict) else Fraction(by)


def _factors(rubric: Plain) -> set[str]:
    """The items that are in no sum: factors, and those of areas that are."""
    by = [each.get("times") for each in [*rubric["areas"], rubric.get("measure") or {}]]
    areas = {each["area"] for each in by if isinstance(each, dict) and "area" in each}
    return {
        item["id"]
        for area in rubric["areas"]
        for item in area["items"]
        if area["id"] in areas or item.get("factor") == "true"
    }


def _multiplier(thing: Plain, areas: Mapping[str, Plain], table: "_Table") -> Fraction:
    by = thing.get("times")
    if not isinstance(by, dict):
        return _weight(thing)
    if "item" in by:
        return table.items[by["item"]] or ZERO
    area = areas[by["area"]]
    applicable = [
        _full(item)
        for item in area["items"]
        if item.get("factor") != "true" and table.aside.get(item["id"]) != "rescale"
    ]
    return _area_value(area, areas, table) / (sum(applicable, ZERO) * _weight(area))


def _area_value(area: Plain, areas: Mapping[str, Plain], table: "_Table") -> Fraction:
    """The sum of an area's items but factors, times what it is multiplied by."""
    points = (table.items[item["id"]] or ZERO for item in area["items"] if item.get("factor") != "true")
    return sum(points, ZERO) * _multiplier(area, areas, table)


def _base_only(rubric: Plain, declared: Sequence[Plain]) -> list[Plain]:
    """Of what was declared, what a self-assessment reads: no bonus, penalty or veto, nothing that others score."""
    clauses = {
        (item["id"], clause["id"]): clause
        for area in rubric["areas"]
        for item in area["items"]
        for clause in item["clauses"]
    }
    return [
        finding
        for finding in declared
        if _effect(clauses[finding["item"], finding["clause"]]) not in ("bonus", "penalty", "veto")
        and not _lent(clauses[finding["item"], finding["clause"]])
    ]


def _full(item: Plain) -> Fraction:
    return Fraction(item["points"]) if "points" in item else ZERO


def _item_in_table(
    item: Plain,
    branch: _Branch,
    number: int,
    departments: Mapping[str, str],
    inspected: _Table | None,
    table: _Table,
    findings: Sequence[Plain],
    suppressed: set[int],
    terms: "_Terms",
) -> Fraction | None:
    key = item["id"]
    if inspected is not None and key in inspected.aside:
        # not applicable is the inspection's
        table.aside[key] = inspected.aside[key]
        return inspected.items[key]
    due = item.get("due", "quarterly")
    not_due = not isinstance(due, str) and f"Q{number}" not in due
    if branch.branch_class in _list(item.get("not_applicable_to")) or not_due:
        return _not_applicable(item, table)
    owners = {departments[name] for name in _list(item["department"]) if name in departments}
    named = {departments.get(name, name) for clause in item["clauses"] for name in _list(clause.get("department"))}
    if named & branch.absent or (owners and owners <= branch.absent):
        silent = item.get("not_applicable") in (None, "mean") and "points" in item
        asked: Plain = {**item, "not_applicable": "rescale"} if silent else item
        return _not_applicable(asked, table)
    if key in branch.not_applicable:
        return _not_applicable(item, table)
    waiting = inspected is None and (not owners & branch.inspected_by or bool(named - branch.inspected_by))
    if waiting and not any(each["item"] == key for each in findings):
        return None
    results = []
    lacking = waiting
    for clause in item["clauses"]:
        here = [each for each in findings if (each["item"], each["clause"]) == (key, clause["id"])]
        borrowed = None if inspected is None else inspected.results.get((key, clause["id"]))
        on_total = _effect(clause) in ("bonus", "penalty", "veto")
        if borrowed is not None and _lent(clause) and not on_total:
            result = borrowed
        elif here or _at_nothing(item, clause, terms):
            result = _clause(item, clause, here, suppressed, terms)
        else:
            lacking = lacking or _needs_fact(clause)
            continue
        results.append(result)
        table.results[key, clause["id"]] = result
        if inspected is None:
            if result.veto:
                table.veto_effects.add(result.veto)
            if result.veto == "score_cap":
                table.score_caps.append(Fraction(clause["veto"]["at_most"]))
            if item.get("task") == "true" and clause.get("undone") == "true" and result.with_effect:
                table.undone = True
    _only_highest(item, results)
    table.clauses |= {(key, name): result.points for (of, name), result in table.results.items() if of == key}
    if inspected is None:
        table.bonus.append(_on_total(item, results, "bonus"))
        table.penalty.append(_on_total(item, results, "penalty"))
    if lacking:
        return None
    value = _item(item, results)
    recorded = any(finding["item"] == key for finding in findings)
    # that nobody recorded a factor does not make it 0
    return None if item.get("factor") == "true" and not value and not recorded else value


def _lent(clause: Plain) -> bool:
    """Whether a self-assessment takes the points of the inspection: scores that somebody else gives."""
    return _kind(clause) in ("imported", "scorers") or (_kind(clause), _effect(clause)) == ("judged", "earn")


def _not_applicable(item: Plain, table: _Table) -> Fraction:
    rule = item.get("not_applicable", "full")
    full = _full(item)
    if rule == "rescale" or (isinstance(rule, dict) and rule.get("rule") == "rescale"):
        table.aside[item["id"]] = "rescale"
        return ZERO
    table.aside[item["id"]] = "stays"
    if isinstance(rule, dict) and "fixed" in rule:
        fixed = max(Fraction(rule["fixed"]), _floor(item))
        return min(fixed, full) if "points" in item else fixed
    return full


def _only_highest(item: Plain, results: Sequence["_Clause"]) -> None:
    """Of what takes only the heaviest counts, of what gives only the highest; the first of equals."""
    scopes = [name for name, group in (item.get("groups") or {}).items() if group.get("highest_only") == "true"]
    for scope in [*scopes, *([None] if item.get("highest_only") == "true" else [])]:
        inside = [each for each in results if scope in (None, each.group)]
        for side in (TAKES, GIVES):
            compared = [each for each in inside if each.effect in side]
            if compared:
                first = max(compared, key=lambda each: each.points)
                for each in compared:
                    each.points = each.points if each is first else ZERO


def _on_total(item: Plain, results: Sequence["_Clause"], effect: str) -> Fraction:
    """Bonus or penalties of one item, under its groups' caps and its own."""
    return _capped(_sides(item, results, effect), item.get("at_most"))


# ── one item ───────────────────────────────────────────────────────────────────────────────────────────────────


class _Settled(NamedTuple):
    value: Fraction
    start: Fraction
    earned: Fraction
    taken: Fraction
    untouched: Fraction
    lost: Fraction


def _item(item: Plain, results: Sequence["_Clause"]) -> Fraction:
    points = Fraction(item["points"]) if "points" in item else None
    groups = item.get("groups") or {}
    pointed = {name: group for name, group in groups.items() if "points" in group}
    settled = []
    shared = ZERO
    for name, group in pointed.items():
        inside = [each for each in results if each.group == name]
        whole = Fraction(group["points"])
        shared += whole
        begins = group.get("start", item.get("start", "full"))
        settled.append(
            _settle(
                start=ZERO if begins == "zero" else whole,
                points=_ceiling(group),
                floor=ZERO,
                earned=_capped(_of(inside, "earn"), group.get("at_most")),
                taken=_capped(_of(inside, "deduct"), group.get("at_most")),
                emptied=any(each.empties == "group" for each in inside),
                below=_below(inside),
                back=_of(inside, "give_back"),
            )
        )
    own = [each for each in results if each.group not in pointed]
    begins_at = ZERO if points is None or item.get("start", "full") == "zero" else points - shared
    earned = _sides(item, own, "earn")
    taken = _sides(item, own, "deduct")
    if "at_most" in item:
        # the item's cap holds for its groups as well; what an emptying takes is under no cap
        cap = Fraction(item["at_most"])
        start = begins_at + sum((each.start for each in settled), ZERO)
        untouched = start + min(cap, earned + sum((each.untouched - each.start for each in settled), ZERO))
        earned = min(cap, earned + sum((each.earned for each in settled), ZERO))
        taken = min(cap, taken + sum((each.taken for each in settled), ZERO))
        start -= sum((each.lost for each in settled), ZERO)
    else:
        start = begins_at + sum((each.value for each in settled), ZERO)
        untouched = begins_at + sum((each.untouched for each in settled), ZERO) + earned
    return _settle(
        start=start,
        points=_ceiling(item),
        floor=_floor(item),
        earned=earned,
        taken=taken,
        emptied=any(each.empties == "item" for each in results),
        below=_below(results),
        back=_of(own, "give_back"),
        untouched=untouched,
    ).value


def _settle(
    *,
    start: Fraction,
    points: Fraction | None,
    floor: Fraction,
    earned: Fraction,
    taken: Fraction,
    emptied: bool,
    below: Fraction,
    back: Fraction,
    untouched: Fraction | None = None,
) -> _Settled:
    """Steps 5 to 7: emptying replaces the sum; one sum is held; at most what was taken is given back."""

    def hold(value: Fraction) -> Fraction:
        value = max(value, floor)
        return value if points is None else min(value, points)

    untouched = hold(start + earned if untouched is None else untouched)
    balance = ZERO - below if emptied else start + earned - taken
    value = hold(balance)
    returned = min(back, untouched - value)
    final = hold(value + returned)
    if emptied:
        return _Settled(final, start, ZERO, ZERO, untouched, start - final)
    # what holding cut off belongs to the side that overshot
    over, short = max(ZERO, balance - value), max(ZERO, value - balance)
    return _Settled(final, start, earned - over, taken - short - (final - value), untouched, ZERO)


def _of(results: Sequence["_Clause"], effect: str) -> Fraction:
    return sum((each.points for each in results if each.effect == effect), ZERO)


def _below(results: Sequence["_Clause"]) -> Fraction:
    return sum((each.points for each in results if each.below_zero and each.effect == "deduct"), ZERO)


def _sides(item: Plain, results: Sequence["_Clause"], effect: str) -> Fraction:
    """The clauses of one effect together; those of a group with a cap under it."""
    groups = item.get("groups") or {}
    whole = ZERO
    for name in (None, *groups):
        inside = _of([each for each in results if each.group == name], effect)
        whole += _capped(inside, groups[name].get("at_most") if name else None)
    return whole


def _ceiling(scope: Plain) -> Fraction | None:
    """The most that an item or a group may come to."""
    ceiling = scope.get("ceiling", scope.get("points"))
    return None if ceiling in (None, "none") else Fraction(ceiling)


def _floor(item: Plain) -> Fraction:
    return Fraction(item.get("floor", "0"))


def _capped(points: Fraction, cap: Any) -> Fraction:
    return points if cap is None else min(points, Fraction(cap))


# ── one clause ─────────────────────────────────────────────────────────────────────────────────────────────────


class _Terms(NamedTuple):
    months: int
    earlier: Sequence[set[tuple[str, str]]]
    window: int


@dataclass
class _Clause:
    effect: str
    points: Fraction
    group: str | None
    empties: str | None
    below_zero: bool
    veto: str | None
    with_effect: bool


def _at_nothing(item: Plain, clause: Plain, terms: _Terms) -> Fraction:
    """What an earning table gives where nothing happened, if it has a row for it."""
    rows = clause.get("earn", {}).get("table", [])
    counted = _kind(clause) in ("count", "amount", "missing", "late", "sample") and not _needs_fact(clause)
    if not counted or not any(_within(ZERO, row) for row in rows):
        return ZERO
    return _points(item, clause, [], terms)


def _effect(clause: Plain) -> str:
    return next((each for each in (*TAKES, *GIVES, "veto") if each in clause), "deduct")


KINDS = (
    "count",
    "amount",
    "missing",
    "late",
    "sample",
    "value",
    "rank",
    "level",
    "event",
    "judged",
    "imported",
    "scorers",
)


def _kind(clause: Plain) -> str:
    return next(kind for kind in KINDS if kind in clause["fact"])


def _needs_fact(clause: Plain) -> bool:
    """A level, a table (of what is measured), a share, an imported score, scorers, what is judged to be earned."""
    effect, kind, fact = _effect(clause), _kind(clause), clause["fact"]
    if effect not in ("deduct", "earn") or effect not in clause:
        return effect == "deduct" and kind in ("level", "imported", "scorers", "rank")
    rule = clause[effect]
    if kind in ("level", "imported", "scorers", "rank") or "share" in rule or (kind, effect) == ("judged", "earn"):
        return True
    return "table" in rule and (kind == "value" or fact.get("as", "") in ("done", "done_percent", "passed_percent"))


def _clause(item: Plain, clause: Plain, findings: Sequence[Plain], suppressed: set[int], terms: _Terms) -> _Clause:
    effect = _effect(clause)
    stand = [each for each in findings if id(each) not in suppressed]
    points = ZERO
    if stand and effect in clause and effect != "veto":
        points = _points(item, clause, stand, terms)
    elif not stand:
        points = _at_nothing(item, clause, terms)
    points = _capped(points, clause.get("at_most"))
    empties = None
    if "empties" in clause and stand and _reached(clause, clause["empties"], stand, terms):
        empties = _scope(item, clause)
    veto = None
    if "veto" in clause and findings and _reached(clause, clause["veto"], findings, terms):
        veto = clause["veto"] if isinstance(clause["veto"], str) else clause["veto"]["effect"]
    took_place = bool(stand) and _kind(clause) in ("count", "event") and _occurrences(stand) > _free(clause, terms)
    return _Clause(
        effect,
        points,
        clause.get("group"),
        empties,
        clause.get("below_zero") == "true",
        veto,
        points > 0 or empties is not None or veto is not None or took_place,
    )


def _scope(item: Plain, clause: Plain) -> str:
    """What an emptying clause empties: what it says, or the innermost that has points."""
    said = clause["empties"] if isinstance(clause["empties"], str) else clause["empties"].get("scope")
    if said is not None:
        return str(said)
    group = (item.get("groups") or {}).get(clause.get("group"), {})
    return "group" if "points" in group else "item"


def _reached(clause: Plain, trigger: Any, findings: Sequence[Plain], terms: _Terms) -> bool:
    """Whether recorded facts, before `free`, set a threshold off."""
    if isinstance(trigger, str):
        trigger = {}
    levels = _list(trigger.get("at"))
    bounds = {key: trigger[key] for key in ("from", "over", "to", "under") if key in trigger}
    kind = _kind(clause)
    if levels:
        findings = [each for each in findings if each.get("level") in levels]
        if not findings:
            return False
    if kind in ("value", "rank", "imported"):
        return not bounds or any(_within(_measure_of(clause, each), bounds) for each in findings)
    if kind == "level":
        return True
    if kind == "judged":
        return not bounds or _within(sum((Fraction(each["judged"]) for each in findings), ZERO), bounds)
    if kind == "event":
        number = Fraction(_occurrences(findings))
        return _within(number, bounds) if bounds else number > 0
    quantity = _quantity(clause, findings, terms)
    return _within(quantity.value, bounds) if bounds else quantity.value > 0 or quantity.never > 0


def _within(value: Fraction, bounds: Plain) -> bool:
    return (
        ("from" not in bounds or value >= Fraction(bounds["from"]))
        and ("over" not in bounds or value > Fraction(bounds["over"]))
        and ("to" not in bounds or value <= Fraction(bounds["to"]))
        and ("under" not in bounds or value < Fraction(bounds["under"]))
    )


def _suppressed(rubric: Plain, findings: Sequence[Plain], terms: _Terms) -> set[int]:
    """By identity, the findings that a heavier one of the same event stands for."""
    result = set()
    by_event: dict[tuple[str, bool], list[tuple[Fraction, int]]] = {}
    for area in rubric["areas"]:
        for item in area["items"]:
            for clause in item["clauses"]:
                if clause.get("highest_per_event") != "true" or _effect(clause) == "veto":
                    continue
                for each in findings:
                    if (each["item"], each["clause"]) == (item["id"], clause["id"]) and "event" in each:
                        side = (each["event"], _effect(clause) in GIVES)
                        by_event.setdefault(side, []).append((_alone(item, clause, each, terms), id(each)))
    for same in by_event.values():
        heaviest = max(weight for weight, _ in same)
        stands = next(finding for weight, finding in same if weight == heaviest)
        result |= {finding for _, finding in same if finding != stands}
    return result


def _alone(item: Plain, clause: Plain, finding: Plain, terms: _Terms) -> Fraction:
    """As it would cost alone under its clause's cap; one that empties weighs the points that it empties."""
    if "empties" in clause and _reached(clause, clause["empties"], [finding], terms):
        owner = item["groups"][clause["group"]] if _scope(item, clause) == "group" else item
        return Fraction(owner["points"])
    if _effect(clause) not in clause:
        return ZERO
    return _capped(_points(item, clause, [finding], terms), clause.get("at_most"))


# ── fact and rule ──────────────────────────────────────────────────────────────────────────────────────────────


class _Quantity(NamedTuple):
    value: Fraction
    whole: Fraction = ZERO
    never: int = 0
    lacking: Fraction = ZERO


def _points(item: Plain, clause: Plain, findings: Sequence[Plain], terms: _Terms) -> Fraction:
    """Fact, then `free`, then rule; `repeat` sets the price of one occurrence, then `times`."""
    price = _Price(item, clause, terms)
    kind = _kind(clause)
    if kind in ("judged", "event"):
        cases = [price.one(Fraction(each["judged"])) if kind == "judged" else price.event(each) for each in findings]
        points = max(cases) if clause.get("highest_only") == "true" else sum(cases, ZERO)
    elif kind in ("value", "rank", "level", "imported"):
        # of several departments' levels or values, the least favourable stands
        each_alone = [price.alone(each) for each in findings]
        points = min(each_alone) if _effect(clause) in GIVES else max(each_alone)
    else:
        points = price.quantity(_quantity(clause, findings, terms))
    return points * price.factor


class _Price:
    def __init__(self, item: Plain, clause: Plain, terms: _Terms) -> None:
        self.clause = clause
        self.fact = clause["fact"]
        self.rule = clause[_effect(clause)]
        self.terms = terms
        self.entry: Fraction | None = None
        self.adds = False
        self.factor = Fraction(clause.get("times", "1"))
        if "repeat" in clause:
            repeat = clause["repeat"]
            window = int(repeat.get("window", terms.window))
            rounds = terms.earlier[max(len(terms.earlier) - window, 0) :]
            before = sum(not _lineage(item, clause).isdisjoint(seen) for seen in rounds)
            entries = repeat.get("prices") or repeat["times"]
            entry = Fraction(entries[before] if before < len(entries) else entries[-1])
            if "prices" in repeat:
                self.entry, self.adds = entry, repeat.get("adds") == "true"
            else:
                self.factor *= entry

    def one(self, price: Fraction) -> Fraction:
        """The price of one occurrence."""
        if self.entry is None:
            return price
        return price + self.entry if self.adds else self.entry

    def event(self, finding: Plain) -> Fraction:
        price = self.rule["levels"][finding["level"]] if "levels" in self.rule else self.rule["each"]
        role = ONE
        if isinstance(self.fact.get("roles"), list):
            price = price[finding["role"]]
        elif "role" in finding:
            role = Fraction(self.fact["roles"][finding["role"]])
        return self.one(Fraction(price)) * role * Fraction(finding.get("count", "1"))

    def alone(self, finding: Plain) -> Fraction:
        kind = _kind(self.clause)
        if kind == "level":
            return self.one(Fraction(self.rule["levels"][finding["level"]]))
        if kind == "rank" and self.fact.get("ties", "same") == "mean":
            shared = int(finding.get("tied", "1"))
            places = [Fraction(finding["rank"]) + n for n in range(shared)]
            return sum((self.quantity(_Quantity(place)) for place in places), ZERO) / shared
        whole = {"value": Fraction(100), "rank": ZERO, "imported": Fraction(self.fact.get("full", "0"))}[kind]
        return self.quantity(_Quantity(_measure_of(self.clause, finding), whole))

    def quantity(self, quantity: _Quantity) -> Fraction:
        free = _free(self.clause, self.terms)
        value, lacking = (
            max(quantity.value - free, ZERO) if free else quantity.value,
            max(quantity.lacking - free, ZERO),
        )
        rule = self.rule
        if "each" in rule and "table" not in rule:
            points = self.one(Fraction(rule["each"])) * self._steps(value)
        elif "table" in rule:
            points = self._row(value, quantity.value)
        else:
            points = Fraction(rule["share"]) * self._part(value, quantity.whole, lacking)
        if quantity.never and "never" in self.fact:
            points += self.one(Fraction(self.fact["never"])) * quantity.never
        return points

    def _steps(self, value: Fraction) -> Fraction:
        rule = self.rule
        if "below" in rule:
            value = Fraction(rule["below"]) - value
        elif "above" in rule:
            value -= Fraction(rule["above"])
        steps = max(value, ZERO) / Fraction(rule.get("step", "1"))
        how = rule.get("steps", "exact")
        if how == "whole":
            return Fraction(steps.numerator // steps.denominator)
        if how == "started":
            return Fraction(-(-steps.numerator // steps.denominator))
        return steps

    def _row(self, value: Fraction, recorded: Fraction) -> Fraction:
        rows = self.rule["table"]
        found = []
        for row in rows:
            others = [each for each in rows if each is not row]
            if not _within(value, row):
                continue
            below = "from" in row or "over" in row
            above = "to" in row or "under" in row
            if below and not above and any(_starts_later(each, row) and _past_start(value, each) for each in others):
                continue
            if above and not below and any(_ends_earlier(each, row) and _before_end(value, each) for each in others):
                continue
            points = Fraction(row["points"])
            if "each" in row:
                points += Fraction(row["each"]) * (value - Fraction(row.get("from", row.get("over"))))
            if "to_points" in row:
                low, high = Fraction(row.get("from", row.get("over"))), Fraction(row.get("to", row.get("under")))
                points += (Fraction(row["to_points"]) - points) * (value - low) / (high - low)
            found.append(points)
        if not found:
            empties = self.clause.get("empties")
            emptied = isinstance(empties, dict) and _within(recorded, empties)
            assert value == 0 or emptied, "a hole in the table"
            return ZERO
        overlap = self.rule.get("overlap", "heavier")
        return found[0] if overlap == "first" else min(found) if overlap == "lighter" else max(found)

    def _part(self, value: Fraction, whole: Fraction, lacking: Fraction) -> Fraction:
        """Done so far, so far earned; of what takes points, so far as it is lacking, so much is taken."""
        takes = _effect(self.clause) in TAKES
        if _kind(self.clause) in ("missing", "sample"):
            # what is free is not lacking
            done = ONE - lacking / whole if whole else ONE
        else:
            done = value / whole
        return min(max(ONE - done if takes else done, ZERO), ONE)


def _starts_later(other: Plain, row: Plain) -> bool:
    mine = (Fraction(row.get("from", row.get("over", "0"))), "from" not in row)
    return ("from" in other or "over" in other) and (
        Fraction(other.get("from", other.get("over", "0"))),
        "from" not in other,
    ) > mine


def _past_start(value: Fraction, row: Plain) -> bool:
    return _within(value, {key: row[key] for key in ("from", "over") if key in row})


def _ends_earlier(other: Plain, row: Plain) -> bool:
    mine = (Fraction(row.get("to", row.get("under", "0"))), "to" in row)
    return ("to" in other or "under" in other) and (
        Fraction(other.get("to", other.get("under", "0"))),
        "to" in other,
    ) < mine


def _before_end(value: Fraction, row: Plain) -> bool:
    return _within(value, {key: row[key] for key in ("to", "under") if key in row})


def _lineage(item: Plain, clause: Plain) -> set[tuple[str, str]]:
    """The clause and what it was called in earlier versions."""
    items = [item["id"], *_list(item.get("was"))]
    names = {(each, clause["id"]) for each in items}
    for was in _list(clause.get("was")):
        before, separator, after = was.partition("/")
        names |= {(before, after)} if separator else {(each, was) for each in items}
    return names


def _free(clause: Plain, terms: _Terms) -> Fraction:
    return Fraction(clause["free"]) if "free" in clause else ZERO


def _occurrences(findings: Iterable[Plain]) -> int:
    whole = 0
    for finding in findings:
        count = finding.get("count", "1")
        whole += sum(int(each) for each in count.values()) if isinstance(count, dict) else int(count)
    return whole


def _measure_of(clause: Plain, finding: Plain) -> Fraction:
    return Fraction(finding[{"value": "value", "rank": "rank", "imported": "score"}[_kind(clause)]])


def _quantity(clause: Plain, findings: Sequence[Plain], terms: _Terms) -> _Quantity:
    """The facts of all findings together, before `free`."""
    fact, kind = clause["fact"], _kind(clause)
    if kind == "count":
        return _Quantity(Fraction(_occurrences(findings)))
    if kind == "amount":
        return _Quantity(_sum(findings, "amount"))
    if kind == "missing":
        return _missing(fact, findings, terms)
    if kind == "late":
        most = Fraction(fact["most"]) if "most" in fact else None
        late = [Fraction(each["late"]) for each in findings if "late" in each]
        value = sum((each if most is None else min(each, most) for each in late), ZERO)
        return _Quantity(value, never=sum(each.get("never") == "true" for each in findings))
    if kind == "scorers":
        return _Quantity(_mean_score(fact, findings), Fraction(fact["full"]))
    sampled, failed = _sum(findings, "sampled"), _sum(findings, "failed")
    how = fact.get("as", "failed")
    if how == "failed":
        return _Quantity(failed, sampled)
    if how == "failed_percent":
        return _Quantity(failed / sampled * 100 if sampled else ZERO, Fraction(100))
    lacking = failed / sampled * 100 if sampled else ZERO
    return _Quantity(100 - lacking, Fraction(100), lacking=lacking)


def _missing(fact: Plain, findings: Sequence[Plain], terms: _Terms) -> _Quantity:
    """Out of what was required; months are held against their own numbers, a quarter against its one number."""
    monthly = fact.get("per", "quarter") == "month"
    rows = _months_of(fact, findings, terms.months) if monthly else [_quarter_of(fact, findings)]
    required = sum((each.required for each in rows), ZERO)
    if any("done" in each for each in findings):
        lacking = sum((max(each.required - each.done, ZERO) for each in rows), ZERO)
        done = required - lacking if monthly else rows[0].done
    else:
        lacking = _sum(findings, "missing")
        done = max(required - lacking, ZERO)
    nothing = Fraction(1 if fact.get("if_none") == "zero" else 0)  # how much of nothing was left undone
    match fact.get("as", "missing"):
        case "missing":
            value = lacking
        case "done":
            value = done
        case "missing_percent":
            value = lacking / required * 100 if required else nothing * 100
        case "over":
            value = sum((max(each.done - each.required, ZERO) for each in rows), ZERO)
        case _:
            value = done / required * 100 if required else 100 - nothing * 100
    return _Quantity(value, required or ONE, lacking=lacking if required else nothing)


class _Row(NamedTuple):
    required: Fraction
    done: Fraction


def _quarter_of(fact: Plain, findings: Sequence[Plain]) -> _Row:
    recorded = fact["required"] == "recorded"
    stated = [Fraction(each["required"]) for each in findings if "required" in each]
    plans = stated if recorded else [Fraction(fact["required"])]
    return _Row(max(plans, default=ZERO), _sum(findings, "done"))


def _months_of(fact: Plain, findings: Sequence[Plain], months: int) -> list[_Row]:
    """Month by month: an inspection lists them, a self-assessment says its own, and those that say nothing did 0."""
    by_month: dict[Any, list[Plain]] = {}
    if any("in" in each for each in findings):
        for each in findings:
            by_month.setdefault(each["in"], []).append(each)
        usual = [each["required"] for each in findings if "required" in each][:1]
        by_month |= {n: [{"required": each} for each in usual] for n in range(months - len(by_month))}
    else:
        for n in range(months):
            by_month[n] = [
                {key: value[n] if isinstance(value, list) else value for key, value in each.items()}
                for each in findings
            ]
    return [_quarter_of(fact, each) for each in by_month.values()]


def _mean_score(fact: Plain, findings: Sequence[Plain]) -> Fraction:
    by_class: dict[str, list[Fraction]] = {}
    labels = {label: Fraction(number) for label, number in (fact.get("levels") or {}).items()}

    def mark(vote: Any) -> Fraction:
        if isinstance(vote, list):
            return sum(map(mark, vote), ZERO) / len(vote)
        return labels[vote] if labels else Fraction(vote)

    def ends(count: int) -> tuple[int, int]:
        said = [str(fact.get(key, "0")) for key in ("drop_lowest", "drop_highest")]
        low, high = (int(count * Fraction(each[:-1]) / 100) if "%" in each else int(each) for each in said)
        return (low, count - high) if low + high < count else (0, count)

    for finding in findings:
        scores = finding.get("scores", [])
        for who, several in scores.items() if isinstance(scores, dict) else [("", scores)]:
            by_class.setdefault(who, []).extend(map(mark, several))
        votes = finding.get("votes", {})
        told = {who: each for who, each in votes.items() if isinstance(each, dict)} or {"": votes}
        for who, each in told.items():
            for label, number in each.items():
                by_class.setdefault(who, []).extend([labels[label]] * min(int(number), 10_000))

    def mean(scores: list[Fraction]) -> Fraction:
        low, high = ends(len(scores))
        return sum(sorted(scores)[low:high], ZERO) / (high - low)

    if fact.get("weights"):
        weights = {who: Fraction(weight) for who, weight in fact["weights"].items() if by_class.get(who)}
        if fact.get("absent") == "share":
            weights = {who: weight / sum(weights.values()) for who, weight in weights.items()}
        if "absent" in fact:
            return sum((mean(by_class[who]) * weight for who, weight in weights.items()), ZERO)
        return sum((mean(by_class[who]) * Fraction(weight) for who, weight in fact["weights"].items()), ZERO)
    return mean([score for scores in by_class.values() for score in scores])


def _sum(findings: Iterable[Plain], key: str) -> Fraction:
    return sum((Fraction(each[key]) for each in findings if key in each), ZERO)


def _list(names: Any) -> list[str]:
    return [] if names is None else [names] if isinstance(names, str) else list(names)


# ── the ranking ────────────────────────────────────────────────────────────────────────────────────────────────


def _ranked(measure: Plain, outcomes: Mapping[str, _Outcome], classes: Mapping[str, str]) -> dict[str, Opinion]:
    standing = {
        key: _standing(measure, outcome) for key, outcome in outcomes.items() if outcome.opinion.composite is not None
    }
    for key, mine in standing.items():
        higher = [each for each in standing.values() if each > mine]
        outcomes[key].opinion.rank = 1 + len(set(higher) if measure.get("ranking") == "dense" else higher)
    if len(standing) == len(outcomes):
        last = measure.get("last") or {}
        for key in outcomes:
            alike = last.get("pool", "all") == "all"
            pool = [each for other, each in standing.items() if alike or classes[other] == classes[key]]
            if _among_the_last(standing[key], pool, last):
                opinion = outcomes[key].opinion
                opinion.flags |= {"bottom_three"}
    return {key: outcome.opinion for key, outcome in outcomes.items()}


def _among_the_last(mine: tuple[Fraction, ...], pool: Sequence[tuple[Fraction, ...]], last: Plain) -> bool:
    if len(pool) == 1:
        return False  # who is alone is not behind anybody
    places = int(last.get("places", "3"))
    if len(pool) < int(last.get("small_pool", "6")):
        places = int(last.get("small_last", "1"))
    below = sum(each < mine for each in pool)
    if last.get("edge", "all") == "none":
        return below + sum(each == mine for each in pool) <= places
    return below < places


def _standing(measure: Plain, outcome: _Outcome) -> tuple[Fraction, ...]:
    """The higher the better: not put last, composite, then the named tie-breakers."""
    opinion = outcome.opinion
    figures = {
        "inspection": opinion.inspection,
        "self_assessment": opinion.own,
        "base": opinion.base,
        "bonus": opinion.bonus,
        "penalty": -opinion.penalty,
    }
    put_last = "last_place" in outcome.veto_effects
    place = [Fraction(not put_last), opinion.composite or ZERO]
    places, mode, _ = _rounding(measure)
    for name in measure.get("tie_breakers") or []:
        if isinstance(name, str):
            place.append(figures[name] or ZERO)
        elif "area" in name:
            points = opinion.areas.get(name["area"])
            place += [ZERO, ZERO] if points is None else [ONE, half(points, places, mode)]
        else:
            gone = outcome.aside.get(name["item"]) == "rescale"
            place += [ZERO, ZERO] if gone else [ONE, half(opinion.items[name["item"]] or ZERO, places, mode)]
    return tuple(place)
