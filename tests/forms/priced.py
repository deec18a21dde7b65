"""Rubrics of one clause an item, as the generators draw them, with records of one row each; what the engine says of
such a row alone.
"""

import random
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded, Refusal
from dangjian_kaoping.engine.score.item import score_item
from dangjian_kaoping.engine.score.occurrence import earlier_occurrences
from dangjian_kaoping.engine.score.settlement import settle_item
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.roster import Branch, Roster
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from engine.generated.dice import Dice, Plain
from engine.generated.facts import KINDS
from engine.generated.reading import meet
from engine.generated.records import earlier_of, roster_of, stated_of
from engine.generated.rubrics import item_of
from engine.plant import modelled, round_of

QUARTER = Quarter(2021, 1)
CLASSES = ("甲", "乙")
_LONE = ("highest_only", "highest_per_event", "group")


class SeededDice(Dice):
    """The same draws every time, and as many as one likes."""

    def __init__(self, seed: int) -> None:
        super().__init__(lambda strategy: strategy)
        self._random = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        """A whole number."""
        return self._random.randint(low, high)


class Case(NamedTuple):
    """A row that is the only record of its branch: the finding, and with `points` what the engine takes or gives by it
    (分; None: it has none), beside which scope it empties and whether it vetoes.
    """

    branch: Branch
    item: Item
    clause: Clause
    finding: Finding
    points: Fraction | None
    empties: str | None
    vetoes: bool


def rubric_of(seed: int, count: int) -> Plain:
    """A rubric with so many items of one clause each, of every kind but scorers in turn."""
    dice = SeededDice(seed)
    kinds = [each for each in KINDS if each != "scorers"]
    items: list[Plain] = []
    while len(items) < count:
        item = item_of(dice, f"项{len(items)}")
        clause = item["clauses"][0]
        if kinds[len(items) % len(kinds)] not in clause["fact"]:
            continue
        item["clauses"] = [clause]
        item["department"] = "部"
        clause.pop("department", None)
        if not {"highest_per_event", "repeat"} & clause.keys():
            meet(dice, clause)
        items.append(item)
    return {
        "kind": "rubric",
        "version": "1",
        "title": "细则",
        "effective_from": "2019Q4",
        "measure": {"weights": {"inspection": "1", "self_assessment": "0"}, "repeat_window": "4"},
        "areas": [{"id": "面", "name": "面", "items": items}],
    }


def basis_of(written: Plain, seed: int) -> Basis:
    """What a form of it is made from, with earlier rounds where a clause looks back."""
    rubric, roster = modelled(Rubric, written), modelled(Roster, roster_of(CLASSES))
    before = earlier_of(SeededDice(seed), written, CLASSES)
    earlier = [round_of(quarter, documents, []) for quarter, documents in before.items()]
    rubrics = {each.quarter: rubric for each in earlier} | {QUARTER: rubric}
    return Basis(rubric, roster, Round(QUARTER), earlier, rubrics, "单位")


def cases_of(written: Plain, basis: Basis, seed: int, each: int) -> Iterator[Case]:
    """So many rows of each clause at each branch that the model takes."""
    dice = SeededDice(seed)
    earlier = earlier_occurrences(basis.rubric, basis.roster, QUARTER, basis.earlier)
    for plain, there in zip(written["areas"][0]["items"], basis.rubric.items(), strict=True):
        for branch in basis.branches:
            item = there.for_heads(branch.head_count).of_class(branch.branch_class)
            clause = item.clauses[0]
            terms = Circumstances(branch.branch_class, 3, earlier.get(branch.id, {}))
            for number in range(each):
                stated = stated_of(dice, plain["clauses"][0], number % 2, own=False)
                if stated == {} and "count" in plain["clauses"][0]["fact"]:
                    stated = {"count": "1"}
                finding = modelled(Finding, {"item": item.id, "clause": clause.id} | stated)
                asked = item.asked(clause, branch.branch_class, 3)
                if clause.fact.problem(finding, asked) is None:
                    yield _case(branch, there, item, clause, finding, terms)


def _case(branch: Branch, there: Item, item: Item, clause: Clause, finding: Finding, terms: Circumstances) -> Case:
    recorded = {clause.id: [Recorded(finding, date(2021, 3, 20))]}
    if clause.drawn_by is not None:
        return Case(branch, there, clause, finding, None, None, vetoes=False)
    try:
        score = score_item(item, recorded, terms)
    except Refusal:
        return Case(branch, there, clause, finding, None, None, vetoes=False)
    made = score.clauses[0]
    if clause.effect in ("bonus", "penalty"):
        points = getattr(score, clause.effect).value
    elif clause.effect == "give_back":
        points = made.points
    elif clause.effect == "veto":
        points = None
    else:
        alone = abs(Fraction(settle_item(item, [], terms).value) - Fraction(score.value or 0))
        points = alone if _moves(item, clause) or made.empties else _capped(item, clause, made.points, terms)
    return Case(branch, there, clause, finding, None if points is None else Fraction(points), made.empties, made.vetoes)


def _moves(item: Item, clause: Clause) -> bool:
    """Whether an item without any other record can show what a clause takes or gives."""
    group = None if clause.group is None else item.groups[clause.group]
    in_group = group is not None and group.points is not None
    start = (group.start if group is not None and in_group else None) or item.start
    if item.points is None:
        return False
    return start == ("zero" if clause.effect == "earn" else "full") and start == item.start


def _capped(item: Item, clause: Clause, points: Any, terms: Circumstances) -> Fraction:
    """What a clause comes to under the caps of its group and item, where there is nothing to take it from."""
    group = None if clause.group is None else item.groups[clause.group]
    limits = [each.at_most for each in (group, item) if each is not None and each.at_most is not None]
    caps = [chosen(each, terms.branch_class) for each in limits]
    if group is not None and group.points is not None:
        full = (group.start or item.start) == "full"
        if clause.effect == "deduct" and full:
            caps.append(chosen(group.points, terms.branch_class))
        elif clause.effect == "earn" and not full and group.ceiling != "none":
            ceiling = group.points if group.ceiling is None else group.ceiling
            caps.append(chosen(ceiling, terms.branch_class))
    if item.points is not None and clause.effect == "earn" and item.start == "zero" and item.ceiling != "none":
        caps.append(chosen(item.points if item.ceiling is None else item.ceiling, terms.branch_class))
    if item.points is not None and clause.effect == "deduct" and item.start == "full":
        in_groups = sum(
            chosen(each.points, terms.branch_class)
            for each in item.groups.values()
            if each.points is not None and each.start == "zero"
        )
        caps.append(chosen(item.points, terms.branch_class) - in_groups - item.floor)
    return Fraction(min([points, *caps]))
