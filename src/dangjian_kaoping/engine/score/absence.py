"""没有检查的部室: the items that a round does not ask, because a department inspected nobody in it."""

from collections.abc import Mapping
from typing import NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.circumstances import Circumstances
from dangjian_kaoping.engine.score.inspectors import inspectors_of
from dangjian_kaoping.engine.score.item import ItemScore, full_marks, not_applicable
from dangjian_kaoping.engine.step import NOTHING, given
from dangjian_kaoping.exact import ZERO
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.workspace import Round


class Absence(NamedTuple):
    """Why an item is not asked in a round: the departments that inspected nobody, by name, with the reason of each."""

    departments: Mapping[str, str]


def absences_of(rubric: Rubric, roster: Roster, this: Round) -> dict[str, Absence]:
    """By item, why a round does not ask it: all departments that could inspect it are absent, or one that a clause of
    it names.
    """
    if not this.absent:
        return {}
    called = roster.departments_in_force(this.quarter)
    absent = {called[name]: name for name in this.absent if name in called}
    found: dict[str, Absence] = {}
    for item in rubric.items():
        inspectors = inspectors_of(item, called)
        waited_for = inspectors.named & absent.keys()
        if not waited_for and inspectors.any_of and inspectors.any_of <= absent.keys():
            waited_for = inspectors.any_of
        if waited_for:
            away = {roster.department_name(each, this.quarter): this.absent[absent[each]] for each in absent}
            mine = {roster.department_name(each, this.quarter) for each in waited_for}
            found[item.id] = Absence({name: reason for name, reason in away.items() if name in mine})
    return found


def absent_item(item: Item, terms: Circumstances, absence: Absence) -> ItemScore:
    """An item that is not asked: as where it is not applicable; out of the table where that says nothing for itself."""
    rule = item.not_applicable
    if item.points is None or (rule is not None and rule.rule in ("full", "fixed")):
        return not_applicable(item, "not_applicable", terms, absence)
    step = given(names.RESCALED, ZERO, item, reason=absence)
    return ItemScore(item, "rescaled", full_marks(item, terms.branch_class), step, ZERO, NOTHING, NOTHING)
