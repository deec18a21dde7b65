"""负担 for a terminal: the versions, what is asked of a branch in a year, what was done and written down."""

from dangjian_kaoping.engine.follow.burden import Burden
from dangjian_kaoping.model.workspace import Limits
from dangjian_kaoping.views.burden import asked, records, versions
from dangjian_kaoping.words.burden import MATERIALS, PLANNED, limits_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def burden_text(burden: Burden, limits: Limits | None, width: int) -> str:
    """Three tables, and how they are counted."""
    page = Page(width)
    page.line("支部负担：细则要的备查材料、自评表、受检和记录", tone="heading")
    page.blank()
    page.line("各版细则（备查材料照项目逐个数）")
    page.as_it_is(lines_of(versions(burden), page.width))
    if limits is not None and limits_in_words(limits):
        page.line(limits_in_words(limits))
    page.blank()
    page.line("一个支部一年要备、要交、要受检的")
    page.as_it_is(lines_of(asked(burden), page.width))
    if burden.rounds:
        page.blank()
        page.line("已经检查、记录的（各支部合计）")
        page.as_it_is(lines_of(records(burden), page.width))
    page.blank()
    page.line(MATERIALS)
    page.line(PLANNED)
    return page.text
