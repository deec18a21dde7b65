"""What a rubric can give, for a terminal: the figures, and what is recorded for them."""

from dangjian_kaoping.proof.ranges.table import RangeTable
from dangjian_kaoping.views.ranges import ranges
from dangjian_kaoping.words.proof import name_in_words, note_of, out_of_reach, title_of
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def ranges_text(table: RangeTable, width: int = 100) -> str:
    """The table; below it the records where something is out of reach, and what it leaves out."""
    page = Page(width)
    page.line(title_of(table))
    page.blank()
    page.as_it_is(lines_of(ranges(table), width))
    page.blank()
    far = [row for row in table.rows if row.part not in ("area", "total") and out_of_reach(row)]
    if far:
        page.line("到不了的、不一定到得了的，最近是这样记的：")
        for row in far:
            page.line(out_of_reach(row), 1, f"{name_in_words(row)}  ")
        page.blank()
    page.line(note_of(table))
    return page.text
