"""Each word of the rubric that says every word, changed or left out: it is told, in words, and backwards as its mirror.

Only what a rubric may say is held against it: an edit that the models refuse is no edition of it.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

import every_word
from dangjian_kaoping.compare.diff.revision import Change, Version
from dangjian_kaoping.compare.diff.rubric import compare_rubrics
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.source.reader import read_yaml
from dangjian_kaoping.write.text.diff import diff_text
from engine.plant import plain

pytestmark = pytest.mark.every(12)

Plain = Any
Way = tuple[int | str, ...]

OTHERWISE = {
    "mean": "highest",
    "highest": "mean",
    "sum": "mean",
    "class": "all",
    "year": "round",
    "up": "down",
    "full": "zero",
    "zero": "full",
    "dense": "standard",
    "areas": "total",
    "share": "zero",
    "month": "quarter",
    "over": "done",
    "true": "false",
    "none": "40",
    "monthly": "quarterly",
    "score_cap": "last_place",
    "rescale": "full",
    "10%": "20%",
}
"""Another value of each setting."""
SILENT = frozenset({"kind"})
"""What has one value only."""
BY_DEFAULT = [("measure", "self_assessment"), ("measure", "rounding", "places")]
"""What is written though it holds without: left out it is the same."""


@cache
def data() -> Plain:
    return plain(every_word.RUBRIC)


def leaves(node: Plain, way: Way = ()) -> Iterator[tuple[Way, str]]:
    if isinstance(node, dict):
        for key, each in node.items():
            yield from leaves(each, (*way, key))
    elif isinstance(node, list):
        for index, each in enumerate(node):
            yield from leaves(each, (*way, index))
    else:
        yield way, node


def other(value: str) -> str | None:
    """Another value: of a setting one that it may have, of a number a greater one."""
    if value in OTHERWISE:
        return OTHERWISE[value]
    try:
        return str(float(value) + 1)
    except ValueError:
        return None


def at(node: Plain, way: Way) -> Plain:
    for key in way:
        node = node[key]
    return node


def ways_to_edit() -> list[Any]:
    found = [
        pytest.param(way, other(value), id="/".join(map(str, way)) + "=")
        for way, value in leaves(data())
        if other(value) is not None and way[-1] not in SILENT
    ]
    for way, _ in leaves(data()):
        # what may be left out: a key of a mapping that holds others too, as far as it is no name of a list
        for depth in range(1, len(way) + 1):
            key = way[depth - 1]
            alone = len(at(data(), way[: depth - 1])) == 1
            if isinstance(key, str) and not alone and way[:depth] not in BY_DEFAULT:
                found.append(pytest.param(way[:depth], None, id="-" + "/".join(map(str, way[:depth]))))
    return list({each.id: each for each in found}.values())


def edited(way: Way, value: str | None) -> Plain:
    whole = deepcopy(data())
    holder = at(whole, way[:-1])
    if value is None:
        del holder[way[-1]]
    else:
        holder[way[-1]] = value
    return whole


def modelled(document: Plain) -> Rubric | None:
    faults = Faults()
    read = read_yaml(json.dumps(document, ensure_ascii=False), "rubrics/2020.yaml", faults)
    return None if read is None else validated(Rubric, read, "rubrics/2020.yaml", faults)


def changes(before: Rubric, after: Rubric) -> tuple[Change, ...]:
    return compare_rubrics(Version(before, "甲"), Version(after, "乙")).changes


@pytest.mark.parametrize(("way", "value"), ways_to_edit())
def test_an_edit_is_told_and_its_mirror(way: Way, value: str | None) -> None:
    before, after = every_word.rubric(), modelled(edited(way, value))
    if after is None:
        return  # no rubric says so
    there, back = changes(before, after), changes(after, before)
    assert there, "nothing is told"
    assert sorted((each.kind.mirror, each.path) for each in there) == sorted((each.kind.id, each.path) for each in back)
    found = compare_rubrics(Version(before, "甲"), Version(after, "乙"))
    words = diff_text(found, there, 100)
    assert not [each for each in ("None", "Branches(", "PerHead(", "model_", "per_head", "by_class") if each in words]
