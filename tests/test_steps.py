"""Who reads a result asks for steps by name, never by place (docs/设计.md, 结果就是解释): the sources are walked."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from dangjian_kaoping.engine import names

SOURCE = Path(__file__).parent.parent / "src" / "dangjian_kaoping"
STEP_NAMES = {value for name, value in vars(names).items() if name.isupper()}
FILES = [
    file
    for file in sorted(SOURCE.rglob("*.py"))
    if file.relative_to(SOURCE).parts[0] not in ("engine", "ooxml", "source", "loading")
]
"""All that may read a result: of paths and packages, `.parts` means something else."""


def faults(text: str) -> Iterator[str]:
    """Where a source takes parts by their place, or means a step by a literal."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Subscript) and _are_parts(node.value) and isinstance(node.slice, ast.Constant):
            yield f"{node.lineno}: a part by its index"
        elif isinstance(node, ast.Assign) and any(map(_unpacks, node.targets)) and _mentions_parts(node.value):
            yield f"{node.lineno}: parts unpacked"
        elif isinstance(node, ast.Compare) and any(map(_is_name, (node.left, *node.comparators))):
            yield from (f"{node.lineno}: “{each}” as a literal" for each in _literals(node) if each in STEP_NAMES)
        elif isinstance(node, ast.Attribute) and _is_name(node.value) and "step" in ast.unparse(node):
            yield f"{node.lineno}: a name taken apart"


def _are_parts(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in ("parts", "aside")


def _mentions_parts(node: ast.AST) -> bool:
    return _are_parts(node) or (isinstance(node, ast.Tuple) and any(map(_are_parts, node.elts)))


def _unpacks(target: ast.AST) -> bool:
    return isinstance(target, ast.Tuple | ast.List)


def _is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "name"


def _literals(node: ast.AST) -> Iterator[str]:
    return (each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_steps_are_asked_for_by_name(file: Path) -> None:
    assert list(faults(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("exact = score.composite.parts[0]", ["1: a part by its index"]),
        ("quotient = exact.aside[0]", ["1: a part by its index"]),
        ("whole, weight = part.parts", ["1: parts unpacked"]),
        ("(points,), (before,) = step.parts, step.aside", ["1: parts unpacked"]),
        ("first, *rest = step.parts", ["1: parts unpacked"]),
        ("step.name == 'weight'", ["1: “weight” as a literal"]),
        ("score.step.name in ('weight', other)", ["1: “weight” as a literal"]),
        ("step.name.endswith('_capped')", ["1: a name taken apart"]),
        ("branch.name == '一支部'", []),
        ("branch.name.startswith('一')", []),
        ("found = [part for part in step.parts if part.value]", []),
        ("step.part(names.WEIGHT).value", []),
    ],
)
def test_the_walk_finds_what_is_asked_for_by_place(text: str, found: list[str]) -> None:
    assert list(faults(text)) == found


def test_every_name_is_borne_by_a_step() -> None:
    sources = "".join(file.read_text(encoding="utf-8") for layer in ("engine", "cases") for file in _files(layer))
    assert [name for name in vars(names) if name.isupper() and f"names.{name}" not in sources] == []


def _files(layer: str) -> Iterator[Path]:
    return (SOURCE / layer).rglob("*.py")
