"""集团 as a page: the parts of the report one below the other, in one file that fetches nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.drift import Drift
from dangjian_kaoping.engine.group.together import GroupRound
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import parse_quarter
from dangjian_kaoping.views.group_report import Part, parts
from dangjian_kaoping.words.group import UNSEALED, about_in_words, title
from dangjian_kaoping.write.html.document import document
from dangjian_kaoping.write.html.table import Cell, Head, cell_of, head_of

FORMAT = "kaoping.group-page/1"
"""The format of the page and its version."""


class Shown(NamedTuple):
    """A part, painted."""

    key: str
    name: str
    notes: tuple[str, ...]
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


def group_page(round: GroupRound, drift: Sequence[Drift], edition: Edition) -> bytes:
    """The parts of the report, for the group's own people: the last places are named."""
    return document(
        "group.html",
        edition,
        form=FORMAT,
        about=parse_quarter(round.asked.quarter),
        styles=("ranking.css",),
        title=title(round),
        told=about_in_words(round),
        why_draft=UNSEALED,
        parts=[_shown(each) for each in parts(round, drift)],
    )


def _shown(part: Part) -> Shown:
    columns = part.table.on("page")
    return Shown(
        part.key,
        part.name,
        part.notes,
        tuple(head_of(each) for each in columns),
        tuple(tuple(cell_of(each, each.value(row)) for each in columns) for row in part.table.rows),
    )
