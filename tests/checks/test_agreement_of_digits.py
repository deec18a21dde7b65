"""Digits that a script changes, in the texts or in the rules of the sample rubrics and of the clauses of this
repository: what was changed is told, and of what was not nothing is.
"""

import copy
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from dangjian_kaoping.checks.agreement.agreement import check_agreement
from dangjian_kaoping.grammar.saying import said
from dangjian_kaoping.loading.workspace import Loader
from thorough import THOROUGH

pytestmark = pytest.mark.whole

TOP = Path(__file__).parents[2]
_FILE = "试.yaml"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_WORDS = ("id", "text", "was", "group", "department")
_DOMAIN = ("min", "max")
"""Between what a fact may lie: no text says it."""

LEFT_OUT = {
    "第一名200分，每降1位减4分，取各排名分的平均": "几档之间隔一名",
    "开展了而没有差错的得5分": "有差错的得2分没有写",
    "低于90分的每分扣1分，最多扣4分，取平均": "60分以下不得分没有写",
    "每完成1万元得0.3分": "应完成100万元没有写",
    "每完成1万元得0.3分，最多得36分": "应完成100万元没有写",
    "领导和职工各投一票，按四六开；没有人投的一类算0分": "各档算几分没有写",
    "机关不超过70分，其他不超过75分": "两次才算没有写",
    "三会一课正常开展，少一次扣1分": "应开几次没有写",
    "每年组织活动不少于3次，一次5分": "不少于3次没有用上",
    "优秀得票率60%以上的，另按得票率计分": "得170分没有写",
    "累计轻伤1至3人扣5—15分": "几人没有用上",
}
"""Texts of clauses whose rules do have a number more or less, and which."""


class Spot(NamedTuple):
    """A digit: the file, the item that is tried by itself, its clause, the keys to the value, and its place there."""

    file: str
    item: Any
    around: Any
    clause: int
    keys: tuple[str | int, ...]
    at: int


def _plain(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 — every value as it is written


@cache
def items() -> list[tuple[str, Any, Any]]:
    """Each item with its file, and what of the measure its clauses read."""
    found: list[tuple[str, Any, Any]] = []
    for path in (*sorted(TOP.glob("rubrics/20*.yaml")), *sorted(TOP.glob("tests/clauses/**/*.yaml"))):
        data = _plain(path)
        measure = {key: data["measure"][key] for key in ("repeat_window",) if key in data.get("measure", {})}
        several = [*data.get("items", []), *(each for area in data.get("areas", []) for each in area["items"])]
        found += [(str(path.relative_to(TOP)), item, {"measure": measure} if measure else {}) for item in several]
    return found


def spots() -> Iterator[Spot]:
    """Every digit of a text and of a rule, where the text says any number at all."""
    for file, item, around in items():
        for index, clause in enumerate(item["clauses"]):
            if not re.search(r"\d|[一二两三四五六七八九十]", clause["text"]):
                continue
            values = [(("text",), clause["text"]), *_numbers(clause, ())]
            for keys, value in values:
                yield from (Spot(file, item, around, index, keys, each.start()) for each in re.finditer(r"\d", value))


def _numbers(part: Any, keys: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(part, str):
        if _NUMBER.fullmatch(part) and keys[0] not in _WORDS and not (keys[0] == "fact" and keys[-1] in _DOMAIN):
            yield keys, part
        return
    for key, each in part.items() if isinstance(part, dict) else enumerate(part):
        yield from _numbers(each, (*keys, key))


def told(item: Any, around: Any) -> set[tuple[str, str, str]] | None:
    """What is found of an item by itself; None where it is none any more."""
    case = {"name": "稿", "item": item["id"], "later": "稿", "expect": {"points": "0"}}
    document = {"kind": "cases", "version": "1", "items": [item], "cases": [case], **around}
    loader = Loader(TOP).laid_over({_FILE: yaml.safe_dump(document, allow_unicode=True, sort_keys=False)})
    documents = [document for _, document in loader.cases([_FILE])]
    if loader.faults or not documents:
        return None
    found = check_agreement(documents[0].own_rubric(), said)
    return {(each.code, each.message, each.mend) for each in found}


def changed(spot: Spot, digit: str) -> Any:
    """The item with another digit there."""
    item = copy.deepcopy(spot.item)
    node = item["clauses"][spot.clause]
    for key in spot.keys[:-1]:
        node = node[key]
    value = node[spot.keys[-1]]
    node[spot.keys[-1]] = value[: spot.at] + digit + value[spot.at + 1 :]
    return item


def caught(several: list[Spot], chance: random.Random) -> tuple[int, int]:
    """How many of the digits that were changed are told, of how many that could be read."""
    hits = tries = 0
    for spot in several:
        before = spot.item["clauses"][spot.clause]
        for key in spot.keys:
            before = before[key]
        item = changed(spot, chance.choice([each for each in "0123456789" if each != before[spot.at]]))
        was, now = told(spot.item, spot.around), told(item, spot.around)
        if was is not None and now is not None:
            tries += 1
            hits += bool(now - was)
    return hits, tries


def test_a_digit_that_was_changed_is_told() -> None:
    chance = random.Random(18)
    every = list(spots())
    sample = [each for each in every if each.file.startswith("rubrics/")]
    clauses = [each for each in every if not each.file.startswith("rubrics/")]
    much = 10 if THOROUGH else 1
    of_sample, of_clauses = (
        caught(chance.sample(each, min(len(each), 100 * much)), chance) for each in (sample, clauses)
    )
    assert of_sample[0] >= of_sample[1] * 0.96, of_sample
    # among them sentences of which nothing but the numbers is understood
    assert of_clauses[0] >= of_clauses[1] * 0.87, of_clauses


def test_of_what_was_not_changed_nothing_is_told() -> None:
    loader = Loader(TOP)
    for rubric in loader.rubrics_in(sorted(str(path.relative_to(TOP)) for path in TOP.glob("rubrics/20*.yaml"))):
        assert list(check_agreement(rubric, said)) == []


def test_of_the_clauses_those_are_told_that_leave_a_number_out() -> None:
    loader = Loader(TOP)
    left = set()
    for _, cases in loader.cases([str(path.relative_to(TOP)) for path in sorted(TOP.glob("tests/clauses/**/*.yaml"))]):
        if cases.rubric is None:
            rubric = cases.own_rubric()
            lines = {fault.place.line for fault in check_agreement(rubric, said)}
            clauses = sorted((each for item in rubric.items() for each in item.clauses), key=lambda each: each.at.line)
            left |= {next(each.text for each in reversed(clauses) if each.at.line <= line) for line in lines}
    assert left == set(LEFT_OUT)


def test_any_text_may_stand_beside_any_rule() -> None:
    chance = random.Random(5)
    texts = [clause["text"] for _, item, _ in items() for clause in item["clauses"]]
    tried = 0
    for _ in range(1500 if THOROUGH else 150):
        _, item, around = chance.choice(items())
        other = copy.deepcopy(item)
        for clause in other["clauses"]:
            clause["text"] = chance.choice(texts)
        tried += told(other, around) is not None
    assert tried
