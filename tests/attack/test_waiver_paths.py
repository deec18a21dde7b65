"""Paths of waivers: what they fit, what they may not be, and that no pattern takes longer than its length."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.checks.judgement import PathPattern


@pytest.mark.whole
@given(st.text("ab/*", max_size=8), st.text("ab/", max_size=8))
def test_a_star_stands_for_any_text(pattern: str, path: str) -> None:
    by_definition = re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path)
    assert PathPattern(pattern).matches(path) is (by_definition is not None)


@pytest.mark.parametrize("path", ["a" * 100_000, "ab" * 50_000])
@pytest.mark.parametrize(
    "pattern", ["*" * 100_000 + "!", "*a" * 40_000 + "!", "a*" * 60_000 + "b!", "*ab" * 40_000 + "c*"]
)
def test_a_path_is_walked_once(pattern: str, path: str) -> None:
    # by trying where each star ends, none of these would ever be done
    assert not PathPattern(pattern).matches(path)


@pytest.mark.parametrize(
    "path", ["*", "**", "***", "*.yaml", "*/*", "**/*.yaml", "./*", "../*", "d*/20*", "*:35", "", "/", "*/", ".*", "…*"]
)
def test_a_pattern_that_names_nothing(path: str) -> None:
    assert not PathPattern(path).names_something


@pytest.mark.parametrize(
    "path", ["rubrics/2020.yaml", "data/*", "*/seal.yaml", "data/2021Q1/*.yaml", "党建*/检查.yaml"]
)
def test_a_pattern_that_names_a_file_or_a_folder(path: str) -> None:
    assert PathPattern(path).names_something
