"""SECURITY.md promises what is tested: each promise names its tests, and they are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")


def test_every_promise_names_tests_that_are_there() -> None:
    rows = re.findall(r"^\| (\*\*.*?) \| (.*?) \|$", TEXT, re.MULTILINE)
    assert len(rows) > 10
    for promise, tests in rows:
        named = re.findall(r"`(tests/[^`]+)`", tests)
        assert named, promise
        for each in named:
            path = ROOT / each
            assert path.is_file(), each
            # what is no test by itself is run by a goal
            assert path.name.startswith("test_") or path.stem in (ROOT / "tests/fuzz/run.py").read_text("utf-8")


def test_it_is_found_from_the_readme() -> None:
    assert "(SECURITY.md)" in (ROOT / "README.md").read_text("utf-8")


def test_its_numbers_are_those_of_the_program() -> None:
    from dangjian_kaoping.source.files import MOST_BYTES
    from dangjian_kaoping.source.reader import MOST_DEPTH

    assert f"最多 {MOST_BYTES >> 20} MB" in TEXT
    assert f"第 {MOST_DEPTH} 层" in TEXT
