"""兑现差额表 for a terminal."""

from dangjian_kaoping.engine.money.difference import Difference
from dangjian_kaoping.views.difference import NAME, difference_table
from dangjian_kaoping.words.difference import rule_in_words, since_in_words, sums_in_words
from dangjian_kaoping.words.names import titled_version_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def difference_text(result: Difference, width: int = 100) -> str:
    """What is owed to each branch, the sums, and what it is reckoned from."""
    page = Page(width)
    page.line(f"{result.quarter.chinese}绩效奖励{NAME}  按{titled_version_in_words(result.policy)}")
    page.blank()
    page.as_it_is(lines_of(difference_table(result), page.width))
    page.blank()
    for line in sums_in_words(result):
        page.line(line)
    page.line(f"{since_in_words(result)}；{rule_in_words(result)}；金额单位是元。")
    return page.text
