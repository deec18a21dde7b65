"""How firm the last places, the first or the grades are, for a terminal: both ways, one below the other."""

from dangjian_kaoping.engine.otherwise.firmness import Firmness
from dangjian_kaoping.views.confidence import deciding_facts
from dangjian_kaoping.words.confidence import TITLE, counts_in_words, grouped, lines_in_words, remarks_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.over_time import say_over_time
from dangjian_kaoping.write.text.table import lines_of
from dangjian_kaoping.write.text.teams import write_teams


def confidence_text(found: Firmness, width: int = 100, state: str = "") -> str:
    """The line, how many facts decide, and each of them, then what time and teams say; `state` is said of a result
    that is not final.
    """
    page, edge = Page(width), found.edge
    page.line(f"{edge.result.quarter.chinese}{TITLE[edge.about]}  {state}".rstrip(), tone="heading")
    page.blank()
    for line in lines_in_words(edge):
        page.line(line)
    page.line(counts_in_words(edge))
    for heading, several in grouped(edge).items():
        page.blank()
        page.line(f"{heading}（{len(several)} 条）", tone="heading")
        page.as_it_is(lines_of(deciding_facts(several, edge.about), page.width))
    page.blank()
    for line in remarks_in_words(edge):
        page.line(line)
    if found.over_time is not None:
        say_over_time(page, found.over_time)
    if found.teams:
        page.blank()
        write_teams(page, found.teams)
    return page.text
