"""Each kind of rubric that offices hand in, invented: its document, and what is in it. `UPDATE_GOLDEN=1` writes anew.

What a case comes to is read by a person before it is kept: the file says above what is to be seen in it.
"""

import os
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from dangjian_kaoping.outline.reading import outlined

from .typed import CASES, cases, document, told

ALL = cases()


@pytest.mark.parametrize("name", ALL)
def test_a_document_has_its_outline(name: str) -> None:
    case = ALL[name]
    found = told(outlined(document(case["document"])))
    if os.environ.get("UPDATE_GOLDEN"):
        _write(name, case, found)
    assert found == case.get("outline"), f"{name} 变了；确认无误后用 UPDATE_GOLDEN=1 重写"


def _write(name: str, case: Mapping[str, Any], found: str) -> None:
    path = CASES / f"{name}.yaml"
    before, _, _ = path.read_text(encoding="utf-8").partition("\noutline: |\n")
    lines = "".join(f"  {line}\n" for line in found.splitlines())
    path.write_text(f"{before.rstrip()}\noutline: |\n{lines}", encoding="utf-8")
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["document"] == case["document"]
