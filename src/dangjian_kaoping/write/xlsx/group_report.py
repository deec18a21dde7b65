"""集团 as a workbook: a sheet a part, the figures those that the units published."""

from collections.abc import Sequence

from dangjian_kaoping.compare.drift import Drift
from dangjian_kaoping.engine.group.together import GroupRound
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import parse_quarter
from dangjian_kaoping.views.group_report import Part, parts
from dangjian_kaoping.words.group import UNSEALED, about_in_words, title
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Text
from dangjian_kaoping.write.xlsx.heading import write_title
from dangjian_kaoping.write.xlsx.paper import Paper
from dangjian_kaoping.write.xlsx.table import alike, balanced_widths, cell_of, write_heads

FORMAT = "kaoping.group-report/1"
"""What the workbook says that it is."""
_LARGE = 500
"""From so many branches on rows are laid down on the disk, as a plant's are."""


def group_workbook(round: GroupRound, drift: Sequence[Drift], edition: Edition) -> bytes:
    """The parts of the report. The same input gives the same bytes."""
    quarter = parse_quarter(round.asked.quarter)
    assert quarter is not None
    about = About(FORMAT, quarter, edition.unit, about_in_words(round), UNSEALED)
    book = Book(title(round), edition, about, large=round.branches > _LARGE)
    for part in parts(round, drift):
        _write(book, part)
    return book.to_bytes()


def _write(book: Book, part: Part) -> None:
    columns = alike(part.table.on("sheet"), part.table.rows)
    page = book.page(part.name, balanced_widths(columns, part.table.rows), Paper())
    named = f"党支部量化考评{part.name}" if part.key == "ranking" else part.name
    write_title(page, f"{book.edition.unit}{book.about.period.chinese}{named}", book.about.subtitle)
    for note in part.notes:
        page.across(Text(note, "plain"), 18)
    write_heads(page, part.table, columns, 26, 1)
    for row in part.table.rows:
        page.row([cell_of(column, row) for column in columns])
    page.filter_rows()
