"""集团 for a terminal: the units, the rankings, the last places, the problems."""

from dangjian_kaoping.engine.group.together import GroupRound
from dangjian_kaoping.views.group import areas, marked, ranking, spreads, units
from dangjian_kaoping.words.group import (
    ALONE,
    PROBLEMS,
    TIES,
    UNSEALED,
    counted_in_words,
    pool_in_words,
    title,
)
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def group_text(round: GroupRound, width: int) -> str:
    """Each ranking under the units that it is of."""
    page = Page(width)
    page.line(title(round), tone="heading")
    page.line(counted_in_words(round))
    if round.asked.unsealed:
        page.line(UNSEALED)
    page.blank()
    page.as_it_is(lines_of(units(round), page.width))
    if len(round.pools) > 1:
        page.blank()
        page.line(ALONE)
    for number, pool in enumerate(round.pools, 1):
        page.blank()
        page.line(pool_in_words(pool, round, number), tone="heading")
        page.as_it_is(lines_of(ranking(pool), page.width))
    if not round.pools:
        return page.text
    page.blank()
    page.line("得分分布（分）", tone="heading")
    page.as_it_is(lines_of(spreads(round.pools), page.width))
    if marked(round).rows:
        page.blank()
        page.line("各单位的末位、单项工作未完成", tone="heading")
        page.as_it_is(lines_of(marked(round), page.width))
    page.blank()
    page.line("各方面的问题", tone="heading")
    page.as_it_is(lines_of(areas(round), page.width))
    page.blank()
    page.line(TIES)
    page.line(PROBLEMS)
    return page.text
