"""What the forms of a quarter are made from, read as far as they need it; the forms themselves: `forms`."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.inspectors import recorders
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.form import Form
from dangjian_kaoping.forms.inspection import inspection_form
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.reading import roster_of

if TYPE_CHECKING:
    from dangjian_kaoping.session.session import Session


def basis_of(session: "Session", quarter: Quarter) -> Basis:
    """What the forms of a quarter are made from. Raises SessionError (KP401) where no rubric is in force."""
    workspace = session.reading.up_to(quarter)
    rubric, roster = session.reading.rubric_of(workspace, quarter), roster_of(workspace)
    earlier = [each for each in workspace.rounds.values() if each.quarter < quarter]
    this = workspace.rounds.get(quarter, Round(quarter))
    settings = workspace.settings
    assert settings is not None
    rubrics = {**workspace.rubrics_by_quarter(), quarter: rubric}
    from_lists = {each.clause for each in settings.lists.values()}
    fed = (key for key in rubric.position if "/".join(key) in from_lists)
    return Basis(rubric, roster, this, earlier, rubrics, settings.unit, frozenset(fed))


def departments_of(basis: Basis) -> tuple[str, ...]:
    """The departments, by id in the roster's order, that record something in the quarter and inspect somebody."""
    recording = {
        each for item in basis.items for clause in item.clauses for each in recorders(item, clause, basis.called)
    }
    absent = {basis.called.get(each) for each in basis.this.absent}
    return tuple(each for each in basis.roster.departments if each in recording - absent)


def inspection_forms(
    session: "Session",
    basis: Basis,
    departments: Iterable[str],
    branches: Sequence[Branch],
    *,
    filled: bool = False,
    rows: int | None = None,
) -> Iterator[Form]:
    """检查表 of departments, by their ids. Raises SessionError (KP234) where a number of a head count is not known."""
    for department in departments:
        try:
            yield inspection_form(basis, department, branches, filled=filled, rows=rows)
        except Refusal as refusal:
            raise SessionError([refusal.fault], session.loader.texts) from refusal
