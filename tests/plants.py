"""A group of small plants in a folder: the base workspace of the examples, once for each unit."""

from collections.abc import Mapping
from pathlib import Path

from checks.laying import lay
from dangjian_kaoping.cli.shell.app import run

QUARTER = "2021Q1"
LIST = "kind: group\nversion: 1\nname: 示例集团\nunits:\n"
UNITS = {"P1": "示例一厂", "P2": "示例二厂", "P3": "示例三厂"}


def plants(root: Path, sealed: Mapping[str, str] = UNITS) -> Path:
    """Three plants, each in the folder of its id, some of them sealed, and their group.yaml."""
    for unit, name in UNITS.items():
        folder = lay(root / unit)
        edit(folder / "kaoping.yaml", "unit: 示例热电厂", f"unit: {name}")
    for unit in sealed:
        assert run(["seal", "-q", QUARTER, "--date", "2021-04-10", "-w", str(root / unit)]) == 0
    listed = "".join(f"  {unit}: {{name: {name}, path: {unit}}}\n" for unit, name in UNITS.items())
    (root / "group.yaml").write_text(LIST + listed, "utf-8")
    return root


def edit(path: Path, old: str, new: str) -> None:
    """Change the first place where a file says something."""
    text = path.read_text("utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, 1), "utf-8")
