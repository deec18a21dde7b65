"""修订对照表: what a revision changes, clause by clause, for the committee that adopts it."""

from collections.abc import Sequence

from dangjian_kaoping.compare.diff.revision import Change, Revision
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.words.revision.revision import (
    COLUMNS,
    MARKED,
    NEWS,
    SHARE_COLUMNS,
    TABLE,
    counts,
    headed,
    label,
    news,
    remarks,
    sections,
    share_tables,
    title,
)
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Text
from dangjian_kaoping.write.xlsx.layout import column_width
from dangjian_kaoping.write.xlsx.looks import Look
from dangjian_kaoping.write.xlsx.page import Page

FORMAT = "kaoping.revision/1"
"""What the workbook says that it is."""
_WIDTHS = (26, 44, 44, 48)
_FIGURE = 12


def revision_workbook(diff: Revision, changes: Sequence[Change], edition: Edition) -> bytes:
    """The workbook of a comparison; `changes` are those of its changes that are asked for."""
    before, after = diff.before, diff.after
    about = About(FORMAT, after.document.effective_from, f"{before.name} → {after.name}")
    book = Book(headed(edition.unit, diff, TABLE), edition, about)
    _write_news(book, diff, changes)
    _write_table(book, diff, changes)
    return book.to_bytes()


def _heading(page: Page, diff: Revision, name: str) -> None:
    page.across(Text(headed(page.book.edition.unit, diff, name), "title"), 30)
    for side, version in (("原", diff.before), ("新", diff.after)):
        page.across(Text(f"{side}：{title(version.document)}", "subtitle"), 18)


def _write_news(book: Book, diff: Revision, changes: Sequence[Change]) -> None:
    names = [name for shares in diff.shares for _, rows in share_tables(shares) for name, _ in rows]
    page = book.page(NEWS, [column_width(names, 26, 60), *(_FIGURE + 4 for _ in SHARE_COLUMNS)])
    _heading(page, diff, NEWS)
    for sentence in (*news(diff), counts(diff, changes)):
        page.across(Text(sentence, "plain"), 20)
    for shares in diff.shares:
        for heading, rows in share_tables(shares):
            page.gap()
            page.across(Text(f"{heading}　单位：分、种", "plain"), 20)
            page.row([Text(each, "head") for each in ("", *SHARE_COLUMNS)], 20)
            for name, cells in rows:
                page.row([Text(name, "label"), *(Text(cell, _emphasis(cell)) for cell in cells)], 20)


def _emphasis(cell: str) -> Look:
    return "strong" if "→" in cell else "center"


def _write_table(book: Book, diff: Revision, changes: Sequence[Change]) -> None:
    page = book.page(TABLE, _WIDTHS)
    _heading(page, diff, TABLE)
    page.across(Text(MARKED, "subtitle"), 18)
    head = page.row([Text(each, "head") for each in COLUMNS], 24)
    page.heads(head, head, 1)
    for section in sections(changes):
        page.across(Text(section.title, "group"), 22)
        for block in section.blocks:
            for subject in block.subjects:
                texts = (subject.before, subject.after, remarks(subject))
                page.row([Text(label(block, subject), "label"), *(Text(each, "text") for each in texts)])
    if not changes:
        page.across(Text("没有变化。", "text"), 22)
