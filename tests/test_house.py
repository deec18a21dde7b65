"""The tests' own house: what several tests need stands in a module that is no test, so that each runs by itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

TESTS = Path(__file__).parent


def borrowed(folder: Path) -> Iterator[str]:
    """Imports of modules of tests, wherever in a module they stand."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            holder = "" if isinstance(node, ast.Import) else f"{node.module or ''}."
            for name in (holder + alias.name for alias in node.names):
                if any(part.startswith("test_") for part in name.split(".")):
                    yield f"{path.relative_to(folder).as_posix()}:{node.lineno} imports {name}"


def test_no_test_stands_on_another() -> None:
    assert list(borrowed(TESTS)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from .test_b import c", ["a.py:1 imports test_b.c"]),
        ("from . import test_b", ["a.py:1 imports .test_b"]),
        ("import room.test_b", ["a.py:1 imports room.test_b"]),
        ("def f():\n    from room.test_b import c", ["a.py:2 imports room.test_b.c"]),
        ("from room.plant import tested", []),
    ],
)
def test_what_is_borrowed_is_found(text: str, found: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(text, "utf-8")
    assert list(borrowed(tmp_path)) == found
