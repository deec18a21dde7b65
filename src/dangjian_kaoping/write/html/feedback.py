"""反馈单 as a page: the sections of a branch's sheet, laid out by `feedback.html`."""

from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.words.feedback.sheet import Section, Sheet
from dangjian_kaoping.write.html.bars import Bars, bars
from dangjian_kaoping.write.html.document import document

FORMAT = "kaoping.feedback/1"


def feedback_page(sheet: Sheet, edition: Edition) -> bytes:
    """The page. The same sheet gives the same bytes."""
    sections = [(section, _bars(section)) for section in (*sheet.sections, *sheet.annexes)]
    return document("feedback.html", edition, form=FORMAT, styles=("feedback.css",), sheet=sheet, sections=sections)


def _bars(section: Section) -> Bars | bool:
    """The picture of a section; a template prints no None."""
    return section.chart is not None and bars(section.chart)
