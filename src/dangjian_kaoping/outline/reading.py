"""A document as a rubric: its tables by their heads, its text by its numbers, in the order in which they stand."""

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from dangjian_kaoping.outline.building import Building
from dangjian_kaoping.outline.columns import Head, head_of, joined, more_of
from dangjian_kaoping.outline.document import Block, Cell, Document, Paragraph, Table, filled
from dangjian_kaoping.outline.grid import Grid
from dangjian_kaoping.outline.missed import missed
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.outline import Outline
from dangjian_kaoping.outline.points import has_points, number_of
from dangjian_kaoping.outline.prose import Prose
from dangjian_kaoping.outline.remarks import is_aside, is_note, is_title
from dangjian_kaoping.outline.sections import sections
from dangjian_kaoping.outline.sentences import scored
from dangjian_kaoping.outline.tree import tree

_LONGEST_TITLE = 40
_ANY_SHEET = re.compile(r"|(?i:sheet|工作表|表) *\d*|.*(?:评分表|考核表|标准|细则)")
NO_HEAD = "表里没有认得出的表头（考核内容、分值、评分标准等）"


def outlined(document: Document) -> Outline:
    """What a document has as a rubric. All of its text is in it, once: what has no place is in `left`, and why."""
    building = Building()
    blocks = _titled(building, list(sections(document.blocks)))
    sheets = {block.name for block in blocks if isinstance(block, Table) and _has_text(block)}
    Prose(building, _Tables(building, sheets).take).take(tree(blocks))
    outline = building.outline()
    return outline._replace(left=[*outline.left, *missed(blocks, outline)])


class _Tables:
    """The tables of a document; one may go on in the next."""

    def __init__(self, building: Building, sheets: Collection[str]) -> None:
        self.building = building
        self.sheets = sheets
        self._before: Grid | None = None

    def take(self, table: Table) -> None:
        """Take a table: with its own head, or as more of the table before."""
        if not _has_text(table):
            return
        head = head_of(table)
        before = self._before
        above = table.rows if head is None else table.rows[: head.first]
        if before is not None and _goes_on(before.head, above):
            # more of the table before, whether or not its head comes again below
            head = more_of(before.head, table)
        if head is None:
            self._leave(table)
            return
        after = before if before is not None and _same(before.head, head) and before.goes_on(table) else None
        if after is not None:
            head = joined(after.head, head)
        named = len(self.sheets) > 1 and not _ANY_SHEET.fullmatch(table.name)
        self._before = Grid(table, head, self.building, after=after, named=named)
        self._before.read()

    def _leave(self, table: Table) -> None:
        for index, row in enumerate(table.rows):
            cells = [cell for cell in filled(row) if cell.row == index]
            text = "　".join(cell.text.strip() for cell in cells)
            self.building.leave(text, cells[0].where if cells else table.where, NO_HEAD)


def _goes_on(head: Head, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows without a head have what the table before has, in the same columns."""
    if not rows or len(head.columns) != len(rows[0]):
        return False
    points = any(number_of(row[each.place].text)[0] is not None for each in head.of("points") for row in rows)
    prices = any(scored(row[each.place].text) for each in head.of("clauses") for row in rows)
    prices = prices or any(row[each.place].text.strip() for each in head.of("price") for row in rows)
    return prices and (points or not head.of("points"))


def _has_text(table: Table) -> bool:
    return any(map(filled, table.rows))


def _same(a: Head, b: Head) -> bool:
    return [each.head for each in a.columns] == [each.head for each in b.columns]


def _titled(building: Building, blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks without the title: of the short lines before all else one that calls itself so, else the first."""
    lines = list(takewhile(lambda each: isinstance(each[1], Paragraph) and _may_be_title(each[1]), enumerate(blocks)))
    named = [index for index, block in lines if isinstance(block, Paragraph) and is_title(block.text)]
    plain = [index for index, block in lines if isinstance(block, Paragraph) and not is_aside(block.text)]
    for index in (named or plain)[:1]:
        block = blocks[index]
        building.named(block.text if isinstance(block, Paragraph) else "", block.where)
        return [*blocks[:index], *blocks[index + 1 :]]
    return blocks


def _may_be_title(block: Paragraph) -> bool:
    text = block.text.strip()
    if len(text) > _LONGEST_TITLE or "。" in text or numbered(text, block.number).kind or is_note(text):
        return False
    return not scored(text) and (not has_points(text) or is_title(block.text))
