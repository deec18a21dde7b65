"""预计: what the hidden sheet says of a clause is what the engine says of it, wherever a number lies."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.score.circumstances import Circumstances
from dangjian_kaoping.engine.score.price import price_of
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.facts.quantity import Quantity
from dangjian_kaoping.forms.columns import MONTHLY_WORKINGS, WORKINGS, columns
from dangjian_kaoping.forms.inspection import inspection_form
from dangjian_kaoping.forms.preview.formula import Ranges, formulas
from dangjian_kaoping.forms.preview.price_list import Mode
from dangjian_kaoping.forms.preview.pricing import pricing
from dangjian_kaoping.forms.preview.segments import LOWEST, crossings, looked_up, segments
from dangjian_kaoping.model.rubric import Item
from engine.plant import modelled
from thorough import law

from .priced import basis_of, rubric_of

_LONGEST_FORMULA = 8192


def bent(number: Exact) -> Exact:
    """Nothing up to 1, then 2, from 3 on rising, from 5 on 1 again."""
    if number < 1:
        return Decimal(0)
    if number <= 3:
        return Decimal(2)
    return Fraction(number) if number < 5 else Decimal(1)


@pytest.mark.whole
@law(300)
@given(st.decimals(min_value=-5, max_value=9, places=2) | st.sampled_from([Decimal(each) for each in (0, 1, 3, 5)]))
def test_numbers_are_found_in_their_stretch(number: Decimal) -> None:
    assert looked_up(segments(bent, [Decimal(1), Decimal(3), Decimal(5), Decimal(2)]), number) == bent(number)


def test_stretches_that_go_on_are_one() -> None:
    assert len(segments(bent, [Decimal(each) for each in (1, 2, 3, 4, 5, 7)])) == 4
    assert len(segments(lambda number: number, [Decimal(0), Decimal(1)])) == 1
    assert segments(lambda number: number, [])[0].key == LOWEST


def test_lines_cross_where_they_meet() -> None:
    lines = [(Decimal(0), Decimal(1)), (Decimal(2), Decimal(0)), (Decimal(4), Decimal(0))]
    assert sorted(crossings(lines)) == [2, 4]


def item_of(clause: dict[str, Any], **more: Any) -> Item:
    item = {
        "id": "项",
        "title": "项",
        "department": "部",
        "points": "5",
        "clauses": [{"id": "条", "text": "条"} | clause],
    }
    return modelled(Item, item | more)


TABLES = [
    [
        {"from": "0", "under": "60", "points": "5"},
        {"from": "60", "points": "1", "to": "90", "to_points": "4"},
        {"over": "90", "points": "0"},
    ],
    [{"over": "0", "to": "2", "points": "1"}, {"from": "2", "points": "0.5", "each": "0.3"}],
    [{"from": "0", "to": "10", "points": "0", "to_points": "3"}, {"from": "0", "points": "2"}],
]


@pytest.mark.parametrize("overlap", [None, "heavier", "lighter", "first"])
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("free", [None, "1"])
def test_tables_are_looked_up_as_the_engine_reads_them(table: Any, overlap: str | None, free: str | None) -> None:
    rule = {"table": table} | ({} if overlap is None else {"overlap": overlap})
    item = item_of({"fact": {"amount": "元"}, "deduct": rule} | ({} if free is None else {"free": free}))
    terms = Circumstances("甲")
    found = pricing(item, item.clauses[0], terms)
    assert found is not None
    assert found.mode is Mode.NUMBER
    price = price_of(item.clauses[0], ("项", "条"), terms)
    for hundredth in range(0, 10200, 17):
        number = Decimal(hundredth) / 100
        assert looked_up(found.segments, number) == price.of_quantity(Quantity(number)), number


def test_what_no_row_can_show_is_not_foretold() -> None:
    of_all = item_of({"fact": {"value": "%"}, "deduct": {"each": "1", "below": {"branches": "mean"}}})
    assert pricing(of_all, of_all.clauses[0], Circumstances("甲")) is None
    noted = item_of({"fact": {"count": "次"}})
    assert pricing(noted, noted.clauses[0], Circumstances("甲")) is None


@pytest.mark.whole
def test_classes_that_are_alike_share_a_row_of_their_own_and_numbers_of_a_branch_have_theirs() -> None:
    written = rubric_of(17, 60)
    basis = basis_of(written, 17)
    form = inspection_form(basis, next(iter(basis.roster.departments)), basis.branches)
    keys = [str(row[0]) for row in form.prices[1:] if row[0] is not None]
    assert len(set(keys)) == len(keys)
    assert {key.split("|")[0] for key in keys} == {"类：甲", "类：乙"}
    again = inspection_form(basis, next(iter(basis.roster.departments)), basis.branches)
    assert again.prices == form.prices


@pytest.mark.whole
def test_formulas_are_short_enough_and_name_only_columns_that_there_are() -> None:
    at = Ranges(dict.fromkeys(_names(), 30), 5000)
    known = {each.key for each in (*columns(), *WORKINGS, *MONTHLY_WORKINGS)}
    cells = dict.fromkeys(known, "$AA$1000") | {f"{key}_column": "$AA:$AA" for key in known}
    found = formulas(at, 3, "检查登记", months=True)
    assert {*found} == {"preview", "hint", *(each.key for each in (*WORKINGS, *MONTHLY_WORKINGS))}
    assert {*formulas(at, 3, None, months=False)} == {"preview", "hint", *(each.key for each in WORKINGS)}
    for text in found.values():
        made = text.format_map(cells)
        assert len(made) < _LONGEST_FORMULA
        assert made.count("(") == made.count(")")


def _names() -> list[str]:
    basis = basis_of(rubric_of(17, 12), 17)
    form = inspection_form(basis, next(iter(basis.roster.departments)), basis.branches)
    return [str(each) for each in form.prices[0] if each is not None]
