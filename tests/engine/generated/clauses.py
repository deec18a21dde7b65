"""Clauses: a fact, a consequence, limits."""

from .dice import BORROWED, Dice, Plain
from .facts import COUNTED, KINDS
from .reading import meet

_COMMON = ("count", "count", "count", "event", "event", "judged", "amount")


def clause_of(dice: Dice, name: str, item: Plain) -> Plain:
    kind = dice.pick((*_COMMON, *KINDS))
    fact, rule = KINDS[kind](dice)
    effect = an_effect(dice, kind, rule, item)
    clause: Plain = {"id": name, "text": name, "fact": fact, effect: rule}
    if kind in COUNTED and "share" not in rule and dice.chance(20):
        clause["free"] = dice.pick(("1", "2"))
    if dice.chance(15):
        clause["times"] = dice.pick(("2", "0.5"))
    if dice.chance(30):
        clause["at_most"] = dice.price()
    by_the_piece = kind == "event" or (kind in ("count", "amount") and "each" in rule and "table" not in rule)
    priced = isinstance(clause["fact"].get("roles"), list)
    if by_the_piece and not priced and dice.chance(25):
        clause["repeat"] = _repeat(dice)
    elif kind == "judged" and dice.chance(20):
        clause["repeat"] = {"prices": ["0", "0.5"], "adds": "true"}
    if effect == "earn" and rule.get("table", [{}])[0].get("over") == "0" and dice.chance(50):
        rule["table"].insert(0, {"to": "0", "points": dice.price()})
    if kind in ("event", "judged") and dice.chance(20):
        clause["highest_only"] = "true"
    if kind == "count" and dice.chance(10):
        clause["veto"] = {"effect": dice.pick(("barred", "last_place")), "from": "3"}
    if kind in ("count", "event", "judged") and dice.chance(50):
        clause["highest_per_event"] = "true"
    if effect == "deduct" and "floor" in item and dice.chance(40):
        clause["below_zero"] = "true"
    if item["groups"] and dice.chance(60):
        clause["group"] = dice.pick(list(item["groups"]))
    if effect == "deduct" and "points" in item and dice.chance(15):
        _empty(dice, kind, rule, clause, item)
    if dice.reads(90) and not {"highest_per_event", "repeat"} & clause.keys():
        meet(dice, clause)
    return clause


def _repeat(dice: Dice) -> Plain:
    entries = [dice.price() for _ in range(dice.number(1, 3))]
    repeat: Plain = {"times" if dice.chance(30) else "prices": entries}
    if "prices" in repeat and dice.chance(40):
        repeat["adds"] = "true"
    if dice.chance(30):
        repeat["window"] = dice.pick(("1", "2"))
    return repeat


def plain_clause(dice: Dice, name: str, item: Plain) -> Plain:
    """A count of whole points: what it can do is the point, and how it meets the other clauses of its item."""
    clause: Plain = {"id": name, "text": name, "fact": {"count": "次"}}
    effect = dice.pick(("deduct", "deduct", "earn", "give_back", "empties"))
    if effect == "empties" and "points" in item:
        clause["empties"] = {"from": dice.pick(("1", "2"))}
        if dice.chance(40):
            clause["deduct"] = {"each": "1"}
    else:
        clause["deduct" if effect == "empties" else effect] = {"each": "1"}
    if dice.chance(20):
        clause["at_most"] = "1"
    if "floor" in item and "deduct" in clause:
        clause["below_zero"] = "true"
    if item["groups"] and dice.chance(60):
        clause["group"] = dice.pick(list(item["groups"]))
    return clause


def an_effect(dice: Dice, kind: str, rule: Plain, item: Plain) -> str:
    if kind in (*BORROWED, "rank") and dice.chance(60):
        return "earn"
    if "share" in rule:
        return dice.pick(("earn", "deduct", "give_back", "bonus", "penalty"))
    if kind == "level" or "table" in rule or item["start"] == "zero":
        return dice.pick(("earn", "earn", "deduct"))
    return dice.pick(("deduct", "deduct", "deduct", "deduct", "earn", "give_back", "bonus", "penalty"))


def _empty(dice: Dice, kind: str, rule: Plain, clause: Plain, item: Plain) -> None:
    trigger: Plain = {}
    if kind in ("level", "event"):
        trigger["at"] = ["差"] if kind == "level" else ["大"]
    elif kind != "value" and dice.chance(50):
        least = {"by_class": {"甲": "1"}, "otherwise": "3"} if dice.chance(20) else dice.pick(("1", "2", "3"))
        trigger[dice.pick(("from", "over"))] = least
    elif kind == "value":
        trigger["under"] = "50"
    group = item["groups"].get(clause.get("group"))
    if group is not None and "points" in group and dice.chance(50):
        trigger["scope"] = dice.pick(("group", "item"))
    if trigger and dice.reads(30):
        trigger["for"] = "year"
    clause["empties"] = trigger or "item"
    if kind == "count" and dice.chance(30):
        del clause["deduct"]
        for key in ("free", "times", "at_most", "repeat", "below_zero", "veto"):
            clause.pop(key, None)
