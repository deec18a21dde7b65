"""Who takes part in a quarter, under which names, in which class, how many they are."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from .words import Plain


def of_class(thing: Any, branch_class: str, heads: int) -> Any:
    """Step 1 of an item: the class and the head count choose every number."""
    if isinstance(thing, dict):
        if "by_class" in thing:
            return thing["by_class"].get(branch_class, thing.get("otherwise"))
        if "per_head" in thing:
            number = Fraction(of_class(thing["per_head"], branch_class, heads)) * heads
            down = number.numerator // number.denominator
            rounded = {"down": down, "up": -(-number // 1), "half_up": (number + Fraction(1, 2)) // 1}
            return str(rounded.get(thing.get("round", "exact"), number))
        return {key: of_class(value, branch_class, heads) for key, value in thing.items()}
    return [of_class(each, branch_class, heads) for each in thing] if isinstance(thing, list) else thing


def heads_of(rows: Sequence[Plain], day: str) -> int:
    said = [int(row["head_count"]) for row in rows if row["from"] <= day and "head_count" in row]
    return said[-1] if said else 0


def days(quarter: str) -> tuple[str, str]:
    year, number = quarter[:4], int(quarter[-1])
    ends = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}
    return f"{year}-{number * 3 - 2:02d}-01", f"{year}-{ends[number]}"


def on(rows: Sequence[Plain], day: str) -> tuple[str, str] | None:
    """Name and class on a day; None where it is not in force."""
    known: dict[str, str] = {}
    for row in sorted(rows, key=lambda each: str(each["from"])):
        if row["from"] <= day:
            known |= {key: row[key] for key in ("name", "class") if key in row}
            known["ends"] = row.get("ends", "false")
    if not known or known["ends"] == "true":
        return None
    return known["name"], known.get("class", "")


def names_of(entries: Mapping[str, Sequence[Plain]], first: str, last: str) -> dict[str, str]:
    """Every name that is borne on a day of the quarter, and the id itself, to the id."""
    names: dict[str, str] = {}
    for key, rows in entries.items():
        days = [first, *(row["from"] for row in rows if first <= row["from"] <= last)]
        for day in days:
            then = on(rows, day)
            if then is not None:
                names[key] = names[then[0]] = key
    return names
