"""The JSON Schema that editors use: it is the shipped one, it takes the shipped rubrics, and it refuses slips."""

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from dangjian_kaoping.write.json.schema import reward_schema, rubric_schema

pytestmark = pytest.mark.whole

ROOT = Path(__file__).resolve().parents[1]
POLICIES = sorted((ROOT / "rubrics").glob("reward-*.yaml"))
RUBRICS = sorted(set((ROOT / "rubrics").glob("*.yaml")) - set(POLICIES))


def as_an_editor_reads(path: Path) -> Any:
    # an editor gives 2020 as a number and true as a boolean; only the program takes all scalars as text
    data = yaml.safe_load(path.read_text("utf-8"))
    return json.loads(json.dumps(data, default=str))


def validator(text: str = "") -> Any:
    schema = json.loads(text or rubric_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize(("name", "schema"), [("rubric", rubric_schema), ("reward", reward_schema)])
def test_the_shipped_schemas_are_the_programs(name: str, schema: Callable[[], str]) -> None:
    shipped = ROOT / "rubrics" / f"{name}.schema.json"
    if os.environ.get("UPDATE_GOLDEN"):
        shipped.write_text(schema(), "utf-8")
    assert shipped.read_text("utf-8") == schema()


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_shipped_policies_satisfy_theirs_and_name_it(path: Path) -> None:
    assert [error.message for error in validator(reward_schema()).iter_errors(as_an_editor_reads(path))] == []
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=reward.schema.json\n")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda policy: policy.update(scores="base"),
        lambda policy: policy["rewards"]["季度奖励"].update(fund="十万"),
        lambda policy: policy["rewards"]["季度奖励"].update(share_by=["head"]),
        lambda policy: policy["rewards"]["季度奖励"].update(rest="keep"),
        lambda policy: policy["penalties"]["末位"].pop("dock"),
        lambda policy: policy["coefficient"].update(product=[{"grades": {"优秀": 1}}]),
    ],
)
def test_the_schema_of_policies_refuses_slips(spoil: Any) -> None:
    policy = copy.deepcopy(as_an_editor_reads(POLICIES[-1]))
    spoil(policy)
    assert not validator(reward_schema()).is_valid(policy)


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_shipped_rubrics_satisfy_it_and_name_it(path: Path) -> None:
    errors = [
        f"{list(error.absolute_path)}: {error.message}" for error in validator().iter_errors(as_an_editor_reads(path))
    ]
    assert errors == []
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=rubric.schema.json\n")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda item: item.update(pionts=3),
        lambda item: item.update(points="三"),
        lambda item: item.pop("department"),
        lambda item: item.update(due="yearly"),
        lambda item: item["clauses"][0].update(fact={"cuont": "次"}),
        lambda item: item["clauses"][0].update(deduct={"each": "一"}),
    ],
)
def test_it_refuses_slips(spoil: Any) -> None:
    rubric = copy.deepcopy(as_an_editor_reads(RUBRICS[-1]))
    spoil(rubric["areas"][0]["items"][0])
    assert not validator().is_valid(rubric)


@pytest.mark.parametrize("text", [rubric_schema, reward_schema])
def test_every_key_is_explained_in_chinese(text: Callable[[], str]) -> None:
    schema = json.loads(text())
    for name, model in {"Rubric": schema, **schema["$defs"]}.items():
        for key, field in model.get("properties", {}).items():
            if key != "kind":
                words = field.get("description", "")
                assert any("\u4e00" <= char <= "\u9fff" for char in words), f"{name}.{key}: {words}"
