"""A table before it has a format: typed columns, and the rows that they are read off."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Generic, Literal, NamedTuple, TypeVar

from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.measure import PublicPart
from dangjian_kaoping.words.rubric.full_marks import FullMarks

Row = TypeVar("Row")

Surface = Literal["screen", "rows", "fields", "sheet", "paper", "page"]
"""Where a table is read: in a terminal, as rows of CSV, as fields of JSON, in a workbook, on paper, on a web page."""
SCREEN, ROWS, FIELDS, SHEET, PAPER, PAGE = (
    frozenset[Surface]({each}) for each in ("screen", "rows", "fields", "sheet", "paper", "page")
)
EVERYWHERE = SCREEN | ROWS | FIELDS | SHEET | PAPER | PAGE

Kind = Literal[
    "name",  # who or what the row is about
    "word",  # a word or two
    "note",  # some words
    "prose",  # sentences
    "count",  # a number of things, or a rank
    "points",  # 分
    "difference",  # 分, with its sign
    "owed",  # 元, with its sign
    "money",  # 元, to the fen
    "factor",  # what money is multiplied by
    "day",
    "move",  # places gained
    "course",  # figures over the rounds
]
"""What kind of value a column holds, and with it its unit, on which side it stands and how it is written."""
FIGURES: frozenset[Kind] = frozenset(("count", "points", "difference", "owed", "money", "factor", "move"))
"""Kinds of numbers."""

Weight = Literal["strong", "normal", "light"]
"""How much a column matters: a strong one is set off, a light one may be left out on a small screen."""


class Flags(NamedTuple):
    """考核情形 of a branch."""

    flags: tuple[Flag, ...]


class Moved(NamedTuple):
    """By how many places a branch went up since the round before; down: negative."""

    places: int


class Course(NamedTuple):
    """Figures of the rounds, oldest first; None where there is none."""

    figures: tuple[Step | Exact | None, ...]


class Several(NamedTuple):
    """Words one after another."""

    words: tuple[str, ...]


class FiguresByClass(NamedTuple):
    """Figures by the class of the branches (支部类别)."""

    figures: Mapping[str, Decimal]


class Marked(NamedTuple):
    """Words that a workbook sets off as it does a flag, what is missing, or what is strong."""

    words: str
    mark: Flag | Literal["unscored", "overlooked", "overdue", "strong", "label_small", "text"]


Value = str | int | Exact | Step | date | Flags | Moved | Course | Several | FiguresByClass | Marked | None
"""What stands in a cell. An empty text is nothing to say; None is something that is missing."""


class Width(NamedTuple):
    """How wide a column grows: in a sheet between two widths (of its default digits), on paper to so many 汉字."""

    least: float = 8
    most: float = 24
    letters: float = 10


def where_scarce(heading: str) -> Mapping[Surface, str]:
    """A heading for where room is scarce."""
    return dict.fromkeys(("screen", "paper", "page"), heading)


class Column(NamedTuple, Generic[Row]):
    """A column, and how it is read off a row.

    `headings` are those on surfaces that have another one, broken where it has a line end. `part` says where it stands
    (`Table.order`). On the `rare` ones of its `surfaces` it stands only where a row has something in it. `blank`:
    nothing at all is said of what is absent. `places` are the decimals of a figure in a sheet, at least and at most;
    `mark` follows it there, and where it is `live` a step is reckoned from what it is made of. An `exact` one is told
    as it is, not with the decimals of a table. `full` are the full marks (满分) of what it holds. On a page that is
    published, a column of a part that the measure keeps back (`publish`) is left out, and one that `tells_who` the
    branch is stays empty where it is not named.
    """

    key: str
    heading: str
    value: Callable[[Row], Value]
    kind: Kind = "word"
    part: str = ""
    headings: Mapping[Surface, str] = MappingProxyType({})
    surfaces: frozenset[Surface] = EVERYWHERE
    rare: frozenset[Surface] = frozenset()
    weight: Weight = "light"
    blank: bool = False
    places: tuple[int, int] = (0, 4)
    mark: str = ""
    live: bool = True
    exact: bool = False
    width: Width = Width()
    full: FullMarks | None = None
    publish: PublicPart | None = None
    tells_who: bool = True

    def heading_on(self, surface: Surface) -> str:
        """The heading there."""
        return self.headings.get(surface, self.heading)


class Table(NamedTuple, Generic[Row]):
    """Columns over rows.

    `order` is that of the parts, where a surface has one of its own; what is in no part there comes last. `groups`
    are headings over parts, in a workbook. Columns of the part `apart`, and with them those of `along`, may follow in
    a table of their own, beside the `heads` (keys), where all do not fit; by the heads a row is named. `sums` stand
    below the rows, by key.
    """

    columns: tuple[Column[Row], ...]
    rows: Sequence[Row]
    order: Mapping[Surface, Sequence[str]] = MappingProxyType({})
    groups: Mapping[str, str] = MappingProxyType({})
    heads: tuple[str, ...] = ()
    apart: str = ""
    along: str = ""
    sums: Mapping[str, Value] = MappingProxyType({})

    def is_apart(self, column: Column[Row]) -> bool:
        """Whether a column may follow in a table of its own."""
        return column.part != "" and column.part in (self.apart, self.along)

    def on(self, surface: Surface) -> list[Column[Row]]:
        """The columns that stand on a surface, in its order."""
        order = self.order.get(surface, ())
        places = {part: index for index, part in enumerate(order)}
        return sorted(self._on(surface), key=lambda column: places.get(column.part, len(order)))

    def _on(self, surface: Surface) -> Iterator[Column[Row]]:
        for column in self.columns:
            if surface in column.surfaces and (surface not in column.rare or self._has_any(column)):
                yield column

    def _has_any(self, column: Column[Row]) -> bool:
        return any(says_something(column.value(row)) for row in self.rows)


def exact_of(figure: Step | Exact) -> Exact:
    """The number itself."""
    return figure.value if isinstance(figure, Step) else figure


def says_something(value: Value) -> bool:
    """Whether a value is one that a reader would miss: no empty text, no flags, no zero."""
    match value:
        case Step():
            return bool(value.value)
        case Flags():
            return bool(value.flags)
        case _:
            return bool(value)
