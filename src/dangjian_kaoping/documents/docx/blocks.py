"""The paragraphs and tables of a document, of a cell, of a text box."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.documents.docx.markup import attribute, child, number, parts, switched, value
from dangjian_kaoping.documents.docx.numbering import Numbering
from dangjian_kaoping.documents.docx.styles import Styles
from dangjian_kaoping.documents.docx.words import CHANGED, WordReader, is_shaded
from dangjian_kaoping.documents.laying import Placed, laid
from dangjian_kaoping.documents.lines import printed
from dangjian_kaoping.documents.notes import COVERED, HIDDEN_ROWS, Notes
from dangjian_kaoping.documents.refusal import refused
from dangjian_kaoping.ooxml.markup import Element
from dangjian_kaoping.outline.document import Block, Paragraph

_ROUND = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
"""What lies around blocks, rows and cells and says nothing."""
_NESTED = "格里套的表按行读成了文字，请核对"
_BOXES = "文本框里的字读在它所在的一段后面，请核对"
_CONTENTS = "目录没有读"
_MOST_COLUMNS = 1000
_MOST_CELLS = 50_000
"""Of a document; one of 200 pages full of tables has fewer."""
_NARROWEST = 60
_LOWEST = 60
"""Twentieths of a point; in a column and a row that are not larger nobody reads anything."""
_COLOURLESS = frozenset({"", "table grid", "normal table", "网格型", "普通表格"})
"""Styles of tables by their names that put no colour behind the letters."""


class _Line(NamedTuple):
    """A paragraph of whatever place."""

    text: str
    number: str = ""
    heading: int = 0
    formula: str = ""

    @property
    def whole(self) -> str:
        """With its number before it, and a space where figures or letters would run into each other."""
        touching = self.text[:1].isalnum() and (self.number[-1:].isalnum() or self.text[0].isdecimal())
        touching = touching and bool(self.number)
        return f"{self.number}{' ' if touching else ''}{self.text}"


class _Spot(NamedTuple):
    """A cell of a row: where it begins, how far it goes, and whether it is one with the cell above it."""

    column: int
    columns: int
    element: Element
    goes_on: bool


class BlockReader:
    """Reads the blocks of one document in their order. `pictures`: where there are some."""

    def __init__(self, words: WordReader, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self._words, self._styles, self._numbering, self._notes = words, styles, numbering, notes
        self._paragraphs = self._tables = self._cells_read = 0
        self._counts = True
        """Whether what is read has automatic numbers: in rows that are not seen nothing has."""
        self.pictures: list[str] = []

    def read(self, container: Element) -> Iterator[Block]:
        """The blocks of a body."""
        for each in self._content(container, lambda: f"第{self._paragraphs + 1}段"):
            if not isinstance(each, _Line):
                yield from self._table(each)
            elif each.text:
                self._paragraphs += 1
                yield Paragraph(each.text, f"第{self._paragraphs}段", each.heading, each.number)

    def _content(self, container: Element, where: Callable[[], str], *, shaded: bool = False) -> Iterator[Element]:
        """The lines in their order, and the tables between them as elements."""
        begun = ""
        for name, each in _unwrapped(container):
            if name == "altChunk":
                raise refused(
                    f"{where()}那里并入了另一份文件（altChunk），读不到", "请用 Word 打开，另存为 .docx 再导入。"
                )
            if name == "tbl":
                if begun:
                    yield _Line(begun)
                begun = ""
                yield each
            elif name == "p" and self._styles.in_contents(child(each, "pPr")):
                self._notes.add(_CONTENTS)
            elif name == "p":
                here = where()
                words = self._words.read(each, here, shaded=shaded)
                self.pictures += [here] * words.pictures
                begun += words.text
                properties = child(each, "pPr")
                if not words.runs_on:
                    counted = self._numbering.next(properties) if self._counts else ""
                    yield _Line(begun, counted, self._styles.heading(properties), words.formula)
                    begun = ""
                for box in words.boxes:
                    self._notes.add(_BOXES, here)
                    yield from self._content(box, where)
        if begun:
            yield _Line(begun)

    def _table(self, element: Element) -> Iterator[Block]:
        frame = _frame(element)
        if frame is not None:
            yield from self.read(frame)
            return
        where = f"表{self._tables + 1}"
        cells, gone = self._cells(element, where)
        table = laid(cells, where, hidden_rows=gone, hidden_columns=_slivers(element, cells))
        if table is not None:
            self._tables += 1
            yield table

    def _cells(self, element: Element, where: str) -> tuple[list[Placed], set[int]]:
        """The cells of a table, and the rows that are not seen."""
        style = self._styles.name(value(element, "tblPr", "tblStyle")).lower()
        coloured = style not in _COLOURLESS or is_shaded(child(element, "tblPr"))
        found: list[Placed] = []
        gone: set[int] = set()
        above: dict[int, int] = {}
        for row, each in enumerate(each for name, each in _unwrapped(element) if name == "tr"):
            said = f"{where}第{row + 1 - len(gone)}行"
            unseen = self._unseen(each)
            self._counts = not unseen
            here: dict[int, int] = {}
            texts: list[str] = []
            for spot in _spots(each, where):
                cell = f"{said}第{spot.column + 1}列"
                shaded = coloured or is_shaded(child(spot.element, "tcPr"))
                text, formula = self._text(spot.element, cell, shaded=shaded)
                texts.append(text)
                owner = above.get(spot.column) if spot.goes_on else None
                if owner is None:
                    owner = len(found)
                    found.append(Placed(text, row, spot.column, 1, spot.columns, formula))
                else:
                    found[owner] = found[owner]._replace(rows=found[owner].rows + 1)
                    if text:
                        self._notes.add(COVERED, cell, text)
                here[spot.column] = owner
            above, self._counts = here, True
            if unseen:
                gone.add(row)
                self._tell_unseen(unseen, said, texts)
        return found, gone

    def _unseen(self, row: Element) -> str:
        """Why a row is not there when it is printed; empty where it is."""
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            return CHANGED
        height = child(properties, "trHeight")
        flat = height is not None and attribute(height, "hRule") == "exact" and number(properties, "trHeight") < _LOWEST
        return HIDDEN_ROWS if flat or switched(properties, "hidden") else ""

    def _tell_unseen(self, why: str, where: str, texts: Sequence[str]) -> None:
        self._notes.add(why, where if why == HIDDEN_ROWS else f"{where}删了", " ".join(filter(None, texts)))

    def _text(self, cell: Element, where: str, *, shaded: bool) -> tuple[str, str]:
        """The text of a cell in its lines, and what a field in it reckons."""
        self._cells_read += 1
        if self._cells_read > _MOST_CELLS:
            raise refused(f"各表合起来超过 {_MOST_CELLS} 格", "细则没有这么长；请把长的分成几个文件再导入。")
        lines: list[str] = []
        numbers: list[str] = []
        formula = ""
        for each in self._content(cell, lambda: where, shaded=shaded):
            if not isinstance(each, _Line):
                rows = list(self._flat(each, where))
                if rows:
                    self._notes.add(_NESTED, where)
                lines += rows
                continue
            numbers.append(each.number)
            formula = formula or each.formula
            if each.text:
                lines.append(each.whole)
        # in a column of numbers there is nothing but these
        return printed("\n".join(lines)) or " ".join(filter(None, numbers)), formula

    def _flat(self, table: Element, where: str) -> Iterator[str]:
        """A table within a cell, row by row."""
        for row in (each for name, each in _unwrapped(table) if name == "tr"):
            unseen = self._unseen(row)
            counts, self._counts = self._counts, self._counts and not unseen
            texts = [self._text(spot.element, where, shaded=True)[0] for spot in _spots(row, where)]
            self._counts = counts
            if unseen:
                self._tell_unseen(unseen, where, texts)
            elif text := " ".join(filter(None, (" ".join(each.split()) for each in texts))):
                yield text


def _unwrapped(element: Element) -> Iterator[tuple[str, Element]]:
    """What an element holds, also within what only lies around it."""
    for name, each in parts(element):
        gallery = value(each, "sdtPr", "docPartObj", "docPartGallery") if name == "sdt" else ""
        if name in _ROUND and gallery != "Table of Contents":
            yield from _unwrapped(each)
        else:
            yield name, each


def _frame(table: Element) -> Element | None:
    """The one cell of a table that is only a frame around other tables."""
    rows = [each for name, each in _unwrapped(table) if name == "tr"]
    cells = [each for row in rows[:2] for name, each in _unwrapped(row) if name == "tc"]
    if len(rows) == len(cells) == 1 and any(name == "tbl" for name, _ in _unwrapped(cells[0])):
        return cells[0]
    return None


def _slivers(table: Element, cells: Sequence[Placed]) -> set[int]:
    """Columns that nobody sees because they are too narrow: rows that a program has not quite aligned make them."""
    grid = child(table, "tblGrid")
    widths = [] if grid is None else [attribute(each, "w") for name, each in parts(grid) if name == "gridCol"]
    narrow = {column for column, width in enumerate(widths) if width.isdecimal() and int(width) <= _NARROWEST}
    return narrow - {each.column for each in cells if each.columns == 1 and each.text}


def _spots(row: Element, where: str) -> Iterator[_Spot]:
    """The cells of a row, each from where it begins."""
    column = number(row, "trPr", "gridBefore")
    last: _Spot | None = None
    for name, each in _unwrapped(row):
        properties = child(each, "tcPr")
        if name != "tc" or child(properties, "cellDel") is not None:
            continue
        columns = max(number(properties, "gridSpan", otherwise=1), 1)
        if not 0 <= column + columns <= _MOST_COLUMNS:
            raise refused(f"{where}有 {_MOST_COLUMNS} 列以上", "请删去多余的列。")
        if last is not None and _goes_on(properties, "hMerge"):
            last = last._replace(columns=last.columns + columns)
        else:
            if last is not None:
                yield last
            last = _Spot(column, columns, each, _goes_on(properties, "vMerge"))
        column += columns
    if last is not None:
        yield last


def _goes_on(properties: Element | None, name: str) -> bool:
    """Whether a cell is one with the one before it; a change of that counts as it is proposed."""
    changed = child(properties, "cellMerge")
    if name == "vMerge" and changed is not None and attribute(changed, "vMerge"):
        return attribute(changed, "vMerge") == "cont"
    return child(properties, name) is not None and value(properties, name) in ("", "continue")
