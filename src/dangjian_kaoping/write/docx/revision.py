"""修订对照表 as a .docx: what a revision changes, clause by clause, for the committee that adopts it."""

from collections.abc import Sequence

from docx.document import Document

from dangjian_kaoping.compare.diff.revision import Change, Revision
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.words.notice.letter import Column, Table
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
from dangjian_kaoping.write.docx import handout
from dangjian_kaoping.write.docx.handout import HEAD, TEXT, TITLE, WIDTH, write_line
from dangjian_kaoping.write.docx.package import finished
from dangjian_kaoping.write.docx.standard import FANG_SONG, HEI, TITLE_SONG
from dangjian_kaoping.write.docx.tables import write_table
from dangjian_kaoping.write.ownership import DIGEST

FORMAT = "kaoping.revision/1"
"""By this the tool knows its own tables."""
_LETTERS = (9.0, 24.0, 24.0, 18.0)
"""How the columns share the width."""
_COLUMNS = tuple(Column(name, left=True, most=most) for name, most in zip(COLUMNS, _LETTERS, strict=True))
_SHARES = (Column("", left=True, most=18), *(Column(name) for name in SHARE_COLUMNS))


def revision_docx(diff: Revision, changes: Sequence[Change], edition: Edition) -> bytes:
    """The file; `changes` are those of the comparison's changes that are asked for."""
    after = diff.after.document
    name = headed(edition.unit, diff, TABLE)
    document = handout.handout(f"{diff.before.name} → {diff.after.name}　{TABLE}")
    write_line(document, name, TITLE_SONG, TITLE, centred=True)
    for side, version in (("原", diff.before), ("新", diff.after)):
        write_line(document, f"{side}：{title(version.document)}", FANG_SONG, TEXT, centred=True)
    _write_news(document, diff, changes)
    _write_changes(document, changes)
    day = after.effective_from.first_day
    return finished(document, FORMAT, name, edition.unit, day, draft=False, said={DIGEST: edition.digest})


def _heading(document: Document, text: str) -> None:
    write_line(document, text, HEI, HEAD, before=8, together=True)


def _write_news(document: Document, diff: Revision, changes: Sequence[Change]) -> None:
    _heading(document, f"一、{NEWS}")
    for sentence in (*news(diff), counts(diff, changes)):
        write_line(document, sentence, FANG_SONG, TEXT)
    for shares in diff.shares:
        for heading, rows in share_tables(shares):
            write_line(document, f"{heading}　单位：分、种", FANG_SONG, TEXT, before=4, together=True)
            table = Table(_SHARES, tuple((name, *cells) for name, cells in rows))
            write_table(document._body, table, WIDTH, handout.TABLE)


def _write_changes(document: Document, changes: Sequence[Change]) -> None:
    _heading(document, "二、逐条对照")
    write_line(document, MARKED if changes else "没有变化。", FANG_SONG, TEXT, together=bool(changes))
    for section in sections(changes):
        write_line(document, section.title, HEI, TEXT, before=6, together=True)
        rows = tuple(
            (label(block, subject), subject.before, subject.after, remarks(subject))
            for block in section.blocks
            for subject in block.subjects
        )
        write_table(document._body, Table(_COLUMNS, rows), WIDTH, handout.TABLE, needed=_LETTERS)
