"""What lies among the records and nobody would read: a misspelt folder must not be passed over in silence."""

import re
from pathlib import Path

from dangjian_kaoping.diagnostics import Faults, nearest
from dangjian_kaoping.periods import Quarter, parse_quarter
from dangjian_kaoping.place import Place, legible

_OF_DATA = ("roster.yaml",)
"""What lies in data/ beside the folders of the quarters."""
_OF_A_ROUND = ("inspection", "self", "followups.yaml", "adjustments.yaml", "seal.yaml")
"""What lies in the folder of a quarter."""
_ALMOST_QUARTER = re.compile(r"(\d{4})\D*?([1-4一二三四])(?!\d)")


def blame_strangers(root: Path, quarter: Quarter | None, faults: Faults) -> None:
    """Unknown folders and YAML files of a quarter, or of data/ itself; tables, texts and hidden files may lie there."""
    folder = "data" if quarter is None else f"data/{quarter}"
    where = root / folder
    for entry in sorted(where.iterdir()) if where.is_dir() else ():
        name = entry.name
        if name.startswith((".", "~")) or not (entry.is_dir() or is_yaml(name)) or _known(name, quarter):
            continue
        near = _suggested(name, quarter)
        hint = f"是不是“{near}”？" if near else ""
        faults.add("KP121", Place(legible(f"{folder}/{name}"), 0), hint=hint, name=name, folder=folder)


def is_yaml(name: str) -> bool:
    """Whether a file is one that is read."""
    return name.lower().endswith((".yaml", ".yml"))


def _known(name: str, quarter: Quarter | None) -> bool:
    return name in _OF_A_ROUND if quarter is not None else name in _OF_DATA or parse_quarter(name) is not None


def _suggested(name: str, quarter: Quarter | None) -> str | None:
    """What a name seems to mean: in data/ often a quarter, as 2021q1, 2021 Q1, 2021年第一季度."""
    if quarter is not None:
        return nearest(name, _OF_A_ROUND)
    found = _ALMOST_QUARTER.search(name)
    if found is None:
        return nearest(name, _OF_DATA)
    return f"{found[1]}Q{'一二三四'.find(found[2]) + 1 or found[2]}"
