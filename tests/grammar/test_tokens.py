"""The words of a sentence are those of the patterns as they are written, wherever the characters lie."""

import re

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
