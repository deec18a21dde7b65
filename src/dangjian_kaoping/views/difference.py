"""兑现差额表: a row a branch, what it was paid and what it is to be paid after a correction, and the sums."""

from collections.abc import Iterator

from dangjian_kaoping.engine.money.difference import BranchDifference, Difference
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.views.reward import SUMS
from dangjian_kaoping.views.table import EVERYWHERE, FIELDS, ROWS, SHEET, Column, Table, Width
from dangjian_kaoping.words.difference import whereto

NAME, RANK = "兑现差额表", "现名次"


def difference_table(result: Difference) -> Table[BranchDifference]:
    """The branches in the order of the ranking after the correction."""
    sums = {"branch": SUMS, "paid": result.paid, "net": result.net, "difference": result.owed}
    return Table(tuple(_columns()), result.branches, sums=sums)


def _columns() -> Iterator[Column[BranchDifference]]:
    wide = Width(14, 14)
    yield Column("branch", "党支部", lambda each: each.branch.name, "name", width=Width(24, 24))
    yield Column("id", "支部编号", lambda each: each.branch.id, surfaces=FIELDS)
    yield Column("rank_before", "原名次", lambda each: each.ranks[0], "count", width=Width(8, 8))
    yield Column("rank", RANK, lambda each: each.ranks[1], "count", width=Width(8, 8))
    yield Column("paid", "已发", lambda each: each.paid, "money", places=(2, 2), width=wide)
    yield Column("net", "应发", lambda each: each.net, "money", places=(2, 2), width=wide)
    yield Column("difference", "差额", _owed, "money", surfaces=FIELDS)
    yield Column(
        "difference",
        "差额",
        _owed,
        "owed",
        surfaces=EVERYWHERE - FIELDS,
        places=(2, 2),
        weight="strong",
        width=wide,
    )
    yield Column("remarks", "备注", whereto, "note", surfaces=ROWS | SHEET, width=Width(20, 20))


def _owed(branch: BranchDifference) -> Exact:
    return branch.owed
