"""Kinds of fact, each with a rule that goes with it."""

from collections.abc import Callable

from .dice import PRICES, Dice, Plain


def each(dice: Dice) -> Plain:
    rule: Plain = {"each": dice.price()}
    if dice.chance(35):
        rule |= {"step": dice.pick(("0.5", "2", "3")), "steps": dice.pick(("exact", "whole", "started"))}
    return rule


def occurrence_table(dice: Dice) -> Plain:
    rows: list[Plain] = [
        {"over": "0", "to": "1", "points": dice.price()},
        {"over": "1", "under": "3", "points": dice.price()},
        {"from": "3", "points": dice.price()},
    ]
    if dice.chance(30):
        rows[2]["each"] = dice.pick(PRICES)
    return {"table": rows}


def value_table(dice: Dice) -> Plain:
    rows: list[Plain] = [
        {"from": "90", "points": dice.price()},
        {"from": "60", "points": dice.price()},
        {"under": "60", "points": dice.price()},
    ]
    if dice.chance(20):
        rows[0] = {"over": "90", "points": dice.price()}
        rows[1] |= {"to": "90", "to_points": dice.price()}
        return {"table": rows}
    if dice.chance(30):
        rows[1]["to"] = "90"
        return {"table": rows, "overlap": dice.pick(("heavier", "lighter", "first"))}
    return {"table": rows}


def _count(dice: Dice) -> tuple[Plain, Plain]:
    fact = {"count": {"迟到": "次", "早退": "次"} if dice.chance(20) else "次"}
    return fact, occurrence_table(dice) if dice.chance(20) else each(dice)


def _amount(dice: Dice) -> tuple[Plain, Plain]:
    return {"amount": "元"}, each(dice)


def _missing(dice: Dice) -> tuple[Plain, Plain]:
    fact: Plain = {"missing": "次", "required": dice.pick(("1", "2", "3", "7")), "per": dice.pick(("month", "quarter"))}
    if dice.chance(15):
        fact |= {"required": "recorded"}
        if dice.chance(30):
            fact |= {"if_none": dice.pick(("full", "zero"))}
            return fact, {"share": dice.price()}
    elif dice.chance(15):
        fact["as"] = "over"
        return fact, each(dice) if dice.chance(50) else occurrence_table(dice)
    elif dice.chance(10):
        fact["required"] = {"per_head": "0.1", "round": dice.pick(("up", "half_up"))}
    elif dice.chance(20):
        fact["as"] = "missing_percent"
    elif dice.chance(15):
        fact["as"] = "done_percent"
        return fact, value_table(dice)
    elif dice.chance(15):
        fact["as"] = "done"
        return fact, each(dice)
    how = dice.pick(("each", "each", "table", "share"))
    return fact, each(dice) if how == "each" else occurrence_table(dice) if how == "table" else {"share": dice.price()}


def _late(dice: Dice) -> tuple[Plain, Plain]:
    fact: Plain = {"late": "天"}
    if dice.chance(50):
        fact["most"] = {"by_class": {"甲": "1"}, "otherwise": "3"} if dice.chance(20) else "3"
    if dice.chance(50):
        fact["never"] = dice.price()
    return fact, each(dice)


def _sample(dice: Dice) -> tuple[Plain, Plain]:
    how = dice.pick(("failed", "failed", "failed_percent", "passed_percent"))
    fact = {"sample": "人", "as": how}
    if how == "passed_percent":
        return fact, {"share": dice.price()} if dice.chance(50) else value_table(dice)
    return fact, each(dice)


def _value(dice: Dice) -> tuple[Plain, Plain]:
    how = dice.pick(("below", "above", "table", "share"))
    if how == "table":
        return {"value": "%"}, value_table(dice)
    if how == "share":
        return {"value": "%"}, {"share": dice.price()}
    return {"value": "%"}, each(dice) | {how: dice.pick(("60", "90"))}


def _level(dice: Dice) -> tuple[Plain, Plain]:
    return {"level": ["好", "中", "差"]}, {"levels": {name: dice.price() for name in ("好", "中", "差")}}


def _event(dice: Dice) -> tuple[Plain, Plain]:
    fact: Plain = {"event": ["大", "小"]}
    if dice.chance(40):
        fact["roles"] = {"主办": "1", "协办": "0.5"}
    elif dice.chance(30):
        fact["roles"] = ["主办", "协办"]
        return fact, {"levels": {name: {role: dice.price() for role in fact["roles"]} for name in ("大", "小")}}
    return fact, {"levels": {"大": dice.price(), "小": dice.price()}}


def _judged(dice: Dice) -> tuple[Plain, Plain]:
    return {"judged": "例"}, {"within": ["0", "3"]}


def _rank(dice: Dice) -> tuple[Plain, Plain]:
    rows = [{"to": "1", "points": dice.price()}, {"to": "3", "points": dice.price()}, {"over": "3", "points": "0"}]
    return {"rank": "全厂", "ties": dice.pick(("same", "mean"))}, {"table": rows}


def _imported(dice: Dice) -> tuple[Plain, Plain]:
    return {"imported": "平台", "full": dice.pick(("100", "90"))}, {"share": dice.price()}


def _scorers(dice: Dice) -> tuple[Plain, Plain]:
    fact: Plain = {"scorers": "班子", "full": "10"}
    if dice.chance(40):
        fact["weights"] = {"领导": "0.6", "职工": "0.4"}
        if dice.chance(40):
            fact["absent"] = dice.pick(("zero", "share"))
    elif dice.chance(40):
        fact |= {"drop_highest": dice.pick(("1", "40%")), "drop_lowest": "1"}
    if dice.chance(30):
        fact["levels"] = {"优": "10", "良": "7.5", "差": "0"}
    elif dice.chance(20):
        fact["marks"] = "2"
    return fact, {"share": dice.price()}


KINDS: dict[str, Callable[[Dice], tuple[Plain, Plain]]] = {
    "count": _count,
    "amount": _amount,
    "missing": _missing,
    "late": _late,
    "sample": _sample,
    "value": _value,
    "level": _level,
    "event": _event,
    "judged": _judged,
    "rank": _rank,
    "imported": _imported,
    "scorers": _scorers,
}

COUNTED = ("count", "amount", "missing", "late", "sample")


def kind_of(clause: Plain) -> str:
    """The kind of fact that a clause records; of one that reads another's, `same`."""
    return next(key for key in (*KINDS, "same") if key in clause["fact"])
