"""A sheet on which several tables stand under each other: taken apart at their heads, with the headings between."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dangjian_kaoping.outline.columns import is_head, same_head
from dangjian_kaoping.outline.document import Block, Cell, Paragraph, Table, filled
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.remarks import is_sum
from dangjian_kaoping.outline.sentences import scored
from dangjian_kaoping.outline.titles import bare


def sections(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with each table that has several heads as several."""
    for block in blocks:
        if isinstance(block, Table):
            yield from _parted(block)
        else:
            yield block


def _parted(table: Table) -> Iterator[Block]:
    heads = [index for index, row in enumerate(table.rows) if is_head(row) and not _second(table, index)]
    starts = [*heads[:1], *(index for before, index in pairwise(heads) if not _same(table, before, index))]
    if len(starts) < 2:
        yield table
        return
    # the headings above a head are of its table
    edges = [_first_heading(table, start) for start in starts]
    for row in table.rows[: edges[0]]:
        yield from (Paragraph(cell.text.strip(), cell.where) for cell in filled(row))
    for start, edge, end in zip(starts, edges, [*edges[1:], len(table.rows)], strict=True):
        for row in table.rows[edge:start]:
            yield from (Paragraph(cell.text.strip(), cell.where) for cell in filled(row))
        yield from _table(table, start, end)


def _first_heading(table: Table, start: int) -> int:
    edge = start
    while edge and _heads(table.rows[edge - 1]):
        edge -= 1
    return edge


def _same(table: Table, before: int, index: int) -> bool:
    return same_head(table.rows[index], table.rows[before])


def _second(table: Table, index: int) -> bool:
    """Whether a row is the second of a head: cells of the first reach into it."""
    return any(cell.row < index and cell.text.strip() for cell in table.rows[index])


def _heads(row: Sequence[Cell]) -> bool:
    """Whether a row is empty, or a heading of what is below it."""
    cells = filled(row)
    if not cells:
        return True
    text = cells[0].text
    return len(cells) == 1 and numbered(text).kind != "" and not scored(bare(text)) and not is_sum(text)


def _table(table: Table, start: int, end: int) -> Iterator[Table]:
    """Some rows as a table of their own."""
    if any(filled(row) for row in table.rows[start:end]):
        moved = {id(cell): cell._replace(row=cell.row - start) for row in table.rows[start:end] for cell in row}
        yield table._replace(rows=[[moved[id(cell)] for cell in row] for row in table.rows[start:end]])
