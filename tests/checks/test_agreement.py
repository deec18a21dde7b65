"""Texts and rules that agree, and those that do not."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

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


def found_in(clauses: str, more: str = "points: 10") -> list[Diagnostic]:
    """What is found of the clauses of one item; each is written as `text: …, fact: …` without its id."""
    data: list[Any] = yaml.load(clauses, yaml.BaseLoader)
    for index, each in enumerate(data):
        each.setdefault("id", f"条{index + 1}")
    item = {"id": "DJ-01", "title": "试", "department": "部室", **yaml.load(more, yaml.BaseLoader), "clauses": data}
    case = {"name": "稿", "item": "DJ-01", "later": "稿", "expect": {"points": "0"}}
    document = {"kind": "cases", "version": "1", "items": [item], "cases": [case]}
    loader = Loader(BASE).laid_over({TEXT: yaml.safe_dump(document, allow_unicode=True, sort_keys=False)})
    ((_, cases),) = loader.cases([TEXT])
    assert list(loader.faults) == []
    return list(check_agreement(cases.own_rubric(), said))


def told(clauses: str, more: str = "points: 10") -> list[str]:
    return [f"{each.code} {each.message}" for each in found_in(clauses, more)]


AGREE = [
    "{text: 每次扣0.5分，最多扣2分, fact: {count: 次}, deduct: {each: 0.5}, at_most: 2}",
    "{text: 每次扣半分，扣完为止, fact: {count: 次}, deduct: {each: 0.5}}",
    "{text: 每少一次扣１分, fact: {missing: 次, required: recorded}, deduct: {each: 1}}",
    "{text: 每月至少1次，每少1次扣1分, fact: {missing: 次, required: 3}, deduct: {each: 1}}",
    "{text: 全年不少于4次，每少1次扣1分, fact: {missing: 次, required: 1}, deduct: {each: 1}}",
    "{text: 三次以上的不得分, fact: {count: 次}, empties: {over: 2}}",
    "{text: “三会一课”缺记录的，每次扣0.3分, fact: {count: 次}, deduct: {each: 0.3}}",
    "{text: 违反《条例》第12条的，每次扣2分, fact: {count: 次}, deduct: {each: 2}}",
    "{text: 2020年以后发展的党员没有档案的，每人扣1分, fact: {count: 人}, deduct: {each: 1}}",
    "{text: 落实一岗双责、两学一做不到位的，每项扣2分, fact: {count: 项}, deduct: {each: 2}}",
    "{text: 学习四个意识没有笔记的，每人扣0.2分, fact: {count: 人}, deduct: {each: 0.2}}",
    "{text: 发生死亡事故的一票否决, fact: {count: 起}, veto: total_zero}",
    "{text: 主办每次加1分，协办减半, fact: {event: [主办, 协办]}, bonus: {levels: {主办: 1, 协办: 0.5}}}",
    "{text: 同样问题再犯的加倍扣分，首次每处扣0.5分, fact: {count: 处}, deduct: {each: 0.5}, repeat: {times: [1, 2]}}",
    "{text: 按被扣分值的2倍扣分, fact: {amount: 分}, deduct: {each: 1}, times: 2}",
    "{text: 合格率低于90%的，每低1个百分点扣0.2分, fact: {sample: 人, as: failed_percent}, deduct: {each: 0.2, above: 10}}",
    "{text: 不少于党员人数的20%，每少1人扣0.2分, fact: {missing: 人, required: {per_head: 0.2}}, deduct: {each: 0.2}}",
    "{text: 每5人一篇，每少1篇扣1分, fact: {missing: 篇, required: {per_head: 0.2}}, deduct: {each: 1}}",
    "{text: 不足三分之二的，扣5分, fact: {value: '%'}, deduct: {table: [{under: 66.66666666, points: 5}, {from: 66.66666666, points: 0}]}}",
    "{text: 按上级考核得分的5%折算, fact: {imported: 上级考核, full: 100}, earn: {share: 5}}",
    "{text: 全部完成得满分，未完成的按比例扣分, fact: {missing: 项, required: recorded}, deduct: {share: 10}}",
    "{text: 视情节扣1—3分, fact: {judged: 例}, deduct: {within: [1, 3]}}",
    "{text: 会议记录不规范, fact: {count: 次}, deduct: {each: 0.3}}",
    "{text: 没有的不得分，不完善的扣2分, fact: {level: [有, 不完善, 没有]}, earn: {levels: {有: 10, 不完善: 8, 没有: 0}}}",
    "{text: 前三名依次加6、4、2分, fact: {rank: 全厂}, bonus: {table: [{from: 1, points: 6}, {from: 2, points: 4}, {from: 3, to: 3, points: 2}]}}",
]


@pytest.mark.parametrize("clause", AGREE)
def test_they_agree(clause: str) -> None:
    assert told(f"[{clause}]") == []


DISAGREE = [
    ("text: 每次扣0.5分, fact: {count: 次}, deduct: {each: 0.05}", "KP810 规则的 deduct.each 是 0.05，原文里没有这个数"),
    ("text: 每月1次，每少1次扣1分，免2次, fact: {missing: 次, required: 1}, deduct: {each: 1}", "KP811 原文说“免2次”，规则里没有 2 这个数"),
    ("text: 每次得2分, fact: {count: 次}, deduct: {each: 2}", "KP812 原文是得分，规则是扣分"),
    ("text: 每次扣2分, fact: {count: 次}, bonus: {each: 2}", "KP812 原文是扣分，规则是总分加分"),
    ("text: 发生的一票否决，总分记零分, fact: {count: 起}, deduct: {each: 1}", "KP812 原文是一票否决，规则是扣分，没有否决"),
    ("text: 每季2次，每少1次扣1分, fact: {missing: 次, required: 2, per: month}, deduct: {each: 1}", "KP813 原文说每季的数，规则是每月的数"),
    ("text: 每次扣1分，最多扣3分, fact: {count: 次}, deduct: {each: 1}", "KP814 原文说最多 3 分，规则没有封顶"),
    ("text: 每次扣1分, fact: {count: 次}, deduct: {each: 1}, at_most: 3", "KP814 规则最多 3 分，原文没有说封顶"),
    ("text: 每次扣1分，四次（含）以上不得分, fact: {count: 次}, deduct: {each: 1}", "KP815 原文说不得分，规则没有 empties"),
    ("text: 每次扣1分, fact: {count: 次}, deduct: {each: 1}, empties: {from: 1}", "KP815 规则有 empties，原文没有说不得分"),
    ("text: 每次扣1分，四次以上不得分, fact: {count: 次}, deduct: {each: 1}, empties: {over: 4}", "KP816 正好是4次的，原文含，规则不含"),
    ("text: 每满3次扣1分, fact: {count: 次}, deduct: {each: 3, step: 1}", "KP817 1次：照原文扣 0 分，照规则扣 3 分"),
    ("text: 每次扣2分，最多扣3分, fact: {count: 次}, deduct: {each: 3}, at_most: 2", "KP817 at_most：照原文 3，照规则 2"),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "fault"), DISAGREE)
def test_they_do_not_agree(clause: str, fault: str) -> None:
    assert fault in told(f"[{{{clause}}}]")


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


@given(st.decimals(min_value="0.1", max_value=9, places=1), st.decimals(min_value="0.1", max_value=9, places=1))
def test_a_price_agrees_with_itself_alone(one: object, other: object) -> None:
    faults = told(f"[{{text: 每次扣{one}分, fact: {{count: 次}}, deduct: {{each: {other}}}}}]")
    assert bool(faults) == (one != other)


# ── digits that were changed ───────────────────────────────────────────────────────────────────────────────────
