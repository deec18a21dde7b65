"""Items, measures and whole rubrics."""

from typing import Any

from .clauses import clause_of, plain_clause
from .dice import OWNERS, PRICES, Dice, Plain
from .reading import read_others


def item_of(dice: Dice, name: str, *, plain: bool = False, least: int = 1) -> Plain:
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
    makes = plain_clause if plain else clause_of
    item["clauses"] = [makes(dice, f"条{n}", item) for n in range(dice.number(least, 5))]
    for clause in item["clauses"] if len(item["department"]) > 1 else ():
        if dice.chance(20):
            clause["department"] = dice.pick(OWNERS)
    if dice.reads(45):
        read_others(dice, item)
    return item


def in_a_table(dice: Dice, item: Plain) -> Plain:
    """What an item has to do with its table: not applicable, due, task."""
    if dice.chance(45):
        item["not_applicable"] = dice.pick(("full", {"fixed": "2.5"}, "rescale"))
        if "points" in item and dice.reads(40):
            item["not_applicable"] = "mean"
        if dice.chance(30):
            item["not_applicable_to"] = dice.pick(("甲", "乙"))
        if item["not_applicable"] != "mean" and dice.chance(20):
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
    for each in written:
        if each["effect"] in ("total_zero", "last_place", "score_cap") and dice.reads(30):
            each["for"] = "year"
    return {
        "id": "否决",
        "title": "否决",
        "department": "部",
        "clauses": [
            {"id": f"否{n}", "text": f"否{n}", "fact": {"count": "起"}, "veto": each} for n, each in enumerate(written)
        ],
    }


def measure_of(dice: Dice) -> Plain:
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
    if dice.reads(40):
        measure["year"] = {"combine": dice.pick(("mean", "mean", "sum")), "min_quarters": dice.pick(("1", "2", "3"))}
    return measure | places(dice) | _grades(dice)


def _grades(dice: Dice) -> Plain:
    """Grades with lines, without, or some of each; places, areas, ties at the edge."""
    if not dice.reads(40):
        return {}
    lines: list[Plain] = [{"from": "12"}, {"over": "5"}, {}, {"to": "3"}]
    if dice.chance(30):
        lines = [{}, {}, {}, {"under": "4"}]
    elif dice.chance(30):
        lines[2] = {"over": "3", "to": "5"}
    bands: list[Plain] = [
        {"grade": name} | line for name, line in zip(("优秀", "良好", "合格", "不合格"), lines, strict=True)
    ]
    for band in bands:
        if dice.chance(40):
            band["at_most_percent"] = dice.pick(("30", "50", "70"))
        if dice.chance(30):
            band["at_most"] = (
                {"by_class": {"甲": "1"}, "otherwise": "2"} if dice.chance(30) else dice.pick(("0", "1", "2"))
            )
    for band in bands[:2]:
        if dice.chance(30):
            band["areas"] = {"from_percent": dice.pick(("50", "80"))} | ({"at_least": "1"} if dice.chance(40) else {})
    limits = {
        "pool": dice.pick(("all", "class")),
        "ties": dice.pick(("none", "all")),
        "rounding": dice.pick(("down", "half_up", "up")),
    }
    return {"grades": bands, "grade_limits": limits}


def places(dice: Dice) -> Plain:
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


def whole_rubric(dice: Dice) -> Plain:
    """A rubric of one or two areas."""
    names = iter("子丑寅卯辰")
    areas = [
        [in_a_table(dice, item_of(dice, next(names))) for _ in range(dice.number(1, 2))]
        for _ in range(dice.number(1, 2))
    ]
    if dice.chance(30):
        areas[-1].append(_vetoes(dice))
    rubric = rubric_of(areas, measure_of(dice))
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
