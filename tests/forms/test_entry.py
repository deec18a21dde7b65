"""一格里写的: what is taken, as what, and what is refused under which code."""

from datetime import date
from decimal import Decimal

import pytest

from dangjian_kaoping.diagnostics import Diagnostic, Fault
from dangjian_kaoping.facts.boxes import Box, Entered
from dangjian_kaoping.forms.entry import chosen, dated, entered, is_nothing, named, worded
from dangjian_kaoping.forms.grid import BLANK, Cell
from dangjian_kaoping.place import NOWHERE

COUNT = Box("number1", "多少次", "count", "次")
AMOUNT = Box("number1", "多少元", "amount", "元")
PERCENT = Box("number1", "百分之几", "amount", "%", percent=True)
GROWTH = PERCENT._replace(wanted="number")
SINGLE = Box("number1", "率", "amount", "%")
"""A percentage of at most 1 %: nothing to ask about."""
PLANS = Box("required", "各月应做多少次", "amounts", "次")


def taken(box: Box, cell: Cell) -> str:
    found = entered(box, cell)
    assert isinstance(found, Entered), found
    assert found.column == box.column
    return found.text


def refused(found: object) -> Diagnostic:
    """A refusal, with all its sentences."""
    assert isinstance(found, Fault), found
    told = Diagnostic(found, NOWHERE)
    assert all((told.message, told.why, told.mend))
    return told


def number(text: str, *, percent: bool = False) -> Cell:
    return Cell(Decimal(text), percent=percent)


@pytest.mark.parametrize(
    ("box", "cell", "text"),
    [
        (COUNT, number("3"), "3"),
        (COUNT, number("0"), "0"),
        (COUNT, number("3.0"), "3"),
        *((COUNT, Cell(text), "3") for text in ("3", " 3 ", "３", "3次", "3 次", "３　次", "3\u00a0次", "3.0", "03")),
        (COUNT, Cell("0"), "0"),
        (AMOUNT, number("0.1"), "0.1"),
        (AMOUNT, Cell("1.50元"), "1.5"),
        (AMOUNT, Cell("１２．５"), "12.5"),
        (AMOUNT, number("1E+3"), "1000"),
        (PERCENT, number("88.5"), "88.5"),
        (PERCENT, number("0.885", percent=True), "88.5"),
        (PERCENT, number("0.0088", percent=True), "0.88"),
        (PERCENT, number("1", percent=True), "100"),
        (PERCENT, number("0"), "0"),
        (PERCENT, Cell("88.5%"), "88.5"),
        (PERCENT, Cell("88.5 ％"), "88.5"),
        (PERCENT, Cell("0.5%"), "0.5"),
        (PERCENT, number("1.2"), "1.2"),
        (GROWTH, number("-0.03", percent=True), "-3"),
        (GROWTH, Cell("-3%"), "-3"),
        (SINGLE, number("0.5"), "0.5"),
        (PLANS, Cell("4、4、3"), "4、4、3"),
        (PLANS, Cell("4； 4 3次"), "4、4、3"),
        (PLANS, number("4"), "4"),
    ],
)
def test_numbers_that_are_taken(box: Box, cell: Cell, text: str) -> None:
    assert taken(box, cell) == text


@pytest.mark.parametrize(
    ("box", "cell", "code"),
    [
        *((COUNT, Cell(text), "KP700") for text in ("约2", "无", "/", "—", "满分", "2分", "三", "1/2", "3²", "①")),
        *((AMOUNT, Cell(text), "KP700") for text in ("1,234", "1，234", "1.0E+02", "2000万", ".5", "5.", "+3", "1 2")),
        (COUNT, number("2.5"), "KP700"),
        (COUNT, number("-1"), "KP700"),
        (AMOUNT, Cell("-1"), "KP700"),
        (AMOUNT, number("0.123456789"), "KP700"),
        (AMOUNT, number("1E+13"), "KP700"),
        (COUNT, number("3", percent=True), "KP700"),
        (COUNT, Cell("300%"), "KP700"),
        (COUNT, Cell(value=True), "KP700"),
        (PERCENT, number("-0.03", percent=True), "KP700"),
        (COUNT, Cell(formula="=A1"), "KP701"),
        (COUNT, Cell(error="#DIV/0!"), "KP702"),
        *((PERCENT, number(text), "KP703") for text in ("0.885", "1", "0.001")),
        (PERCENT, Cell("0.885"), "KP703"),
        (GROWTH, number("-0.885"), "KP703"),
        (COUNT, Cell(date(2021, 1, 2)), "KP709"),
        (PLANS, Cell("4,443"), "KP700"),
        (PLANS, Cell("4、约4、3"), "KP700"),
    ],
)
def test_numbers_that_are_refused(box: Box, cell: Cell, code: str) -> None:
    assert refused(entered(box, cell)).code == code


def test_both_readings_of_a_percentage_are_told() -> None:
    told = refused(entered(PERCENT, number("0.885")))
    assert "0.885%" in told.message
    assert "88.5%" in told.message
    assert taken(PERCENT, number(told.particulars["number"])) == "88.5"
    assert taken(PERCENT, Cell(told.particulars["low"])) == "0.885"


def test_who_writes_points_with_a_minus_is_told_that_facts_are_wanted() -> None:
    assert "只记事实" in refused(entered(COUNT, number("-1"))).message
    assert "只记事实" not in refused(entered(COUNT, number("0.5"))).message


@pytest.mark.parametrize("cell", [BLANK, Cell(""), Cell("  "), Cell("\u00a0\n"), Cell("\u200b")])
def test_blank_is_blank_whatever_stands_there_unseen(cell: Cell) -> None:
    assert entered(COUNT, cell) is None
    assert dated("整改期限", cell) is None
    assert worded("扣分原因", cell) is None
    assert is_nothing(cell)


def test_what_is_written_where_there_is_nothing() -> None:
    assert all(is_nothing(Cell(text)) for text in ("无", " / ", "—"))
    assert not any(is_nothing(each) for each in (number("0"), Cell("0"), Cell(error="#N/A"), Cell(formula="=A1")))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (Cell(date(2021, 9, 30)), "2021-09-30"),
        (number("44469"), "2021-09-30"),
        *(
            (Cell(text), "2021-09-30")
            for text in (
                "2021.9.30",
                "2021/9/30",
                "2021-09-30",
                "2021年9月30日",
                "2021 年 9 月 30 日",
                "２０２１.９.３０",
            )
        ),
    ],
)
def test_days(cell: Cell, day: str) -> None:
    assert dated("整改期限", cell) == day


@pytest.mark.parametrize("text", ["9月30日", "9.30", "9-30", "21.9.30", "2021.9", "2021-02-30", "月底", "2021.9.30前"])
def test_days_that_are_refused(text: str) -> None:
    assert refused(dated("整改期限", Cell(text))).code == "KP704"


def test_numbers_and_formulas_that_are_no_days() -> None:
    codes = [
        refused(dated("整改期限", each)).code
        for each in (number("20210930"), number("9.3"), Cell(value=True), Cell(formula="=TODAY()"))
    ]
    assert codes == ["KP704", "KP704", "KP704", "KP701"]
    assert "哪一年" in refused(dated("整改期限", Cell("9月30日"))).message


LEVELS = ("好, 较好", "A档", "1")


@pytest.mark.parametrize(
    ("cell", "word"),
    [(Cell(" 好，较好 "), "好, 较好"), (Cell("ａ 档"), "A档"), (number("1"), "1"), (Cell("好, 较好"), "好, 较好")],
)
def test_words_are_known_whatever_their_spaces(cell: Cell, word: str) -> None:
    assert chosen("档次或计法", cell, LEVELS) == word


def test_a_near_miss_is_asked_about_and_not_taken() -> None:
    told = refused(chosen("档次或计法", Cell("叫好"), ("较好", "一般")))
    assert told.code == "KP705"
    assert "较好" in told.mend
    assert refused(chosen("档次或计法", Cell("甲"), ())).code == "KP705"
    # which of two is meant is not known
    assert refused(chosen("档次或计法", Cell("Ａ"), ("a", "A"))).code == "KP705"


def test_text_is_tidied_and_its_lines_are_kept() -> None:
    assert worded("扣分原因", Cell("　一、缺\u00a0签到\u200b\r\n二、迟到\t\x0b三 ")) == "一、缺 签到\n二、迟到\n三"
    assert worded("扣分原因", Cell("=不是公式")) == "=不是公式"
    assert worded("扣分原因", number("3")) == "3"
    assert worded("扣分原因", number("0.5", percent=True)) == "50%"
    assert named("事件", Cell(" 三·一\n事故 ")) == "三·一 事故"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (Cell("字" * 32767), "KP708"),
        (Cell("字" * 10001), "KP708"),
        (Cell("a\u202eb"), "KP708"),
        (Cell("a\x01b"), "KP708"),
        (Cell(date(2021, 3, 5)), "KP708"),
        (Cell(value=True), "KP708"),
        (Cell(formula="=A1"), "KP701"),
        (Cell(error="#REF!"), "KP702"),
    ],
)
def test_text_that_is_refused(cell: Cell, code: str) -> None:
    assert refused(worded("扣分原因", cell)).code == code


def test_a_long_text_is_told_in_short() -> None:
    assert len(refused(entered(COUNT, Cell("约" * 5000))).message) < 100


def test_numbers_of_months_that_cannot_be_told_apart_are_asked_for_as_they_are_written() -> None:
    told = entered(PLANS, Cell("4,4,3"))
    assert isinstance(told, Fault) and "这里要的是各月应做多少次" in told.particulars["problem"]
