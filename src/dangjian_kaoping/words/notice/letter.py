"""公文 as a structure: what stands in a notice, before anything is said of paper and fonts."""

from datetime import date
from typing import Literal, NamedTuple

from dangjian_kaoping.periods import Period
from dangjian_kaoping.words.names import PROVISIONAL
from dangjian_kaoping.words.notice.phrases import day_in_words

MANY = 25
"""Where more branches take part, a notice says less of each, or it would be too long."""


class Paragraph(NamedTuple):
    """A first-level heading, or a paragraph of the body; a `lead` is its second-level heading, which runs in."""

    text: str
    kind: Literal["heading", "body"] = "body"
    lead: str = ""


class Column(NamedTuple):
    """A column of a table: its head, whether its text stands at the left, how wide it grows, and how wide it is where
    it is empty (characters).
    """

    head: str
    left: bool = False
    most: float = 10
    least: float = 1


class Table(NamedTuple):
    """A table of text: each row has as many cells as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


class Annex(NamedTuple):
    """附件: its name, the table, and what is remarked below."""

    name: str
    table: Table
    remarks: tuple[str, ...] = ()


NO_ANNEX = Annex("", Table((), ()))
"""Of a letter that has none."""


class Letter(NamedTuple):
    """A notice. The parts of the `title` are not broken over lines; without a `day` the date is left open.

    A `draft` has its `mark` on every page.
    """

    title: tuple[str, ...]
    addressee: str
    body: tuple[Paragraph, ...]
    annex: Annex
    signature: str
    day: date | None
    draft: bool
    unit: str
    period: Period
    mark: str = PROVISIONAL

    @property
    def subject(self) -> str:
        """The title on one line."""
        return "".join(self.title)

    @property
    def dated(self) -> str:
        """成文日期: 2021年4月12日, or room to write it in by hand."""
        return _OPEN if self.day is None else day_in_words(self.day)


_OPEN = "\u3000\u3000年\u3000月\u3000日"
