"""The head of a table: which rows are one, wherever they stand, and the columns beneath it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.outline.document import Cell, Table, filled
from dangjian_kaoping.outline.points import AMOUNT, number_of
from dangjian_kaoping.outline.remarks import sum_in
from dangjian_kaoping.outline.typed import close
from dangjian_kaoping.outline.uses import Use, use_named, uses_of

_MIXED = re.compile("内容|要求|目标|要点|任务|项目")
_OUTER = re.compile(r"(?:考[核评]|评[定价])?(?:类别?|大类|方面|模块|板块|维度|类型|一级指标|大项)")
_LEVEL = re.compile(
    r"(?:优秀?|良好?|中等?|一般|及格|不及格|合格|不合格|基本合格|[较很]?好|[较很]?差|[A-D][级等档]?|[一二三四五]等?[档级类等]|第[一二三四五六]名?"
    r"|(?:国家|中央|省|市|县|区|厂|公司|集团)级|达标|基本达标|不达标|满意|基本满意|不满意|完成|基本完成|未完成)"
    rf"(?:（.{{1,12}}）|(?:{AMOUNT})?分?)?|{AMOUNT}分(?:以[上下])?"
)
"""The head of a level, alone or with what it is worth (优, 良（4分）, 5分)."""
_LONGEST_HEAD = 18


class Column(NamedTuple):
    """A column: what it is for, and the words of its head; `head` of a level is the level's name."""

    place: int
    use: Use
    head: str
    mixed: bool = False
    """Its head says that what is asked for stands in it, too (考核内容及评分标准)."""
    outer: bool = False
    """Its head says that it names what several items have in common (类别, 一级指标)."""


class Head(NamedTuple):
    """The head of a table: its rows, from the first to before the last, and its columns."""

    first: int
    last: int
    columns: Sequence[Column]

    def owner(self, cell: Cell) -> int:
        """The column that a cell over several is of: the first of them that tells of a rubric."""
        covered = [each for each in self.columns if cell.column <= each.place < cell.column + cell.columns]
        telling = [each for each in covered if each.use not in ("ordinal", "empty", "answer", "other")]
        return (telling or covered)[0].place

    def of(self, *uses: Use) -> list[Column]:
        """The columns of some uses, from left to right."""
        return [each for each in self.columns if each.use in uses]


def head_of(table: Table) -> Head | None:
    """The head of a table, wherever in it; None where none of its rows has the words of one."""
    for first, row in enumerate(table.rows):
        if not is_head(row):
            continue
        last = first + _height(table, first)
        heads = [_head(table, first, last, index) for index in range(len(row))]
        return Head(first, last, list(_columns(heads, _body(table.rows[last:]), _levels(table, first, last))))
    return None


def more_of(head: Head, table: Table) -> Head:
    """The head of a table that has none of its own and goes on with the columns of another."""
    levels = {each.place: each.head for each in head.of("level")}
    return Head(0, 0, list(_columns([each.head for each in head.columns], _body(table.rows), levels)))


def joined(before: Head, head: Head) -> Head:
    """The head of a table that goes on: what a column is for may be seen on one page only."""
    columns = [_better(*pair) for pair in zip(before.columns, head.columns, strict=True)]
    return head._replace(columns=columns)


def _better(before: Column, column: Column) -> Column:
    seen = column.use in ("clauses", "price", "points") and before.use in ("requirement", "other", "answer")
    return column if seen or before.use == "empty" else before


def _body(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    return [each for each in rows if not is_head(each) and sum_in(each) is None]


def same_head(row: Sequence[Cell], head: Sequence[Cell]) -> bool:
    """Whether a row says the same as the head, on another page."""
    return [folded(each.text) for each in row] == [folded(each.text) for each in head]


def is_head(row: Sequence[Cell]) -> bool:
    """Whether most cells of a row have the words of a head, and none of them tells of prices."""
    texts = [folded(cell.text) for cell in filled(row)]
    if len(texts) < 2 or any(len(text) > _LONGEST_HEAD for text in texts):
        return False
    uses = [use_named(text) for text in texts]
    known = sum(use is not None or _LEVEL.fullmatch(text) is not None for use, text in zip(uses, texts, strict=True))
    tells = {use for use in uses if use is not None} & {"points", "clauses", "requirement", "name"}
    levels = any(_LEVEL.fullmatch(text) for text in texts)
    return bool(tells) and len(set(uses) - {None}) + levels > 1 and known * 5 >= len(texts) * 3


def folded(text: str) -> str:
    """The words of a head without spaces, brackets and what stands in these (分值（分）)."""
    plain = close(text)
    return re.sub(r"（[^）]*）$", "", plain) if not _LEVEL.fullmatch(plain) else plain


def _height(table: Table, first: int) -> int:
    """How many rows a head has: a second where cells of the first stand over several of it."""
    row = table.rows[first]
    height = max(cell.rows for cell in row if cell.row == first) if row else 1
    if height > 1:
        # a cell merged over the whole head, or a name that is merged with what it heads by mistake
        return height if all(cell.text.strip() for cell in row) and height <= 3 else 1
    if first + 1 >= len(table.rows):
        return 1
    below = table.rows[first + 1]
    wide = [index for index, cell in enumerate(row) if cell.columns > 1 and cell.text.strip()]
    under = {id(below[index]): below[index].text.strip() for index in wide}
    others = [cell.text.strip() for index, cell in enumerate(below) if index not in wide]
    heads = all(text and len(text) <= _LONGEST_HEAD and not number_of(text)[0] for text in under.values())
    if len(under) > 1 and heads and not any(others):
        return 2
    return 2 if _levels_below(row, below) else 1


def _levels_below(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row only says of levels above it what each is worth."""
    worth = [index for index, cell in enumerate(below) if cell.text.strip()]
    levels = all(_LEVEL.fullmatch(folded(below[index].text)) for index in worth)
    return len(worth) > 1 and levels and all(_LEVEL.fullmatch(folded(row[index].text)) for index in worth)


def _head(table: Table, first: int, last: int, index: int) -> str:
    cells = {id(row[index]): row[index].text for row in table.rows[first:last]}
    return "\n".join(folded(text) for text in cells.values() if text.strip())


def _levels(table: Table, first: int, last: int) -> Mapping[int, str]:
    """Columns whose heads are levels; one alone is none."""
    row = table.rows[last - 1]
    found = {}
    for index, cell in enumerate(row):
        above = table.rows[first][index]
        text = folded(cell.text)
        shared = above is not cell and above.columns > 1 and use_named(folded(above.text)) != "answer"
        if cell.columns == 1 and (_LEVEL.fullmatch(text) or (shared and use_named(text) is None and text)):
            alone = above is not cell and above.columns == 1 and _LEVEL.fullmatch(folded(above.text))
            found[index] = f"{folded(above.text)}{text}" if alone else text
    return found if len(found) > 1 else {}


def _columns(heads: Sequence[str], body: Sequence[Sequence[Cell]], levels: Mapping[int, str]) -> Iterator[Column]:
    width = len(heads)
    own = [[cell for cell in filled(row[place] for row in body) if cell.columns < width] for place in range(width)]
    for place, (head, use) in enumerate(zip(heads, uses_of(heads, own), strict=True)):
        told: Use = "level" if place in levels else use if own[place] else "empty"
        mixed, outer = _MIXED.search(head) is not None, _OUTER.fullmatch(head) is not None
        yield Column(place, told, levels.get(place, head), mixed, outer)
