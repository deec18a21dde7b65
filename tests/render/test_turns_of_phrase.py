"""Small turns of official Chinese: days, quotations, and nothing that is called 0."""

from datetime import date
from decimal import Decimal

import pytest

from dangjian_kaoping.engine.course.working_days import WorkingDays
from dangjian_kaoping.facts.missing import MissingFact
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.round import Window
from dangjian_kaoping.words.notice.phrases import quoted
from dangjian_kaoping.words.notice.publicity import period


def _window(first: str, last: str) -> Window:
    return Window.model_validate({"from": first, "to": last})


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (_window("2021-04-12", "2021-04-16"), "2021年4月12日至4月16日（5个工作日）"),
        (_window("2021-05-11", "2021-05-11"), "2021年5月11日（1个工作日）"),
        # 2022 年的假日没有写，不数工作日
        (_window("2022-04-29", "2022-05-06"), "2022年4月29日至5月6日"),
        (_window("2021-12-30", "2022-01-06"), "2021年12月30日至2022年1月6日"),
    ],
)
def test_working_days_are_counted_where_the_holidays_are_known(window: Window, words: str) -> None:
    assert period(window, WorkingDays(off=(date(2021, 4, 5),))) == words


def test_quotations_are_nested() -> None:
    assert quoted("“三会一课”记录不全。") == "“‘三会一课’记录不全”"


def test_nothing_missing_is_no_number() -> None:
    fact = MissingFact.model_validate({"missing": "次", "required": Decimal(1), "per": "month"})
    said = fact.recorded_in_words(Finding.model_validate({"item": "DJ-01", "clause": "次数", "missing": Decimal(0)}))
    assert said == "没有缺"
