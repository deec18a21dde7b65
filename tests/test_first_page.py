"""细则语言的第一页：列出的积木写得出公开细则里的多少条，数得对（条文在 tests/clauses）。

A rule needs the words that the shortest of its writings uses: those of its first item, or of all its items where it
is about areas, a round or the measure. Two rules that need a year are in engine/test_field_year.py.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dangjian_kaoping.facts import kinds
from dangjian_kaoping.model import rule
from dangjian_kaoping.model.clause import EFFECTS
from documented import LANGUAGE, rows, tagged

FOLDER = Path(__file__).parent / "clauses"
ELSEWHERE = {
    "N23-1": {"count", "empties"},
    "N29-1": {"amount", "deduct", "each", "due", "not_applicable", "measure.year"},
}
BEYOND = {"T69"}
"""A rule about money, which no rubric says."""
LIMITS = {"free", "times", "at_most", "empties", "below_zero", "repeat", "when", "combine", "by_class", "per_head"}
WORDS = {
    *(kind.TAG for kind in kinds.KINDS),
    *(each.TAG for each in tagged(rule)),
    *EFFECTS,
    *LIMITS,
    *("same", "branches", "to_points", "highest_per_event", "floor", "ceiling", "groups", "not_applicable", "due"),
    *("task", "factor"),
}
SAME = {"highest_only": "highest_per_event"}
"""Keys that stand in one row of the document."""
RECORDS_ONLY = "只记不计"


def words_of(value: object) -> Iterator[str]:
    """The words in what is written, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            word = str(SAME.get(key, key))
            if word in WORDS:
                yield word
            yield from words_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner)


def of_item(item: Mapping[str, Any]) -> Iterator[str]:
    yield from words_of(item)
    if item.get("start") == "zero":
        yield "start"
    if any(not {*EFFECTS, "empties"} & clause.keys() for clause in item["clauses"]):
        yield RECORDS_ONLY


def of_measure(measure: Mapping[str, Any]) -> Iterator[str]:
    for key, setting in measure.items():
        if key != "weights" or setting["inspection"] != 1:  # a rule that is not about weights is tried without
            yield "factor" if key == "times" else f"measure.{key}"


def needed(document: Mapping[str, Any]) -> set[str]:
    """The words without which a rule cannot be written."""
    areas = document.get("areas", [])
    items = [*document.get("items", []), *(item for area in areas for item in area["items"])]
    measure = set(of_measure(document.get("measure", {})))
    whole = areas or measure or any("round" in case for case in document["cases"])
    found = {word for item in (items if whole else items[:1]) for word in of_item(item)}
    return found | measure | ({"factor"} if any("times" in area for area in areas) else set())


@cache
def rules() -> dict[str, set[str]]:
    """The published rules, by name, and what each needs."""
    files = [*FOLDER.glob("[TR]*.yaml"), *FOLDER.glob("field/*.yaml")]
    found = {path.stem: needed(yaml.safe_load(path.read_text("utf-8"))) for path in files}
    return {**found, **ELSEWHERE}


def on_the_page() -> list[str]:
    """The blocks of the first page, in its order."""
    cells = [row.cells["积木"] for row in rows(LANGUAGE) if "原文的说法" in row.cells and "例" in row.cells]
    quoted = (re.search(r"`(\w+)`", each) for each in cells)
    found = [RECORDS_ONLY if each is None else each[1] for each in quoted]
    return ["measure.grades" if each == "grades" else each for each in found]


def written(blocks: list[str]) -> int:
    return len([name for name, words in rules().items() if words <= set(blocks) and name not in BEYOND])


@pytest.mark.whole
def test_the_first_page_counts_right() -> None:
    told = re.search(
        r"下面 (\d+) 种积木，写得出公开细则里 (\d+) 条中的 (\d+) 条；"
        r"常用的在前，头 (\d+) 种写得出 (\d+) 条，头 (\d+) 种写得出 (\d+) 条",
        LANGUAGE.read_text("utf-8"),
    )
    assert told is not None
    count, all_rules, most, *steps = map(int, told.groups())
    blocks = on_the_page()
    assert (count, all_rules) == (len(blocks), len(rules()))
    assert most == written(blocks)
    assert most >= 0.8 * all_rules
    assert [written(blocks[:size]) for size in steps[::2]] == steps[1::2]


@pytest.mark.parametrize("block", on_the_page())
def test_none_of_them_is_idle(block: str) -> None:
    blocks = on_the_page()
    assert written([each for each in blocks if each != block]) < written(blocks)
