"""核对: a workbook of ours against the one that follows from rubric and records today."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.seal import same_results
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.seal import Seal
from dangjian_kaoping.ooxml.spreadsheet.sheet import Cells, Content
from dangjian_kaoping.ooxml.spreadsheet.workbook import Reading
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.verify.comparison import Comparison, Deviation, compared, same_value
from dangjian_kaoping.verify.remarks import Remark
from dangjian_kaoping.verify.standings import (
    RANK,
    SCORE,
    SHEET,
    Figures,
    Moved,
    UnstoredError,
    agree,
    by_quarter,
    figures_of,
    filled,
    moved,
    ranked,
    unstored,
)
from dangjian_kaoping.write.about import FORMER, YEAR
from dangjian_kaoping.write.ownership import DIGEST, TOOL
from dangjian_kaoping.write.xlsx.book import Book


class Origin(NamedTuple):
    """A sealed round of a workbook: the seal that it was published by, and the one in force where that replaced it."""

    quarter: Quarter
    seal: Seal
    replaced_by: Seal | None


class Verification(NamedTuple):
    """Whether a workbook still follows, and all that there is to say of it.

    One that was laid out otherwise (`former`) is held against the figures of the ranking only, by name; `left` are the
    heads of figures there that no table has any more, which are held against nothing.
    `moved` are the branches whose score or rank is another. `published` is what the file says of its input and tool,
    `now` what holds today; `ranking` is the sheet that is published above all. `origins` are the seals that it was
    published by: empty where no round of it is sealed, None where its input is that of none; `as_sealed` says
    whether its scores and ranks are theirs. `departure` says in words how the round is not as it was sealed.
    `stored` is whether scores and ranks stand in the file: where they do not and something else deviates, nobody can
    tell whether they are as sealed.
    """

    comparison: Comparison
    moved: tuple[Moved, ...]
    published: tuple[str, str]
    now: tuple[str, str]
    ranking: str
    origins: tuple[Origin, ...] | None = ()
    as_sealed: bool = True
    departure: str = ""
    former: bool = False
    stored: bool = True
    left: tuple[str, ...] = ()

    @property
    def follows(self) -> bool:
        """Whether every number and every formula follows."""
        return not self.comparison.deviations

    @property
    def passes(self) -> bool:
        """Whether every number and every formula follows, the ranking shows them, and no other result replaced them."""
        return self.follows and not self.superseded and not any(map(self.fails, self.comparison.remarks))

    @property
    def superseded(self) -> bool:
        """Whether it was right once, and its rounds have other results since."""
        pairs = ((each.seal, each.replaced_by) for each in self.origins or ())
        return self.outdated and any(
            new is not None and not same_results(old.results, new.results) for old, new in pairs
        )

    def fails(self, remark: Remark) -> bool:
        """Whether what is seen otherwise is in the ranking, or in every sheet; the digest in a footer is no figure."""
        return (remark.sheet == self.ranking and remark.kind != "digest") or remark.kind == "setting"

    @property
    def hidden(self) -> tuple[str, ...]:
        """The sheets of which something is hidden."""
        kinds = ("hidden_rows", "hidden_columns", "hidden_sheet")
        return tuple(dict.fromkeys(each.sheet for each in self.comparison.remarks if each.kind in kinds))

    @property
    def deviations(self) -> tuple[Deviation, ...]:
        """Where it does not."""
        return self.comparison.deviations

    @property
    def outdated(self) -> bool:
        """Whether it is a workbook that was right once: by a seal that another has replaced since."""
        return self.as_sealed and any(each.replaced_by is not None for each in self.origins or ())

    @property
    def input_changed(self) -> bool:
        """Whether rubric or records were changed since the publication."""
        return self.published[0] != self.now[0]


def as_published(edition: Edition, properties: Mapping[str, str]) -> Edition:
    """The edition that a file says it is: its own digest and version, so that only what follows is compared."""
    return edition._replace(
        digest=properties.get(DIGEST, edition.digest), tool_version=properties.get(TOOL, edition.tool_version)
    )


def verified(
    content: bytes, follows: Book, now: Edition, origins: tuple[Origin, ...] | None = (), *, former: bool = False
) -> Verification:
    """A file held against the workbook that follows, and against the seals that it was published by.

    Raises RefusedPackageError, and UnstoredError of a former one whose formulas have no values: it has other formulas
    than those of today, so that its values are all that can be held against anything.
    """
    found = Reading(content)
    expected = Reading(follows.to_bytes())
    titles = {page.name: page.titles + 1 for page in follows.pages}
    form = follows.about.format
    sheet = SHEET[form]
    same = not former and found.has_same(sheet, expected)
    # where the ranking is the same to the byte and was never sealed, nothing is held against its figures
    told: Figures = {} if same and not origins else ranked(_figures(expected[sheet], form))
    says = told if same else ranked(_ranking(found, form))
    if former and unstored(says):
        raise UnstoredError
    comparison = compared_by_name(sheet, says, told) if former else compared(found, expected, titles)
    stored = not unstored(says, SCORE[form], RANK)
    if not comparison.deviations:
        # whoever opens the file reckons what follows
        says = filled(says, told)
    return Verification(
        comparison,
        tuple(moved(says, told, SCORE[form])) if comparison.deviations and says else (),
        (follows.edition.digest, follows.edition.tool_version),
        (now.digest, now.tool_version),
        sheet,
        origins,
        (stored or not comparison.deviations) and _agree(says, origins or (), form),
        now.departure,
        former,
        stored,
        tuple(_left(says, told)) if former else (),
    )


def compared_by_name(sheet: str, says: Figures, follows: Figures) -> Comparison:
    """The figures of a ranking that was laid out otherwise, by branch and head, where both have the head."""
    heads = {head for row in says.values() for head in row}
    cells, wrong = 0, []
    for branch in (*follows, *(each for each in says if each not in follows)):
        row, own = follows.get(branch, {}), says.get(branch, {})
        for head in (each for each in row.keys() | own.keys() if each in heads):
            one, other = own.get(head), row.get(head)
            if not isinstance(other, (int, float)) and branch in follows:
                continue
            cells += 1
            if not same_value(one, other):
                wrong.append(Deviation("value", sheet, "", f"{branch} · {head}", _content(one), _content(other)))
    return Comparison(cells, 0, 0, tuple(sorted(wrong, key=lambda each: each.of)))


def _left(says: Figures, told: Figures) -> Iterator[str]:
    """The heads of figures that today's table does not have, in their order."""
    known = {head for row in told.values() for head in row}
    heads = {head: None for row in says.values() for head, each in row.items() if isinstance(each, (int, float))}
    return (head for head in heads if head not in known)


def _content(value: object) -> Content | None:
    return Content(value) if isinstance(value, (int, float, str)) else None


def says_as_sealed(content: bytes, form: str, origins: Sequence[Origin]) -> bool:
    """Whether a workbook of ours says the scores and ranks of the seals. Raises RefusedPackageError, UnstoredError."""
    form = FORMER.get(form, form)
    return _agree(_ranking(Reading(content), form), origins, form)


def _ranking(book: Mapping[str, Cells], form: str) -> Figures:
    """What the ranking sheet says, also where it was given another name."""
    found = {name: _figures(book[name], form) for name in ([SHEET[form]] if SHEET[form] in book else book)}
    return next((each for each in found.values() if any(SCORE[form] in row for row in each.values())), {})


def _figures(cells: Cells, form: str) -> Figures:
    return by_quarter(figures_of(cells)) if form == YEAR else figures_of(cells)


def _agree(says: Figures, origins: Sequence[Origin], form: str) -> bool:
    """Whether scores and ranks are those of the seals: of a year the scores of its rounds."""
    figures: dict[str, Mapping[str, object]] = {}
    # a year names everybody as its last round does
    newest = {branch: own.name for each in origins for branch, own in each.seal.results.items()}
    for each in origins:
        branches = each.seal.results
        scores: dict[str, object] = {newest[branch]: float(own.composite) for branch, own in branches.items()}
        if form == YEAR:
            figures[each.quarter.of_year] = scores
        else:
            figures[SCORE[form]] = scores
            figures[RANK] = {own.name: float(own.rank) for own in branches.values()}
    return agree(says, figures)
