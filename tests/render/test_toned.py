"""Texts that stand out in places: the same texts, and the places move with them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.cli.shell.colours import painted
from dangjian_kaoping.write.text.bars import Scale, bar
from dangjian_kaoping.write.toned import joined, stretches_of, toned

PARTS = st.lists(st.tuples(st.text(), st.sampled_from(["lost", "gained", None])))


@pytest.mark.whole
@given(PARTS, st.text(max_size=3))
def test_joined_as_texts_are(parts: list[tuple[str, str | None]], between: str) -> None:
    whole = joined([toned(text, tone) for text, tone in parts], between)  # type: ignore[arg-type]
    assert whole == between.join(text for text, _ in parts)
    found = [(whole[start:end], tone) for start, end, tone in stretches_of(whole)]
    assert found == [(text, tone) for text, tone in parts if text and tone is not None]


def test_what_is_painted() -> None:
    assert painted(joined(["甲", toned("乙", "lost"), "丙"])) == "甲\x1b[31m乙\x1b[0m丙"
    assert painted("甲") == "甲"


@pytest.mark.whole
@given(st.integers(0, 200), st.integers(0, 200))
def test_a_bar_is_full_only_of_all_and_empty_only_of_nothing(done: int, more: int) -> None:
    drawn = bar(done, done + more, plain=False)
    assert len(drawn) == 12
    assert (drawn == "█" * 12) == (more == 0 and done > 0)
    assert ("█" not in drawn) == (done == 0)


@pytest.mark.whole
@given(st.lists(st.decimals(0, 100, places=2), min_size=1))
def test_heights_keep_the_order(figures: list) -> None:  # type: ignore[type-arg]
    scale = Scale(figures, plain=True)
    signs = dict(zip(figures, map(scale.sign, figures), strict=True))
    ordered = sorted(figures)
    assert [signs[each] for each in ordered] == sorted(signs[each] for each in figures)
    assert (signs[ordered[0]], signs[ordered[-1]]) == (("1", "8") if ordered[0] != ordered[-1] else ("8", "8"))


def test_figures_that_lie_far_off_show_and_do_not_make_the_others_alike() -> None:
    figures = [Decimal(each) for each in ("40", "60", "94", "95", "96", "97", "98")]
    scale = Scale(figures, plain=True)
    heights = [scale.sign(each) for each in figures]
    assert heights[0] == "1" < heights[1] < heights[2]
    assert len(set(heights[2:])) >= 3
    # half the way down is not drawn level
    fallen = Scale([Decimal(each) for each in ("82.73", "89.72", *map(str, range(91, 99)))], plain=True)
    assert fallen.sign(Decimal("82.73")) < fallen.sign(Decimal("89.72"))
