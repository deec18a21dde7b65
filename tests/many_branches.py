"""The sample plant with as many branches as are asked for, their names as long as they are wanted."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from sample import SAMPLE

QUARTER = "2021Q1"
Found = dict[str, list[dict[str, Any]]]
"""What a department found at each branch."""
_KEPT = ("kaoping.yaml", "rubrics", "data/roster.yaml")


def many_branches(root: Path, count: int, length: int = 0, before: bool = True) -> Path:
    """A workspace of the sample's newest round with so many branches, each with what one of the sample has.

    Names of a `length` are filled up to it. Without a round `before` it is the first one.
    """
    root.mkdir(parents=True)
    for name in _KEPT:
        source = SAMPLE / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        (root / name).parent.mkdir(exist_ok=True)
        copy(source, root / name)
    roster = _read(SAMPLE / "data/roster.yaml")
    known = list(roster["branches"].items())
    named: dict[str, list[str]] = {}
    roster["branches"] = {}
    for index in range(count):
        rows = known[index % len(known)][1]
        old = next(row["name"] for row in reversed(rows) if "name" in row)
        new = old if index < len(known) else f"{old.removesuffix('党支部')}第{index // len(known) + 1}党支部"
        new = f"{'一' * (length - len(new))}{new}"
        named.setdefault(old, []).append(new)
        newest = {**{key: value for row in rows for key, value in row.items()}, "name": new, "from": "2018-01-01"}
        roster["branches"][f"ZB{index + 1:02}"] = [newest]
    _write(root / "data/roster.yaml", roster)
    for quarter in ("2020Q4",) * before + (QUARTER,):
        _copy(quarter, root, named)
    return root


def with_findings(root: Path, *changes: Callable[[Found], None]) -> Path:
    """A plant in whose newest round the departments found other things."""
    for path in sorted((root / "data" / QUARTER / "inspection").glob("*.yaml")):
        document = _read(path)
        found = {name: list(_findings(record)) for name, record in document["branches"].items()}
        for change in changes:
            change(found)
        for name, record in document["branches"].items():
            record["findings"] = found[name]
        _write(path, document)
    return root


def many_of_one(count: int) -> Callable[[Found], None]:
    """So many more by each department at the first branch."""

    def change(found: Found) -> None:
        counted = [each for several in found.values() for each in several if isinstance(each.get("count"), str)]
        found[next(iter(found))] += [
            {"item": each["item"], "clause": each["clause"], "count": "1", "reason": f"第{index}处：{each['reason']}"}
            for index, each in enumerate(islice(cycle(counted), count), 1)
        ]

    return change


def long_reasons(length: int) -> Callable[[Found], None]:
    """Reasons and standards of so many characters."""

    def change(found: Found) -> None:
        for finding in (each for several in found.values() for each in several):
            for key in {"reason", "standard"} & set(finding):
                finding[key] = (finding[key] + "，检查组当场核对了台账、签到表和现场照片" * length)[:length]

    return change


def nothing_found(found: Found) -> None:
    """Only what each branch must have, at its best."""
    best = {"value": "100", "score": "100", "level": "好"}
    for several in found.values():
        kept = [each for each in several if "event" not in each and set(best) & set(each)]
        for each in kept:
            each.update({key: value for key, value in best.items() if key in each})
            each.pop("reason", None)
        several[:] = kept


def _copy(quarter: str, root: Path, named: Mapping[str, list[str]]) -> None:
    number = 0
    for source in sorted((SAMPLE / "data" / quarter).rglob("*.yaml")):
        document = _read(source)
        if "branches" not in document:
            continue
        branches = {}
        for old, known in document["branches"].items():
            for new in named.get("综合服务部党支部" if old == "后勤服务中心党支部" else old, ()):
                record = deepcopy(known)
                if isinstance(record, dict):
                    record.pop("followups", None)
                for finding in _findings(record):
                    finding.pop("concerns", None)
                    if "id" in finding:
                        number += 1
                        finding["id"] = f"{quarter}-{number:03}"
                branches[new] = record
        document["branches"] = branches
        _write(root / source.relative_to(SAMPLE), document)


def _findings(record: Any) -> Iterator[dict[str, Any]]:
    yield from (
        (each for each in record.get("findings", ()) if isinstance(each, dict)) if isinstance(record, dict) else ()
    )


def _read(path: Path) -> Any:
    # every value as it is written
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506


def _write(path: Path, document: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(document, allow_unicode=True, sort_keys=False), "utf-8")
