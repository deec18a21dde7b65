"""Each new key in every place that is not its own, and each wrong kind of value where a number may stand.

Whatever is written, the check says what is wrong and where, with a code and a caret on the line; it never falls over
and never passes in silence. The documents are those that say every word; of places in which the same keys are known,
one is tried.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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
Told = frozenset[tuple[str, str]]

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
            if strange:
                yield pytest.param(file, way, strange, id=f"{file}-{named(way)}")


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
                    yield pytest.param(file, way, value, id=f"{file}-{named(way)}-{kind}")


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
def usual(root: Path) -> Told:
    """What is found in it as it is."""
    return frozenset((each.code, each.message) for each in checked(root))


def dumped(document: Plain) -> str:
    return yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)


@cache
def text_of(file: str) -> str:
    """A document as it is before it is edited."""
    return dumped(parsed(file))


def loaded(root: Path) -> Loader:
    """The workspace as it is read, and what is wrong with it."""
    loader = Loader(root, partly=True)
    loader.workspace(None, sealed=True)
    return loader


@contextmanager
def standing(root: Path, file: str, way: Way, values: Mapping[int | str, Plain]) -> Iterator[list[str]]:
    """The workspace while something else stands at one place of a document; the lines of that document."""
    document = deepcopy(parsed(file))
    holder = document
    for key in way:
        holder = holder[key]
    for key, value in values.items():
        holder[key] = value
    path, text = root / file, dumped(document)
    path.write_text(text, encoding="utf-8", newline="\n")
    try:
        yield text.splitlines()
    finally:
        path.write_text(text_of(file), encoding="utf-8", newline="\n")


def told_of(found: Iterable[Diagnostic], file: str, usual: Told) -> list[Diagnostic]:
    """The errors that are told of a document, beside what is told as it is; each as users want to read it."""
    mine = [
        each
        for each in found
        if (each.code, each.message) not in usual and each.place.file == file and each.severity == "error"
    ]
    assert all(each.place.line and each.place.column and each.width for each in mine)
    for each in mine:
        # what users read is Chinese; only names, keys and values stand as they are written
        assert not any(word in f"{each.message}{each.hint}" for word in ENGLISH)
    return mine


@pytest.mark.parametrize(("file", "way", "keys"), [*misplaced()])
def test_of_a_key_it_is_said_that_it_is_wrong_there(
    root: Path, usual: Told, file: str, way: Way, keys: list[str]
) -> None:
    """All keys stand there at once, each on a line of its own, of which it is told. What is not, for another makes the
    place something else, is tried by itself.

    A key that is not known is taken out, so that the rest of the check sees the same whichever key it was: it is asked
    once in each place.
    """
    with standing(root, file, way, {key: NEW_KEYS[key] for key in keys}) as lines:
        told = {
            lines[each.place.line - 1].strip(" -").partition(":")[0]
            for each in told_of(loaded(root).faults, file, usual)
        }
    for key in keys:
        if key not in told:
            with standing(root, file, way, {key: NEW_KEYS[key]}):
                assert told_of(loaded(root).faults, file, usual), key
    with standing(root, file, way, {keys[0]: NEW_KEYS[keys[0]]}):
        assert told_of(checked(root), file, usual)


@pytest.fixture(scope="module")
def known() -> defaultdict[tuple[str, Way], list[Document | None]]:
    """By the place that was wrong, what was left of the document, wherever the whole check has seen it."""
    return defaultdict(list)


@pytest.mark.parametrize(("file", "way", "value"), [*of_wrong_kind()])
def test_of_a_value_it_is_said_that_it_is_of_the_wrong_kind(
    root: Path,
    usual: Told,
    known: defaultdict[tuple[str, Way], list[Document | None]],
    file: str,
    way: Way,
    value: Plain,
) -> None:
    """What is wrong is taken out: where the same is left as of another value there, the rest of the check is alike."""
    with standing(root, file, way[:-1], {way[-1]: value}):
        loader = loaded(root)
        left = loader.documents.get(file)
        told = told_of(loader.faults, file, usual)
        if not told or left not in known[file, way]:
            known[file, way].append(left)
            told = told_of(checked(root), file, usual)
    assert told
