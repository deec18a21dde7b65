"""反馈单 as a structure: what stands on a branch's sheet, before anything is said of Word or of HTML."""

from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.periods import Period
from dangjian_kaoping.words.names import PROVISIONAL
from dangjian_kaoping.words.notice.letter import Table


class Series(NamedTuple):
    """The bars of one name, a value a group; `beside` what the sheet is about stands what all others have."""

    name: str
    values: tuple[Decimal | None, ...]
    beside: bool = False


class Chart(NamedTuple):
    """Bars from 0, in groups; the later a series, the darker."""

    title: str
    groups: tuple[str, ...]
    series: tuple[Series, ...]


class Section(NamedTuple):
    """A part of the sheet: its title, sentences, a table, bars beside it, and sentences below it.

    A table that is `by_hand` has room to be written in.
    """

    title: str
    sentences: tuple[str, ...] = ()
    table: Table | None = None
    remarks: tuple[str, ...] = ()
    chart: Chart | None = None
    by_hand: bool = False


class Sheet(NamedTuple):
    """One branch's sheet. `headline` are name and value of what is told first; `annexes` stand on pages of their own.
    A `draft` has its `mark` on every page.
    """

    unit: str
    title: str
    branch: str
    about: str
    headline: tuple[tuple[str, str], ...]
    provisional: str
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]
    issuer: str
    period: Period
    draft: bool
    mark: str = PROVISIONAL
