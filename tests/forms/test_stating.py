"""填写: what a row of cells states of a clause, and where what is wrong in it stands."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.facts.kinds import AnyFact, Statement
from dangjian_kaoping.facts.scorers import ScorersFact
from dangjian_kaoping.forms.grid import Cell
from dangjian_kaoping.forms.stating import boxed, boxes, is_nothing_stated, stated
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.place import NOWHERE
from thorough import law

from .facts import as_read, asked, recorded


def clause(fact: object, **more: object) -> Clause:
    return Clause.model_validate({"id": "缺会", "text": "缺会", "fact": fact, **more})


def read(its: Clause, cells: dict[str, Cell], months: int | None = 3) -> dict[str, Any]:
    found = stated(its, cells, months)
    assert isinstance(found, dict), found
    return {key: as_read(each) for key, each in found.items()}


def wrong(its: Clause, cells: dict[str, Cell]) -> list[tuple[str, str]]:
    found = stated(its, cells, 3)
    assert isinstance(found, list), found
    assert all(Diagnostic(each.fault, NOWHERE).message and Diagnostic(each.fault, NOWHERE).mend for each in found)
    return [(each.column, each.fault.code) for each in found]


@pytest.mark.whole
@law(300)
@given(recorded())
def test_what_a_form_shows_of_a_record_is_read_as_the_record(drawn: tuple[AnyFact, Statement, int | None]) -> None:
    fact, stating, months = drawn
    assume(fact.problem(stating, asked(months)) is None and not isinstance(fact, ScorersFact))
    its = Clause.model_construct(id="条", text="条", fact=fact, highest_per_event=True)
    finding = Finding.model_construct(**{**vars(stating), "event": "事一"})
    texts = boxed(its, finding, months)
    numeric = {each.column for each in boxes(its, months) if each.wanted in ("count", "amount")}
    percent = {each.column for each in boxes(its, months) if each.percent}
    for as_number in (False, True):
        cells = {
            column: Cell(Decimal(text))
            if as_number and column in numeric
            else Cell(f"{text}%" if column in percent else text)
            for column, text in texts.items()
        }
        found = Finding.model_construct(**vars(Statement.model_validate(read(its, cells, months))))
        assert boxed(its, found, months) == texts


def test_the_event_is_asked_where_the_heaviest_of_one_counts() -> None:
    once = clause({"count": "次"}, deduct={"each": "1"}, highest_per_event="true")
    assert [each.column for each in boxes(once, 3)] == ["number1", "event"]
    assert read(once, {"number1": Cell("1"), "event": Cell("三·一事故")}) == {"count": "1", "event": "三·一事故"}
    plain = clause({"event": ["一般"]}, deduct={"levels": {"一般": "1"}})
    assert "event" not in [each.column for each in boxes(plain, 3)]
    assert wrong(plain, {"way": Cell("一般"), "event": Cell("三·一事故")}) == [("event", "KP707")]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"number1": Cell("约2")}, [("number1", "KP700")]),
        (
            {"number1": Cell("2"), "number2": Cell(Decimal(1)), "way": Cell("少了")},
            [("number2", "KP707"), ("way", "KP707")],
        ),
        ({"number1": Cell("2"), "number2": Cell("/"), "way": Cell("无"), "role": Cell("—")}, []),
        ({}, [("number1", "KP706")]),
        ({"number1": Cell(" ")}, [("number1", "KP706")]),
    ],
)
def test_each_fault_of_a_row_is_told_at_its_column(cells: dict[str, Cell], found: list[tuple[str, str]]) -> None:
    its = clause({"count": "次"}, deduct={"each": "1"})
    if found:
        assert wrong(its, cells) == found
    else:
        assert read(its, cells) == {"count": "2"}


def test_a_number_that_the_rubric_asks_for_must_be_there() -> None:
    part = clause({"missing": "次", "required": "recorded", "as": "missing_percent"}, deduct={"each": "1"})
    assert wrong(part, {"way": Cell("少了"), "number1": Cell("1")}) == [("required", "KP706")]
    # only the shortage counts: then it need not
    short = clause({"missing": "次", "required": "recorded"}, deduct={"each": "1"})
    assert read(short, {"way": Cell("少了"), "number1": Cell("1")}) == {"missing": "1"}


def test_in_a_self_assessment_nothing_may_be_said_in_words() -> None:
    done = clause({"missing": "次", "required": "2", "per": "month"}, deduct={"each": "1"})
    late = clause({"late": "天"}, deduct={"each": "1"})
    for nothing in ("无", "/", "—", ""):
        assert is_nothing_stated(done, {"way": Cell("做了"), "number1": Cell(nothing)}, None)
        assert is_nothing_stated(late, {"way": Cell(nothing), "number1": Cell(nothing)}, None)
    assert not is_nothing_stated(done, {"way": Cell("做了"), "number1": Cell(Decimal(0))}, None)
    assert not is_nothing_stated(late, {"way": Cell("始终未报")}, None)
    cells = {"way": Cell("始终未报"), "number1": Cell("无")}
    found = stated(late, cells, None, own=True)
    assert isinstance(found, dict)
    assert {key: as_read(each) for key, each in found.items()} == {"never": "true"}
    assert wrong(late, cells) == [("number1", "KP700")]
