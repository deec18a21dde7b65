"""Numbers before lines, and within them."""

import pytest

from dangjian_kaoping.outline.numbering import broken, numbered


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("①漏的扣1分②迟的扣2分", ["①漏的扣1分", "②迟的扣2分"]),
        ("⒈漏的扣1分⒉迟的扣2分", ["⒈漏的扣1分", "⒉迟的扣2分"]),
        ("1.漏的扣1分；2.迟的扣0.5分", ["1.漏的扣1分；", "2.迟的扣0.5分"]),
        ("违反前款第①项的，扣1分", ["违反前款第①项的，扣1分"]),
        ("按照①和②办理的，不扣分", ["按照①和②办理的，不扣分"]),
    ],
)
def test_a_line_is_broken_at_its_numbers_and_not_where_it_refers_to_one(line: str, pieces: list[str]) -> None:
    assert broken(line) == pieces


@pytest.mark.parametrize(("one", "other"), [("⑴漏", "（1）漏"), ("⒈漏", "1.漏"), ("㈠漏", "(一)漏"), ("①漏", "❶漏")])
def test_numbers_of_one_character_are_of_the_kind_that_they_look_like(one: str, other: str) -> None:
    assert numbered(one).kind == numbered(other).kind != ""


@pytest.mark.parametrize("text", ["0.5分", "1.5人", "3 次", "①", "一"])
def test_a_number_of_something_is_none(text: str) -> None:
    assert numbered(text).kind == ""
