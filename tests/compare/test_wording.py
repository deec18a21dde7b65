"""Text and rule that were not revised together."""

from typing import Any

import pytest
import yaml

from dangjian_kaoping.compare.diff.revision import Version
from dangjian_kaoping.compare.diff.rubric import compare_rubrics
from dangjian_kaoping.grammar.saying import said
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.words.revision.revision import change_in_words, phrase
from engine.plant import modelled

BEFORE = "{text: 每次扣1分，最多扣3分, fact: {count: 次}, deduct: {each: 1}, at_most: 3}"


def rubric(clause: str) -> Rubric:
    written: Any = yaml.load(clause, yaml.BaseLoader)  # noqa: S506 — every value as it is written
    item = {"id": "项", "title": "项", "points": "10", "department": "部", "clauses": [{"id": "条", **written}]}
    area = {"id": "面", "name": "面", "items": [item]}
    head = {"kind": "rubric", "version": "1", "title": "细则", "effective_from": "2018Q1"}
    return modelled(Rubric, {**head, "areas": [area]})


def told(before: str, after: str) -> list[str]:
    found = compare_rubrics(Version(rubric(before)), Version(rubric(after)), (), said)
    return [phrase(change_in_words(each)) for each in found.changes if each.kind.verb == "kept"]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        # both, or neither
        (BEFORE, []),
        ("{text: 每次扣2分，最多扣3分, fact: {count: 次}, deduct: {each: 2}, at_most: 3}", []),
        # only words
        ("{text: 每次扣１分，最多扣3分。, fact: {count: 次}, deduct: {each: 1}, at_most: 3}", []),
        # the rule alone
        (BEFORE.replace("each: 1", "each: 2"), ["规则改了，条款原文没有改：每次扣1分，最多扣3分"]),
        (BEFORE.replace(", at_most: 3", ""), ["规则改了，条款原文没有改：每次扣1分，最多扣3分"]),
        (BEFORE.replace("deduct", "earn"), ["规则改了，条款原文没有改：每次扣1分，最多扣3分"]),
        # the text alone: another number, or another direction
        (BEFORE.replace("扣1分", "扣2分"), ["原文改了，规则没有改"]),
        (BEFORE.replace("每次扣1分", "每次得1分"), ["原文改了，规则没有改"]),
    ],
)
def test_one_of_the_two_was_left_as_it_was(after: str, words: list[str]) -> None:
    assert told(BEFORE, after) == words
    # backwards it was left too
    assert [each.partition("：")[0] for each in told(after, BEFORE)] == [each.partition("：")[0] for each in words]


def test_a_text_that_only_names_its_clause_is_no_news() -> None:
    assert (
        told("{text: 缺会, fact: {count: 次}, deduct: {each: 1}}", "{text: 缺会, fact: {count: 次}, deduct: {each: 2}}")
        == []
    )
