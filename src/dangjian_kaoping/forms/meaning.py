"""What a document of records means, branch by branch, however it is written: what a form is held against."""

from collections.abc import Mapping

from dangjian_kaoping.model.canonical import Content, canonical
from dangjian_kaoping.model.records import (
    BranchFacts,
    BranchInspection,
    BranchSelf,
    Facts,
    Inspection,
    SelfAssessment,
)

Document = Inspection | SelfAssessment | Facts
NOTE = ""
"""Under this key stands what a document says of none of its branches."""


def meanings(document: Document, called: Mapping[str, str]) -> dict[str, Content]:
    """By the ids of the branches (which are `called` so), the content of their records; and the document's note."""
    found = {called.get(name, name): meaning(record) for name, record in document.branches.items()}
    return found if document.note is None else {NOTE: {"note": document.note}, **found}


def meaning(record: BranchInspection | BranchSelf | BranchFacts) -> Content:
    """The content of a record; an occurrence that is counted once is one that is not counted.

    The order of findings counts only within a clause: on a form those that everybody has stand before the others.
    """
    content = canonical(record)
    assert isinstance(content, dict)
    if isinstance(record, BranchInspection) and record.team is not None:
        # it lies outside what is sealed, and yet a form may say another
        content["team"] = record.team
    findings = content.get("findings", [])
    assert isinstance(findings, list)
    for finding in findings:
        if isinstance(finding, dict) and finding.get("count") == "1":
            del finding["count"]
    findings.sort(key=_clause)
    return content


def unnumbered(content: Content) -> Content:
    """The content of a record whatever the numbers of its problems: a form may leave them to be given."""
    assert isinstance(content, dict)
    findings = content.get("findings", [])
    assert isinstance(findings, list)
    bare: list[Content] = [
        {key: value for key, value in each.items() if key != "id"} for each in findings if isinstance(each, dict)
    ]
    return {**content, "findings": bare}


def numbers(content: Content) -> frozenset[str]:
    """The numbers of the problems of a record."""
    assert isinstance(content, dict)
    findings = content.get("findings", [])
    assert isinstance(findings, list)
    return frozenset(str(each["id"]) for each in findings if isinstance(each, dict) and "id" in each)


def _clause(finding: Content) -> tuple[str, str]:
    assert isinstance(finding, dict)
    return str(finding.get("item")), str(finding.get("clause"))
