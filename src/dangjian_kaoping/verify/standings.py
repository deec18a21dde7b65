"""得分和名次 read back from the ranking sheet of a workbook, branch by branch, whatever rows they stand in."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dangjian_kaoping.ooxml.spreadsheet.sheet import Cells
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.verify.comparison import NAMES, same_value
from dangjian_kaoping.views import ranking, year
from dangjian_kaoping.write import about

Figures = Mapping[str, Mapping[str, object]]
"""By the branch's name what stands under each head of the table."""

RANK = ranking.RANK
SHEET: Mapping[str, str] = {about.ROUND: ranking.NAME, about.YEAR: year.NAME}
"""The sheet of the ranking, by the workbook's format of today."""
SCORE: Mapping[str, str] = {about.ROUND: ranking.COMPOSITE, about.YEAR: year.SCORE}
"""The head of the score by which it ranks."""


_QUARTER = re.compile(r"\d{4}Q([1-4])")


class UnstoredError(Exception):
    """A figure that is to be compared is a formula beside which no value is stored."""


UNSTORED = object()
"""What stands in place of such a figure."""


class Standing(NamedTuple):
    """What a workbook says of a branch: its score (分) and its rank; None for what it does not say."""

    score: object
    rank: object


def figure(value: object) -> str | None:
    """A score or a rank as text, 9.55 and 1; None where there is no number."""
    return f"{value:.10g}" if isinstance(value, (int, float)) else None


class Moved(NamedTuple):
    """A branch whose score or rank is not what follows; None where the branch does not stand there at all."""

    branch: str
    says: Standing | None
    follows: Standing | None


def figures_of(cells: Cells, rank: str = RANK) -> Figures:
    """The table of a sheet, known by the heads of its branches and their `rank`; nothing where it has none."""
    ranked = {row for (row, _), content in cells.items() if content.value == rank}
    heads_of = (place for place, content in sorted(cells.items()) if content.value == NAMES and place[0] in ranked)
    titles, names = next(heads_of, (0, 0))
    if not titles:
        return {}
    heads = {column: str(each.value).replace("\n", "") for (row, column), each in cells.items() if row == titles}
    found: dict[str, dict[str, object]] = {}
    for (row, column), content in cells.items():
        name = cells.get((row, names))
        if row > titles and column in heads and name is not None:
            bare = content.formula is not None and content.value is None
            found.setdefault(str(name.value), {})[heads[column]] = UNSTORED if bare else content.value
    return found


def by_quarter(figures: Figures) -> Figures:
    """The table of a year with its rounds headed 第一季度 and so on, as whichever version wrote it has them: 2020Q1."""
    return {
        name: {_QUARTER.sub(lambda found: Quarter(1, int(found[1])).of_year, head): each for head, each in row.items()}
        for name, row in figures.items()
    }


def unstored(figures: Figures, *heads: str) -> bool:
    """Whether a figure is not stored, of these heads, or of any where none is named."""
    return any(
        value is UNSTORED and (not heads or head in heads) for row in figures.values() for head, value in row.items()
    )


def filled(figures: Figures, follows: Figures) -> Figures:
    """What is not stored taken from what follows."""
    return {
        name: {head: follows.get(name, {}).get(head) if value is UNSTORED else value for head, value in row.items()}
        for name, row in figures.items()
    }


def ranked(figures: Figures) -> Figures:
    """The rows of branches: what stands below them (means) has no rank."""
    return {name: row for name, row in figures.items() if RANK in row}


def moved(says: Figures, follows: Figures, score: str) -> Iterator[Moved]:
    """The branches whose score or rank differs, in the order of what follows; what is not stored is not compared."""
    for branch in (*follows, *(each for each in says if each not in follows)):
        one, other = _standing(says.get(branch), score), _standing(follows.get(branch), score)
        if one is None or other is None or any(map(_differ, one, other)):
            yield Moved(branch, one, other)


def agree(says: Figures, figures: Mapping[str, Mapping[str, object]]) -> bool:
    """Whether a table says these figures, by head and branch. Raises UnstoredError where one is not stored."""
    pairs = [
        (says.get(branch, {}).get(head), value) for head, column in figures.items() for branch, value in column.items()
    ]
    if any(one is UNSTORED for one, _ in pairs):
        raise UnstoredError
    return all(same_value(one, value) for one, value in pairs)


def _standing(row: Mapping[str, object] | None, score: str) -> Standing | None:
    return (
        None
        if row is None
        else Standing(*(None if (each := row.get(head)) is UNSTORED else each for head in (score, RANK)))
    )


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and not same_value(one, other)
