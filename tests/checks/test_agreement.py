"""Texts and rules that agree, and those that do not."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.checks.agreement.agreement import check_agreement
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.grammar.saying import said
from dangjian_kaoping.loading.workspace import Loader

from .laying import BASE

TEXT = "试.yaml"


def _plain(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 — every value as it is written


def found_in(clauses: str, more: str = "points: 10") -> list[Diagnostic]:
    """What is found of the clauses of one item; each is written as `text: …, fact: …` without its id."""
    data: list[Any] = _plain(clauses)
    for index, each in enumerate(data):
        each.setdefault("id", f"条{index + 1}")
    item = {"id": "DJ-01", "title": "试", "department": "部室", **_plain(more), "clauses": data}
    case = {"name": "稿", "item": "DJ-01", "later": "稿", "expect": {"points": "0"}}
    document = {"kind": "cases", "version": "1", "items": [item], "cases": [case]}
    loader = Loader(BASE).laid_over({TEXT: yaml.safe_dump(document, allow_unicode=True, sort_keys=False)})
    ((_, cases),) = loader.cases([TEXT])
    assert list(loader.faults) == []
    return list(check_agreement(cases.own_rubric(), said))


def told(clauses: str, more: str = "points: 10") -> list[str]:
    return [f"{each.code} {each.message}" for each in found_in(clauses, more)]


_WRITTEN = _plain((Path(__file__).parent / "agreement.yaml").read_text("utf-8"))
AGREE = [json.dumps(each, ensure_ascii=False) for each in _WRITTEN["agree"]]
_PAIRS = _WRITTEN["disagree"]
DISAGREE = [(json.dumps(one, ensure_ascii=False), fault) for one, fault in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)]


@pytest.mark.parametrize("clause", AGREE)
def test_they_agree(clause: str) -> None:
    assert told(f"[{clause}]") == []


@pytest.mark.parametrize(("clause", "fault"), DISAGREE)
def test_they_do_not_agree(clause: str, fault: str) -> None:
    assert fault in told(f"[{clause}]")


def test_a_number_may_stand_around_the_text() -> None:
    clause = "[{text: 缺一次扣1分, fact: {missing: 次, required: 4}, deduct: {each: 1}}]"
    assert told(clause) == ["KP810 规则的 fact.required 是 4，原文里没有这个数"]
    assert told(clause, "{points: 10, requirement: 每季开会4次}") == []


def test_what_is_not_understood_is_not_judged_but_its_numbers_are() -> None:
    odd = "乱涂乱画的另行从严掌握，得扣一并计3分"
    assert said(odd).reading.meanings == ()
    assert told(f"[{{text: {odd}, fact: {{count: 次}}, earn: {{each: 3}}, at_most: 3}}]") == []
    assert told(f"[{{text: {odd}, fact: {{count: 次}}, earn: {{each: 4}}}}]") == [
        "KP810 规则的 earn.each 是 4，原文里没有这个数"
    ]


def test_one_slip_is_told_once_with_what_the_text_says() -> None:
    (fault,) = found_in("[{text: 每次扣0.5分, fact: {count: 次}, deduct: {each: 0.6}}]")
    assert fault.mend.startswith("原文说“每次扣0.5分”。")


def test_a_sentence_that_is_written_as_two_clauses_has_all_its_numbers_in_either() -> None:
    text = "一般的每起扣1分，较大的每起扣2分"
    clauses = [f"{{text: {text}, fact: {{count: 起}}, deduct: {{each: {points}}}}}" for points in (1, 2)]
    assert told(f"[{', '.join(clauses)}]") == []
    assert told(f"[{clauses[0]}]") == ["KP811 原文说“较大的每起扣2分”，规则里没有 2 这个数"]


@pytest.mark.whole
@given(st.decimals(min_value="0.1", max_value=9, places=1), st.decimals(min_value="0.1", max_value=9, places=1))
def test_a_price_agrees_with_itself_alone(one: object, other: object) -> None:
    faults = told(f"[{{text: 每次扣{one}分, fact: {{count: 次}}, deduct: {{each: {other}}}}}]")
    assert bool(faults) == (one != other)
