"""Records that a rubric allows."""

from collections.abc import Sequence
from typing import Any

from .dice import BORROWED, OWNERS, Dice, Plain
from .facts import KINDS, kind_of
from .reading import read_by_conditions


def roster_of(classes: Sequence[str]) -> Plain:
    """A roster of branches B0, B1, ... of the classes."""
    since = {"from": "2018-01-01"}
    return {
        "kind": "roster",
        "version": "1",
        "classes": ["甲", "乙"],
        "departments": {f"D{n}": [since | {"name": name}] for n, name in enumerate(OWNERS)},
        "branches": {
            f"B{n}": [since | {"name": f"支部{n}", "class": each, "head_count": str(7 + 6 * n)}]
            for n, each in enumerate(classes)
        },
    }


def _each_month(dice: Dice, numbers: Sequence[str]) -> list[str]:
    return [dice.pick(numbers) for _ in range(3)]


def stated_of(dice: Dice, clause: Plain, style: int, *, own: bool) -> Plain:
    """One fact under a clause; `style` is the way in which a branch states it, `own` in a self-assessment."""
    fact = clause["fact"]
    kind = next(key for key in KINDS if key in fact)
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
            if style or clause.get("combine") == "sum":
                stated: Plain = {
                    "done": _each_month(dice, ("0", "1", "2", "0.5", "5"))
                    if listed
                    else dice.pick(("0", "1", "2", "0.5"))
                }
            else:
                stated = {"missing": dice.pick(("0", "0.5", "0.25"))}
            if "if_none" in fact and "done" not in stated and dice.chance(50):
                return {"required": "0", "missing": "0"}
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
            return _scored(dice, fact)


def _scored(dice: Dice, fact: Plain) -> Plain:
    """What three scorers gave, or of two classes, one of which may be absent; of labels perhaps their votes."""
    marks = ("7", "8", "9.5", "10") if "levels" not in fact else ("优", "良", "差")
    if "levels" in fact and dice.chance(50):
        votes: Plain = {label: str(dice.number(1, 4)) for label in marks}
        return {"votes": {"领导": votes, "职工": {"良": "2"}} if fact.get("weights") else votes, "issued": "20"}
    scores: list[Any] = [dice.pick(marks) for _ in range(3)]
    if "marks" in fact:
        scores = [[each, dice.pick(marks)] for each in scores]
    if not fact.get("weights"):
        return {"scores": scores}
    absent = "absent" in fact and dice.chance(50)
    return {"scores": {"领导": scores[:1]} | ({} if absent else {"职工": scores[1:]})}


def needed(clause: Plain) -> bool:
    fact, rule = clause["fact"], clause.get("deduct") or clause.get("earn") or {}
    every: list[Any] = [value for key, value in clause.items() if isinstance(value, dict)]
    if any(
        isinstance(each.get(key), dict) and "branches" in each[key]
        for each in every
        for key in ("below", "above", "of")
    ):
        return True
    measured = "value" in fact or fact.get("as") in ("done_percent", "passed_percent")
    stands = any(kind in fact for kind in ("level", "rank", *BORROWED)) or ("judged" in fact and "earn" in clause)
    return stands or "share" in rule or ("table" in rule and measured)


def _facts(dice: Dice, item: Plain, clause: Plain, style: int, often: int, *, own: bool = False) -> list[Plain]:
    whole = 1 if needed(clause) and not dice.chance(4) else 0
    # of what is planned by branch, one finding states the plan
    planned = clause["fact"].get("required") == "recorded"
    # of several records that a condition reads it has to be plain which stands
    told = kind_of(clause) in ("value", "imported") and clause["id"] in read_by_conditions(item)
    most = 1 if planned or told else 2
    number = max(whole, dice.number(1, most) if dice.chance(often) else 0)
    found = []
    for _ in range(number):
        finding = {"item": item["id"], "clause": clause["id"], "reason": "原因"} | stated_of(
            dice, clause, style, own=own
        )
        if clause.get("highest_per_event") and dice.chance(75):
            finding["event"] = dice.pick(("事一", "事一", "事二"))
        elif "event" in clause["fact"] and dice.chance(20):
            finding["event"] = "事一"
        found.append(finding)
    return found


def _applies(item: Plain, branch_class: str) -> bool:
    return item.get("not_applicable_to") != branch_class and item.get("due") != ["Q4"]


def inspections_of(dice: Dice, rubric: Plain, classes: Sequence[str], *, often: int, complete: int) -> list[Plain]:
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
                for clause in (each for each in item["clauses"] if "same" not in each["fact"]):
                    recording = [owner for owner in owners if owner in clause.get("department", owner)]
                    for finding in _facts(dice, item, clause, dice.number(0, 1), often) if recording else ():
                        documents[dice.pick(recording)][f"支部{n}"]["findings"].append(finding)
    return [
        {"kind": "inspection", "version": "1", "quarter": "2021Q1", "department": owner, "branches": branches}
        for owner, branches in documents.items()
    ]


def months_of(dice: Dice, rubric: Plain, classes: Sequence[str], inspections: list[Plain]) -> list[Plain]:
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
            for clause in (each for each in item["clauses"] if "same" not in each["fact"]):
                apart = any(key in clause for key in ("bonus", "penalty", "veto"))
                lent = any(key in clause["fact"] for key in BORROWED) or (
                    "judged" in clause["fact"] and "earn" in clause
                )
                # what others score is not the branch's to declare; some do it all the same, and it counts for nothing
                if not apart and (not lent or dice.chance(15)):
                    for finding in _facts(dice, item, clause, dice.number(0, 1), 25, own=True):
                        dice.pick(filed)["branches"][f"支部{n}"]["findings"].append(finding)
    return months


def earlier_of(dice: Dice, rubric: Plain, classes: Sequence[str]) -> dict[str, list[Plain]]:
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


def absent_of(rubric: Plain, inspections: list[Plain], away: str) -> dict[str, str]:
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
