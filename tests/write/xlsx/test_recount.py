"""The recount: without any stored value, the formulas give the engine's figures; and a wrong formula is found."""

import re
from itertools import product

import pytest
from hypothesis import given

from dangjian_kaoping.engine.dossier import Dossier, year_dossier
from dangjian_kaoping.engine.follow.ledger import as_of_quarter, summary
from dangjian_kaoping.write.xlsx.report import ranking_workbook
from dangjian_kaoping.write.xlsx.year_report import year_workbook
from engine.plant import engine_result, hold
from engine.rounds import rankings, rounds
from engine.second_opinion import Documents
from sample import quarters, workbook
from small_plant import edition, held
from thorough import THOROUGH, law, some

from .recount import Recount, differences, written
from .workbooks import formulas, opened, report

pytestmark = pytest.mark.whole

MEASURE = "measure:\n  bonus: {at_most: 2}\n"


def test_every_formula_gives_what_is_stored() -> None:
    count, wrong = differences(report())
    assert count > 150
    assert wrong == []


MODES, STAGES, PLACES = ("half_up", "half_even", "down", "up"), ("total", "areas"), (0, 1, 2, 3)


# some are such that each mode is tried at both stages and to every number of places
@pytest.mark.parametrize(
    ("mode", "stage", "places"),
    list(product(MODES, STAGES, PLACES))
    if THOROUGH
    else [(mode, STAGES[n % 2], (n + step) % 4) for n, mode in enumerate(MODES) for step in (0, 2)],
)
def test_in_every_way_of_rounding(mode: str, stage: str, places: int) -> None:
    measure = f"{MEASURE}  rounding: {{places: {places}, mode: {mode}, at: {stage}}}\n"
    count, wrong = differences(ranking_workbook(held({MEASURE: measure}), edition()))
    assert count > 150
    assert wrong == []


@pytest.mark.parametrize(
    "measure",
    [
        "  bonus_on: composite\n",
        "  weights: {inspection: 1, self_assessment: 0}\n",
        "  weights: {inspection: 0.65, self_assessment: 0.35}\n  penalty: {at_most: 1.5}\n",
        "  tie_breakers: [penalty, bonus, base, self_assessment, inspection]\n",
        "  tie_breakers: [{area: LZ}, {item: DJ-01}]\n",
        "  ranking: dense\n",
        "  ranking: dense\n  tie_breakers: [penalty, {item: DJ-02}, {area: DJ}]\n",
        "  floor: 15\n",
    ],
)
def test_with_other_measures(measure: str) -> None:
    count, wrong = differences(ranking_workbook(held({MEASURE: MEASURE + measure}), edition()))
    assert count > 150
    assert wrong == []


def test_one_wrong_formula_of_each_kind_is_found() -> None:
    right = formulas(report())
    kinds = {re.sub(r"[\d.]+", "0", formula): key for key, formula in right.items()}
    assert len(kinds) >= 10
    cells, stored = written(report()), opened(report())
    for sheet, cell in kinds.values():
        changed = cells | {sheet: cells[sheet] | {cell: f"{right[sheet, cell]} + 0.01"}}
        assert abs(Recount(changed).value(sheet, cell) - stored[sheet][cell].value) > 0.009


def of_documents(documents: Documents) -> bytes:
    """The workbook of a generated round."""
    result = engine_result(documents)
    headline = summary((), (), {}, as_of_quarter(result.quarter))
    return ranking_workbook(Dossier((result,), (), headline), edition(draft=True))


@law(40)
@given(rounds())
def test_generated_rubrics_and_records(documents: Documents) -> None:
    _, wrong = differences(of_documents(documents))
    assert wrong == []


@law(25)
@given(rankings())
def test_generated_rankings_with_ties(documents: Documents) -> None:
    _, wrong = differences(of_documents(documents))
    assert wrong == []


@pytest.mark.parametrize("combine", ["mean", "sum"])
def test_a_year_with_no_rank_left_out(combine: str) -> None:
    rubric = (
        f"measure: {{weights: {{inspection: 1, self_assessment: 0}}, ranking: dense, year: {{combine: {combine}}}}}\n"
        "items: [{id: 项, points: 10, clauses: [{id: 扣, fact: {amount: 分}, deduct: {each: 1}}]}]"
    )
    branches = "{甲一: 甲, 甲二: 甲, 甲三: 甲, 甲四: 甲}"
    results = tuple(
        hold(rubric, f"部: {{{records}}}", "{}", branches=branches, quarter=f"2021Q{number}").result
        for number, records in (
            (1, "甲一: [{clause: 扣, amount: 1}], 甲二: [{clause: 扣, amount: 2}]"),
            (
                2,
                "甲一: [{clause: 扣, amount: 2}], 甲三: [{clause: 扣, amount: 2}], 甲四: [{clause: 扣, amount: 0.333}]",
            ),
        )
    )
    of_year = year_dossier(2021, Dossier(results, (), summary((), (), {}, as_of_quarter(results[-1].quarter))))
    assert [each.rank for each in of_year.result.placings] == [1, 2, 2, 3]
    count, wrong = differences(year_workbook(of_year, edition()))
    assert count >= 8
    assert wrong == []


def test_a_changed_item_goes_through_to_the_composite() -> None:
    sheet = opened(report())["各项得分"]
    _, wrong = differences(report(), {("各项得分", "C6"): float(sheet["C6"].value) - 0.5})
    assert {"各项得分!G6", "综合排名!D5"} <= set(wrong)


@pytest.mark.parametrize("quarter", some(quarters(), 4))
def test_every_round_of_the_sample(quarter: str) -> None:
    count, wrong = differences(workbook(quarter))
    assert count > 400
    assert wrong == []


@pytest.mark.parametrize("year", some([2018, 2019, 2020], 2))
def test_every_year_of_the_sample(year: int) -> None:
    count, wrong = differences(workbook(None, year))
    assert count > 70
    assert wrong == []
