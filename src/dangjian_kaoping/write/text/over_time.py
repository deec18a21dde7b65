"""What the rounds say of the last places, for a terminal."""

from dangjian_kaoping.engine.otherwise.over_time import OverTime
from dangjian_kaoping.words.over_time import TITLE, over_time_in_words
from dangjian_kaoping.write.layout import Page


def say_over_time(page: Page, found: OverTime) -> None:
    """A part of a page: its heading, and a line for each sentence."""
    page.blank()
    page.line(TITLE, tone="heading")
    for sentence in over_time_in_words(found):
        page.line(sentence, 1)
