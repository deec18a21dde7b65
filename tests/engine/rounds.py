"""Generated rounds: rubrics out of a fair part of the language, with records that they allow.

What `check` refuses is not generated: a hole in a table, an emptying group without points, a branch that states what
was done and what is missing under one clause.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from .second_opinion import Documents

T = TypeVar("T")
Plain = dict[str, Any]

PRICES = ("0.1", "0.2", "0.25", "0.3", "0.5", "1", "1.5", "2")
OWNERS = ("部", "室")
BORROWED = ("imported", "scorers")


class Dice:
    """Draws in the words of the language."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw

    def pick(self, several: Sequence[T]) -> T:
        return several[self.number(0, len(several) - 1)]

    def number(self, low: int, high: int) -> int:
        return int(self._draw(st.integers(low, high)))

    def chance(self, percent: int) -> bool:
        # the least draw is "no", so that a failing example shrinks to a plain one
        return self.number(0, 99) >= 100 - percent

    def price(self) -> Any:
        if not self.chance(15):
            return self.pick(PRICES)
        if self.chance(50):
            return {"by_class": {"甲": self.pick(PRICES), "乙": self.pick(PRICES)}}
        return {"by_class": {"乙": self.pick(PRICES)}, "otherwise": self.pick(PRICES)}


# ── clauses ────────────────────────────────────────────────────────────────────────────────────────────────────


def _each(dice: Dice) -> Plain:
    rule: Plain = {"each": dice.price()}
    if dice.chance(35):
        rule |= {"step": dice.pick(("0.5", "2", "3")), "steps": dice.pick(("exact", "whole", "started"))}
    return rule


def _occurrence_table(dice: Dice) -> Plain:
    rows: list[Plain] = [
        {"over": "0", "to": "1", "points": dice.price()},
        {"over": "1", "under": "3", "points": dice.price()},
        {"from": "3", "points": dice.price()},
    ]
    if dice.chance(30):
        rows[2]["each"] = dice.pick(PRICES)
    return {"table": rows}


def _value_table(dice: Dice) -> Plain:
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
    return fact, _occurrence_table(dice) if dice.chance(20) else _each(dice)


def _amount(dice: Dice) -> tuple[Plain, Plain]:
    return {"amount": "元"}, _each(dice)


def _missing(dice: Dice) -> tuple[Plain, Plain]:
    fact: Plain = {"missing": "次", "required": dice.pick(("1", "2", "3", "7")), "per": dice.pick(("month", "quarter"))}
    if dice.chance(15):
        fact |= {"required": "recorded"}
    elif dice.chance(20):
        fact["as"] = "missing_percent"
    elif dice.chance(15):
        fact["as"] = "done_percent"
        return fact, _value_table(dice)
    elif dice.chance(15):
        fact["as"] = "done"
        return fact, _each(dice)
    how = dice.pick(("each", "each", "table", "share"))
    return fact, _each(dice) if how == "each" else _occurrence_table(dice) if how == "table" else {
        "share": dice.price()
    }


def _late(dice: Dice) -> tuple[Plain, Plain]:
    fact: Plain = {"late": "天"}
    if dice.chance(50):
        fact["most"] = {"by_class": {"甲": "1"}, "otherwise": "3"} if dice.chance(20) else "3"
    if dice.chance(50):
        fact["never"] = dice.price()
    return fact, _each(dice)


def _sample(dice: Dice) -> tuple[Plain, Plain]:
    how = dice.pick(("failed", "failed", "failed_percent", "passed_percent"))
    fact = {"sample": "人", "as": how}
    if how == "passed_percent":
        return fact, {"share": dice.price()} if dice.chance(50) else _value_table(dice)
    return fact, _each(dice)


def _value(dice: Dice) -> tuple[Plain, Plain]:
    how = dice.pick(("below", "above", "table", "share"))
    if how == "table":
        return {"value": "%"}, _value_table(dice)
    if how == "share":
        return {"value": "%"}, {"share": dice.price()}
    return {"value": "%"}, _each(dice) | {how: dice.pick(("60", "90"))}


def _level(dice: Dice) -> tuple[Plain, Plain]:
    return {"level": ["好", "中", "差"]}, {"levels": {name: dice.price() for name in ("好", "中", "差")}}


def _event(dice: Dice) -> tuple[Plain, Plain]:
    fact: Plain = {"event": ["大", "小"]}
    if dice.chance(40):
        fact["roles"] = {"主办": "1", "协办": "0.5"}
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
    elif dice.chance(40):
        fact |= {"drop_highest": "1", "drop_lowest": "1"}
    return fact, {"share": dice.price()}


_KINDS: dict[str, Callable[[Dice], tuple[Plain, Plain]]] = {
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
_COMMON = ("count", "count", "count", "event", "event", "judged", "amount")
_COUNTED = ("count", "amount", "missing", "late", "sample")


def _clause(dice: Dice, name: str, item: Plain) -> Plain:
    kind = dice.pick((*_COMMON, *_KINDS))
    fact, rule = _KINDS[kind](dice)
    effect = _an_effect(dice, kind, rule, item)
    clause: Plain = {"id": name, "text": name, "fact": fact, effect: rule}
    if kind in _COUNTED and "share" not in rule and dice.chance(20):
        clause["free"] = dice.pick(("1", "2"))
    if dice.chance(15):
        clause["times"] = dice.pick(("2", "0.5"))
    if dice.chance(30):
        clause["at_most"] = dice.price()
    by_the_piece = kind == "event" or (kind in ("count", "amount") and "each" in rule and "table" not in rule)
    if by_the_piece and dice.chance(25):
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
    return clause


def _repeat(dice: Dice) -> Plain:
    entries = [dice.price() for _ in range(dice.number(1, 3))]
    repeat: Plain = {"times" if dice.chance(30) else "prices": entries}
    if "prices" in repeat and dice.chance(40):
        repeat["adds"] = "true"
    if dice.chance(30):
        repeat["window"] = dice.pick(("1", "2"))
    return repeat


def _plain_clause(dice: Dice, name: str, item: Plain) -> Plain:
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


def _an_effect(dice: Dice, kind: str, rule: Plain, item: Plain) -> str:
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
    clause["empties"] = trigger or "item"
    if kind == "count" and dice.chance(30):
        del clause["deduct"]
        for key in ("free", "times", "at_most", "repeat", "below_zero", "veto"):
            clause.pop(key, None)


# ── items and rubrics ──────────────────────────────────────────────────────────────────────────────────────────


def _item(dice: Dice, name: str, *, plain: bool = False, least: int = 1) -> Plain:
    item: Plain = {"id": name, "title": name, "department": "部", "standard": "改好", "groups": {}, "start": "full"}
    if dice.chance(25):
        item["department"] = list(OWNERS)
    if not dice.chance(10):
        item["points"] = dice.pick(("3", "4", "5"))
        if dice.chance(15):
            item["points"] = {"by_class": {"甲": "3"}, "otherwise": "4"}
        if dice.chance(80 if plain else 40):
            item["groups"]["组一"] = {"title": "组一", "points": dice.pick(("1", "1.5", "2"))}
            if dice.chance(30):
                item["groups"]["组一"]["at_most"] = dice.price()
            if dice.chance(20):
                item["groups"]["组一"]["start"] = dice.pick(("full", "zero"))
            if dice.chance(20):
                item["groups"]["组一"]["ceiling"] = dice.pick(("3", "none"))
        if dice.chance(15):
            item["ceiling"] = dice.pick(("6", "none"))
        if dice.chance(15):
            item["floor"] = "-1"
        if dice.chance(25):
            item["start"] = "zero"
    if dice.chance(30):
        item["groups"]["组二"] = {"title": "组二", "at_most": dice.price()}
    if dice.chance(40 if plain else 20):
        item["at_most"] = dice.price()
    for scope in (item, *item["groups"].values()):
        if dice.chance(10):
            scope["highest_only"] = "true"
    makes = _plain_clause if plain else _clause
    item["clauses"] = [makes(dice, f"条{n}", item) for n in range(dice.number(least, 5))]
    for clause in item["clauses"] if len(item["department"]) > 1 else ():
        if dice.chance(20):
            clause["department"] = dice.pick(OWNERS)
    return item


def _in_a_table(dice: Dice, item: Plain) -> Plain:
    """What an item has to do with its table: not applicable, due, task."""
    if dice.chance(45):
        item["not_applicable"] = dice.pick(("full", {"fixed": "2.5"}, "rescale"))
        if dice.chance(30):
            item["not_applicable_to"] = dice.pick(("甲", "乙"))
        if dice.chance(20):
            item["due"] = ["Q4"]
    if dice.chance(30):
        item["task"] = "true"
        undone: Plain = {"id": "未做", "text": "未做", "fact": {"count": "项"}, "undone": "true"}
        undone |= {"empties": "item"} if "points" in item else {"penalty": {"each": "1"}}
        item["clauses"].append(undone)
    return item


def _vetoes(dice: Dice) -> Plain:
    more: Plain = {"grade_cap": {"grade": "合格"}, "score_cap": {"at_most": dice.pick(("20", "55.5"))}}
    effects = [dice.pick(("total_zero", "last_place", "score_cap", "grade_cap", "barred")) for _ in range(2)]
    written: list[Any] = [{"effect": each} | more.get(each, {}) for each in effects]
    written[1]["from"] = "2"
    return {
        "id": "否决",
        "title": "否决",
        "department": "部",
        "clauses": [
            {"id": f"否{n}", "text": f"否{n}", "fact": {"count": "起"}, "veto": each} for n, each in enumerate(written)
        ],
    }


def _measure(dice: Dice) -> Plain:
    measure: Plain = {
        "weights": dice.pick(
            (
                {"inspection": "0.9", "self_assessment": "0.1"},
                {"inspection": "0.65", "self_assessment": "0.35"},
                {"inspection": "1", "self_assessment": "0"},
            )
        ),
        "rounding": {
            "places": dice.pick(("2", "1", "3")),
            "mode": dice.pick(("half_up", "half_even", "down", "up")),
            "at": dice.pick(("total", "total", "areas")),
        },
        "repeat_window": dice.pick(("4", "2", "0")),
    }
    if dice.chance(30):
        measure["missing_month"] = "refuse"
    if dice.chance(30):
        measure["bonus_on"] = "composite"
    if dice.chance(30):
        measure["floor"] = dice.pick(("0", "12.5", "-3"))
    for total in ("bonus", "penalty"):
        if dice.chance(40):
            measure[total] = {"at_most": dice.pick(PRICES)}
    return measure | _places(dice)


def _places(dice: Dice) -> Plain:
    names = ("inspection", "self_assessment", "base", "bonus", "penalty")
    return ({"ranking": "dense"} if dice.chance(30) else {}) | {
        "tie_breakers": [dice.pick(names) for _ in range(dice.number(0, 2))],
        "last": {
            "places": dice.pick(("3", "2")),
            "pool": dice.pick(("all", "class")),
            "edge": dice.pick(("all", "none")),
            "small_pool": dice.pick(("6", "3")),
            "small_last": dice.pick(("1", "2")),
        },
    }


def rubric_of(areas: list[list[Plain]], measure: Plain) -> Plain:
    """A whole rubric out of items by area."""
    return {
        "kind": "rubric",
        "version": "1",
        "title": "细则",
        "effective_from": "2018Q1",
        "measure": measure,
        "areas": [{"id": f"面{n}", "name": f"面{n}", "items": items} for n, items in enumerate(areas)],
    }


def roster_of(classes: Sequence[str]) -> Plain:
    """A roster of branches B0, B1, ... of the classes."""
    since = {"from": "2018-01-01"}
    return {
        "kind": "roster",
        "version": "1",
        "classes": ["甲", "乙"],
        "departments": {f"D{n}": [since | {"name": name}] for n, name in enumerate(OWNERS)},
        "branches": {f"B{n}": [since | {"name": f"支部{n}", "class": each}] for n, each in enumerate(classes)},
    }


# ── records ────────────────────────────────────────────────────────────────────────────────────────────────────


def _each_month(dice: Dice, numbers: Sequence[str]) -> list[str]:
    return [dice.pick(numbers) for _ in range(3)]


def _stated(dice: Dice, clause: Plain, style: int, *, own: bool) -> Plain:
    """One fact under a clause; `style` is the way in which a branch states it, `own` in a self-assessment."""
    fact = clause["fact"]
    kind = next(key for key in _KINDS if key in fact)
    match kind:
        case "count":
            if isinstance(fact["count"], dict):
                return {"count": {"迟到": str(dice.number(0, 2)), "早退": str(dice.number(0, 2))}}
            return {} if dice.chance(30) else {"count": str(dice.number(0, 4))}
        case "amount":
            return {"amount": dice.pick(("0.3", "0", "1.25", "2"))}
        case "missing":
            # of months an inspection lists each one's number
            listed = fact.get("per") == "month" and not own
            if style:
                stated: Plain = {
                    "done": _each_month(dice, ("0", "1", "2", "0.5", "5"))
                    if listed
                    else dice.pick(("0", "1", "2", "0.5"))
                }
            else:
                stated = {"missing": dice.pick(("0", "0.5", "0.25"))}
            if fact["required"] == "recorded":
                stated["required"] = (
                    _each_month(dice, ("2", "3", "7")) if listed and dice.chance(50) else dice.pick(("2", "3", "7"))
                )
            return stated
        case "late":
            return {"never": "true"} if dice.chance(25) else {"late": dice.pick(("1", "2", "5", "0.5"))}
        case "sample":
            sampled = dice.number(0, 7)
            return {"sampled": str(sampled), "failed": str(dice.number(0, sampled))}
        case "value":
            return {"value": dice.pick(("100", "90", "89.9", "83", "60", "59", "40"))}
        case "level":
            return {"level": dice.pick(fact["level"])}
        case "event":
            event: Plain = {"level": dice.pick(fact["event"])}
            if fact.get("roles"):
                event["role"] = dice.pick(list(fact["roles"]))
            return event | ({"count": str(dice.number(0, 2))} if dice.chance(25) else {})
        case "judged":
            return {"judged": dice.pick(("0.5", "1", "2.5"))}
        case "rank":
            return {"rank": str(dice.number(1, 5))} | ({"tied": "2"} if dice.chance(30) else {})
        case "imported":
            return {"score": dice.pick(("90", "83", "70", "0"))}
        case _:
            scores = [dice.pick(("7", "8", "9.5", "10")) for _ in range(3)]
            return {"scores": {"领导": scores[:1], "职工": scores[1:]} if fact.get("weights") else scores}


def _needed(clause: Plain) -> bool:
    fact, rule = clause["fact"], clause.get("deduct") or clause.get("earn") or {}
    measured = "value" in fact or fact.get("as") in ("done_percent", "passed_percent")
    stands = any(kind in fact for kind in ("level", "rank", *BORROWED)) or ("judged" in fact and "earn" in clause)
    return stands or "share" in rule or ("table" in rule and measured)


def _facts(dice: Dice, item: Plain, clause: Plain, style: int, often: int, *, own: bool = False) -> list[Plain]:
    whole = 1 if _needed(clause) and not dice.chance(4) else 0
    # of what is planned by branch, one finding states the plan
    most = 1 if clause["fact"].get("required") == "recorded" else 2
    number = max(whole, dice.number(1, most) if dice.chance(often) else 0)
    found = []
    for _ in range(number):
        finding = {"item": item["id"], "clause": clause["id"], "reason": "原因"} | _stated(dice, clause, style, own=own)
        if clause.get("highest_per_event") and dice.chance(75):
            finding["event"] = dice.pick(("事一", "事一", "事二"))
        elif "event" in clause["fact"] and dice.chance(20):
            finding["event"] = "事一"
        found.append(finding)
    return found


def _applies(item: Plain, branch_class: str) -> bool:
    return item.get("not_applicable_to") != branch_class and item.get("due") != ["Q4"]


def _inspections(dice: Dice, rubric: Plain, classes: Sequence[str], *, often: int, complete: int) -> list[Plain]:
    documents: dict[str, Plain] = {owner: {} for owner in OWNERS}
    items = [item for area in rubric["areas"] for item in area["items"]]
    for n, branch_class in enumerate(classes):
        for owner in OWNERS:
            if dice.chance(complete):
                day = dice.pick(("2021-03-20", "2021-03-22"))
                documents[owner][f"支部{n}"] = {"date": day, "not_applicable": {}, "findings": []}
        here = [owner for owner in OWNERS if f"支部{n}" in documents[owner]]
        for item in items:
            owners = [owner for owner in here if owner in item["department"]]
            if not owners:
                continue
            if "not_applicable" in item and dice.chance(15):
                documents[owners[0]][f"支部{n}"]["not_applicable"][item["id"]] = "没有"
            elif _applies(item, branch_class):
                for clause in item["clauses"]:
                    recording = [owner for owner in owners if owner in clause.get("department", owner)]
                    for finding in _facts(dice, item, clause, dice.number(0, 1), often) if recording else ():
                        documents[dice.pick(recording)][f"支部{n}"]["findings"].append(finding)
    return [
        {"kind": "inspection", "version": "1", "quarter": "2021Q1", "department": owner, "branches": branches}
        for owner, branches in documents.items()
    ]


def _months(dice: Dice, rubric: Plain, classes: Sequence[str], inspections: list[Plain]) -> list[Plain]:
    months: list[Plain] = [
        {"kind": "self", "version": "1", "month": f"2021-{number:02d}", "branches": {}} for number in (1, 2, 3)
    ]
    excused = {
        (branch, item)
        for document in inspections
        for branch, record in document["branches"].items()
        for item in record["not_applicable"]
    }
    for n, branch_class in enumerate(classes):
        filed = [month for month in months if dice.chance(90)]
        for month in filed:
            month["branches"][f"支部{n}"] = {"findings": []}
        for item in (item for area in rubric["areas"] for item in area["items"]):
            if not filed or (f"支部{n}", item["id"]) in excused or not _applies(item, branch_class):
                continue
            for clause in item["clauses"]:
                apart = any(key in clause for key in ("bonus", "penalty", "veto"))
                lent = any(key in clause["fact"] for key in BORROWED) or (
                    "judged" in clause["fact"] and "earn" in clause
                )
                # what others score is not the branch's to declare; some do it all the same, and it counts for nothing
                if not apart and (not lent or dice.chance(15)):
                    for finding in _facts(dice, item, clause, dice.number(0, 1), 25, own=True):
                        dice.pick(filed)["branches"][f"支部{n}"]["findings"].append(finding)
    return months


def _earlier(dice: Dice, rubric: Plain, classes: Sequence[str]) -> dict[str, list[Plain]]:
    looking_back = [
        (item, clause)
        for area in rubric["areas"]
        for item in area["items"]
        for clause in item["clauses"]
        if "repeat" in clause
    ]
    if not looking_back:
        return {}
    rounds: dict[str, list[Plain]] = {}
    for quarter in ("2020Q4", "2020Q3", "2020Q2", "2020Q1", "2019Q4"):
        if dice.chance(15):
            continue
        day = f"{quarter[:4]}-{int(quarter[-1]) * 3:02d}-20"
        branches: Plain = {f"支部{n}": {"date": day, "findings": []} for n in range(len(classes))}
        for n in range(len(classes)):
            for item, clause in looking_back:
                if dice.chance(50):
                    kind = dice.pick(({"settled": "on_site"}, {"rectify_by": day, "id": f"{quarter}-01"}, {}))
                    finding = {"item": item["id"], "clause": clause["id"], "reason": "原因"}
                    branches[f"支部{n}"]["findings"].append(finding | kind)
        rounds[quarter] = [
            {"kind": "inspection", "version": "1", "quarter": quarter, "department": "部", "branches": branches}
        ]
    return rounds


# ── rounds ─────────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def one_item(draw: st.DrawFn) -> Documents:
    """One item with many clauses, at one branch; nothing else weighs."""
    dice = Dice(draw)
    plain = dice.chance(50)
    item = _item(dice, "项", plain=plain, least=3)
    rubric = rubric_of([[item]], {"weights": {"inspection": "1", "self_assessment": "0"}})
    inspections = _inspections(dice, rubric, ["甲"], often=90 if plain else 60, complete=100)
    return Documents(rubric, roster_of(["甲"]), "2021Q1", inspections, [], _earlier(dice, rubric, ["甲"]))


def whole_rubric(dice: Dice) -> Plain:
    """A rubric of one or two areas."""
    names = iter("子丑寅卯辰")
    areas = [
        [_in_a_table(dice, _item(dice, next(names))) for _ in range(dice.number(1, 2))]
        for _ in range(dice.number(1, 2))
    ]
    if dice.chance(30):
        areas[-1].append(_vetoes(dice))
    rubric = rubric_of(areas, _measure(dice))
    if dice.chance(30):
        area = dice.pick(rubric["areas"])
        compared = dice.pick(({"area": area["id"]}, {"item": area["items"][0]["id"]}))
        rubric["measure"]["tie_breakers"].append(compared)
    if dice.chance(20):
        _multiplied(dice, rubric)
    return rubric


def _multiplied(dice: Dice, rubric: Plain) -> None:
    """An area, or the whole, that is multiplied: by a number, by an item, by the other area."""
    by = dice.pick(("0.2", {"item": "系"}, {"area": "面1"}))
    if by == {"area": "面1"} and len(rubric["areas"]) < 2:
        by = "1.5"
    if by == {"item": "系"}:
        clause: Plain = {"id": "数", "text": "数", "fact": {"amount": "数"}, "earn": {"each": "1"}}
        rubric["areas"][-1]["items"].append(
            {"id": "系", "title": "系", "department": "部", "factor": "true", "groups": {}, "clauses": [clause]}
            | {"standard": "改好", "start": "full", "not_applicable": {"fixed": "1"}}
        )
    if dice.chance(30):
        rubric["measure"]["times"] = by
    else:
        rubric["areas"][0]["times"] = by
    if dice.chance(20):
        rubric["areas"][-1].setdefault("times", "0.5")


@st.composite
def rounds(draw: st.DrawFn, *, complete: int = 97) -> Documents:
    """Whole rounds: areas, not applicable, self-assessment, vetoes, ranking."""
    dice = Dice(draw)
    rubric = whole_rubric(dice)
    classes = [dice.pick(("甲", "乙")) for _ in range(dice.number(1, 3))]
    inspections = _inspections(dice, rubric, classes, often=30, complete=complete)
    months = _months(dice, rubric, classes, inspections)
    earlier = _earlier(dice, rubric, classes)
    absent = _absent(rubric, inspections, dice.pick(OWNERS)) if dice.chance(10) else {}
    return Documents(rubric, roster_of(classes), "2021Q1", inspections, months, earlier, absent)


def _absent(rubric: Plain, inspections: list[Plain], away: str) -> dict[str, str]:
    """A department inspected nobody: then nothing is recorded under an item that waits for it."""
    waiting = {
        item["id"]
        for area in rubric["areas"]
        for item in area["items"]
        if item["department"] == away or any(clause.get("department") == away for clause in item["clauses"])
    }
    inspections[:] = [each for each in inspections if each["department"] != away]
    for record in (record for each in inspections for record in each["branches"].values()):
        record["findings"] = [each for each in record["findings"] if each["item"] not in waiting]
    return {away: "换届"}


@st.composite
def rankings(draw: st.DrawFn) -> Documents:
    """Many branches with few different scores: ties, pools, edges, vetoes."""
    dice = Dice(draw)
    clauses: list[Plain] = [
        {"id": "扣", "text": "扣", "fact": {"count": "次"}, "deduct": {"each": "1"}},
        {"id": "加", "text": "加", "fact": {"count": "次"}, "bonus": {"each": "1"}},
        {"id": "零", "text": "零", "fact": {"count": "起"}, "veto": "total_zero"},
        {"id": "末", "text": "末", "fact": {"count": "起"}, "veto": "last_place"},
    ]
    item = {"id": "项", "title": "项", "department": "部", "standard": "改好", "points": "5", "clauses": clauses}
    measure: Plain = {"weights": {"inspection": "1", "self_assessment": "0"}} | _places(dice)
    if dice.chance(40):
        measure["tie_breakers"].append({"item": "项"})
    rubric = rubric_of([[item]], measure)
    classes = [dice.pick(("甲", "乙")) for _ in range(dice.number(1, 9))]
    branches: Plain = {}
    for n in range(len(classes)):
        facts = {"扣": str(dice.number(0, 2)), "加": str(dice.number(0, 1))}
        if dice.chance(20):
            facts[dice.pick(("零", "末"))] = "1"
        findings = [{"item": "项", "clause": key, "count": number, "reason": "原因"} for key, number in facts.items()]
        branches[f"支部{n}"] = {"date": "2021-03-20", "findings": findings}
    inspection = {"kind": "inspection", "version": "1", "quarter": "2021Q1", "department": "部", "branches": branches}
    return Documents(rubric, roster_of(classes), "2021Q1", [inspection], [])
