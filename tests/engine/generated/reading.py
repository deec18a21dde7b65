"""Clauses that read others' records, all branches' facts, or several records of their own."""

from typing import Any

from .dice import Dice, Plain
from .facts import COUNTED, KINDS, each, kind_of, occurrence_table, value_table

EFFECTS = ("deduct", "earn", "give_back", "bonus", "penalty")


def effect_of(clause: Plain) -> str:
    """The consequence of a clause; of one that only empties or records, none."""
    return next((key for key in EFFECTS if key in clause), "")


def meet(dice: Dice, clause: Plain) -> None:
    """How several records of one clause meet; a line that all branches draw; what counts as the whole."""
    kind, effect = kind_of(clause), effect_of(clause)
    if not effect:
        return
    rule = clause[effect]
    if kind in ("value", "level", "rank", "imported") and dice.chance(30):
        clause["combine"] = dice.pick(("mean", "mean", "sum"))
    elif kind == "missing" and clause["fact"].get("per") == "month" and dice.chance(30):
        clause["combine"] = "sum"
    elif kind in ("value", "amount", "imported") and dice.chance(30):
        branches = {"branches": dice.pick(("mean", "highest")), "pool": dice.pick(("all", "class"))}
        if effect in ("earn", "bonus") and dice.chance(60):
            clause[effect] = {"share": dice.price(), "of": dice.pick(("80", branches, branches))}
        elif "each" in rule:
            rule |= {dice.pick(("below", "above")): branches}
            if len({"below", "above"} & rule.keys()) > 1:
                rule.pop(next(key for key in ("below", "above") if rule[key] is not branches))


def read_others(dice: Dice, item: Plain) -> None:
    """Some clauses of an item read what is recorded under one of them: the same fact, or a condition."""
    clauses = item["clauses"]
    if dice.chance(60):
        clauses.insert(0, _only_records(dice))
    read = next((one for one in clauses if _may_be_read(one)), None)
    if read is None:
        return
    if effect_of(read) and kind_of(read) == "level":
        _told_apart(read)
    if read["id"] == "记" or dice.chance(60):
        clauses.append(_reader(dice, item, read))
    others = [one for one in clauses if one is not read and "undone" not in one]
    for one in others:
        if kind_of(read) != "scorers" and "combine" not in read and dice.chance(35):
            one["when"] = _condition(dice, read)
            if dice.chance(20):
                one["when"] = [one["when"], _condition(dice, read)]
    # of a chain, the one in the middle acts under a condition itself
    middle = next((one for one in others if "when" in one and _may_be_read(one)), None)
    last = clauses[-1]
    if middle is not None and last is not middle and "when" not in last and last is not read and dice.chance(40):
        if kind_of(middle) == "level" and effect_of(middle):
            _told_apart(middle)
        last["when"] = _condition(dice, middle)


def _only_records(dice: Dice) -> Plain:
    kind = dice.pick(("count", "count", "level", "event", "value", "missing", "amount"))
    fact, _ = KINDS[kind](dice)
    return {"id": "记", "text": "记", "fact": fact}


def _may_be_read(clause: Plain) -> bool:
    apart = {"highest_per_event", "combine", "undone"} & clause.keys()
    return not apart and "same" not in clause["fact"] and kind_of(clause) not in ("judged", "rank", "scorers")


def _told_apart(clause: Plain) -> None:
    """Of levels that a condition reads, none costs as much as another: it is plain which record stands."""
    effect = effect_of(clause)
    prices = ("0.1", "0.5", "2") if effect in ("deduct", "penalty") else ("2", "0.5", "0.1")
    clause[effect] = {"levels": dict(zip(("好", "中", "差"), prices, strict=True))}


def _reader(dice: Dice, item: Plain, read: Plain) -> Plain:
    kind = kind_of(read)
    fact: Plain = {"same": read["id"]}
    rule: Plain
    match kind:
        case "missing":
            fact["as"] = dice.pick(("missing", "done", "over"))
            # nothing done is a number like others, and a table of occurrences has no row for it
            rule = occurrence_table(dice) if fact["as"] != "done" and dice.chance(40) else each(dice)
        case "sample":
            fact["as"] = dice.pick(("failed", "failed_percent"))
            rule = each(dice)
        case "value":
            rule = value_table(dice) if dice.chance(40) else each(dice) | {dice.pick(("below", "above")): "60"}
        case "level":
            rule = {"levels": {name: dice.price() for name in read["fact"]["level"]}}
        case "event":
            rule = _of_events(dice, read["fact"])
        case "imported":
            rule = {"share": dice.price()}
        case _:
            rule = each(dice)
    effect = "earn" if item["start"] == "zero" and dice.chance(60) else dice.pick(EFFECTS)
    clause: Plain = {"id": "同", "text": "同", "fact": fact, effect: rule}
    if kind in COUNTED and dice.chance(30):
        clause["free"] = "1"
    if dice.chance(30):
        clause["at_most"] = dice.price()
    if effect == "deduct" and kind == "count" and "points" in item and dice.chance(30):
        clause["empties"] = {"from": "2"}
    if item["groups"] and dice.chance(40):
        clause["group"] = dice.pick(list(item["groups"]))
    return clause


def _of_events(dice: Dice, fact: Plain) -> Plain:
    if isinstance(fact.get("roles"), list):
        return {"levels": {name: {role: dice.price() for role in fact["roles"]} for name in fact["event"]}}
    return {"levels": {name: dice.price() for name in fact["event"]}}


def _condition(dice: Dice, read: Plain) -> Plain:
    asked: Any
    match kind_of(read):
        case "level":
            asked = {"at": dice.pick((["好"], ["差"], ["中", "差"]))}
        case "event":
            asked = dice.pick(({"at": ["大"]}, {"from": "1"}, {"at": ["小"], "to": "0"}, {"at": "大", "from": "2"}))
        case "value" | "imported":
            asked = dice.pick(({"from": "60"}, {"under": "90"}, {"over": "83", "to": "90"}))
        case _:
            asked = dice.pick(({"from": "1"}, {"over": "0"}, {"to": "0"}, {"from": "1", "under": "3"}, {"over": "2"}))
    return {"clause": read["id"], **asked}


def read_by_others(item: Plain) -> set[str]:
    """The clauses that others of the item read, by a condition or the same fact."""
    return read_by_conditions(item) | {one["fact"]["same"] for one in item["clauses"] if "same" in one["fact"]}


def read_by_conditions(item: Plain) -> set[str]:
    """The clauses that some condition of the item reads."""
    found = set()
    for clause in item["clauses"]:
        when = clause.get("when", [])
        found |= {one["clause"] for one in ([when] if isinstance(when, dict) else when)}
    return found
