"""What goes out against what was sealed: whether a workbook, or the data of a result, has the sealed figures."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.model.seal import Seal
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.workbook import Reading
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.verify.standings import agree, figures_of
from dangjian_kaoping.verify.verification import Origin, says_as_sealed
from dangjian_kaoping.views import reward as payouts
from dangjian_kaoping.words.figures import money
from dangjian_kaoping.write import about
from dangjian_kaoping.write.stated import Stated

REWARD = "kaoping.reward/1"
_ROUND_DATA, _YEAR_DATA = "kaoping.score/1", "kaoping.year/1"
_SHEETS = (about.ROUND, about.YEAR)


def agrees(
    content: bytes, stated: Stated | None, sealed: Mapping[Quarter, Seal], paid: RewardResult | None = None
) -> bool | None:
    """Whether a file has the figures of the seals of its rounds, or pays what is `paid`; None where it is of no kind
    that can be asked.
    """
    if stated is None:
        return None
    if stated.form == REWARD:
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


def _pays(content: bytes, stated: Stated, paid: RewardResult) -> bool:
    """Whether everybody is paid what he has to be, and nobody else anything."""
    net = next(column for column in payouts.reward(paid).columns if column.key == "net")
    amounts = {each.claim.branch.name: each.net.value for each in paid.payouts}
    if stated.data is not None:
        told = {str(each.get("branch")): str(each.get("net")) for each in _objects(stated.data.get("branches"))}
        return told == {name: money(amount) for name, amount in amounts.items()}
    try:
        says = figures_of(Reading(content)[payouts.NAME])
    except (RefusedPackageError, KeyError):
        return False
    return agree(says, {net.heading: {name: float(amount) for name, amount in amounts.items()}})
