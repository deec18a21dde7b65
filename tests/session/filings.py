"""Forms as reading hands them on, written by hand: each value has a cell of its own."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.forms.code import Code
from dangjian_kaoping.forms.filing import Filed, Filing
from dangjian_kaoping.forms.grid import Leaf, Ref, Tree

BRANCHES = ("ZB01", "ZB02")
SHEET = "检查登记"


def tree(data: Any, numbers: Any = None) -> Tree:
    """Plain data as a document; its values stand in cells of one column, from row 1 on, in their order."""
    numbers = count(1) if numbers is None else numbers
    if isinstance(data, Mapping):
        return {key: tree(each, numbers) for key, each in data.items()}
    if isinstance(data, list):
        return [tree(each, numbers) for each in data]
    return Leaf(str(data), Ref(SHEET, next(numbers), 1))


def inspection(
    branches: Mapping[str, Any],
    file: str = "党群工作部检查表.xlsx",
    *,
    asked: tuple[str, ...] = BRANCHES,
    visits: list[Any] | None = None,
    rows: Mapping[tuple[str, int], str] | None = None,
) -> Filing:
    """党群工作部's form of the first quarter of 2021; of fewer branches than there are, a part of it."""
    document = {"kind": "inspection", "quarter": "2021Q1", "department": "DQ", "branches": branches}
    found = tree(document)
    assert isinstance(found, Mapping)
    documents = [Filed(found, rows or {})]
    if visits is not None:
        documents.append(followups(visits))
    code = Code("inspection", "2021Q1", "DQ", asked, "2020", "d", "r", asked != BRANCHES)
    return Filing(file, code, tuple(documents), Faults())


def followups(visits: list[Any]) -> Filed:
    """Visits to problems of the first quarter of 2021."""
    found = tree({"kind": "followups", "quarter": "2021Q1", "followups": visits})
    assert isinstance(found, Mapping)
    return Filed(found)


def assessed(branch: str, record: Any, month: str = "2021-01", file: str = "自评表.xlsx") -> Filing:
    """A branch's self-assessment of a month."""
    found = tree({"kind": "self", "month": month, "branches": {branch: record}})
    assert isinstance(found, Mapping)
    return Filing(file, Code("self", month, "", (branch,), "2020", "d", "r"), (Filed(found),), Faults())


def listed(branches: Mapping[str, Any], name: str = "平台") -> Filing:
    """党群工作部's facts from a list."""
    found = tree({"kind": "facts", "quarter": "2021Q1", "department": "DQ", "branches": branches})
    assert isinstance(found, Mapping)
    return Filing(f"{name}.csv", None, (Filed(found),), Faults(), name)
