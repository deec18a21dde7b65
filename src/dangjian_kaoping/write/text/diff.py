"""修订的比较 for a terminal: the news first, then the changes by area and item."""

from collections.abc import Sequence

from dangjian_kaoping.compare.diff.revision import Change, Revision
from dangjian_kaoping.words.marked import Marked
from dangjian_kaoping.words.revision.revision import (
    SHARE_COLUMNS,
    ChangeInWords,
    change_in_words,
    counts,
    marks,
    news,
    phrase,
    sections,
    share_tables,
    title,
)
from dangjian_kaoping.words.revision.wording import side, wording
from dangjian_kaoping.write.layout import Page, to_left, width_of
from dangjian_kaoping.write.text.grid import Column, fitting

_MARKS = 11
"""Cells for the direction and the level."""
_LONG = 60
"""What is longer (cells) stands on a line of its own, before and after."""
_MARKED = "【】里是改动的字。"
_REWORDED = ("changed", "stricter", "looser")
"""What is told by both texts."""


def diff_text(diff: Revision, changes: Sequence[Change], width: int) -> str:
    """The comparison; `changes` are those of its changes that are asked for."""
    page = Page(width)
    for sentence in news(diff):
        page.line(sentence)
    page.line(title(diff.before.document), 0, "原：")
    page.line(title(diff.after.document), 0, "新：")
    for shares in diff.shares:
        for heading, rows in share_tables(shares):
            page.blank()
            page.line(heading)
            columns = [Column("", [name for name, _ in rows], figures=False)]
            columns += [Column(name, [cells[index] for _, cells in rows]) for index, name in enumerate(SHARE_COLUMNS)]
            page.as_it_is(fitting(columns, page.width))
    page.blank()
    page.line(counts(diff, changes))
    if any(_is_long(change_in_words(each)) for each in changes):
        page.line(_MARKED)
    for section in sections(changes):
        page.blank()
        page.line(section.title)
        for block in section.blocks:
            page.line(block.title, 1)
            for subject in block.subjects:
                if subject.name:
                    page.line(f"条款“{subject.name}”", 2)
                for entry in subject.entries:
                    _show(page, entry, 3 if subject.name else 2)
    return page.text


def _show(page: Page, entry: ChangeInWords, depth: int) -> None:
    label = to_left(marks(entry.change), _MARKS)
    if _is_long(entry):
        pieces = wording(entry.before, entry.after)
        page.line(entry.words, depth, label)
        page.line(_bracketed(side(pieces, "before")), depth, " " * _MARKS + "原：")
        page.line(_bracketed(side(pieces, "after")), depth, " " * _MARKS + "新：")
    else:
        page.line(phrase(entry), depth, label)


def _is_long(entry: ChangeInWords) -> bool:
    return entry.change.kind.verb in _REWORDED and width_of(phrase(entry)) > _LONG


def _bracketed(text: Marked) -> str:
    """A text with what is marked in it in brackets; not where that is all of it."""
    if all(piece.only for piece in text.pieces):
        return text
    return "".join(f"【{piece.text}】" if piece.only else piece.text for piece in text.pieces)
