"""填表: what a record of each kind puts into the cells of a row means the same when it is read from there."""

from typing import Any

import pytest
from hypothesis import assume, given

from dangjian_kaoping.facts.ballots import tallies
from dangjian_kaoping.facts.boxes import Entered, Unfilled
from dangjian_kaoping.facts.kinds import KINDS, AnyFact, Statement
from dangjian_kaoping.facts.marks import Unmarked, mark_boxes, marked, unmarked
from dangjian_kaoping.facts.scorers import ScorersFact
from dumped import without_nothing
from thorough import law

from .facts import as_read, asked, fact_of, recorded


def back(fact: AnyFact, stated: Statement, months: int | None) -> Statement:
    """A record after it stood in a row."""
    cells = {column: Entered(text, column) for column, text in fact.boxed(stated, months).items()}
    assert set(cells) <= {each.column for each in fact.boxes(months)}
    assert {each.column for each in fact.boxes(months) if not each.optional} <= set(cells)
    found = fact.unboxed(cells, months)
    assert not isinstance(found, Unfilled)
    return Statement.model_validate({key: as_read(each) for key, each in found.items()})


def marked_back(fact: ScorersFact, stated: Statement, most: int) -> Statement:
    """A record of marks after it stood in rows."""
    rows = [{column: Entered(text, column) for column, text in row.items()} for row in marked(fact, stated, most)]
    known = {each.column for each in mark_boxes(fact, most)}
    assert all(set(row) <= known for row in rows)
    found = unmarked(fact, rows)
    assert not isinstance(found, Unmarked)
    return Statement.model_validate({key: as_read(each) for key, each in found.items()})


def meaning(stated: Statement) -> dict[str, Any]:
    """What a record says, without what it may as well leave unsaid."""
    said = without_nothing(stated)
    if said.get("never") is False:
        del said["never"]
    return said


@pytest.mark.whole
@law(1200)
@given(recorded())
def test_a_record_that_stood_in_a_row_means_what_it_meant(drawn: tuple[AnyFact, Statement, int | None]) -> None:
    fact, stated, months = drawn
    assume(fact.problem(stated, asked(months)) is None)
    if isinstance(fact, ScorersFact):
        assert fact.boxes(months) == ()
        for most in (2, 20):
            found = marked_back(fact, stated, most)
            assert tallies(fact, found) == tallies(fact, stated)
            assert found.issued == stated.issued
            assert fact.levels or found.scores == stated.scores
    else:
        usual = {"count": 1} if fact.TAG == "count" else {}
        assert meaning(back(fact, stated, months)) == usual | meaning(stated)


MONTHLY = {"missing": "次", "required": "2", "per": "month"}
PLANNED = MONTHLY | {"required": "recorded"}
SEVERAL = {"count": {"迟到": "次", "早退": "次"}}


@pytest.mark.parametrize(
    ("fact", "stated", "cells"),
    [
        ({"count": "次"}, {}, {"number1": "1"}),
        ({"count": "次"}, {"count": "0"}, {"number1": "0"}),
        (SEVERAL, {"count": {"早退": "2"}}, {"number2": "2"}),
        (SEVERAL, {"count": "3"}, {"way": "合计", "number1": "3"}),
        ({"amount": "元"}, {"amount": "120.50"}, {"number1": "120.5"}),
        (MONTHLY, {"missing": "1"}, {"way": "少了", "number1": "1"}),
        (MONTHLY, {"done": ["4", "2", "0"]}, {"way": "做了", "number1": "4", "number2": "2", "number3": "0"}),
        (PLANNED, {"missing": "1"}, {"way": "少了", "number1": "1"}),
        (
            PLANNED,
            {"missing": "1", "required": ["4", "4", "3"]},
            {"way": "少了", "number1": "1", "required": "4、4、3"},
        ),
        ({"late": "天"}, {"late": "2"}, {"way": "迟报", "number1": "2"}),
        ({"late": "天"}, {"never": "true"}, {"way": "始终未报"}),
        ({"sample": "人"}, {"sampled": "3", "failed": "0"}, {"number1": "3", "number2": "0"}),
        ({"value": "度", "min": "-5"}, {"value": "-0.5"}, {"number1": "-0.5"}),
        ({"rank": "全厂"}, {"rank": "2", "tied": "3"}, {"number1": "2", "number2": "3"}),
        ({"level": ["好, 较好", "差"]}, {"level": "好, 较好"}, {"way": "好, 较好"}),
        (
            {"event": ["一般"], "roles": ["主办", "协办"]},
            {"level": "一般", "role": "协办", "count": "2"},
            {"way": "一般", "role": "协办", "number1": "2"},
        ),
        ({"judged": "例"}, {"judged": "1.5"}, {"number1": "1.5"}),
        ({"imported": "平台", "full": "100"}, {"score": "88"}, {"number1": "88"}),
    ],
)
def test_each_kind_has_its_columns(fact: object, stated: object, cells: dict[str, str]) -> None:
    kind, record = fact_of(fact), Statement.model_validate(stated)
    assert kind.boxed(record, 3) == cells
    assert meaning(back(kind, record, 3)) == ({"count": 1} if stated == {} else {}) | meaning(record)


@pytest.mark.parametrize(
    ("fact", "cells", "column"),
    [
        ({"count": "次"}, {}, "number1"),
        (SEVERAL, {}, "number1"),
        (SEVERAL, {"way": "合计", "number1": "3", "number2": "1"}, "number2"),
        (MONTHLY, {"number1": "1"}, "way"),
        (MONTHLY, {"way": "少了"}, "number1"),
        (MONTHLY, {"way": "少了", "number1": "1", "number3": "1"}, "number3"),
        (MONTHLY, {"way": "做了", "number1": "1", "number3": "1"}, "number2"),
        (PLANNED, {"way": "做了", "number1": "1", "number2": "1", "number3": "1"}, "required"),
        ({"late": "天"}, {"number1": "3"}, "way"),
        ({"late": "天"}, {"way": "迟报"}, "number1"),
        ({"late": "天"}, {"way": "始终未报", "number1": "3"}, "number1"),
        ({"sample": "人"}, {"number1": "3"}, "number2"),
        ({"rank": "全厂"}, {"number2": "2"}, "number1"),
        ({"level": ["好", "差"]}, {}, "way"),
        ({"event": ["一般"], "roles": ["主办"]}, {"way": "一般"}, "role"),
        ({"event": ["一般"]}, {"number1": "2"}, "way"),
    ],
)
def test_what_is_lacking_is_told_at_its_column(fact: object, cells: dict[str, str], column: str) -> None:
    found = fact_of(fact).unboxed({key: Entered(text, key) for key, text in cells.items()}, 3)
    assert isinstance(found, Unfilled)
    assert found.column == column


def test_a_self_assessment_states_its_own_month_only() -> None:
    fact = fact_of(MONTHLY)
    assert [each.column for each in fact.boxes(None)] == ["way", "number1"]
    assert [each.column for each in fact.boxes(3)] == ["way", "number1", "number2", "number3"]


def test_every_kind_says_what_to_write() -> None:
    assert {"count", "scorers"} <= {kind.TAG for kind in KINDS}
    percent = fact_of({"value": "%"}).boxes(3)[0]
    assert percent.asks == "百分之几（97.5% 写 97.5）"
    assert percent.percent
    assert fact_of({"value": "%", "min": "-10"}).boxes(3)[0].wanted == "number"


BALLOT = {"scorers": "班子", "full": "10", "weights": {"领导": "0.6", "职工": "0.4"}}
LABELS = {"scorers": "党员", "full": "10", "levels": {"优": "10", "差": "0"}}


@pytest.mark.parametrize(
    ("fact", "rows", "found"),
    [
        (
            BALLOT,
            [
                {"who": "领导", "mark1": "9"},
                {"who": "职工", "mark2": "8"},
                {"who": "领导", "mark1": "7", "issued": "3"},
            ],
            {"scores": {"领导": ["9", "7"], "职工": ["8"]}, "issued": {"领导": "3"}},
        ),
        (
            LABELS,
            [{"votes:优": "3", "issued": "4"}, {"votes:优": "1", "votes:差": "2", "issued": "5"}],
            {
                "votes": {"优": "4", "差": "2"},
                "issued": "9",
            },
        ),
        ({"scorers": "评委", "full": "10", "marks": "2"}, [{"mark1": "9", "mark2": "8"}], {"scores": [["9", "8"]]}),
    ],
)
def test_rows_of_marks_add_up(fact: object, rows: list[dict[str, str]], found: object) -> None:
    ballot = fact_of(fact)
    assert isinstance(ballot, ScorersFact)
    read = unmarked(ballot, [{key: Entered(text, key) for key, text in row.items()} for row in rows])
    assert not isinstance(read, Unmarked)
    assert {key: as_read(each) for key, each in read.items()} == found


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        ([{"who": "领导", "mark1": "9"}, {"mark1": "9"}], 1, "who"),
        ([{"who": "领导", "mark1": "9", "issued": "3"}, {"issued": "9"}], 1, "issued"),
        ([{"who": "领导"}], 0, "mark1"),
    ],
)
def test_rows_of_marks_that_cannot_be(rows: list[dict[str, str]], row: int, column: str) -> None:
    ballot = fact_of(BALLOT)
    assert isinstance(ballot, ScorersFact)
    read = unmarked(ballot, [{key: Entered(text, key) for key, text in each.items()} for each in rows])
    assert isinstance(read, Unmarked)
    assert (read.row, read.column) == (row, column)
