"""Each new key in every place that is not its own, and each wrong kind of value where a number may stand.

Whatever is written, the check says what is wrong and where, with a code and a caret on the line; it never falls over
and never passes in silence. The documents are those that say every word; of places in which the same keys are known,
one is tried.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import every_word
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.loading import shapes
from dangjian_kaoping.loading.unknown_keys import kinds_at
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.records import Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.round import RoundSettings
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.source.reader import Map

from .laying import checked

pytestmark = pytest.mark.whole

Plain = Any
Way = tuple[int | str, ...]
Look = Callable[[Path], list[Diagnostic]]

DOCUMENTS: dict[str, type[Document]] = {
    "rubrics/2020.yaml": Rubric,
    "data/roster.yaml": Roster,
    "data/2021Q1/inspection/dangqun.yaml": Inspection,
    "data/2021Q1/inspection/jiwei.yaml": Inspection,
    "data/2021Q1/inspection/gonghui.yaml": Inspection,
    "data/2021Q1/self/2021-03.yaml": SelfAssessment,
    "data/2021Q2/round.yaml": RoundSettings,
}

NEW_KEYS: dict[str, Plain] = {
    "same": "缺会",
    "when": {"clause": "缺会", "from": 1},
    "combine": "mean",
    "branches": "mean",
    "pool": "class",
    "of": {"branches": "highest"},
    "per_head": 0.2,
    "round": "up",
    "if_none": "full",
    "as": "over",
    "issued": 20,
    "votes": {"优秀": 1},
    "absent": "share",
    "marks": 2,
    "levels": {"优秀": 100},
    "roles": ["主办", "协办"],
    "max": 120,
    "department": "党群部",
    "to_points": 5,
    "ceiling": 30,
    "highest_only": True,
    "factor": True,
    "times": {"item": "XS-01"},
    "not_applicable": "mean",
    "empties": {"from": 1, "for": "year"},
    "for": "year",
    "floor": 0,
    "effect": "score_cap",
    "at_most": 3,
    "ranking": "dense",
    "tie_breakers": [{"item": "DJ-01"}],
    "areas": {"from_percent": 80},
    "from_percent": 80,
    "at_least": 2,
    "year": {"combine": "sum"},
    "self_assessment": "monthly",
    "due_day": 10,
    "due": {"Q1": "03-15"},
    "short": "党建",
    "into": "化学部党支部",
}
"""The keys of the language's second edition, each with a value that is right in its own place."""

WRONG_KINDS: dict[str, Plain] = {
    "text": "很多",
    "list": [1, 2],
    "map": {"几个": 1},
    "negative": -3,
    "yes": True,
    "empty list": [],
    "empty map": {},
}
SIGNED = frozenset({"floor", "min", "from", "over", "to", "under", "below", "above", "max", "value", "amount"})
"""Where a number may be below zero."""
NAMES = frozenset({"version"})
"""What looks like a number and is a name."""
ENGLISH = ("should", "Input", "valid", "expected", "None", "Error", "Decimal(")
"""Words of the libraries beneath, which nobody is to read."""


@cache
def parsed(file: str) -> Plain:
    return yaml.safe_load(every_word.FILES[file])


def mappings(node: Plain, way: Way = ()) -> Iterator[tuple[Way, dict[str, Plain]]]:
    if isinstance(node, dict):
        yield way, node
    for key, each in inside(node):
        yield from mappings(each, (*way, key))


def inside(node: Plain) -> Iterator[tuple[int | str, Plain]]:
    if isinstance(node, dict):
        yield from node.items()
    elif isinstance(node, list):
        yield from enumerate(node)


def numbers(node: Plain, way: Way = ()) -> Iterator[Way]:
    if isinstance(node, (int, float)) and not isinstance(node, bool):
        yield way
    for key, each in inside(node):
        yield from numbers(each, (*way, key))


def kinds_of(file: str, way: Way, node: dict[str, Plain]) -> Sequence[shapes.Shape]:
    written = Map(None)
    written.update(node)
    return kinds_at(DOCUMENTS[file], way, written)


def is_known(file: str, way: Way, node: dict[str, Plain], key: str) -> bool:
    """Whether a key may stand there: as a key of its own, or as one of the names of which a mapping is made."""
    kinds = kinds_of(file, way, node)
    return key in shapes.keys_of(kinds) or any(shapes.built_of(each) is dict for each in kinds)


def place_of(file: str, way: Way, node: dict[str, Plain]) -> tuple[str, ...]:
    """Every kind of fact, of rule, of number is a place of its own; a list of mappings is known by its key."""
    known = shapes.keys_of(kinds_of(file, way, node))
    return (file.split("/")[-2], *(known or [str(each) for each in way if isinstance(each, str)]))


def misplaced() -> Iterator[Any]:
    seen = set()
    for file in DOCUMENTS:
        for way, node in mappings(parsed(file)):
            place = place_of(file, way, node)
            if place in seen:
                continue
            seen.add(place)
            strange = [key for key in NEW_KEYS if key not in node and not is_known(file, way, node, key)]
            for key in strange:
                look = checked if key == strange[0] else loaded
                yield pytest.param(file, (*way, key), NEW_KEYS[key], look, id=f"{file}-{named(way)}-{key}")


def of_wrong_kind() -> Iterator[Any]:
    seen = set()
    for file in DOCUMENTS:
        for way in numbers(parsed(file)):
            holder = next(node for there, node in mappings(parsed(file)) if there == _mapping_of(way))
            place = (*place_of(file, _mapping_of(way), holder), *way[len(_mapping_of(way)) :][:1])
            if place in seen:
                continue
            seen.add(place)
            for kind, value in WRONG_KINDS.items():
                if way[-1] not in NAMES and not (kind == "negative" and way[-1] in SIGNED):
                    yield pytest.param(file, way, value, checked, id=f"{file}-{named(way)}-{kind}")


def _mapping_of(way: Way) -> Way:
    """The way to the mapping in which something stands, perhaps in a list."""
    while isinstance(way[-1], int):
        way = way[:-1]
    return way[:-1]


def named(way: Way) -> str:
    return "/".join(map(str, way))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace, written as the edited documents are."""
    found = every_word.laid(tmp_path_factory.mktemp("every_word"))
    for file in DOCUMENTS:
        (found / file).write_text(text_of(file), encoding="utf-8", newline="\n")
    return found


@pytest.fixture(scope="module")
def usual(root: Path) -> frozenset[tuple[str, str]]:
    """What is found in it as it is."""
    return frozenset((each.code, each.message) for each in checked(root))


def dumped(document: Plain) -> str:
    return yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)


@cache
def text_of(file: str) -> str:
    """A document as it is before it is edited."""
    return dumped(parsed(file))


def loaded(root: Path) -> list[Diagnostic]:
    """What is wrong with the documents as they are read. A key that is not known is taken out, so that the rest of the
    check sees the same whichever key it was: it is asked once in each place.
    """
    loader = Loader(root, partly=True)
    loader.workspace(None, sealed=True)
    return list(loader.faults)


def found_in(root: Path, file: str, way: Way, value: Plain, look: Look) -> list[Diagnostic]:
    document = deepcopy(parsed(file))
    holder = document
    for key in way[:-1]:
        holder = holder[key]
    holder[way[-1]] = value
    path = root / file
    path.write_text(dumped(document), encoding="utf-8", newline="\n")
    try:
        return look(root)
    finally:
        path.write_text(text_of(file), encoding="utf-8", newline="\n")


@pytest.mark.parametrize(("file", "way", "value", "look"), [*misplaced(), *of_wrong_kind()])
def test_it_is_said_what_is_wrong_and_where(
    root: Path, usual: frozenset[tuple[str, str]], file: str, way: Way, value: Plain, look: Look
) -> None:
    found = [each for each in found_in(root, file, way, value, look) if (each.code, each.message) not in usual]
    mine = [each for each in found if each.place.file == file and each.severity == "error"]
    assert mine
    assert all(each.place.line and each.place.column and each.width for each in mine)
    for each in mine:
        # what users read is Chinese; only names, keys and values stand as they are written
        assert not any(word in f"{each.message}{each.hint}" for word in ENGLISH)
