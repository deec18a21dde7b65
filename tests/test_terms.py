"""The glossary (docs/术语.md) names what there is, where it is."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
GLOSSARY = ROOT / "docs" / "术语.md"
ROW = re.compile(r"\| [^|`]+ \| `(?P<identifier>[\w.]+)` \| [^|]+ \| `(?P<module>[\w/]+\.py)` \|")


class Term(NamedTuple):
    """An identifier of the glossary, and the module in which it is defined."""

    identifier: str
    module: str


def terms() -> list[Term]:
    rows = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| ")]
    told = [row for row in rows if not row.startswith("| 术语 |")]
    found = [ROW.fullmatch(row) for row in told]
    assert [row for row, match in zip(told, found, strict=True) if match is None] == []
    return [Term(*match.groups()) for match in found if match is not None]


def defined(source: str) -> set[str]:
    """The names that a module defines at its top, and those in its classes: `Placing`, `Placing.rank`."""
    body = ast.parse(source).body
    inside = (
        f"{outer.name}.{name}" for outer in body if isinstance(outer, ast.ClassDef) for name in _names(outer.body)
    )
    return {*_names(body), *inside}


def _names(body: list[ast.stmt]) -> list[str]:
    found: list[str] = []
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.append(node.name)
        elif isinstance(node, ast.Assign):
            found += (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.append(node.target.id)
    return found


@pytest.mark.parametrize("term", terms(), ids=lambda term: f"{term.module}:{term.identifier}")
def test_a_term_is_defined_where_the_glossary_says(term: Term) -> None:
    source = (ROOT / "src" / "dangjian_kaoping" / term.module).read_text("utf-8")
    assert term.identifier in defined(source)


def test_what_a_module_only_imports_it_does_not_define() -> None:
    source = "from a import B\nC = 1\nclass D:\n    e: int\n    def f(self) -> None:\n        g = 1\n"
    assert defined(source) == {"C", "D", "D.e", "D.f"}


def test_no_term_is_told_twice() -> None:
    assert len(terms()) == len(set(terms())) > 70
