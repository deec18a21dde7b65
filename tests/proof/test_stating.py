"""What a record states that comes to a number: the engine's own reading of it comes to that number again."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded
from dangjian_kaoping.facts.families import Adding, Measured, OneByOne
from dangjian_kaoping.model.cases import CaseFact
from dangjian_kaoping.model.clause import Clause
from proof.small import rubric_of
from thorough import law

KINDS = (
    "{count: 次}",
    "{count: {迟到: 次, 早退: 次}}",
    "{amount: 元}",
    "{late: 天}",
    "{late: 天, most: 3}",
    "{missing: 次, required: 4}",
    "{missing: 次, required: 2, per: month}",
    "{missing: 学时, required: 7.5}",
    "{missing: 篇, required: 3, as: done}",
    "{missing: 篇, required: 3, as: over}",
    "{missing: 人, required: 8, as: done_percent}",
    "{missing: 人, required: recorded, as: missing_percent}",
    "{missing: 人, required: recorded}",
    "{sample: 人, size: 3}",
    "{sample: 份, as: passed_percent}",
    "{value: '%'}",
    "{value: 度, min: -40, max: 60}",
    "{rank: 全厂, of: 12}",
    "{imported: 平台得分, full: 100}",
    "{scorers: 评委, full: 10}",
    "{scorers: 评委, full: 10, marks: 3, weights: {领导: 0.6, 群众: 0.4}}",
    "{judged: 例}",
)


def _clause(fact: str) -> Clause:
    return (
        rubric_of(f"[{{points: 10, clauses: [{{id: 试, fact: {fact}, veto: total_zero}}]}}]").by_item["X-01"].clauses[0]
    )


@pytest.mark.parametrize("written", KINDS)
@law(60)
@given(number=st.decimals(0, 100, places=1) | st.integers(0, 30).map(Decimal))
def test_a_record_that_is_made_up_for_a_number_comes_to_it(written: str, number: Decimal) -> None:
    fact: Any = _clause(written).fact
    low, _, high = fact.reach
    stating = fact.stating(number, 3)
    if stating is None or number < low or (high is not None and number > high):
        return
    terms = Circumstances("", 3)
    recorded = [
        Recorded(CaseFact.model_construct(item="X-01", clause="试", **each), date(2021, 3, 31), index)
        for index, each in enumerate(stating)
    ]
    if isinstance(fact, Adding):
        assert fact.in_all(recorded, terms).value == number
    elif isinstance(fact, Measured):
        assert [fact.measured(each.finding).value for each in recorded] == [number]
    else:
        assert isinstance(fact, OneByOne)
        assert [each.finding.judged for each in recorded] == [number]


@pytest.mark.parametrize("written", KINDS)
def test_some_number_of_every_kind_can_be_recorded(written: str) -> None:
    fact = _clause(written).fact
    assert any(fact.stating(Decimal(number), 3) for number in (1, 2, 5, 50))
