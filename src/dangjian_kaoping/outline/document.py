"""What stands in a document, whatever program wrote it: paragraphs and tables in their order.

`documents` makes it of files. Text is as it would be printed with all changes accepted: line ends are `\\n`, there are
no characters that nobody sees, and full-width digits are as they were typed.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias


class Paragraph(NamedTuple):
    """A paragraph outside of tables. `where` is what it is called where it is told of (第12段)."""

    text: str
    where: str
    heading: int = 0
    """Its level where the document itself says that it is a heading (1 is the highest), else 0."""
    number: str = ""
    """The number that the program puts before it and that is not in the text (`1.`, `（一）`)."""


class Cell(NamedTuple):
    """A cell, or several merged into one; `where` as above (表1第3行第2列, 工作表“评分表”E4).

    Its first row and column count from 0, in the rows that are shown.
    """

    text: str
    where: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    formula: str = ""
    """What it reckons, where that can be seen; its text is then empty or what it last came to."""


def filled(cells: Iterable[Cell]) -> list[Cell]:
    """The cells that have text, each once, in their order."""
    return list({id(cell): cell for cell in cells if cell.text.strip()}.values())


class Table(NamedTuple):
    """A table; in every place stands the cell that covers it, so that all places of a merge have the same cell.

    All rows are equally long. What is hidden is left out, and said in the document's remarks.
    """

    rows: Sequence[Sequence[Cell]]
    where: str
    """表1, 工作表“评分表”."""
    name: str = ""
    """The name of the sheet; of a table in a text none."""


Block: TypeAlias = Paragraph | Table


class Document(NamedTuple):
    """A document. `remarks` are what is to be said of it and is no error: changes accepted, rows left out."""

    file: str
    blocks: Sequence[Block]
    remarks: Sequence[str] = ()
