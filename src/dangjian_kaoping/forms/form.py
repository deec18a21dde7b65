"""A form as plain data: its sheets, what stands in them and what may be filled in (`write/xlsx/form` writes it)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from dangjian_kaoping.forms.code import Code
from dangjian_kaoping.forms.columns import Column

Value: TypeAlias = str | Decimal | date | None
"""What stands in a cell; None where it is blank."""


class Offer(NamedTuple):
    """A drop-down: the choices of one of the form's lists. `by` are the columns of the row whose cells choose in it;
    `choosing` is what chooses where the form knows it. One that is not `strict` takes other words too.
    """

    listed: str
    by: tuple[str, ...] = ()
    choosing: str = ""
    strict: bool = True


class Slot(NamedTuple):
    """A cell that may be filled in: what stands there already, what is offered, and what is said of it when it is
    chosen.
    """

    value: Value = None
    offer: Offer | None = None
    message: str = ""


class Reckoned(NamedTuple):
    """A cell that the program reckons: `{item}` in the formula is the cell of that column in its row."""

    formula: str


class Row(NamedTuple):
    """A row by its 行: cells to fill in, and cells that stay as they are; all others are not asked for, and greyed."""

    key: str
    slots: Mapping[str, Slot]
    fixed: Mapping[str, Value | Reckoned]
    kind: Literal["asked", "free", "heading"] = "asked"


class Above(NamedTuple):
    """A line between a sheet's title and its headings: labels and cells to fill in, by the column that they are in, and
    for those that are wider the last of their columns; what is to be written by hand, on paper only, stands `beside`.
    """

    cells: Mapping[str, str | Slot]
    until: Mapping[str, str] = {}
    beside: tuple[str, str] | None = None


class Sheet(NamedTuple):
    """A sheet: its title, lines, columns with their headings, and its rows; `hidden` are columns that this one has no
    use for, `advice` is what to do on it in a line. A `plain` one has no headings; one that is `to_read` has nothing
    to fill in.
    """

    name: str
    title: str
    above: Sequence[Above]
    columns: Sequence[Column]
    rows: Sequence[Row]
    hidden: frozenset[str] = frozenset()
    plain: bool = False
    to_read: bool = False
    advice: str = ""
    greyed_by: str = ""
    """The list that says which cells of a free row are asked for, once its item and clause are chosen."""


class Listing(NamedTuple):
    """A list of the hidden sheet 选项: in each row what chooses it and what is then offered, those of one chooser
    together; nothing chooses where there is one list for all rows.
    """

    name: str
    rows: Sequence[tuple[str, str]]


class Form(NamedTuple):
    """A whole form. `sheets` are those that are seen, in order, the first to be `opened`; `prices` are the rows of the
    hidden sheet 计分.
    """

    code: Code
    title: str
    unit: str
    created: date
    sheets: Sequence[Sheet]
    lists: Sequence[Listing]
    opened: str
    prices: Sequence[Sequence[str | Decimal | None]] = ()
