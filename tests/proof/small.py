"""Small rubrics to prove things of: items written as the language writes them, in one area of their own."""

from typing import Any

import yaml

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.model.cases import Cases
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.proof import check_proof


def rubric_of(items: str, measure: str = "{}") -> Rubric:
    """A rubric of these items; what they leave out is as plain as can be."""
    written = [_whole(item, number) for number, item in enumerate(as_text(items), 1)]
    plain = {
        "kind": "cases",
        "version": "1",
        "items": written,
        "measure": as_text(measure),
        "cases": [{"name": "试", "item": written[0]["id"], "expect": {}}],
    }
    return Cases.model_validate(plain).own_rubric()


def as_text(text: str) -> Any:
    """What YAML says, all of it as text."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes nothing but text of what the test wrote


def _whole(item: dict[str, Any], number: int) -> dict[str, Any]:
    clauses = [{"text": clause["id"], **clause} for clause in item["clauses"]]
    named = {"id": f"X-{number:02}", "title": f"第{number}项", "department": "党群工作部"}
    return {**named, **item, "clauses": clauses}


def told(items: str, code: str) -> list[Diagnostic]:
    """What is proven of the items, of one code."""
    return [each for each in check_proof(rubric_of(items), None) if each.code == code]
