"""What a rubric can give, for a terminal: the figures, and what is recorded for them."""

from dangjian_kaoping.proof.table import RangeTable
from dangjian_kaoping.views.ranges import ranges
from dangjian_kaoping.words.proof import both_records_in_words, name_in_words, note_of, title_of
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def ranges_text(table: RangeTable, width: int = 100) -> str:
    """The table, with what it leaves out below."""
    page = Page(width)
    page.line(title_of(table))
    page.blank()
    page.as_it_is(lines_of(ranges(table), width))
    page.blank()
    page.line("怎样记（“什么也没有记”是没有发现问题的）：")
    for row in table.rows:
        if row.part not in ("area", "total") and both_records_in_words(row):
            page.line(both_records_in_words(row), 1, f"{name_in_words(row)}  ")
    page.blank()
    page.line(note_of(table))
    return page.text
