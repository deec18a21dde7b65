"""A sentence and its meaning: a table gone through by hand, the characters of each number, what changes with it."""

import re
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.grammar.meaning import Figure, Meaning, Reading
from dangjian_kaoping.grammar.patterns import NUMBER
from dangjian_kaoping.grammar.reading import LONGEST, read
from dangjian_kaoping.grammar.tokens import normal, number
from effort import calls
from thorough import law

from .corpus import RUBRICS, TABLE, _texts, plain, sentences, understood

UNDERSTOOD = understood()
DIGITS = re.compile(r"\d+(?:\.\d+)?")


@pytest.mark.parametrize("line", TABLE, ids=[str(each) for each in TABLE])
def test_the_table(line: dict[str, Any]) -> None:
    points = Decimal(line["points"]) if "points" in line else None
    found = read(line["text"], about=line.get("about", ""), points=points)
    assert [plain(each.rule) for each in found.meanings] == line.get("says", [])
    assert [each.kind for each in found.doubts][:1] == ([line["doubt"]] if "doubt" in line else [])


MENDS = sorted({doubt.mend for line in TABLE if "doubt" in line for doubt in read(line["text"]).doubts})


@pytest.mark.parametrize("mend", MENDS)
def test_what_is_said_to_write_instead_is_read(mend: str) -> None:
    for sentence in re.findall(r"“([^”]*\d分[^”]*)”", mend):
        assert read(sentence).meanings, sentence


@pytest.mark.whole
def test_what_is_read_is_a_good_part_of_all() -> None:
    assert len([text for text in sentences() if read(text).meanings]) >= 250


def _all(reading: Reading) -> list[Figure]:
    return [
        figure
        for meaning in reading.meanings
        for figure in (*(each for _, each in meaning.figures()), *meaning.unsaid, *meaning.kept)
    ]


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_every_number_knows_its_characters_and_none_is_lost(text: str) -> None:
    reading = read(text)
    said = normal(text)
    for figure in _all(reading):
        words = said[figure.start : figure.end]
        if figure.value == 0 and not re.fullmatch(NUMBER, words):
            # said by the words: 不得分, 总分记零分, or those between a line and its price
            assert words.strip() and not re.search("[1-9]", words), words
        else:
            assert number(words) == figure.value
    taken = {place for figure in _all(reading) for place in range(figure.start, figure.end)}
    assert [found.group() for found in _numbers(said) if found.start() not in taken] == []
    for meaning in reading.meanings:
        for _, figure in meaning.figures():
            # 90%以上不扣分，每低…: a line may stand before the part that begins with its own words
            assert meaning.start <= figure.start < figure.end <= meaning.end


def _numbers(text: str) -> list[re.Match[str]]:
    """The numbers in figures, but those that only say 不得分."""
    return [each for each in DIGITS.finditer(text) if not re.match(r"0(?:\.0+)? *分", text[each.start() :])]


def _by_place(reading: Reading) -> dict[int, Decimal]:
    said = normal(reading.sentence)
    numbers = [each for each in _all(reading) if re.fullmatch(NUMBER, said[each.start : each.end])]
    return {figure.start: figure.value for figure in numbers}


@pytest.mark.whole
@law(600)
@given(st.data())
def test_another_number_in_the_sentence_is_the_same_number_in_the_meaning(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([each for each in UNDERSTOOD if _numbers(each)]))
    found = data.draw(st.sampled_from(_numbers(text)))
    other = data.draw(st.sampled_from(["2", "3", "4", "7", "12", "0.3", "0.7", "1.5", "96", "88.5"]))
    changed = text[: found.start()] + other + text[found.end() :]
    reading, after = read(text), read(changed)
    if not after.meanings:
        return  # steps that no longer meet, a range turned round: said, not guessed
    shift = len(other) - len(found.group())
    expected = {
        start + (shift if start > found.start() else 0): Decimal(other) if start == found.start() else value
        for start, value in _by_place(reading).items()
    }
    assert _by_place(after) == expected


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_other_numbers_all_over_leave_the_rule_as_it_is(text: str) -> None:
    def other(found: re.Match[str]) -> str:
        # ones stay: "1次" is "每次"; what is larger keeps its order and its distance of one
        value = Decimal(found.group())
        return found.group() if value in (0, 1) else str(value + 40 if value == value.to_integral_value() else value)

    before, after = read(text), read(DIGITS.sub(other, text))
    if not after.meanings:
        return
    assert [_shape(each) for each in before.meanings] == [_shape(each) for each in after.meanings]


def _shape(meaning: Meaning) -> tuple[Any, ...]:
    return tuple(keys for keys, _ in meaning.figures()), tuple(meaning.rule)


@pytest.mark.whole
@law(300)
@given(
    st.text(alphabet="每少低超次项%分扣得加减0.5、，；以上下不足月季年一二两三（含）的最多抽查人迟报天", max_size=40)
)
def test_any_text_is_read_or_doubted(text: str) -> None:
    found = read(text)
    assert bool(found.meanings) != bool(found.doubts)
    assert found == read(text)
    for doubt in found.doubts:
        assert 0 <= doubt.start <= doubt.end <= len(text)
        assert doubt.why and doubt.mend


ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "支委会每月召开1次，有记录": ("每少1次扣1分", {"required": 1, "per": "month"}),
    "每季报送信息不少于３篇，按时上报": ("少一篇扣0.5分", {"required": 3}),
    "党员大会每季1次、党课每季2次": ("党课每少1次扣1分", {"required": 2}),
}


@pytest.mark.parametrize("about", ASKED)
def test_a_number_of_what_is_asked_for_knows_its_characters_there(about: str) -> None:
    text, required = ASKED[about]
    (meaning,) = read(text, about=about).meanings
    assert {"missing": plain(meaning.rule)["fact"]["missing"], **required} == plain(meaning.rule)["fact"]
    (figure,) = [each for keys, each in meaning.figures() if keys[-1] == "required"]
    assert figure.about
    assert number(normal(about)[figure.start : figure.end]) == figure.value
    assert not any(each.about for keys, each in meaning.figures() if keys[-1] != "required")


@pytest.mark.whole
@law(300)
@given(
    st.sampled_from([each for each in UNDERSTOOD if "少" in each or "缺" in each]),
    st.text(alphabet="支委会党课每月季年召开123一次篇至不少于、，。以上的信息报送", max_size=30),
)
def test_what_is_asked_for_only_says_how_many_there_should_be(text: str, about: str) -> None:
    before, after = read(text), read(text, about=about)
    assert not after.doubts
    for one, other in zip(before.meanings, after.meanings, strict=True):
        now = plain(other.rule)
        if now == plain(one.rule):
            continue
        taken = [each for _, each in other.figures() if each.about]
        assert [each.value for each in taken] == [now["fact"]["required"]]
        was = {**now, "fact": {**now["fact"], "required": "recorded"}}
        was["fact"].pop("per", None)
        assert was == plain(one.rule)


def test_a_long_text_is_no_sentence() -> None:
    assert read("每次扣1分，" * LONGEST).doubts


def test_what_the_item_is_decides_where_from() -> None:
    (meaning,) = read("每次扣1分", from_total=True).meanings
    assert plain(meaning.rule)["penalty"] == {"each": 1}


@pytest.mark.whole
def test_all_texts_of_the_sample_rubrics_cost_little() -> None:
    texts = [
        text
        for path in sorted(RUBRICS.glob("20*.yaml"))
        for text in _texts(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
    ]
    read.cache_clear()
    assert len(texts) > 350
    # 0.15 s at the most where this is written, and that is about 400 000 calls
    assert calls(lambda: [read(text) for text in texts]) < 600_000
