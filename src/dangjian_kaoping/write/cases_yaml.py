"""Proposed cases as a document for its author: what is recorded, and room for what must come out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from dangjian_kaoping.characters import in_one_line
from dangjian_kaoping.model.canonical import Content, canonical
from dangjian_kaoping.model.cases import OPEN, Case
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.missing import Proposed
from dangjian_kaoping.words.marks import mark_in_words
from dangjian_kaoping.write.yaml_line import flow, scalar

_HEAD = """\
# {version} 版细则的测试，由 kaoping rubric cases 写成：事实选在各条线上和线的两边。
# 应得几分还没有填（待填）。照细则的原文手算，填在 expect 里，如 expect: {{points: 3.5}}；算不出来的，是细则没有写清楚。
# 填好的放进 rubrics/cases，用 kaoping rubric test 核对：不符的，不是手算错了，就是细则写错了。
kind: cases
version: 1
rubric: {rubric}
cases:
"""
_ANSWERED = "# 每个情形都注明了程序算得几分：手算以后再看，抄下来的测试什么也不说明。\n"
_MEASURE = "考评办法"
_IN_A_LINE = 90
"""So many characters stand well in one line."""


def cases_document(rubric: Rubric, cases: Sequence[Proposed], *, answers: bool) -> str:
    """The document; with `answers` a comment beside each case says what the engine makes of it."""
    head = (_ANSWERED if answers else "") + _HEAD.format(version=rubric.version, rubric=scalar(rubric.version))
    return head + "\n".join(_lines(rubric, cases, answers=answers)) + "\n"


def _lines(rubric: Rubric, cases: Sequence[Proposed], *, answers: bool) -> Iterator[str]:
    taken: Counter[str] = Counter()
    for item_id, several in groupby(cases, lambda each: each.marks[0].item):
        item = rubric.by_item.get(item_id)
        yield _comment(f"──────── {_MEASURE if item is None else f'{item.id} {item.title}'} ────────")
        told = ""
        for each in several:
            clause = None if item is None else item.by_clause.get(each.marks[0].clause)
            if clause is not None and clause.id != told:
                told = clause.id
                yield _comment(f"{clause.id}：{clause.text}")
            name = _name(rubric, each)
            taken[name] += 1
            yield from _case(each, name if taken[name] == 1 else f"{name}（之{taken[name]}）", answers=answers)


def _comment(words: str) -> str:
    return f"  # {in_one_line(words)}"


def _name(rubric: Rubric, case: Proposed) -> str:
    """What a case is for: each thing once, of a clause behind the clause's name."""
    words = [mark_in_words(rubric, mark) for mark in case.marks]
    clause = case.marks[0].clause
    return (f"{clause}：" if clause else "") + "；".join(dict.fromkeys(words))


def _case(case: Proposed, name: str, *, answers: bool) -> Iterator[str]:
    *lines, expected = case_lines(case.case, name)
    yield from (f"  {line}" for line in lines)
    if answers:
        yield f"    # 程序算得：{flow(dict(case.answer))}"
    yield f"  {expected}"


def case_lines(case: Case, name: str) -> Iterator[str]:
    """One case of a list, under a name; what must come out is left open, in the last line."""
    first, *lines = _entries({"name": name, **_content(case)})
    yield f"- {first}"
    yield from (f"  {line}" for line in (*lines, f"expect: {OPEN}"))


def _entries(content: dict[str, Content]) -> Iterator[str]:
    """A key with its value in a line, as far as it is a short one."""
    for key, value in content.items():
        line = f"{scalar(key)}: {flow(value)}"
        if isinstance(value, str) or len(line) <= _IN_A_LINE:
            yield line
            continue
        yield f"{scalar(key)}:"
        inside = (f"- {flow(each)}" for each in value) if isinstance(value, list) else _entries(value)
        yield from (f"  {each}" for each in inside)


def _content(case: Case) -> dict[str, Content]:
    """What a case says, without what follows from its item, and what it expects."""
    content = canonical(case)
    assert isinstance(content, dict)
    return {key: _told(value, case.item) for key, value in content.items() if key not in ("name", "expect")}


def _told(content: Content, item: str | None) -> Content:
    """The same, its facts as people write them: the clause first, and no item where the case names it."""
    if isinstance(content, list):
        return [_told(each, item) for each in content]
    if isinstance(content, dict):
        order = ("item", "clause", *content) if "clause" in content else content
        return {
            key: _told(content[key], item) for key in order if key in content and (key, content[key]) != ("item", item)
        }
    return content
