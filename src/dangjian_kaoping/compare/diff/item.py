"""考评项目: what a difference between two versions of an item means, of its own keys and of its groups."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from dangjian_kaoping.compare.diff.clause import side_of
from dangjian_kaoping.compare.diff.judgement import (
    Judge,
    Judged,
    amount,
    changed,
    flag,
    judged,
    names,
    ordered,
    part_or,
)
from dangjian_kaoping.compare.diff.kinds import Side
from dangjian_kaoping.compare.diff.matching import out_of_order
from dangjian_kaoping.compare.diff.strictness import contained, for_a_branch, not_applicables, turned
from dangjian_kaoping.compare.diff.structure import Difference, differences, same
from dangjian_kaoping.model.clause import Clause, Group
from dangjian_kaoping.model.rubric import Item, NotApplicable

APART = ("id", "was", "clauses", "groups", "focus")
"""What is compared by lineage or by itself."""


def item_changes(old: Item, new: Item) -> Iterator[Judged]:
    """What changed in an item's own keys; its place, its clauses and its ids are told by the rubric."""
    if not same(old.focus, new.focus):
        yield judged("item-focus-changed", Difference(("focus",), old.focus, new.focus))
    # deadlines by quarter are told as a whole
    for each in differences(old, new, apart=APART, whole=(NotApplicable, dict)):
        yield from _judge_of(each.keys[0], old, new)(each)


ITEM: Mapping[str, Judge] = {
    "title": changed("item-title"),
    "due_day": changed("item-deadline"),
    "points": amount("item-points"),
    "department": names("item-department"),
    "requirement": changed("item-requirement"),
    "standard": changed("item-standard"),
    "materials": names("item-materials", counted=True),
    "task": flag("item-task"),
    "factor": flag("item-factor"),
    "not_applicable_to": names("item-exempt-class"),
    "floor": amount("item-floor"),
    "start": ordered("item-start", "full", "zero"),
}


def _judge_of(key: str, old: Item, new: Item) -> Judge:
    match key:
        case "due":
            return _due
        case "not_applicable":
            return part_or("item-not-applicable", lambda each: _aside(each, old, new))
        case "at_most":
            return amount(of_sides("item", "cap", (*old.clauses, *new.clauses)))
        case "highest_only":
            return flag(of_sides("item", "highest-only", (*old.clauses, *new.clauses)))
        case "ceiling":
            return _ceiling("item")
        case _:
            return ITEM[key]


def _due(difference: Difference) -> Iterator[Judged]:
    """Every month is more often than every quarter, and that is more often than some quarters."""
    before, after = (_often(each) for each in (difference.before, difference.after))
    if set(before) == set(after):
        # the same quarters: a deadline came, went or moved
        yield judged("item-deadline-changed", difference)
        return
    yield judged(f"item-due-{for_a_branch(contained(before, after), 'loss')}", difference)


def _often(due: Any) -> tuple[str, ...]:
    quarters = ("Q1", "Q2", "Q3", "Q4")
    return (*quarters, "monthly") if due == "monthly" else quarters if due == "quarterly" else tuple(due)


def _aside(difference: Difference, old: Item, new: Item) -> Iterator[Judged]:
    before: Any = difference.before
    after: Any = difference.after
    points = old.points if isinstance(old.points, Decimal) and same(old.points, new.points) else None
    # more for what is not applicable is looser
    meaning = for_a_branch(turned(not_applicables(before, after, points)), "loss")
    yield judged(f"item-not-applicable-{meaning}", difference)


def _ceiling(scope: str) -> Judge:
    """The most that an item or a group may come to; without end is more than any number."""

    def judge(difference: Difference) -> Iterator[Judged]:
        before, after = difference.before, difference.after
        if before is None or after is None or "none" not in (before, after):
            yield from amount(f"{scope}-ceiling")(difference)
        else:
            yield judged(f"{scope}-ceiling-{'increased' if after == 'none' else 'decreased'}", difference)

    return judge


def of_sides(scope: str, what: str, clauses: tuple[Clause, ...]) -> str:
    """What a limit on an item or a group is: of what is taken, of what is given, or of both."""
    sides: set[Side] = {side_of(clause) for clause in clauses}
    return f"{scope}-{sides.pop()}-{what}" if len(sides) == 1 else f"{scope}-{what}"


# ── groups ─────────────────────────────────────────────────────────────────────────────────────────────────────


def renamed_groups(old: Item, new: Item) -> dict[str, str]:
    """Groups that have another key and the same title."""
    gone = {name: group.title for name, group in old.groups.items() if name not in new.groups}
    come = {group.title: name for name, group in new.groups.items() if name not in old.groups}
    return {name: come[title] for name, title in gone.items() if title in come}


def group_changes(old: Item, new: Item) -> Iterator[Judged]:
    """What changed in the groups of an item; a renamed one stands under the key that comes first."""
    renamed = renamed_groups(old, new)
    for name, other in renamed.items():
        yield judged("group-renamed", Difference(("groups", min(name, other)), name, other))
    back = {other: name for name, other in renamed.items()}
    before = {name: old.groups.get(back.get(name, name)) for name in new.groups}
    for name, group in new.groups.items():
        earlier = before[name]
        keys = ("groups", min(name, back.get(name, name)))
        if earlier is None:
            yield judged("group-added", Difference(keys, None, group))
        else:
            yield from _group_changes(keys, earlier, group, _clauses_of(old, back.get(name, name), new, name))
    for name, group in old.groups.items():
        if name not in new.groups and name not in renamed:
            yield judged("group-removed", Difference(("groups", name), group, None))
    if out_of_order([renamed.get(name, name) for name in old.groups], list(new.groups)):
        yield judged("groups-reordered", Difference(("groups",), tuple(old.groups), tuple(new.groups)))


def _clauses_of(old: Item, old_name: str, new: Item, new_name: str) -> tuple[Clause, ...]:
    one = [clause for clause in old.clauses if clause.group == old_name]
    return (*one, *(clause for clause in new.clauses if clause.group == new_name))


def _group_changes(keys: tuple[str, ...], old: Group, new: Group, clauses: tuple[Clause, ...]) -> Iterator[Judged]:
    for each in differences(old, new):
        judge = {
            "title": changed("group-title"),
            "points": amount("group-points"),
            "at_most": amount(of_sides("group", "cap", clauses)),
            "highest_only": flag(of_sides("group", "highest-only", clauses)),
            "ceiling": _ceiling("group"),
            "start": ordered("group-start", "full", "zero"),
        }[each.keys[0]]
        yield from judge(each._replace(keys=(*keys, *each.keys)))


def group_change(old: tuple[Item, Clause], new: tuple[Item, Clause]) -> Iterator[Judged]:
    """A clause that went to another group of its item."""
    (old_item, before), (new_item, after) = old, new
    was = renamed_groups(old_item, new_item).get(before.group or "", before.group)
    if was != after.group:
        yield judged("clause-group-changed", Difference(("group",), before.group, after.group))
