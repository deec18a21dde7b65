"""What a rubric can get wrong in what its clauses, items and measure say of each other: a file for each kind of fault.

`faults/*.yaml` hold examples as text. `bad` ones say which code they yield (`says`) and what the caret marks (`at`);
`good` ones yield nothing. Each writes `items`, or whole `areas`, and if needed the `measure`, the `roster` and the
`files` of records, which else are those of a small plant without any record.
"""

from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import yaml

from dangjian_kaoping.diagnostics import Diagnostic

from .laying import BASE, ROSTER, checked

FOLDER = Path(__file__).parent / "faults"
SETTINGS = "kaoping.yaml"
RUBRIC = "rubrics/2021.yaml"
HEAD = "kind: rubric\nversion: 2021\ntitle: 试写的细则\neffective_from: 2021Q1\n"
AREA = "- id: SY\n  name: 试写\n  items:\n"
BESIDE = frozenset({"KP236", "KP251", "KP402"})
"""What is said of every such example: its area has no full marks or more than these, and the quarter no inspection."""


def _examples(side: str) -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        document = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for number, example in enumerate(document[side], start=1):
            yield pytest.param(example, id=f"{path.stem}-{side}-{number}")


def _laid(root: Path, example: dict[str, Any]) -> Path:
    areas = example.get("areas") or AREA + indent(example["items"], "  ")
    measure = "measure:\n" + indent(example["measure"], "  ") if "measure" in example else ""
    files = {
        SETTINGS: (BASE / SETTINGS).read_text(encoding="utf-8"),
        ROSTER: example.get("roster") or (BASE / ROSTER).read_text(encoding="utf-8"),
        RUBRIC: f"{HEAD}{measure}areas:\n{areas}",
        **example.get("files", {}),
    }
    for file, text in files.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8", newline="\n")
    return root


def _found(root: Path, example: dict[str, Any]) -> list[Diagnostic]:
    return [fault for fault in checked(_laid(root, example)) if fault.code not in BESIDE]


def _marked(root: Path, fault: Diagnostic) -> str:
    line = (root / fault.place.file).read_text("utf-8").split("\n")[fault.place.line - 1]
    return line[fault.place.column - 1 : fault.place.column - 1 + fault.width]


@pytest.mark.parametrize("example", list(_examples("bad")))
def test_bad(example: dict[str, Any], tmp_path: Path) -> None:
    found = _found(tmp_path, example)
    assert [fault.code for fault in found] == [example["says"]], [f"{each.place} {each.message}" for each in found]
    assert _marked(tmp_path, found[0]) == str(example["at"])


@pytest.mark.parametrize("example", list(_examples("good")))
def test_good(example: dict[str, Any], tmp_path: Path) -> None:
    found = _found(tmp_path, example)
    assert not found, [f"{each.place} {each.message}" for each in found]
