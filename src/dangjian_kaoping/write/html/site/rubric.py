"""考评细则: a version as it is printed, and what was changed in it since the one before."""

from collections.abc import Iterator
from typing import NamedTuple

from dangjian_kaoping.compare.diff.revision import Revision
from dangjian_kaoping.model.rubric import Area, Rubric
from dangjian_kaoping.views.rubric import items
from dangjian_kaoping.words.names import version_in_words
from dangjian_kaoping.words.revision.revision import (
    COLUMNS,
    MARKED,
    SHARE_COLUMNS,
    counts,
    label,
    news,
    remarks,
    sections,
    share_tables,
    title,
)
from dangjian_kaoping.words.rubric.full_marks import area_in_words, total_in_words
from dangjian_kaoping.words.rubric.measure import measure_in_words
from dangjian_kaoping.write.html.document import document
from dangjian_kaoping.write.html.site.matter import FORM, Matter
from dangjian_kaoping.write.html.site.places import Places, ids, way
from dangjian_kaoping.write.html.table import Cell, Head, cell_of, head_of


class Printed(NamedTuple):
    """An area as it is printed: a row an item, with its place in the page."""

    name: str
    points: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


class Revised(NamedTuple):
    """What was changed: in sentences, by tables of points, and clause by clause."""

    before: str
    href: str
    news: tuple[str, ...]
    counts: str
    shares: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]], ...]
    columns: tuple[str, ...]
    marked: str
    sections: tuple[tuple[str, tuple[tuple[str, str, str, str], ...]], ...]


def rubric_page(rubric: Rubric, revision: Revision | None, matter: Matter, places: Places, page: str) -> bytes:
    """The page of a version."""
    told = measure_in_words(rubric.measure, rubric)
    return document(
        "site-rubric.html",
        matter.edition,
        form=FORM,
        styles=("ranking.css", "site.css"),
        site=places.around(page),
        rubric=rubric,
        version=f"{version_in_words(rubric)}，{total_in_words(rubric)}",
        # what a page for everybody lists, it shows by itself
        rules=tuple(rule for rule in told if rule is not None and (matter.internal or rule is not told.public)),
        areas=tuple(_areas(rubric)),
        revised=None if revision is None else _revised(revision, places, page),
        versions=tuple(
            (version_in_words(each), way(page, places.rubric(each.version)), each is rubric)
            for each, _ in reversed(matter.revisions)
        ),
    )


def _areas(rubric: Rubric) -> Iterator[Printed]:
    at = ids(item.id for area in rubric.areas for item in area.items)
    for area, table in items(rubric):
        columns = table.columns
        rows = tuple(
            (at[row.item.id], tuple(cell_of(column, column.value(row)) for column in columns)) for row in table.rows
        )
        yield Printed(area.name, _points(rubric, area), tuple(map(head_of, columns)), rows)


def _points(rubric: Rubric, area: Area) -> str:
    return area_in_words(rubric, area)


def _revised(revision: Revision, places: Places, page: str) -> Revised:
    before = revision.before.document
    assert isinstance(before, Rubric)
    return Revised(
        title(before),
        way(page, places.rubric(before.version)),
        tuple(news(revision)),
        counts(revision, revision.changes),
        tuple(
            (heading, SHARE_COLUMNS, tuple((name, tuple(cells)) for name, cells in rows))
            for shares in revision.shares
            for heading, rows in share_tables(shares)
        ),
        COLUMNS,
        MARKED if revision.changes else "",
        tuple(
            (
                section.title,
                tuple(
                    (label(block, subject), subject.before, subject.after, remarks(subject))
                    for block in section.blocks
                    for subject in block.subjects
                ),
            )
            for section in sections(revision.changes)
        ),
    )
