"""末位稳不稳: a workbook of one sheet, for those who decide, and for nobody else."""

from dangjian_kaoping.engine.otherwise.firmness import Firmness
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.views.confidence import deciding_facts
from dangjian_kaoping.words.confidence import (
    INTERNAL,
    TITLE,
    beside_in_words,
    counts_in_words,
    lines_in_words,
    remarks_in_words,
)
from dangjian_kaoping.words.names import titled_version_in_words
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Text
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.table import balanced_widths, cell_of, write_heads

FORMAT = "kaoping.confidence/1"
"""What the workbook says that it is."""


def confidence_workbook(found: Firmness, edition: Edition) -> bytes:
    """The line, how many facts decide, and each of them in a row; then what time and teams say. The same input gives
    the same bytes.
    """
    edge = found.edge
    name, rules = TITLE[edge.about], titled_version_in_words(edge.result.rubric)
    about = About(FORMAT, edge.result.quarter, f"{INTERNAL}　{rules}", f"{INTERNAL}　{rules}　单位：分")
    book = Book(f"{edition.unit}{edge.result.quarter.chinese}{name}", edition, about)
    table = deciding_facts(edge.deciding, edge.about)
    columns = table.on("sheet")
    page = book.page(f"{name}（{INTERNAL}）", balanced_widths(columns, table.rows))
    write_heading(page, name)
    for line in (*lines_in_words(edge), counts_in_words(edge)):
        page.across(Text(line, "plain"), 18)
    if table.rows:
        write_heads(page, table, columns, 26, 1)
        for row in table.rows:
            page.row([cell_of(column, row) for column in columns], 22)
        page.filter_rows()
        page.gap()
    for line in remarks_in_words(edge):
        page.across(Text(line, "plain"), 18)
    for heading, lines in beside_in_words(found):
        page.gap()
        for line in (heading, *lines):
            page.across(Text(line, "plain"), 18)
    return book.to_bytes()
