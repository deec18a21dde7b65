"""反馈单 as a structure: what stands on a branch's sheet, before anything is said of Word or of HTML."""

from typing import NamedTuple

from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.names import PROVISIONAL
from dangjian_kaoping.words.notice.letter import Table


class Section(NamedTuple):
    """A part of the sheet: its title, sentences, a table, and sentences below it."""

    title: str
    sentences: tuple[str, ...] = ()
    table: Table | None = None
    remarks: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """One branch's sheet. `headline` are name and value of what is told first; a `draft` has its `mark` on
    every page.
    """

    unit: str
    title: str
    branch: str
    about: str
    headline: tuple[tuple[str, str], ...]
    provisional: str
    sections: tuple[Section, ...]
    issuer: str
    quarter: Quarter
    draft: bool
    mark: str = PROVISIONAL
