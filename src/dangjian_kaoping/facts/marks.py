"""打分 in a form: marks stand on a sheet of their own, in one row or several of a clause and a branch, which add up.

A row has the class of scorers and a mark a cell; where each scorer gives several marks, a row is one scorer. Of labels
a row has the number of votes each got. Beside them stands how many ballots were handed out.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts.ballots import Ballot, Cast, Mark, Vote, votes_of
from dangjian_kaoping.facts.boxes import Box, Entered, Filled

WHO = "who"
ISSUED = "issued"
MARK, _VOTES = "mark", "votes:"


class Unmarked(NamedTuple):
    """What is wrong with rows of marks: which row (from 0) and column, and what is said of it in words."""

    row: int
    column: str
    problem: str


def mark(index: int) -> str:
    """The key of the column of a mark, from 1."""
    return f"{MARK}{index}"


def votes(label: str) -> str:
    """The key of the column of a label's votes."""
    return f"{_VOTES}{label}"


def labels_of(ballot: Ballot) -> tuple[str, ...]:
    """The labels of which votes are counted, a column each; empty where marks are entered one by one."""
    return tuple(ballot.levels) if ballot.marks is None else ()


def mark_boxes(ballot: Ballot, most: int) -> tuple[Box, ...]:
    """The cells of a row, of at most so many marks."""
    classes, labels = tuple(ballot.weights), labels_of(ballot)
    who = Box(WHO, "哪一类打分人", "choice", choices=classes, optional=True)
    each: tuple[Box, ...]
    if labels:
        each = tuple(Box(votes(label), f"“{label}”几票", "count", "票", optional=True) for label in labels)
    elif ballot.levels:
        asks = f"一人一行，打 {ballot.marks} 个"
        each = tuple(Box(mark(n), asks, "choice", choices=tuple(ballot.levels), optional=True) for n in _each(most))
    else:
        asks = f"满分 {plain(ballot.full)} 分，一格一个"
        if ballot.marks is not None:
            asks = f"{asks}；一人一行，打 {ballot.marks} 个"
        each = tuple(Box(mark(n), asks, "amount", "分", optional=True) for n in _each(most))
    issued = Box(ISSUED, "发出几张，不知道的空着", "count", "张", optional=True)
    return (*((who,) if classes else ()), *each, issued)


def marked(ballot: Ballot, stated: Cast, most: int) -> list[dict[str, str]]:
    """The rows of a record, of at most so many marks each, by column; blank cells are left out."""
    issued = stated.issued
    by_class = issued if isinstance(issued, dict) else {}
    rows: list[dict[str, str]] = []
    for who, several in votes_of(stated).items():
        mine = list(_rows(ballot, several, most)) or [{}]
        if who in by_class:
            mine[0] = mine[0] | {ISSUED: str(by_class[who])}
        rows += [({WHO: who} if who else {}) | row for row in mine]
    rows += [{WHO: who, ISSUED: str(number)} for who, number in by_class.items() if who not in votes_of(stated)]
    if isinstance(issued, int):
        if ballot.weights:
            rows.append({ISSUED: str(issued)})
        else:
            rows[0] = rows[0] | {ISSUED: str(issued)}
    return rows


def _rows(ballot: Ballot, several: Sequence[tuple[Vote, int]], most: int) -> list[dict[str, str]]:
    labels = labels_of(ballot)
    if labels:
        number = dict.fromkeys(labels, 0)
        for vote, times in several:
            number[str(vote)] += times
        told = {vote for vote, _ in several}
        return [{votes(label): str(count) for label, count in number.items() if label in told}]
    if ballot.marks is not None:
        return [_in_cells(vote) for vote, _ in several if isinstance(vote, tuple)]
    marks = [vote for vote, _ in several if not isinstance(vote, tuple)]
    return [_in_cells(marks[start : start + most]) for start in range(0, len(marks), most)]


def _in_cells(marks: Sequence[Mark]) -> dict[str, str]:
    return {mark(n): plain(each) if isinstance(each, Decimal) else each for n, each in enumerate(marks, 1)}


def unmarked(ballot: Ballot, rows: Sequence[Mapping[str, Entered]]) -> Mapping[str, Filled] | Unmarked:
    """What a record states whose rows hold this, by its keys. Empty rows, and none at all, are the asker's matter."""
    labels = labels_of(ballot)
    cast: dict[str, list[Filled]] = {}
    counted: dict[str, dict[str, Entered]] = {}
    issued: dict[str, Entered] = {}
    for index, row in enumerate(rows):
        who = row[WHO].text if WHO in row else ""
        mine = [each for column, each in row.items() if column.startswith((MARK, _VOTES))]
        if mine and ballot.weights and not who:
            return Unmarked(index, WHO, f"没有写哪一类打分人（{'、'.join(ballot.weights)}）")
        if ISSUED in row:
            issued[who] = _added(issued.get(who), row[ISSUED])
        if labels:
            sums = counted.setdefault(who, {}) if mine else {}
            for each in mine:
                label = each.column.removeprefix(_VOTES)
                sums[label] = _added(sums.get(label), each)
        elif mine:
            cast.setdefault(who, []).extend([mine] if ballot.marks is not None else mine)
    if "" in issued and len(issued) > 1:
        index = next(n for n, row in enumerate(rows) if ISSUED in row and WHO not in row)
        return Unmarked(index, ISSUED, "发出的票数，有的分类别写，有的写合计；请都用同一种")
    given: Mapping[str, Filled] = counted if labels else cast
    stated: dict[str, Filled] = {"votes" if labels else "scores": given if ballot.weights else given.get("", [])}
    if issued:
        stated["issued"] = issued.get("", issued)
    return stated if given else Unmarked(0, mark(1) if not labels else votes(labels[0]), "没有写各人打的分或票数")


def _added(before: Entered | None, more: Entered) -> Entered:
    """Whole numbers of two rows as one, told of where the first stands."""
    return more if before is None else before._replace(text=str(int(before.text) + int(more.text)))


def _each(most: int) -> range:
    return range(1, most + 1)
