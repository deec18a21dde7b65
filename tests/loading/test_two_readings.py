"""A document is read the straight way, or by pydantic where it is not as declared: both come to the same."""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from inspect import isabstract
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from dangjian_kaoping import model as models
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.loading.workspace import KINDS, SELDOM, model_of
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.marks import RefusedError
from dangjian_kaoping.model.reading import reader_of
from dangjian_kaoping.model.strictly import adapter, validated
from dangjian_kaoping.source.reader import Map, read_yaml
from fuzz.mutation import mutated
from thorough import THOROUGH, some

ROOT = Path(__file__).parents[2]


def files(top: Path) -> list[Path]:
    return [top] if top.is_file() else sorted(top.rglob("*.yaml"))


SAMPLE = [path for top in ("kaoping.yaml", "rubrics", "data") for path in files(ROOT / top)]
TRIED = [path for top in ("clauses", "examples", "fuzz/seeds", "broken") for path in files(ROOT / "tests" / top)]
LIST = """\
kind: facts
version: 1
quarter: 2021Q1
department: 党群工作部
branches:
  发电部党支部:
    findings:
      - {item: DJ-11, clause: 平台得分, score: 88.5, reason: 平台得分88.5分, origin: {file: 平台.xlsx, row: 3}}
"""
MUTATIONS = 20_000 if THOROUGH else 300


def said(thing: Any) -> Any:
    """All that a thing holds, and whether it was written."""
    if isinstance(thing, Document):
        fields = [(name, said(getattr(thing, name))) for name in type(thing).model_fields]
        return type(thing), sorted(thing.model_fields_set), fields
    if isinstance(thing, dict):
        return dict, [(said(key), said(value)) for key, value in thing.items()]
    if isinstance(thing, tuple):
        return type(thing), [said(each) for each in thing]
    return type(thing), thing


def both(content: bytes) -> tuple[Any, Any] | None:
    """What a document says, read the straight way and by pydantic, None where it is refused; None if it is none."""
    try:
        data = read_yaml(content.decode(), "a.yaml", Faults())
    except UnicodeDecodeError:
        return None
    kind = data.get("kind") if isinstance(data, Map) else None
    model = model_of(kind) if isinstance(kind, str) else None
    if model is None:
        return None
    try:
        straight = said(reader_of(model)(data))
    except (ValueError, AssertionError):
        straight = None
    try:
        strict = said(validated(model, data))
    except RefusedError:
        strict = None
    return straight, strict


@pytest.mark.parametrize("path", some(SAMPLE, 12), ids=lambda path: path.name)
def test_what_is_right_is_read_the_straight_way(path: Path) -> None:
    found = both(path.read_bytes())
    assert found is not None
    assert found[0] == found[1] is not None


@pytest.mark.parametrize("path", some(TRIED, 60), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_both_ways_come_to_the_same(path: Path) -> None:
    found = both(path.read_bytes())
    assert found is None or found[0] in (None, found[1])


@pytest.mark.whole
def test_both_ways_come_to_the_same_whatever_is_done_to_a_document() -> None:
    contents = [path.read_bytes() for path in (*SAMPLE, *TRIED) if path.stat().st_size < 20_000] + [LIST.encode()] * 9
    read = refused = 0
    for number in range(MUTATIONS):
        chance = random.Random(number)
        content = mutated(chance.choice(contents), chance)
        found = both(content)
        if found is not None:
            assert found[0] in (None, found[1]), content.decode()
            read += found[1] is not None
            refused += found[1] is None
    assert min(read, refused) > MUTATIONS // 20


@pytest.mark.whole
@pytest.mark.parametrize(
    "words", [["score"], ["score", "-f", "json"], ["rank", "-q", "2021Q1"], ["check"], ["trend"], ["--help"]]
)
def test_what_is_right_does_without_pydantic(words: list[str]) -> None:
    """Start-up is the better half of most commands, and pydantic would be a third of it."""
    program = (
        "import sys\nfrom dangjian_kaoping.cli.shell.app import run\n"
        f"assert run({words!r}) == 0\nassert 'pydantic' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_kind_of_document_is_tried() -> None:
    kinds = {line.split()[1] for path in (*SAMPLE, *TRIED) for line in _kind(path)} | {"facts"}
    assert both(LIST.encode()) not in (None, (None, None))
    assert kinds >= KINDS.keys() | SELDOM.keys()


def _kind(path: Path) -> list[str]:
    return [line for line in path.read_bytes().decode(errors="replace").splitlines() if line.startswith("kind: ")]


def test_every_class_is_read_both_ways() -> None:
    for module in iter_modules(models.__path__):
        import_module(f"{models.__name__}.{module.name}")
    ours = (each for each in _below(Document) if each.__module__.startswith("dangjian_kaoping."))
    classes = {each for each in ours if not isabstract(each)}
    assert len(classes) > 90
    for each in classes:
        with suppress(ValueError):
            reader_of(each)({})
        adapter(each)


def _below(kind: type[Document]) -> Iterator[type[Document]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)
