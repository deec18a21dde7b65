"""Which marks an item shows as it was scored."""

from collections.abc import Iterator

from dangjian_kaoping.checks.rubric.rubric import OTHERS
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.circumstances import Circumstances
from dangjian_kaoping.engine.score.highest import as_if_all_counted
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import ZERO
from dangjian_kaoping.model.by_class import numbers_in
from dangjian_kaoping.model.clause import Clause, Group
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.proof.coverage.marks import Mark, Part, Side
from dangjian_kaoping.proof.coverage.marks_of_clause import marks_of_clause


class Marking:
    """Tells which marks the items of a rubric show."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self._by_class: dict[str, dict[str, frozenset[str]]] = {}

    def of_item(self, score: ItemScore, branch_class: str, months: int) -> Iterator[Mark]:
        """The marks that an item shows at a branch of a class, of whom so many months are asked."""
        item = self.rubric.by_item[score.item.id]
        if score.status == "not_inspected":
            return
        if score.status in ("not_applicable", "not_due", "rescaled") or (
            score.status == "awaiting" and not score.lacking
        ):
            yield from _apart(item, score, branch_class)
            return
        terms = Circumstances(branch_class, months)
        differing = self._differing(item)
        recorded = False
        for each in score.clauses:
            if each.outdone_by is not None:
                group = score.item.groups.get(each.clause.group or "")
                own = group is not None and group.highest_only and each.outdone_by.group == each.clause.group
                yield Mark("outdone", item.id, name=(each.clause.group or "") if own else "")
        for each in as_if_all_counted(score.clauses):
            clause = Mark("clause", item.id, each.clause.id)
            for mark in marks_of_clause(score.item, each, terms):
                yield mark
                if mark == clause:
                    recorded = True
                    yield from _class(item.id, differing, clause.clause, branch_class)
        if recorded:
            yield from _class(item.id, differing, "", branch_class)
        for clause_id, readings in score.conditions.items():
            for index, reading in enumerate(readings):
                if reading.recorded:
                    side: Side = "met" if reading.holds else "unmet"
                    yield Mark("when", item.id, clause_id, str(index), side=side)
        for step in (score.settled, score.bonus, score.penalty):
            yield from _limits(score.item, step)

    def _differing(self, item: Item) -> dict[str, frozenset[str]]:
        """By clause (empty: of the item itself), the classes that its numbers name, those of all others too."""
        if item.id not in self._by_class:
            found = {}
            if item.by_class_numbers:
                found = {clause.id: _named(clause) for clause in item.clauses}
                found[""] = _named(item.model_copy(update={"clauses": ()}))
            self._by_class[item.id] = {key: several for key, several in found.items() if several}
        return self._by_class[item.id]


def _named(thing: object) -> frozenset[str]:
    numbers = list(numbers_in(thing))
    rest = {OTHERS} if any(each.otherwise is not None for each in numbers) else set()
    return frozenset({name for each in numbers for name in each.by_class} | rest)


def _class(item: str, differing: dict[str, frozenset[str]], clause: str, branch_class: str) -> Iterator[Mark]:
    known = differing.get(clause, frozenset())
    name = branch_class if branch_class in known else OTHERS
    if name in known:
        yield Mark("class", item, clause, name)


def _apart(item: Item, score: ItemScore, branch_class: str) -> Iterator[Mark]:
    """That an item does not apply, or is not due; of what is out of the table the reason alone tells which."""
    aside = score.status == "not_applicable" or score.step.term("reason") is not None
    if (aside and item.not_applicable is not None) or branch_class in item.not_applicable_to:
        yield Mark("not_applicable", item.id)
    elif score.status in ("not_due", "rescaled") and not item.due_always:
        yield Mark("not_due", item.id)


def _limits(item: Item, step: Step) -> Iterator[Mark]:
    """On which side of the limits of an item and its groups it lies, wherever in its steps these stand."""
    if step.operation == "least" and isinstance(step.subject, (Item, Group)):
        yield from _cap(item, step)
    if step.operation == "held" and step.unheld.find(names.EMPTIED) is None:
        yield from _held(item, step)
    inside = step.parts
    if step.name == names.BALANCE and step.find(names.EMPTIED) is None:
        # under a cap of the item's own how its groups were settled lies aside
        inside = (*inside, *step.aside)
    for part in inside:
        if not isinstance(part.subject, Clause):
            yield from _limits(item, part)


def _cap(item: Item, step: Step) -> Iterator[Mark]:
    gross, cap = step.uncapped, step.find(names.AT_MOST)
    if cap is not None and gross.value > 0:
        side: Side = "met" if gross.value > cap.value else "unmet"
        group = _group(item, step)
        yield Mark("group_cap" if group else "item_cap", item.id, name=group, side=side)


def _held(item: Item, step: Step) -> Iterator[Mark]:
    """Which end holds it; 0 is where every item ends, so it is a limit only where a group, or another end, is written.

    To stay within is told where something was taken, or given.
    """
    balance, floor = step.unheld, step.part(names.FLOOR)
    ceiling = step.find(names.POINTS) or step.find(names.CEILING)
    group = _group(item, step)
    start = balance.find(names.START)
    back = balance.find(names.GIVEN_BACK)
    lessened = balance.subtrahends if balance.operation == "difference" else () if back is None else (back,)
    taken = any(part.value > 0 for part in lessened)
    given = any(clause.effect in ("earn", "give_back") for clause in item.clauses)
    if group or floor.value:
        if balance.value < floor.value:
            yield Mark("group_floor" if group else "item_floor", item.id, name=group, side="met")
        elif taken:
            yield Mark("group_floor" if group else "item_floor", item.id, name=group, side="unmet")
    if ceiling is not None:
        part: Part = "group_ceiling" if group else "item_ceiling"
        if balance.value > ceiling.value:
            yield Mark(part, item.id, name=group, side="met")
        elif given and balance.value > (ZERO if start is None else start.value):
            yield Mark(part, item.id, name=group, side="unmet")


def _group(item: Item, step: Step) -> str:
    """The group whose step it is; empty where it is the item's."""
    return next((name for name, group in item.groups.items() if group is step.subject), "")
