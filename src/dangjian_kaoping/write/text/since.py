"""`kaoping explain --since` for a terminal: why a composite moved, cause by cause, and item by item below."""

from dangjian_kaoping.compare.since.since import Line, Since
from dangjian_kaoping.views.since import causes, shares
from dangjian_kaoping.words.since import (
    CAUSE,
    LEGEND,
    NOTHING,
    heading_in_words,
    inseparable_in_words,
    item_in_words,
    points,
    remarks_in_words,
    roster_in_words,
    sum_in_words,
    versions_in_words,
)
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def since_text(since: Since, width: int = 100, state: str = "") -> str:
    """Why a branch's composite moved; `state` is said of a result that is not final."""
    page = Page(width)
    page.line(f"{heading_in_words(since)}  {state}".rstrip(), tone="heading")
    page.line(versions_in_words(since))
    if since.item is not None:
        page.line(item_in_words(since))
    page.blank()
    if not any(each.move.value or each.move.items for each in since.lines):
        page.line(NOTHING)
        return page.text
    if any(each.move.value for each in since.lines):
        page.as_it_is(lines_of(causes(since), page.width))
    for each in since.lines:
        _cause(page, since, each)
    page.blank()
    for remark in remarks_in_words(since):
        page.line(remark)
    page.line(sum_in_words(since))
    page.line(LEGEND)
    return page.text


def _cause(page: Page, since: Since, line: Line) -> None:
    """What each item had to do with it; nothing where it moved nothing, and no item in it."""
    move = line.move
    if not move.items and not move.months and not move.rest:
        return
    page.blank()
    about = {"inseparable": inseparable_in_words(since), "roster": roster_in_words(since)}.get(line.cause, "")
    said = f"（{about}）" if about else ""
    page.line(f"{CAUSE[line.cause]}  {points(move.value)} 分{said}", tone="heading")
    page.as_it_is(lines_of(shares(since, move), page.width))
