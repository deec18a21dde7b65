"""Rows of the one set of columns: one that asks for the fact of a clause, and one in which the clause is chosen."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dangjian_kaoping.forms.asking import (
    ASKED,
    BRANCHES,
    CLAUSES,
    COMMON,
    HANDLINGS,
    ITEMS,
    PROBLEMS,
    ROLES,
    TEXTS,
    WAYS,
    Asking,
)
from dangjian_kaoping.forms.columns import ROW, USUAL_NUMBERS, Column, columns
from dangjian_kaoping.forms.form import Listing, Offer, Reckoned, Row, Slot, Value
from dangjian_kaoping.forms.labels import clause_label, item_label

_MESSAGES: Mapping[str, str] = {
    "branch": "从下拉里选党支部",
    "item": "从下拉里选考评项目",
    "clause": "先选考评项目，再从下拉里选条款",
    "way": "先选条款；这一条要选档次或计法的，从下拉里选",
    "reason": "写清什么时间、什么事、怎样发现的；扣了分的都要写。不涉及的写为什么不涉及",
    "handling": "限期整改：要写整改期限；立行立改：检查当天已经改好；指标差距：比例、定额不够，不必立项整改",
    "rectify_by": "限期整改的填，如 2021-04-15",
    "standard": "做到什么样算改好；不写的，照细则里的整改标准",
    "concerns": "与以前哪个问题是一回事，选它的编号；几个的用顿号分开",
    "id": "问题的编号；不写的，导入时自动编",
    "event": "几条说的是同一件事的，写同一个名称",
    "inspector": "写岗位，不写姓名",
}
_OFFERS: Mapping[str, Offer] = {
    "branch": Offer(BRANCHES),
    "item": Offer(ITEMS),
    "clause": Offer(CLAUSES, ("item",)),
    "way": Offer(WAYS, ("item", "clause")),
    "role": Offer(ROLES, ("item", "clause")),
    "handling": Offer(HANDLINGS),
    "concerns": Offer(PROBLEMS, ("branch",), strict=False),
}
_RECKONED = ("text", "preview", "hint")


class Layout(NamedTuple):
    """The columns of a sheet of facts, and those of them that it has no use for."""

    columns: tuple[Column, ...]
    hidden: frozenset[str] = frozenset()

    def slot(self, column: str, value: Value = None, asked: Slot | None = None, branch: str = "") -> Slot:
        """A cell to fill in: as a clause asks for it, or as it is in every row."""
        if asked is not None:
            return asked._replace(value=value)
        offer = _OFFERS.get(column)
        if offer is not None and offer.by == ("branch",) and branch:
            offer = offer._replace(by=(), choosing=branch)
        return Slot(value, offer, _MESSAGES.get(column, ""))


def layout(
    asked: Iterable[Asking],
    without: Sequence[str] = (),
    hidden: Sequence[str] = (),
    widths: Mapping[str, float] = MappingProxyType({}),
) -> Layout:
    """The columns for what is asked: as many numbers as some clause needs; some may be wider than usual."""
    most = max([USUAL_NUMBERS, *(each.numbers for each in asked)])
    found = (each._replace(width=widths.get(each.key, each.width)) for each in columns(most))
    return Layout(tuple(each for each in found if each.key not in without), frozenset({*hidden, ROW.key}))


def asked_row(
    sheet: Layout, key: str, asking: Asking, branch: str = "", values: Mapping[str, Value] | None = None
) -> Row:
    """A row that asks for the fact of a clause, of a branch by name; with `values` that are recorded already."""
    known = values or {}
    of_fact = dict(asking.slots())
    slots = {column: sheet.slot(column, known.get(column), slot) for column, slot in of_fact.items()}
    for column in COMMON:
        slots.setdefault(column, sheet.slot(column, known.get(column), branch=branch))
    for column, value in known.items():
        # nothing that is recorded is left out, though nobody asked for it
        slots.setdefault(column, sheet.slot(column, value))
    fixed: dict[str, Value | Reckoned] = {
        "branch": branch,
        "item": item_label(asking.item),
        "clause": clause_label(asking.clause),
        "text": asking.text,
    }
    return Row(key, slots, fixed)


def free_row(sheet: Layout, key: str, values: Mapping[str, Value] | None = None) -> Row:
    """A row in which everything is chosen."""
    known = values or {}
    return Row(key, free_slots(sheet, known), {"text": FREE_TEXT}, "free")


FREE_TEXT = Reckoned(f'IF({{clause}}="","",IFERROR(INDEX({TEXTS}_值,MATCH({{item}}&"|"&{{clause}},{TEXTS}_键,0)),""))')


def free_slots(sheet: Layout, known: Mapping[str, Value]) -> dict[str, Slot]:
    """The cells of such a row: all but what is reckoned."""
    return {
        each.key: sheet.slot(each.key, known.get(each.key))
        for each in sheet.columns
        if each.key not in (*_RECKONED, ROW.key)
    }


def branches_list(names: Iterable[str]) -> Listing:
    """The branches that a row may be of."""
    return Listing(BRANCHES, [("", each) for each in names])


def problems_list(problems: Iterable[tuple[str, str]]) -> Listing:
    """The open problems, each after its branch."""
    return Listing(PROBLEMS, sorted(problems))


GREYED_BY = ASKED
