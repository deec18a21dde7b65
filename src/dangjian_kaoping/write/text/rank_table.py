"""排名 for a terminal: beside the round held before, where there was one."""

from dangjian_kaoping.engine.follow.movement import movements
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.views.movement import movement, standings
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.score_table import say_marks, say_provisional, say_standing
from dangjian_kaoping.write.text.table import lines_of


def rank_table(result: RoundResult, previous: RoundResult | None, width: int = 100, state: str = "") -> str:
    """The ranking with the former ranks, what was gained and lost since, and in which areas most of it.

    `state` is what its heading says of a result that is not final.
    """
    page = Page(width)
    against = "" if previous is None else f"  与 {previous.quarter} 比"
    page.line(f"{result.quarter.chinese}党支部考评排名{against}  {state}".rstrip(), tone="heading")
    say_provisional(page, result)
    page.blank()
    if previous is None:
        page.as_it_is(lines_of(standings(result), page.width))
    else:
        page.as_it_is(lines_of(movement(result, movements(result, previous)), page.width))
    page.blank()
    say_marks(page, result)
    say_standing(page, result)
    page.line(f"各方面得分：kaoping score --quarter {result.quarter}；分扣在哪里：kaoping explain 支部")
    return page.text
