"""The words of a sentence are those of the patterns as they are written, wherever the characters lie."""

import re
import time
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.grammar import tokens
from dangjian_kaoping.grammar.tokens import normal

from .corpus import sentences

_PLAIN = re.compile(tokens._PATTERN)


def check(sentence: str) -> None:
    plain = [(found.lastgroup or "", *found.span(), found[0]) for found in _PLAIN.finditer(sentence)]
    words = [each for each in tokens._found(sentence) if each.end > each.start]
    kinds = [(each.kind, each.start, each.end, each.text) for each in words]
    assert [each for each in kinds if each[0] != "TEXT"] == [
        (kind.rpartition("_")[0], start, end, text) for kind, start, end, text in plain if not kind.startswith("TEXT_")
    ]
    assert "".join(each.text for each in words) == sentence


@pytest.mark.parametrize("sentence", sentences())
def test_words_of_sentences(sentence: str) -> None:
    check(normal(sentence))


_CHARACTERS = st.sampled_from(sorted({*tokens._PATTERN, *"甲乙䷿ꀀ"})) | st.sampled_from(
    "鿿\U00014e00\U00014e07扣分每1"
)


@pytest.mark.whole
@given(st.lists(_CHARACTERS, max_size=30).map("".join))
def test_words_of_anything(sentence: str) -> None:
    check(sentence)


_GUARDS = (tokens._FIRST_SPACE, tokens._FIRST_DASH, tokens._FIRST_MONTH)
_TRIED_EVERYWHERE = re.compile(reduce(lambda pattern, guard: pattern.replace(guard, ""), _GUARDS, tokens._PATTERN))
_BOTH = (_TRIED_EVERYWHERE, _PLAIN)
_STRETCHES = st.sampled_from(
    [*"-—–至名低于 \n\t　、.。1一月日天内未在年分第至扣", "1、", "12、", "111、", "1.5、", "3天内", "2、3月", "①"]
)


@given(st.lists(_STRETCHES, max_size=12).map("".join))
def test_what_is_tried_where_a_stretch_begins_begins_nowhere_else(sentence: str) -> None:
    everywhere, first = ([(each.lastgroup, each.span()) for each in one.finditer(sentence)] for one in _BOTH)
    assert everywhere == first


@pytest.mark.parametrize("stretch", [" ", "\n", "-", "1", "1、", "12、", "一、", "未", "1 "])
def test_a_long_stretch_is_walked_over_once(stretch: str) -> None:
    start = time.process_time()
    list(tokens._found(stretch * (8_000 // len(stretch))))
    # a tenth of a second; tried at each of its characters it took a quarter of a minute
    assert time.process_time() - start < 3
