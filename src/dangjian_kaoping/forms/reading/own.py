"""自评表: what a branch declares of a month, or of a quarter."""

from collections.abc import Sequence

from dangjian_kaoping.checks.round.costing import costs_alone
from dangjian_kaoping.diagnostics import Fault, codes
from dangjian_kaoping.facts.missing import MissingFact
from dangjian_kaoping.facts.scorers import ScorersFact
from dangjian_kaoping.forms.asking import Asking, asking
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.code import Code
from dangjian_kaoping.forms.columns import (
    DECLARATION,
    DECLARATION_OF_QUARTER,
    DECLARED,
    OWN,
    ROW,
    columns,
)
from dangjian_kaoping.forms.entry import chosen, worded
from dangjian_kaoping.forms.filing import Filed
from dangjian_kaoping.forms.grid import Leaf, Ref, Returned, Tree
from dangjian_kaoping.forms.guide import NOTE
from dangjian_kaoping.forms.reading.beside import labelled
from dangjian_kaoping.forms.reading.findings import FIXED, FindingRows, Found, model_of
from dangjian_kaoping.forms.reading.known import Known
from dangjian_kaoping.forms.reading.notes import Notes, cells_in_words
from dangjian_kaoping.forms.reading.rows import filed, in_order, key_of
from dangjian_kaoping.forms.reading.table import is_as_it_came, lines
from dangjian_kaoping.forms.scope import months_of
from dangjian_kaoping.model.records import NOTHING_TO_DECLARE

_WITH, _WITHOUT = DECLARED
_ALWAYS = ("item", "clause", "reason", ROW.key)


def own_assessment(
    returned: Returned, code: Code, basis: Basis, asked: Sequence[Asking], notes: Notes
) -> tuple[Filed, ...]:
    """What 自评表 records."""
    grid = returned.sheet(OWN)
    branch = next((each for each in basis.branches if each.id in code.branches), None)
    if grid is None or branch is None:
        return ()
    months = months_of(code)
    known = Known(basis, code.branches, [*asked, *_for_nothing(basis, asked, months)], notes)
    label = DECLARATION if months is None else DECLARATION_OF_QUARTER
    said, said_at = _beside(returned, label, notes, DECLARED)
    note, _ = _beside(returned, NOTE, notes)
    numbers = max([0, *(each.numbers for each in asked)])
    of_facts = dict.fromkeys(box.column for each in asked for box in each.boxes)
    reader = FindingRows(notes, months, own=True)
    found: list[Found] = []
    before = len(notes.faults)
    for line in lines(grid, columns(max(3, numbers)), (*_ALWAYS, *of_facts), notes):
        if "branch" in line.cells and known.branch(line) is None:
            continue
        if "/" in line.key and not line.cells.keys() - FIXED:
            continue
        meant = known.clause(line)
        if meant is None:
            continue
        if "/" in line.key and not is_as_it_came(line, "clause", key_of(meant), notes):
            continue
        each = reader.found(line, branch.id, meant)
        if each is not None:
            found.append(each)
    costing = [each for each in found if _costs(each, basis, months)]
    if said is None and not found and not notes.refused:
        notes.whole(codes.KP734(mend=f"请填好再交；没有问题的，“{label}”选{_WITHOUT}。"))
    elif not notes.faults.has_error_since(before):
        _check_declaration(said, said_at, label, found, costing, notes)
    return (_document(returned.file, code, branch.id, in_order(basis, found), note),)


def _check_declaration(
    said: Leaf | None, at: Ref, label: str, found: Sequence[Found], costing: Sequence[Found], notes: Notes
) -> None:
    if said is None:
        notes.at(at, codes.KP738(problem=f"“{label}”没有选", mend=f"请选{_WITH}、{_WITHOUT}。"))
    elif said.text == _WITH and not found:
        mend = f"请在问题的那一条里填数和原因；没有问题的，改选{_WITHOUT}。"
        notes.at(at, codes.KP738(problem=f"“{label}”选了{_WITH}，下面一条也没有填", mend=mend))
    elif said.text == _WITHOUT and costing:
        cells = cells_in_words([each.line.ref("clause") for each in costing[:3]])
        mend = f"请核对；确有问题的，改选{_WITH}。"
        notes.at(at, codes.KP738(problem=f"“{label}”选了{_WITHOUT}，下面却填了问题（{cells}）", mend=mend))


def _document(file: str, code: Code, branch_id: str, found: Sequence[Found], note: Leaf | None) -> Filed:
    said: dict[str, Tree] = {}
    if note is not None:
        said["note"] = note
    if found:
        said["findings"] = [filed(each, file) for each in found]
    record: Tree = said or Leaf(NOTHING_TO_DECLARE)
    key = "quarter" if months_of(code) is not None else "month"
    rows = {(branch_id, index): each.line.key for index, each in enumerate(found) if each.line.key}
    return Filed({"kind": Leaf("self"), key: Leaf(code.period), "branches": {branch_id: record}}, rows)


def _for_nothing(basis: Basis, asked: Sequence[Asking], months: int | None) -> list[Asking]:
    """What the form does not ask for, and is recorded in some self-assessments all the same: checks say that it counts
    for nothing (KP319).
    """
    there = {(each.item.id, each.clause.id) for each in asked}
    return [
        asking(item, clause, months)
        for item in basis.rubric.items()
        for clause in item.clauses
        if (item.id, clause.id) not in there and clause.fact.same is None and not isinstance(clause.fact, ScorersFact)
    ]


def _costs(found: Found, basis: Basis, months: int | None) -> bool:
    """Whether a row says that there was something wrong. What was done of a quarter's task says so in no month."""
    finding = model_of(found)
    branch = next(each for each in basis.branches if each.id == found.branch)
    if found.asking is None or finding is None:
        return False
    if months is None and finding.done is not None:
        fact = found.asking.clause.fact
        if not isinstance(fact, MissingFact) or fact.per != "month":
            return False
        months = 1
    return costs_alone(found.item, found.asking.clause, finding, branch, months)


def _beside(returned: Returned, label: str, notes: Notes, choices: Sequence[str] = ()) -> tuple[Leaf | None, Ref]:
    """What stands beside a label above the table, and where it does or should."""
    grid = returned.sheet(OWN)
    found = None if grid is None else labelled(grid, (label,))
    if found is None:
        return None, Ref(OWN, 1, 1)
    text = chosen(label, found.cell, choices) if choices else worded(label, found.cell)
    if isinstance(text, Fault):
        notes.at(found.ref, text)
        return Leaf("", found.ref), found.ref
    return None if text is None else Leaf(text, found.ref), found.ref
