import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.write.json.explain import explain_json

from . import plant
from .golden import assert_golden


def account(result: RoundResult, branch: str, item: str | None = None) -> dict[str, Any]:
    found = json.loads(explain_json(result, plant.placing(result, branch), item))
    assert isinstance(found, dict)
    return found


def walk(step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield step
    for part in (*step["parts"], *step["aside"]):
        yield from walk(part)


def test_one_item() -> None:
    result = plant.complete()
    text = explain_json(result, plant.placing(result, "A"), "DJ-03")
    assert_golden("explain-A-DJ-03.json", text)


def test_the_tree_leads_from_the_composite_to_every_line_of_the_records() -> None:
    found = account(plant.complete(), "A")
    (root,) = found["steps"]
    assert (root["side"], root["name"], root["value"]) == ("composite", "composite", found["composite"])
    steps = list(walk(root))
    sources = {step["source"] for step in steps if step["name"] == "finding"}
    assert {"data/2021Q1/inspection/dq.yaml:9", "data/2021Q1/inspection/jw.yaml:10"} <= sources
    assert {step["operation"] for step in steps} >= {
        "given",
        "sum",
        "difference",
        "product",
        "least",
        "held",
        "rounded",
    }
    for step in steps:
        if step["operation"] == "sum":
            parts = sum((Decimal(part["value"]) for part in step["parts"]), Decimal(0))
            assert abs(parts - Decimal(step["value"])) <= Decimal("0.00001")


@pytest.mark.parametrize("branch", "ABCD")
def test_an_account_without_a_composite_still_has_its_steps(branch: str) -> None:
    rubric = plant.RUBRIC.replace("measure:\n", "measure:\n  missing_month: refuse\n")
    found = account(plant.scored(rubric), branch)
    assert found["composite"] is None
    assert found["incomplete"]
    sides = [step["side"] for step in found["steps"]]
    assert sides[0] == "inspection"
    assert ("self_assessment" in sides) is (branch != "D")


def test_items_tell_how_they_stand() -> None:
    found = account(plant.provisional(), "D")
    status = {each["item"]: each["status"] for each in found["inspected_items"]}
    assert status["DJ-01"] == "scored"
    assert status["DJ-04"] == "rescaled"
    assert status["LZ-02"] == "not_due"
    assert status["LZ-03"] == "not_inspected"
    assert found["declared_items"] == []


def test_findings_of_the_self_assessment_bear_their_month() -> None:
    found = account(plant.complete(), "A", "DJ-01")
    (item,) = found["declared_items"]
    assert [(each["month"], each["date"], each["kind"]) for each in item["findings"]] == [
        ("2021-01", None, None),
        ("2021-02", None, None),
    ]


def test_an_unknown_item_is_refused() -> None:
    with pytest.raises(KeyError):
        account(plant.complete(), "A", "XX-99")
