"""The JSON documents held against the schemas that are shipped: a key that none leaves room for is at fault too."""

import json
from functools import cache
from typing import Any

import jsonschema

from dangjian_kaoping.write.json.shipped import shipped_schemas


def faults_in_document(text: str) -> list[str]:
    """What a JSON text is at fault in; of none of our documents nothing is asked."""
    data = json.loads(text)
    form = data.get("format") if isinstance(data, dict) else None
    if form is None or set(data) == {"format"}:  # by such a one our own files are known
        return []
    return [f"{list(error.absolute_path)}: {error.message}" for error in _validator(form).iter_errors(data)]


@cache
def _validator(form: str) -> Any:
    schema = json.loads({each.format: each.text for each in shipped_schemas()}[form])
    jsonschema.Draft202012Validator.check_schema(schema)
    for node in (schema, *schema.get("$defs", {}).values()):
        if "properties" in node:
            node.setdefault("additionalProperties", False)
    return jsonschema.Draft202012Validator(schema)
