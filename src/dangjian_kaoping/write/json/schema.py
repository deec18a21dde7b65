"""The JSON Schemas of rubrics and reward policies, with Chinese descriptions, for editors that complete keys."""

from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import CoreSchema

from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.strictly import adapter
from dangjian_kaoping.write.json_text import as_json


class _Chinese(GenerateJsonSchema):
    """Without the titles that are meant for programmers."""

    def generate(self, schema: CoreSchema, mode: Any = "validation") -> dict[str, Any]:
        """The schema, cleaned."""
        result: dict[str, Any] = _cleaned(super().generate(schema, mode))
        return result


def _cleaned(schema: Any) -> Any:
    def clean(node: Any, *, named: bool) -> Any:
        if isinstance(node, list):
            return [clean(each, named=False) for each in node]
        if not isinstance(node, dict):
            return node
        if named:  # the keys are names of the data, not words of the schema
            return {key: clean(value, named=False) for key, value in node.items()}
        result = {}
        for key, value in node.items():
            if key == "title" and isinstance(value, str):
                continue
            result[key] = clean(value, named=key in ("properties", "$defs"))
        return result

    return clean(schema, named=False)


def rubric_schema() -> str:
    """The schema of rubrics as text."""
    return _schema_of(Rubric)


def reward_schema() -> str:
    """The schema of reward policies as text."""
    return _schema_of(RewardPolicy)


@cache
def _schema_of(model: type[Document]) -> str:
    schema = adapter(model).json_schema(schema_generator=_Chinese)
    return as_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1)
