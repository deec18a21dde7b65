"""The schemas that are shipped are those of the types that the writers fill. `UPDATE_GOLDEN=1 pytest` writes them anew.

A document is whatever has a `format` of its own among the types of `write/json` and `verify`; nothing else lists them.
"""

import ast
import inspect
import json
import os
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, get_args

import jsonschema
import pytest
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import TypedDictSchema
from typing_extensions import get_original_bases, is_typeddict

from dangjian_kaoping.verify import as_json as verify
from dangjian_kaoping.write import json as writers
from dangjian_kaoping.write.json.shipped import shipped_schemas

SHIPPED = Path(__file__).parents[2] / "src/dangjian_kaoping/templates/schemas"


def _modules() -> Iterator[ModuleType]:
    yield verify
    for module in iter_modules(writers.__path__, f"{writers.__name__}."):
        yield import_module(module.name)


DOCUMENTS: dict[str, type] = {
    get_args(found.__annotations__["format"])[0]: found
    for module in _modules()
    for found in vars(module).values()
    if is_typeddict(found) and "format" in found.__annotations__
}


@cache
def _said_in(module: str) -> dict[str, dict[str, str]]:
    """By class what stands under each of its keys."""
    tree = ast.parse(inspect.getsource(import_module(module)))
    return {each.name: dict(_said_under(each.body)) for each in tree.body if isinstance(each, ast.ClassDef)}


def _said_under(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for key, text in pairwise(body):
        match key, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                yield name, "".join(map(str.strip, words.splitlines()))


def said(kind: type) -> dict[str, str]:
    """What stands under each key of a type, also under those that it has from others."""
    found: dict[str, str] = {}
    for base in filter(is_typeddict, get_original_bases(kind)):
        found |= said(base)
    return found | _said_in(kind.__module__).get(kind.__name__, {})


class _Schema(GenerateJsonSchema):
    """Without titles, which only repeat the names; each key with what stands under it.

    Further keys are those of a type that says so itself: some versions of pydantic let what is nested inherit it.
    """

    def typed_dict_schema(self, schema: TypedDictSchema) -> dict[str, Any]:
        found = super().typed_dict_schema(schema)
        found.pop("title", None)
        kind = schema["cls"]
        found.pop("additionalProperties", None)
        if vars(kind).get("__pydantic_config__", {}).get("extra") == "allow":
            found["additionalProperties"] = True
        for key, text in said(kind).items():
            found["properties"][key]["description"] = text
        return found

    def get_title_from_name(self, name: str) -> str:
        return ""


def schema_of(document: type) -> str:
    """The schema of a document as text."""
    schema = TypeAdapter(document).json_schema(schema_generator=_Schema)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": schema.pop("description")}
    return json.dumps(head | _untitled(schema), ensure_ascii=False, indent=1) + "\n"


def _untitled(node: Any) -> Any:
    if isinstance(node, list):
        return [_untitled(each) for each in node]
    if isinstance(node, dict):
        return {key: _untitled(each) for key, each in node.items() if (key, each) != ("title", "")}
    return node


def file_of(form: str) -> Path:
    return SHIPPED / f"{form.removeprefix('kaoping.').replace('/', '-')}.json"


@pytest.mark.parametrize("form", DOCUMENTS)
def test_the_shipped_schema_is_that_of_the_type(form: str) -> None:
    text, file = schema_of(DOCUMENTS[form]), file_of(form)
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8"), f"{file.name} 变了；确认无误后用 UPDATE_GOLDEN=1 重写"


def test_no_schema_is_shipped_but_of_a_document() -> None:
    assert sorted(DOCUMENTS) == sorted(each.format for each in shipped_schemas())


@pytest.mark.parametrize("form", DOCUMENTS)
def test_it_is_a_schema_and_says_in_chinese_what_each_key_is(form: str) -> None:
    schema = json.loads(schema_of(DOCUMENTS[form]))
    jsonschema.Draft202012Validator.check_schema(schema)
    silent = [
        f"{name}.{key}"
        for name, model in {"": schema, **schema.get("$defs", {})}.items()
        for key, field in model.get("properties", {}).items()
        if not any("\u4e00" <= char <= "\u9fff" for char in field.get("description", ""))
    ]
    assert silent == []
    assert any("\u4e00" <= char <= "\u9fff" for char in schema["title"])
