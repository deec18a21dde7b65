"""All numbers of a sentence: those that a rule should have, and those that only name something."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.exact import plain
from dangjian_kaoping.grammar.saying import said
from dangjian_kaoping.grammar.tokens import number

from .corpus import sentences


def asked(sentence: str) -> list[str]:
    return [plain(each.value) for each in said(sentence).asked]


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("每次扣0.5分，最多扣2分", ["0.5", "2"]),
        ("每少1次扣1分", ["1"]),
        ("迟到三次（含）以上的不得分", ["3"]),
        ("２０２０年第一季度起，违反第12条的扣３分", ["3"]),
        ("3月15日前没有报的扣2分", ["2"]),
        ("“三会一课”、一岗双责、两学一做不落实的，一般扣5分", ["5"]),
        ("四个意识不牢的扣2分", ["2"]),
        ("5S管理、PM2.5超标的扣2分", ["2"]),
        ("（1）没有计划的扣2分", ["2"]),
        ("有所列四种情形之一的，扣10分", ["10"]),
        ("前三名的加5分", ["5"]),
        ("每低1分扣2分", ["2"]),
        ("迟报1天扣1分", ["1"]),
    ],
)
def test_what_a_rule_should_have(sentence: str, numbers: list[str]) -> None:
    assert asked(sentence) == numbers


@pytest.mark.parametrize(
    ("sentence", "factors"),
    [
        ("协办的减半", ["0.5"]),
        ("再犯的加倍", ["2"]),
        ("按被扣分值的10倍扣分", ["10"]),
        ("占30%", ["0.3"]),
        ("不少于两成", ["0.2"]),
        ("每半年检查", []),
    ],
)
def test_by_what_it_multiplies(sentence: str, factors: list[str]) -> None:
    assert [plain(each) for each in said(sentence).factors] == factors


@pytest.mark.parametrize(
    ("sentence", "number"),
    [("不足三分之二的", "66.66666666"), ("不足三分之二的", "0.66666666"), ("百分之五", "5"), ("首次发现的", "1")],
)
def test_numbers_in_words(sentence: str, number: str) -> None:
    assert number in [plain(each.value) for each in said(sentence).beside]


@pytest.mark.whole
@given(st.sampled_from(sentences()))
def test_every_figure_of_a_sentence_is_there_once(sentence: str) -> None:
    found = said(sentence)
    digits = {each.span() for each in re.finditer(r"[0-9]+(?:\.[0-9]+)?", sentence) if "分之" not in sentence}
    both = [(each.start, each.end) for each in (*found.asked, *found.beside) if sentence[each.start].isdigit()]
    assert digits <= set(both)
    assert len(both) == len(set(both))


@pytest.mark.whole
@given(st.text(alphabet="每少扣得加分次一二三半十百第分之%。，0123456789（）倍", max_size=30))
def test_no_sentence_is_too_odd(sentence: str) -> None:
    for each in (*said(sentence).asked, *said(sentence).beside):
        assert 0 <= each.start < each.end <= len(sentence)
        assert isinstance(each.value, Decimal)


@pytest.mark.parametrize(
    ("word", "value"), [("零点一", "0.1"), ("三点零五", "3.05"), ("一百零五", "105"), ("百", "100"), ("半", "0.5")]
)
def test_a_number_in_chinese_is_exact(word: str, value: str) -> None:
    assert number(word) == Decimal(value)
