"""Scalars stay text until the model gives them a type."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.source.reader import Map, read_yaml


def _read(text: str) -> Map:
    faults = Faults()
    data = read_yaml(text, "a.yaml", faults)
    assert [each.message for each in faults] == []
    assert data is not None
    return data


@pytest.mark.parametrize(
    "literal",
    [
        *("0.1", "1.50", "1e3", "1_000", "017", "0o17", "0x1F", "+5", ".5", "-0", ".inf", ".nan"),
        *("no", "yes", "on", "off", "true", "False", "~", "null", "Null"),
        *("1:30", "1:30:00", "2020-01-01", "2020-01-01 08:00:00", "2020", "2020Q1", "="),
        *("一、二", "５", "a:b", "a#b", "三会：一课", "“引号”", "a, b", "x - y"),
    ],
)
def test_a_plain_scalar_is_its_own_text(literal: str) -> None:
    assert _read(f"键: {literal}\n") == {"键": literal}
    assert _read(f"键:\n- {literal}\n") == {"键": [literal]}


@pytest.mark.parametrize("quoted", ["'2020'", '"2020"', "2020", "2020 # 注释", "|-\n  2020", ">-\n  2020"])
def test_quoted_and_plain_are_the_same(quoted: str) -> None:
    assert _read(f"version: {quoted}\n") == {"version": "2020"}


def test_a_plain_empty_value_is_absent_and_a_quoted_one_is_empty_text() -> None:
    assert _read("a:\nb: ''\nc: \"\"\nd: # 注释\ne: [ '' ]\n") == {"a": None, "b": "", "c": "", "d": None, "e": [""]}
    assert _read("a:\n  -\n  - ''\n") == {"a": [None, ""]}
    assert _read("a: |\n") == {"a": ""}


def test_keys_stay_text_too() -> None:
    assert _read("2020: a\nno: b\n1:30: c\n'': d\n") == {"2020": "a", "no": "b", "1:30": "c", "": "d"}


def test_block_text_keeps_its_lines() -> None:
    assert _read("a: |\n  一\n   二\n\n  三\nb: >-\n  一\n  二\n") == {"a": "一\n 二\n\n三\n", "b": "一 二"}


"""The same examples each time, however busy the machine is."""

# what YAML can hold at all; line ends other than \n are made one by reading
_texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"), max_size=12
)
_data = st.dictionaries(
    _texts,
    st.recursive(
        _texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3), max_leaves=9
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.whole
@given(_data, st.booleans())
def test_whatever_is_written_in_quotes_is_read_back_equal(data: dict[str, object], flow: bool) -> None:
    text = yaml.safe_dump(data, default_style="'", allow_unicode=True, default_flow_style=flow, width=10_000)
    # the dumper writes a tag before a key or an empty text that it wants to be sure of
    assert _read(text) == data
