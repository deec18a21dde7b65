"""What the rounds say of the last places: as the part of a page, and as the part of a document."""

import pytest
from pydantic import TypeAdapter

from dangjian_kaoping.engine.otherwise.over_time import over_time
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.json.over_time import OverTimeData, over_time_data
from dangjian_kaoping.write.layout import Page, width_of
from dangjian_kaoping.write.text.over_time import say_over_time
from sample import SAMPLE

from .golden import assert_golden

SESSION = Session(SAMPLE)


@pytest.mark.parametrize("width", [100, 80])
def test_the_part_of_a_page(width: int) -> None:
    page = Page(width)
    page.line("前面的一节")
    say_over_time(page, SESSION.over_time("2021Q1"))
    assert max(map(width_of, page.text.splitlines())) <= width
    assert "概率" in page.text
    assert_golden(f"over-time-{width}.txt", page.text)


def test_branches_that_came_later_are_told_so() -> None:
    page = Page(200)
    say_over_time(page, SESSION.over_time("2019Q4"))
    assert "供热部党支部 2 轮（排了名的 2 轮）" in page.text


@pytest.mark.parametrize("quarter", ["2021Q1", "2020Q2"])
def test_the_part_of_a_document_has_the_keys_that_it_says(quarter: str) -> None:
    data = over_time_data(SESSION.over_time(quarter))
    TypeAdapter(OverTimeData).validate_python(data, strict=True)
    assert set(data) == {"quarters", "left_out", "pools", "stayed"}


def test_its_figures() -> None:
    data = over_time_data(SESSION.over_time("2021Q1"))
    (pool,) = data["pools"]
    assert [(each["branch"], each["times"], each["rounds"]) for each in pool["last"]] == [
        ("供热部党支部", 3, 5),
        ("物资部党支部", 4, 5),
        ("脱硫除灰部党支部", 3, 5),
    ]
    assert (pool["pool"], pool["margin"]) == (None, "0.580000")
    assert pool["changes"] == {"number": 264, "low": "0.560000", "median": "1.380000", "high": "2.570000"}
    assert data["stayed"] == {"pairs": 11, "places": "3.000000", "mean": "2.090909", "by_lot": "0.774793"}


def test_rounds_that_are_not_final_are_named() -> None:
    results = SESSION.rounds()
    found = over_time(results, {each.quarter for each in results if each.quarter != Quarter(2020, 2)})
    assert over_time_data(found)["left_out"] == ["2020Q2"]
