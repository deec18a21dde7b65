"""A form that was written with what is recorded, read back, records just that; over generated rubrics and records."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle
from typing import Any

import pytest
from hypothesis import assume, given

from dangjian_kaoping.checks.round.problem import check_ids_of
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.facts.ballots import tallies
from dangjian_kaoping.facts.scorers import ScorersFact
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.filing import Filing
from dangjian_kaoping.forms.form import Form
from dangjian_kaoping.forms.grid import Returned
from dangjian_kaoping.forms.inspection import inspection_form
from dangjian_kaoping.forms.own import OwnForms
from dangjian_kaoping.forms.reading.form import code_in, filing_of
from dangjian_kaoping.forms.scope import asked_in
from dangjian_kaoping.model.records import BranchInspection, Finding, Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Month
from dangjian_kaoping.session.forms import departments_of
from dangjian_kaoping.tables.workbook import sheets_of
from dangjian_kaoping.write.xlsx.form.workbook import form_workbook
from dumped import without_nothing
from engine.plant import modelled, round_of
from engine.rounds import rounds
from engine.second_opinion import Documents
from thorough import law

from .plant import as_data

pytestmark = pytest.mark.whole


def _basis(documents: Documents) -> Basis:
    rubric = modelled(Rubric, documents.rubric)
    for document in (*documents.inspections, *documents.months):
        for finding in (each for record in document["branches"].values() for each in record["findings"]):
            # the generator names events also where nobody asks for them, which is refused (KP306)
            if not rubric.by_item[finding["item"]].by_clause[finding["clause"]].highest_per_event:
                finding.pop("event", None)
    documents.roster["teams"] = ["甲组", "乙组"]
    for document in documents.inspections:
        for record, team in zip(document["branches"].values(), cycle((None, "甲组", "乙组"))):
            record.update({} if team is None else {"team": team})
    this = round_of(documents.quarter, documents.inspections, documents.months, documents.absent)
    earlier = [round_of(quarter, held, []) for quarter, held in documents.earlier.items()]
    # the generator does not care for the numbers of problems
    assume(not check_ids_of(earlier))
    rubrics = {each.quarter: rubric for each in (this, *earlier)}
    return Basis(rubric, modelled(Roster, documents.roster), this, earlier, rubrics, "厂")


def _back(form: Form, basis: Basis) -> Filing:
    """A form as a file, and what it says."""
    sheets, remarks = sheets_of(form_workbook(form))
    returned = Returned("表.xlsx", "xlsx", sheets, remarks)
    code = code_in(returned)
    assert code == form.code
    filing = filing_of(returned, form.code, basis)
    assert [(each.code, str(each.place), each.message) for each in filing.faults if each.severity == "error"] == []
    return filing


def _said(finding: Finding) -> str:
    said = without_nothing(finding)
    said.pop("origin", None)
    if said.get("never") is False:
        del said["never"]
    return repr(sorted(said.items(), key=repr))


def _meaning(rubric: Rubric, findings: Iterable[Finding]) -> Any:
    """What findings say: how often each; of what several people scored, all scores of a clause together."""
    plain: Counter[str] = Counter()
    scored: dict[tuple[str, str, str], Counter[object]] = {}
    for each in findings:
        fact = rubric.by_item[each.item].by_clause[each.clause].fact
        if isinstance(fact, ScorersFact):
            for who, box in tallies(fact, each).items():
                scored.setdefault((each.item, each.clause, who), Counter()).update(box)
        else:
            usual = {"count": 1} if fact.TAG == "count" and each.count is None else {}
            plain[_said(each.model_copy(update=usual))] += 1
    return plain, scored


def _inspected(record: BranchInspection) -> Any:
    return record.date, record.team, record.note, record.not_applicable, record.followups


@law(120)
@given(rounds())
def test_an_inspection_that_was_filled_in_is_read_back(documents: Documents) -> None:
    basis = _basis(documents)
    for department in departments_of(basis):
        recorded: Mapping[str, BranchInspection] = {
            basis.branches_called[name]: record
            for each in basis.this.inspections
            if basis.called[each.department] == department
            for name, record in each.branches.items()
        }
        if not recorded:
            continue
        try:
            form = inspection_form(basis, department, basis.branches, filled=True)
        except Refusal:
            continue
        (document,) = _back(form, basis).documents
        found = Inspection.model_validate({**as_data(document.tree), "version": "1"})
        assert found.branches.keys() == recorded.keys()
        for key, record in recorded.items():
            assert _inspected(found.branches[key]) == _inspected(record)
            read = _meaning(basis.rubric, found.branches[key].findings)
            assert read == _meaning(basis.rubric, record.findings)


@law(120)
@given(rounds())
def test_a_self_assessment_that_was_filled_in_is_read_back(documents: Documents) -> None:
    basis = _basis(documents)
    for filed in basis.this.self_assessments:
        assert isinstance(filed.period, Month)
        forms = OwnForms(basis, filed.period, filled=True)
        for branch in basis.branches:
            record = next(
                (each for name, each in filed.branches.items() if basis.branches_called[name] == branch.id), None
            )
            if record is None:
                continue
            form = forms.of(branch)
            # what is not a branch's to declare has no row
            asked = {(each.item.id, each.clause.id) for each in asked_in(basis, form.code)}
            mine: Sequence[Finding] = [each for each in record.findings if (each.item, each.clause) in asked]
            if record.findings and not mine:
                continue
            (document,) = _back(form, basis).documents
            found = SelfAssessment.model_validate({**as_data(document.tree), "version": "1"})
            assert found.period == filed.period
            assert _meaning(basis.rubric, found.branches[branch.id].findings) == _meaning(basis.rubric, mine)
