"""检查组 for a terminal: what the teams took, department by department and class by class."""

from collections.abc import Sequence

from dangjian_kaoping.engine.otherwise.teams import DepartmentTeams
from dangjian_kaoping.words.teams import (
    READ_SO,
    TEAMS,
    apart_in_words,
    chance_in_words,
    mean_in_words,
    without_in_words,
)
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting


def write_teams(page: Page, departments: Sequence[DepartmentTeams]) -> None:
    """A table and a sentence a department; nothing at all where no department has teams that could be compared."""
    if not departments:
        return
    page.line(TEAMS, tone="heading")
    for each in departments:
        page.blank()
        page.line(each.department)
        page.as_it_is(fitting(_columns(each), page.width))
        page.line(apart_in_words(each))
        if each.without:
            page.line(without_in_words(each))
    page.blank()
    page.line(READ_SO)
    if chance_in_words(departments):
        page.line(chance_in_words(departments))


def _columns(department: DepartmentTeams) -> list[Column]:
    names = list(dict.fromkeys(mean.team for each in department.classes for mean in each.teams))
    rows = [{mean.team: mean for mean in each.teams} for each in department.classes]
    classes = Column("支部类别", [each.branch_class for each in department.classes], figures=False)
    return [classes, *(Column(name, [mean_in_words(row.get(name)) for row in rows]) for name in names)]
