"""复查: visits of several forms in the one file of their department, beside those that are there already."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.forms.columns import OUTCOMES
from dangjian_kaoping.forms.filing import Filed
from dangjian_kaoping.forms.grid import Tree
from dangjian_kaoping.forms.outcome import Difference
from dangjian_kaoping.model.records import Visit
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.importing.composing import (
    Composed,
    Stated,
    StatedTree,
    composed_of,
    department_in,
    first_cell,
    said,
    stated_entries,
    visits_of,
)
from dangjian_kaoping.session.importing.ruling import Ruling
from dangjian_kaoping.session.importing.standing import Standing

_KEYS = ("id", "date", "department", "outcome", "note")
_Key = tuple[str, str, str]
"""Problem, day, department."""


class Visits(NamedTuple):
    """The visits of one form in a file: the form, by its number, and its document."""

    form: int
    filed: Filed


def visited(
    file: str,
    quarter: Quarter,
    several: Sequence[Visits],
    rulings: Sequence[Ruling],
    standing: Standing,
    *,
    replace: bool,
) -> Composed | None:
    """The file of a department's visits with those of these forms; None where it says all of them already."""
    signature = standing.signature(file)
    known = standing.visits(quarter)
    merged = {_key(each, standing, quarter): _of_record(each) for each in standing.visits_in(file)}
    came: dict[_Key, Visits] = {}
    written = False
    for visits in several:
        ruling = rulings[visits.form]
        mine: list[Difference] = []
        adds = False
        for visit in visits_of(visits.filed):
            key = said(visit, "id"), said(visit, "date"), said(visit, "department")
            other = came.setdefault(key, visits)
            if other is not visits:
                _compare(key, visit, other, visits, rulings)
                continue
            held = known.get(key)
            if held is not None and _content(visit) == (held[0].outcome, held[0].note or ""):
                ruling.stands_in(held[1].file)
                continue
            cell = first_cell(visit, ruling.filing.file)
            if held is not None and (held[1].file != file or signature == "none"):
                fault = codes.KP740(what=f"{key[1]} 对 {key[0]} 的复查", place=held[1], how="，与表里的不一样")
                ruling.faults.extend([Diagnostic(fault, cell)])
            elif held is not None:
                before = _in_words(held[0].outcome, held[0].note or "")
                mine.append(Difference("", f"{key[1]} {key[0]}", before, _in_words(*_content(visit))))
            adds = True
            entry = stated_entries(visit, ruling.filing.file, visits.form)
            entry["department"] = Stated(department_in(standing.roster, key[2], quarter))
            merged[key] = {each: entry[each] for each in _KEYS if each in entry}
        if adds and signature == "none":
            fault = codes.KP740(what="这个部室的复查", place=file, how="，那个文件不是导入写成的")
            ruling.faults.extend([Diagnostic(fault, first_cell(visits.filed.tree, ruling.filing.file))])
        elif adds and not replace and (mine or signature == "edited"):
            ruling.differs_from(file, mine, edited=signature == "edited")
        elif adds:
            ruling.goes_to(file, new=not mine)
            written = True
    if not written:
        return None
    ordered = sorted(merged, key=lambda key: (key[1], key[0]))
    document: dict[str, StatedTree] = {
        "kind": Stated("followups"),
        "version": Stated("1"),
        "quarter": Stated(str(quarter)),
        "followups": [merged[key] for key in ordered],
    }
    return composed_of(file, quarter, document)


def _compare(key: _Key, visit: Mapping[str, Tree], other: Visits, visits: Visits, rulings: Sequence[Ruling]) -> None:
    """Of one visit in two forms: whether they say the same of it."""
    for each in visits_of(other.filed):
        if (said(each, "id"), said(each, "date"), said(each, "department")) != key or _content(each) == _content(visit):
            continue
        for mine, theirs, tree in ((visits, other, visit), (other, visits, each)):
            form, file = rulings[mine.form], rulings[theirs.form].filing.file
            fault = codes.KP742(what=f"{key[1]} 对 {key[0]} 的复查", other=file)
            form.faults.extend([Diagnostic(fault, first_cell(tree, form.filing.file))])


def _in_words(outcome: str, note: str) -> str:
    return " ".join(filter(None, [OUTCOMES.get(outcome, outcome), note]))


def _content(visit: Mapping[str, Tree]) -> tuple[str, str]:
    return said(visit, "outcome"), said(visit, "note")


def _key(visit: Visit, standing: Standing, quarter: Quarter) -> _Key:
    department = standing.roster.departments_in_force(quarter).get(visit.department, visit.department)
    return visit.id, visit.date.isoformat(), department


def _of_record(visit: Visit) -> StatedTree:
    values = (visit.id, visit.date.isoformat(), visit.department, visit.outcome, visit.note)
    return {
        key: Stated(value, visit.place_of(key)) for key, value in zip(_KEYS, values, strict=True) if value is not None
    }
