"""What goes out against what was sealed: whether a workbook, or the data of a result, has the sealed figures."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from dangjian_kaoping.engine.money.difference import Difference
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.seal import Seal
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.workbook import Reading
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.verify.kinds import MONEY
from dangjian_kaoping.verify.standings import RANK, UNSTORED, agree, figures_of
from dangjian_kaoping.verify.verification import Origin, says_as_sealed
from dangjian_kaoping.views import difference as differences
from dangjian_kaoping.views import reward as payouts
from dangjian_kaoping.words.figures import money
from dangjian_kaoping.write import about
from dangjian_kaoping.write.stated import Stated

Paid = RewardResult | Difference
"""What a sheet of money has to pay: all, or what a correction makes of it."""

_ROUND_DATA, _YEAR_DATA = "kaoping.score/1", "kaoping.year/1"
_SHEETS = (about.ROUND, about.YEAR, *about.FORMER)


def agrees(
    content: bytes, stated: Stated | None, sealed: Mapping[Quarter, Seal], paid: Paid | None = None
) -> bool | None:
    """Whether a file has the figures of the seals of its rounds, or pays what is `paid`; None where it is of no kind
    that can be asked. Raises UnstoredError.
    """
    if stated is None:
        return None
    if stated.form in MONEY:
        return None if paid is None else _pays(content, stated, paid)
    if stated.data is not None:
        return _data_agrees(stated.form, stated.data, sealed)
    if stated.form not in _SHEETS:
        return None
    origins = [Origin(quarter, seal, None) for quarter, seal in sealed.items()]
    try:
        return says_as_sealed(content, stated.form, origins)
    except RefusedPackageError:
        return False


def _data_agrees(form: str, data: Mapping[str, Any], sealed: Mapping[Quarter, Seal]) -> bool | None:
    if form not in (_ROUND_DATA, _YEAR_DATA):
        return None
    told: dict[str, set[tuple[str, str, str]]] = {}
    for quarter, branch, figures in _told(form, data):
        told.setdefault(quarter, set()).add((branch, str(figures.get("composite")), str(figures.get("rank"))))
    return told == {
        str(quarter): {(each.name, str(each.composite), str(each.rank)) for each in seal.results.values()}
        for quarter, seal in sealed.items()
    }


def _told(form: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """By quarter and branch the figures that data tell."""
    for each in _objects(data.get("branches")):
        name = str(each.get("branch"))
        if form == _ROUND_DATA:
            yield str(data.get("quarter")), name, each
        else:
            for figures in _objects(each.get("quarters")):
                yield str(figures.get("quarter")), name, figures


def _objects(found: object) -> Iterable[Mapping[str, Any]]:
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _pays(content: bytes, stated: Stated, paid: Paid) -> bool:
    """Whether everybody is paid what he has to be, and nobody else anything."""
    amounts = _amounts(paid)
    if stated.data is not None:
        rows = [(str(each.get("branch")), each) for each in _objects(stated.data.get("branches"))]
        told = [(name, {key: str(each.get(key)) for key in amounts}) for name, each in rows]
        names = dict.fromkeys(name for column in amounts.values() for name in column)
        follows = {name: {key: money(column[name]) for key, column in amounts.items()} for name in names}
        return len(told) == len(names) and dict(told) == follows
    name, heads, rank = _sheet(paid)
    try:
        says = figures_of(Reading(content)[name], rank)
    except (RefusedPackageError, KeyError):
        return False
    columns = {heads[key]: {name: float(amount) for name, amount in column.items()} for key, column in amounts.items()}
    named = {payouts.SUMS, *(name for column in columns.values() for name in column)}
    return agree(says, columns) and not any(_is_paid(row, columns) for name, row in says.items() if name not in named)


def _amounts(paid: Paid) -> Mapping[str, Mapping[str, Exact]]:
    """By the key of its column and the branch's name what a sheet says."""
    if isinstance(paid, Difference):
        return {
            "paid": {each.branch.name: each.paid for each in paid.branches},
            "net": {each.branch.name: each.net for each in paid.branches},
            "difference": {each.branch.name: each.owed for each in paid.branches},
        }
    return {"net": {each.claim.branch.name: each.net.value for each in paid.payouts}}


def _sheet(paid: Paid) -> tuple[str, Mapping[str, str], str]:
    """The sheet of a workbook that says it: its name, the heads of its columns by their keys, and that of the rank."""
    if isinstance(paid, Difference):
        table = differences.difference_table(paid)
        return differences.NAME, {each.key: each.heading for each in table.on("sheet")}, differences.RANK
    return payouts.NAME, {each.key: each.heading for each in payouts.reward(paid).on("sheet")}, RANK


def _is_paid(row: Mapping[str, object], columns: Collection[str]) -> bool:
    """Whether a row that is no branch's pays something."""
    return any(isinstance(row.get(head), int | float) or row.get(head) is UNSTORED for head in columns)
