"""What a form asks for, by what it says of itself: the same when it is written and when it comes back."""

from collections.abc import Sequence

from dangjian_kaoping.engine.score.clause import declarable
from dangjian_kaoping.forms.asking import WHOLE_MONTHS, Asking, asking
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.code import Code, digests
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.periods import parse_month


def asked_in(basis: Basis, code: Code) -> tuple[Asking, ...]:
    """All that a form asks for, in the rubric's order; of 复查表 nothing."""
    branches = [each for each in basis.branches if each.id in code.branches]
    if code.kind == "inspection":
        return asked_of_department(basis, code.department, branches)
    if code.kind == "followup":
        return ()
    return asked_of_branches(basis, branches, months_of(code))


def asked_of_department(basis: Basis, department_id: str, branches: Sequence[Branch]) -> tuple[Asking, ...]:
    """All that a department may record at some branches, in the rubric's order."""
    return tuple(
        asking(item, clause, WHOLE_MONTHS)
        for item in basis.items
        if any(basis.asked(item, each) for each in branches)
        for clause in basis.recorded_by(item, department_id)
    )


def asked_of_branches(basis: Basis, branches: Sequence[Branch], months: int | None) -> tuple[Asking, ...]:
    """All that branches may declare, in the rubric's order; of a month, or (`months`) of a quarter."""
    return tuple(
        asking(item, clause, months)
        for item in basis.items
        if any(basis.asked(item, each) for each in branches)
        for clause in item.clauses
        if declarable(item, clause)
    )


def months_of(code: Code) -> int | None:
    """Of how many months its records speak; None of one's own, as in `Asked`."""
    return None if code.kind == "self" and parse_month(code.period) is not None else WHOLE_MONTHS


def digests_now(basis: Basis, code: Code) -> tuple[str, str]:
    """The digests that a form with this code would have today."""
    items = list({each.item.id: each.item for each in asked_in(basis, code)}.values())
    return digests(basis.rubric, items, code.branches)
