"""Which characters a name may hold: the same table for every name and id."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.characters import HARMFUL, folded, unlawful_in_name, visible

pytestmark = pytest.mark.every(3)

UNSEEN = {
    "\xa0": "不换行空格",
    "\xad": "软连字符",
    "\u034f": "组合用连接符",
    "\u061c": "方向控制符",
    "\u115f": "韩文填充符",
    "\u1160": "韩文填充符",
    "\u180e": "变体选择符",
    "\u2003": "特殊宽度的空格",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字符",
    "\u200d": "零宽连字符",
    "\u200e": "方向控制符",
    "\u2028": "分隔符",
    "\u202e": "方向控制符",
    "\u2060": "零宽字符",
    "\u2800": "空白的盲文",
    "\u3000": "全角空格",
    "\u3164": "韩文填充符",
    "\ufe0f": "变体选择符",
    "\ufeff": "零宽不换行空格（BOM）",
    "\uffa0": "韩文填充符",
    "\U000e0041": "看不见的标签字符",
    "\U000e0100": "变体选择符",
    "\t": "制表符",
    "\n": "换行",
    "\x1b": "控制字符",
}


@pytest.mark.parametrize("character", UNSEEN, ids=ascii)
@pytest.mark.parametrize("name", ["{}发电部", "发{}电部", "发电部{}", "{}"])
def test_what_is_not_seen_is_named_wherever_it_stands(name: str, character: str) -> None:
    found = unlawful_in_name(name.format(character))
    assert found is not None
    assert found.what == f"{UNSEEN[character]}（U+{ord(character):04X}）"
    assert found.mend.startswith("删去")


@pytest.mark.parametrize(
    ("name", "what", "mend"),
    [
        ("发电部党⽀部", "部首“⽀”（U+2F40）", "改成“支”"),
        ("校⻓", "部首“⻓”（U+2ED3）", "改成同形的汉字"),
        ("第㇐支部", "笔画“㇐”（U+31D0）", "改成同形的汉字"),
        ("\uf9dc化", "兼容字符“\uf9dc”（U+F9DC）", "改成“隆”"),
        ("Ａ类", "全角字符“Ａ”（U+FF21）", "改成“A”"),
        ("DJ-０1", "全角字符“０”（U+FF10）", "改成“0”"),
        ("ｱ", "半角字符“ｱ”（U+FF71）", "改成“ア”"),
        ("\U0001d400", "兼容字符“\U0001d400”（U+1D400）", "改成“A”"),
        ("\ufb01", "兼容字符“\ufb01”（U+FB01）", "改成“fi”"),
        ("Ⅱ类", "兼容字符“Ⅱ”（U+2161）", "改成“II”"),
        (" 发电部", "首尾的空格（U+0020）", "删去"),
        ("发电部 ", "首尾的空格（U+0020）", "删去"),
        ("发电部\xa0党支部", "不换行空格（U+00A0）", "删去，要空格的换成半角空格"),
    ],
)
def test_what_looks_like_another_is_named_with_it(name: str, what: str, mend: str) -> None:
    assert unlawful_in_name(name) == (what, mend)


@pytest.mark.parametrize(
    "name",
    [
        *("发电部党支部", "DJ-01", "DJ-01/缺会", "2021Q1-01", "Party Branch 1", "二〇二一", "㐀", "𠮷", "々"),
        *(
            "“三会一课”、主题党日（二次）",
            "《制度》—执行·落实",
            "是否：有；无！？，。…",
            "［甲］〔乙〕【丙】",
            "100％",
            "A／B",
            "a～b",
        ),
        *("第①类", "㎡", "X²", "℃", "㈠", "⑴", "naïve", "Ω", "😀"),
    ],
)
def test_lawful_punctuation_and_what_is_told_apart_stay(name: str) -> None:
    assert unlawful_in_name(name) is None


@pytest.mark.whole
def test_nothing_that_unicode_calls_invisible_is_forgotten() -> None:
    for code in range(0x110000):
        category = unicodedata.category(chr(code))
        if category in ("Cc", "Zs", "Zl", "Zp", "Cs"):
            assert (
                unlawful_in_name(f"甲{chr(code)}乙") is None if code == 0x20 else unlawful_in_name(f"甲{chr(code)}乙")
            )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DJ-01", "dj-01"),
        ("DJ-01", "DJ－01"),
        ("甲（一）", "甲(一)"),
        ("甲 一", "甲一"),
        ("甲  一", "甲 一"),
        ("第①类", "第1类"),
        ("é", "e\u0301"),
        ("straße", "STRASSE"),
        ("甲\u200d", "甲"),
    ],
)
def test_names_that_look_the_same_fold_to_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.whole
@given(st.text(min_size=1), st.text(min_size=1))
def test_what_is_lawful_by_itself_is_lawful_together(one: str, other: str) -> None:
    lawful = unlawful_in_name(one) is None and unlawful_in_name(other) is None
    assert (unlawful_in_name(one + other) is None) == lawful or " " in one + other


@pytest.mark.whole
@given(st.text())
def test_a_lawful_name_is_seen_and_holds_nothing_harmful(name: str) -> None:
    if name and unlawful_in_name(name) is None:
        assert visible(name)
        assert not HARMFUL.search(name)
