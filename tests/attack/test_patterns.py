"""No pattern of the program's takes a time that grows with more than the length of what it is given: by its structure.

Two repetitions without end that may take the same characters, with nothing between them that must be there, can share
a stretch in as many ways as it is long: the time grows with its square. One within another: with its power.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import dangjian_kaoping

ALPHABET = [*map(chr, range(0x100)), *"的一二三季年月日度副本（）：，、。—“”　\u2028\ufeff"]
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
SHORT = {"loading.copies", "loading.strangers", "cli.writing", "cli.file_names", "checks.judgement"}
"""They are given names of files, of which no system has longer ones than 255 bytes."""


def patterns() -> Iterator[Any]:
    """Every pattern that a module of the program keeps."""
    for found in pkgutil.walk_packages(dangjian_kaoping.__path__, "dangjian_kaoping."):
        name = found.name.removeprefix("dangjian_kaoping.")
        if name == "__main__" or name in SHORT:
            continue
        for key, value in vars(importlib.import_module(found.name)).items():
            several = value if isinstance(value, tuple) else (value,)
            for each in several:
                for one in each if isinstance(each, tuple) else (each,):
                    if isinstance(one, re.Pattern):
                        yield pytest.param(one, id=f"{name}.{key}")


def _alone(body: Any, flags: int) -> set[str]:
    """The characters that a part of a pattern may begin with, where it is a single one; none where it is more."""
    state = _parser.State()
    state.flags = flags & ~re.DEBUG
    sub = _parser.SubPattern(state, list(body))
    if sub.getwidth() != (1, 1):
        return set()
    compiled = _compiler.compile(sub, flags & ~re.UNICODE & ~re.ASCII)
    return {each for each in ALPHABET if compiled.fullmatch(each)}


def _plain(parsed: Any) -> Iterator[Any]:
    """The parts of a pattern, those in groups among the others."""
    for operation, argument in parsed:
        if operation is _constants.SUBPATTERN:
            yield from _plain(argument[-1])
        else:
            yield operation, argument


def slow(parsed: Any, flags: int) -> Iterator[str]:
    """Where a pattern may share a stretch in many ways."""
    before: set[str] = set()
    for operation, argument in parsed:
        if operation in _REPEATS:
            least, most, body = argument
            own = _alone(body, flags)
            inner = list(_plain(body))
            if most == _constants.MAXREPEAT and own & before:
                yield f"two repetitions of {min(own & before)!r}"
            # what is repeated without end follows upon itself
            yield from slow(inner * (1 if own or most != _constants.MAXREPEAT else 2), flags)
            before = (before if least == 0 else set()) | (own if most == _constants.MAXREPEAT else set())
        elif operation is _constants.BRANCH:
            for each in argument[1]:
                yield from slow(list(_plain(each)), flags)
            before = set()
        elif operation not in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT):
            before = set()


@pytest.mark.parametrize("pattern", list(patterns()))
def test_no_stretch_can_be_shared_in_many_ways(pattern: "re.Pattern[Any]") -> None:
    parsed = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else 0)
    assert not list(slow(list(_plain(parsed)), parsed.state.flags))


@pytest.mark.parametrize("pattern", [r"\s*[年/]?\s*x", r"(a+)+b", r"\d*\d*x", r"a*(?:b)?[ab]*c", r"(?:\s*)*x"])
def test_the_slow_ones_are_told(pattern: str) -> None:
    assert list(slow(list(_plain(_parser.parse(pattern))), 0))


@pytest.mark.parametrize("pattern", [r"\s*+[年/]?\s*x", r"a+b+", r"(?:ab)+c", r"\d+\.\d*", r"'(?:[^']|'')*'"])
def test_the_others_are_not(pattern: str) -> None:
    assert not list(slow(list(_plain(_parser.parse(pattern))), 0))
