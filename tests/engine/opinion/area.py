"""Areas, and what they and the whole are multiplied by."""

from collections.abc import Mapping
from fractions import Fraction

from .item import full_of
from .table import Branch, Table, items_of
from .words import ONE, ZERO, Plain, half, rounding_of


def weight_of(area: Plain) -> Fraction:
    by = area.get("times", "1")
    return ONE if isinstance(by, dict) else Fraction(by)


def factors_of(rubric: Plain) -> set[str]:
    """The items that are in no sum: factors, and those of areas that are."""
    by = [each.get("times") for each in [*rubric["areas"], rubric.get("measure") or {}]]
    areas = {each["area"] for each in by if isinstance(each, dict) and "area" in each}
    return {
        item["id"]
        for area in rubric["areas"]
        for item in area["items"]
        if area["id"] in areas or item.get("factor") == "true"
    }


def multiplier(thing: Plain, areas: Mapping[str, Plain], table: Table) -> Fraction:
    by = thing.get("times")
    if not isinstance(by, dict):
        return weight_of(thing)
    if "item" in by:
        return table.items[by["item"]] or ZERO
    area = areas[by["area"]]
    applicable = [
        full_of(item)
        for item in area["items"]
        if item.get("factor") != "true" and table.aside.get(item["id"]) != "rescale"
    ]
    return area_value(area, areas, table) / (sum(applicable, ZERO) * weight_of(area))


def area_value(area: Plain, areas: Mapping[str, Plain], table: Table) -> Fraction:
    """The sum of an area's items but factors, times what it is multiplied by."""
    points = (table.items[item["id"]] or ZERO for item in area["items"] if item.get("factor") != "true")
    return sum(points, ZERO) * multiplier(area, areas, table)


def add_up(rubric: Plain, table: Table) -> None:
    """The areas and the base of a table all of whose items have points."""
    if any(value is None for value in table.items.values()):
        return
    measure = rubric.get("measure") or {}
    apart = factors_of(rubric)
    areas = {area["id"]: area for area in rubric["areas"]}
    full = {
        item["id"]: full_of(item) * weight_of(area)
        for area in rubric["areas"]
        for item in area["items"]
        if item["id"] not in apart
    }
    factor = ONE
    out = [key for key, how in table.aside.items() if how == "rescale" and key not in apart]
    applicable = sum((points for key, points in full.items() if key not in out), ZERO)
    if out and not applicable:
        return  # nothing is left to rescale to: no base
    if out:
        factor = sum(full.values(), ZERO) / applicable
    places, mode, stage = rounding_of(measure)
    used = [
        area["times"]["area"]
        for area in [*rubric["areas"], measure]
        if isinstance(area.get("times"), dict) and "area" in area["times"]
    ]
    try:
        for area in rubric["areas"]:
            points = area_value(area, areas, table) * (ONE if area["id"] in used else factor)
            table.areas[area["id"]] = half(points, places, mode) if stage == "areas" else points
        whole = sum((value for key, value in table.areas.items() if key not in used), ZERO)
        table.base = whole * multiplier(measure, areas, table)
    except ZeroDivisionError:
        table.areas = {}  # an area of which nothing applies is no factor


def table_of(
    rubric: Plain, branch: Branch, number: int, departments: Mapping[str, str], inspected: Table | None
) -> Table:
    """The inspection's table, or with `inspected` the self-assessment's."""
    table = items_of(rubric, branch, number, departments, inspected, factors_of(rubric))
    add_up(rubric, table)
    for area in rubric["areas"]:
        table.reached[area["id"]] = _reached(area, table)
    return table


def _reached(area: Plain, table: Table) -> tuple[Fraction, Fraction]:
    """The points of an area, not rounded, and the full marks of what applies."""
    items = [each for each in area["items"] if each.get("factor") != "true"]
    applicable = [each for each in items if table.aside.get(each["id"]) != "rescale"]
    points = sum((table.items[each["id"]] or ZERO for each in applicable), ZERO)
    return points * weight_of(area), sum(map(full_of, applicable), ZERO) * weight_of(area)
