"""交接 for a terminal: one page."""

from dangjian_kaoping.engine.course.handover import Handover
from dangjian_kaoping.words.handover import handover_in_words
from dangjian_kaoping.write.layout import Page


def handover_text(handover: Handover, width: int = 100) -> str:
    """The page, part by part."""
    page = Page(width)
    page.line(f"考评工作交接（截至 {handover.day.isoformat()}）")
    for section in handover_in_words(handover):
        page.blank()
        page.line(section.title)
        for line in section.lines:
            page.line(line, 1)
    return page.text
