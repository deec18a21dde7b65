"""What a rubric can give, as a Markdown document."""

from dangjian_kaoping.proof.ranges.table import RangeTable
from dangjian_kaoping.views.ranges import ranges
from dangjian_kaoping.words.proof import note_of, title_of
from dangjian_kaoping.write.markdown.markdown import cell, lines_of


def ranges_markdown(table: RangeTable) -> str:
    """The table, with what it leaves out below."""
    return "\n".join([f"# {cell(title_of(table))}", "", *lines_of(ranges(table)), "", note_of(table), ""])
