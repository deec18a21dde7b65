"""The JSON Schema that editors use: it is the shipped one, it takes the shipped rubrics, and it refuses slips."""

import copy
import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from dangjian_kaoping.render.schema_json import rubric_schema

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "rubrics" / "rubric.schema.json"
RUBRICS = sorted((ROOT / "rubrics").glob("*.yaml"))


def as_an_editor_reads(path: Path) -> Any:
    # an editor gives 2020 as a number and true as a boolean; only the program takes all scalars as text
    data = yaml.safe_load(path.read_text("utf-8"))
    return json.loads(json.dumps(data, default=str))


def validator() -> Any:
    schema = json.loads(rubric_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_shipped_schema_is_the_programs() -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        SHIPPED.write_text(rubric_schema(), "utf-8")
    assert SHIPPED.read_text("utf-8") == rubric_schema()


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


def test_every_key_is_explained_in_chinese() -> None:
    schema = json.loads(rubric_schema())
    for name, model in {"Rubric": schema, **schema["$defs"]}.items():
        for key, field in model.get("properties", {}).items():
            if key != "kind":
                words = field.get("description", "")
                assert any("\u4e00" <= char <= "\u9fff" for char in words), f"{name}.{key}: {words}"
