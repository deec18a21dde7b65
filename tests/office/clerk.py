"""What a clerk types into a form for a record: worked out from the YAML of records and rubric alone, by the issue's own
table of columns. It shares nothing with the program: a second opinion on which cell holds what.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

KINDS = ("count", "amount", "missing", "late", "value", "level", "sample", "event", "rank", "judged", "imported")
OUTCOMES = {"closed": "已销号", "in_progress": "整改中", "not_started": "未整改", "reopened": "又出现"}
BESIDE = {
    "reason": "扣分原因",
    "standard": "整改标准",
    "rectify_by": "整改期限",
    "id": "编号",
    "carried_out": "怎么做的",
    "process": "过程",
    "result": "成效",
    "inspector": "检查岗位",
    "note": "备注",
    "event": "事件",
    "role": "角色",
}

Cells = dict[str, str]
"""By heading, what is typed."""


def read(path: Path) -> Any:
    """A YAML file, every scalar as it is written."""
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506


class Rubric:
    """A rubric as it is written."""

    def __init__(self, path: Path) -> None:
        self.items = {item["id"]: item for area in read(path)["areas"] for item in area["items"]}

    def item(self, item_id: str) -> str:
        """What a form calls an item."""
        return f"{item_id} {self.items[item_id]['title']}"

    def fact(self, item_id: str, clause_id: str) -> Mapping[str, Any]:
        """What a clause asks for."""
        found: Mapping[str, Any] = next(
            each["fact"] for each in self.items[item_id]["clauses"] if each["id"] == clause_id
        )
        return found


def typed(finding: Mapping[str, Any], fact: Mapping[str, Any]) -> Cells:
    """A record's cells, by heading."""
    cells = {heading: finding[key] for key, heading in BESIDE.items() if key in finding}
    cells |= _stated(finding, fact)
    if finding.get("settled") == "on_site":
        cells["处理"] = "立行立改"
    elif "rectify_by" in finding:
        cells["处理"] = "限期整改"
    if "concerns" in finding:
        concerns = finding["concerns"]
        cells["旧问题"] = concerns if isinstance(concerns, str) else "、".join(concerns)
    return cells


def _stated(finding: Mapping[str, Any], fact: Mapping[str, Any]) -> Cells:
    kind = next(each for each in KINDS if each in fact)
    match kind:
        case "count" if isinstance(fact["count"], dict):
            number = finding["count"]
            return {f"数{index}": number[name] for index, name in enumerate(fact["count"], 1) if name in number}
        case "count":
            return {"数1": finding.get("count", "1")}
        case "missing":
            return _missing(finding)
        case "late":
            never = finding.get("never") == "true"
            return {"档次或计法": "始终未报"} if never else {"档次或计法": "迟报", "数1": finding["late"]}
        case "sample":
            return {"数1": finding["sampled"], "数2": finding["failed"]}
        case "rank":
            return {"数1": finding["rank"], **({"数2": finding["tied"]} if "tied" in finding else {})}
        case "level":
            return {"档次或计法": finding["level"]}
        case "event":
            return {"档次或计法": finding["level"], **({"数1": finding["count"]} if "count" in finding else {})}
        case "imported":
            return {"数1": finding["score"]}
        case _:
            return {"数1": finding[kind]}


def _missing(finding: Mapping[str, Any]) -> Cells:
    required = {"应做": finding["required"]} if "required" in finding else {}
    if "missing" in finding:
        return {"档次或计法": "少了", "数1": finding["missing"], **required}
    done = finding["done"]
    months = done if isinstance(done, list) else [done]
    return {"档次或计法": "做了", **{f"数{index}": each for index, each in enumerate(months, 1)}, **required}


def inspections(folder: Path, department: str) -> Mapping[str, Any]:
    """What a department recorded in a round."""
    found: Mapping[str, Any] = next(
        each for each in map(read, sorted(folder.glob("inspection/*.yaml"))) if each["department"] == department
    )
    return found


def findings(record: Mapping[str, Any] | str | None) -> Iterator[Mapping[str, Any]]:
    """What a branch's record holds; one who has nothing to declare writes nothing, or 无问题."""
    if isinstance(record, Mapping):
        yield from record.get("findings") or ()
