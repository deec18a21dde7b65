"""A short run of the structural fuzzer, and that what it watches for would be found; `make attack` is a longer one."""

import contextlib
import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dangjian_kaoping.cli.files import writing
from dangjian_kaoping.engine.score import branch
from dangjian_kaoping.engine.step import Step, summed
from dangjian_kaoping.exact import ONE, plus

from . import structural
from .promises import Answer, broken_by, disagreement, published_otherwise
from .structural import PUBLISHED, Plant, chosen, plant, run

COUNT = 40
SEED = 20210415


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Plant:
    root = Path(os.path.realpath(tmp_path_factory.mktemp("plant")))
    with structural._standing_in(root):
        return plant(root)


@pytest.mark.whole
def test_some_changed_workspaces_are_answered_in_order() -> None:
    tally = run(range(COUNT), SEED)
    assert tally.failures == []
    assert tally.count == COUNT
    # were nothing read any more, the run would show little
    assert tally.scored > COUNT // 4
    assert tally.written > COUNT // 20
    assert set(tally.statuses) >= {0, 1, 3}


@pytest.mark.whole
def test_the_same_seed_gives_the_same_runs(laid: Plant) -> None:
    runs = [chosen(laid, 7, number) for number in range(30)]
    assert runs == [chosen(laid, 7, number) for number in range(30)]
    assert runs != [chosen(laid, 8, number) for number in range(30)]
    changed = [sum(files.get(name) != laid.files.get(name) for name in {*files, *laid.files}) for files, _ in runs]
    assert sum(map(bool, changed)) > 20
    assert max(changed) <= 6


# ── what is watched for ──


def _answer(status: int = 0, stdout: str = "好\n", files: dict[str, bytes] | None = None, *words: str) -> Answer:
    return Answer(words or ("score",), status, stdout, "", files or {})


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        (_answer(70, "程序自己出了错"), "ended with 70"),
        (_answer(1, "程序自己出了错（KeyError）"), "程序自己出了错"),
        (_answer(1, ""), "without a word"),
        (_answer(0, "红\x1b[31m\n"), "\\x1b"),
        (_answer(0, "转\u202e\n"), "\\u202e"),
        (_answer(0, "好\n", {"a": b"2"}), "wrote a without a word"),
        (_answer(1, "  a\n", {"a": b"2"}), "failed, and wrote a"),
        (_answer(0, "好\n", {"b": b""}), "a is gone"),
        (_answer(0, "好\n", {"a": b"1", ".b-1.tmp": b""}), "left .b-1.tmp"),
        (_answer(0, "  b.json\n", {"a": b"1", "b.json": b"{"}), "b.json: JSONDecodeError"),
        (_answer(0, "  b.xlsx\n", {"a": b"1", "b.xlsx": b"PK"}), "b.xlsx: BadZipFile"),
        (_answer(0, "  b.html\n", {"a": b"1", "b.html": b"<p>"}), "b.html: "),
        (_answer(0, "  b.ics\n", {"a": b"1", "b.ics": b"BEGIN"}), "b.ics: "),
        (_answer(0, "{\n", {"a": b"1"}, "score", "-f", "json"), "json: "),
        (_answer(0, "{}\n", {"a": b"1"}, "score", "-f", "json"), "without its format"),
        (_answer(0, "a,b\nc\n", {"a": b"1"}, "score", "-f", "csv"), "rows of"),
        (_answer(1, '{"runs": []}', {"a": b"1"}, "check", "-f", "sarif"), "sarif: "),
    ],
)
def test_what_no_command_may_do_is_found(answer: Answer, named: str) -> None:
    assert any(named in each for each in broken_by(answer, {"a": b"1"})), list(broken_by(answer, {"a": b"1"}))


@pytest.mark.whole
def test_what_every_command_may_do_is_not(laid: Plant) -> None:
    assert list(broken_by(_answer(0, "好\n", {"a": b"1"}), {"a": b"1"})) == []
    assert list(broken_by(_answer(0, "  b.json\n", {"b.json": b"{}"}), {})) == []
    assert list(published_otherwise(laid.files[PUBLISHED], laid.files[PUBLISHED])) == []


def test_check_and_score_that_disagree_are_found() -> None:
    sound, fault = _answer(0, '{"diagnostics": []}'), {"code": "KP301", "severity": "warning"}
    faulty = _answer(0, json.dumps({"diagnostics": [fault | {"file": "data/2021Q1/inspection/dangqun.yaml"}]}))
    elsewhere = _answer(0, json.dumps({"diagnostics": [fault | {"file": "data/2020Q4/inspection/dangqun.yaml"}]}))
    assert list(disagreement(sound, _answer(0))) == []
    assert list(disagreement(faulty, _answer(3))) == []
    assert list(disagreement(elsewhere, _answer(0))) == []
    assert list(disagreement(sound, _answer(3))) != []
    assert list(disagreement(faulty, _answer(0))) != []


@pytest.mark.parametrize(("key", "value"), [("composite", "99.99"), ("rank", 3), ("grade", None), ("findings", [])])
def test_what_is_published_otherwise_than_sealed_is_found(key: str, value: object, laid: Plant) -> None:
    changed = json.loads(laid.files[PUBLISHED])
    changed["branches"][0][key] = value
    assert list(published_otherwise(json.dumps(changed).encode(), laid.files[PUBLISHED])) != []


@contextlib.contextmanager
def _with(owner: object, name: str, value: object) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, value)
        yield


def _words(number: int) -> list[str]:
    return [words for _, _, words in run([number], SEED).failures]


@pytest.mark.whole
def test_a_wrong_figure_is_found() -> None:
    number = _scored()

    def wrong(*arguments: Any) -> Step:
        right = summed(*arguments)
        return right._replace(value=plus(right.value, ONE))

    with _with(branch, "summed", wrong):
        assert any("of its parts" in each or "add up" in each for each in _words(number))


@pytest.mark.whole
def test_a_temporary_file_that_stays_is_found() -> None:
    number = _wrote()
    names = (f".out-0a0b0c0d-7-{each}.tmp" for each in itertools.count())
    with _with(writing, "clear", lambda folder: (folder / next(names)).touch()):
        assert any(each.startswith("left ") for each in _words(number))


def _scored() -> int:
    return next(number for number in range(COUNT) if run([number], SEED).scored)


def _wrote() -> int:
    return next(number for number in range(COUNT) if run([number], SEED).written)
