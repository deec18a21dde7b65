"""修订的比较 as JSON, `kaoping.rubric-diff/1`: the contract for programs."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dangjian_kaoping.compare.diff.revision import Change, Revision
from dangjian_kaoping.compare.diff.shares import FocusPoints, Shares, Shift
from dangjian_kaoping.compare.diff.strictness import OTHERS
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.canonical import canonical
from dangjian_kaoping.model.rubric import FOCUS_NAMES
from dangjian_kaoping.place import NOWHERE, Place
from dangjian_kaoping.write.json.finding import Data
from dangjian_kaoping.write.json_text import as_json

FORMAT = "kaoping.rubric-diff/1"
"""The version of the contract: what it promises may grow, and not change."""
SEVERAL = "kaoping.rubric-diffs/1"
"""The comparisons of several files at once."""


def diff_json(diff: Revision, changes: Sequence[Change]) -> str:
    """The comparison as JSON text; `changes` are those of its changes that are asked for."""
    return as_json(_data(diff, changes))


def diffs_json(several: Iterable[tuple[Revision, Sequence[Change]]]) -> str:
    """Several comparisons as JSON text."""
    return as_json({"format": SEVERAL, "diffs": [_data(*each) for each in several]})


def is_diff_json(path: Path) -> bool:
    """Whether a file is one of ours, by how it begins: only those are overwritten unasked."""
    ours = as_json({"format": FORMAT}).partition("/")[0].encode()
    with path.open("rb") as file:
        return file.read(len(ours)) == ours


def _data(diff: Revision, changes: Sequence[Change]) -> Data:
    return {
        "format": FORMAT,
        "from": diff.before.name,
        "to": diff.after.name,
        "shares": [_shares(each) for each in diff.shares],
        "changes": [_change(each) for each in changes],
    }


def _change(change: Change) -> Data:
    return {
        "id": change.kind.id,
        "level": change.kind.level,
        "direction": change.kind.direction,
        "path": change.path,
        "before": _written(change.before),
        "after": _written(change.after),
        "from_source": _source(change.old.place),
        "to_source": _source(change.new.place),
    }


def _source(place: Place) -> str | None:
    return None if place == NOWHERE else str(place)


def _shares(shares: Shares) -> Data:
    return {
        "class": "otherwise" if shares.branch_class == OTHERS else shares.branch_class,
        **_shift(shares.whole),
        "areas": [{"name": each.name, **_shift(each)} for each in shares.areas],
        "departments": [{"name": each.name, **_shift(each)} for each in shares.departments],
    }


def _shift(shift: Shift) -> Mapping[str, Data]:
    sides = {side: _points(points) for side, points in (("before", shift.before), ("after", shift.after))}
    names = ("points", *FOCUS_NAMES, "materials")
    return {name: {side: None if points is None else points[name] for side, points in sides.items()} for name in names}


def _points(points: FocusPoints | None) -> dict[str, str | int] | None:
    if points is None:
        return None
    found: dict[str, str | int] = {"points": plain(points.total), "materials": points.materials}
    return found | {name: plain(points.by_focus[name]) for name in FOCUS_NAMES}


def _written(value: object) -> object:
    """A value as a file writes it: numbers as text, models with the keys that mean something."""
    return value if value is None or isinstance(value, bool) else canonical(value)
