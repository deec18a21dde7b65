"""What the rounds under one version show of it, for a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from dangjian_kaoping.engine.follow.fairness import Fairness, NeverTook
from dangjian_kaoping.views.fairness import by_round, classes
from dangjian_kaoping.words.fairness import (
    CLASSES,
    FROM_ALL,
    NEVER_IS_NOT_USELESS,
    READ_CLASSES,
    READ_FROM_ALL,
    clauses_in_words,
    in_all_in_words,
    item_in_words,
    never_in_words,
    rounds_in_words,
    tried_in_words,
)
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def fairness_text(fairness: Fairness, width: int) -> str:
    """Clauses that never took anything, those that took from everybody, and the classes of branches."""
    page = Page(width)
    page.line(rounds_in_words(fairness), tone="heading")
    page.blank()
    page.line(never_in_words(fairness))
    for several in _by_item(fairness.never):
        page.line(clauses_in_words(several), 1, f"{tried_in_words(several[0].item, several[0].rounds, fairness)}：")
    if fairness.never:
        page.line(NEVER_IS_NOT_USELESS)
    page.blank()
    page.line(f"{FROM_ALL}：{'' if fairness.from_all else '没有'}")
    for each in fairness.from_all:
        page.line(in_all_in_words(each), 1, f"{item_in_words(each.item)} {each.clause.id}：")
    if fairness.from_all:
        page.line(READ_FROM_ALL)
    page.blank()
    page.line(f"{CLASSES}每轮的综合得分平均（单位：分）")
    page.as_it_is(lines_of(by_round(fairness), page.width))
    page.blank()
    page.line(f"{CLASSES}各轮合在一起（单位：分）")
    page.as_it_is(lines_of(classes(fairness), page.width))
    page.line(READ_CLASSES)
    return page.text


def _by_item(never: Sequence[NeverTook]) -> Iterator[list[NeverTook]]:
    for _, several in groupby(never, lambda each: each.item.id):
        yield list(several)
