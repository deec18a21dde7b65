"""Proposed cases as a document for its author: what is recorded, and room for what must come out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from dangjian_kaoping.characters import in_one_line
from dangjian_kaoping.model.canonical import Content, canonical
from dangjian_kaoping.model.cases import OPEN, Case
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.coverage.missing import Proposed, item_of
from dangjian_kaoping.words.situation import keys_in_words, situation_in_words
from dangjian_kaoping.write.yaml_line import flow, scalar

_HEAD = """\
# {version} 版细则的测试，由 kaoping rubric cases 写成：事实选在各条线上和线的两边。
# 应得的还没有填（待填）。照细则的原文手算，填在 expect 里，如 expect: {{points: 3.5}}；算不出来的，是细则没有写清楚。
# 本项得几分写 {{points: 3.5}}，总分加几分写 {{bonus: 2}}，总分减几分写 {{penalty: 2}}，等次写 {{grade: 优秀}}，
# 一票否决写 {{veto: [后果]}}，整轮的写在各支部下面：{{branches: {{甲支部: {{points: 3.5}}}}}}，
# 缺事实、算不出分的写 {{incomplete: true}}。不填 points 的情形，旁边注明填什么。
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
    for item_id, several in groupby(cases, lambda each: item_of(each.case)):
        item = rubric.by_item.get(item_id)
        yield _comment(f"──────── {_MEASURE if item is None else f'{item.id} {item.title}'} ────────")
        told = ""
        for each in several:
            about = next((mark.clause for mark in each.marks if mark.item == item_id), "")
            clause = None if item is None else item.by_clause.get(about)
            if clause is not None and clause.id != told:
                told = clause.id
                yield _comment(f"{clause.id}：{clause.text}")
            name = situation_in_words(rubric, each.case, each.marks)
            taken[name] += 1
            name += f"（之{taken[name]}）" if taken[name] > 1 else ""
            yield from _case(each, name, keys_in_words(each.case, rubric, each.keys), answers=answers)


def _comment(words: str) -> str:
    return f"  # {in_one_line(words)}"


def _case(case: Proposed, name: str, keys: str, *, answers: bool) -> Iterator[str]:
    *lines, expected = case_lines(case.case, name, keys)
    yield from (f"  {line}" for line in lines)
    if answers:
        yield f"    # 程序算得：{flow(dict(case.answer))}"
    yield f"  {expected}"


def case_lines(case: Case, name: str, keys: str) -> Iterator[str]:
    """One case of a list, under a name; what must come out is left open, in the last line, behind what is to be filled
    in there, if that is to be said.
    """
    first, *lines = _entries({"name": name, **_content(case)})
    yield f"- {first}"
    yield from (f"  {line}" for line in (*lines, *([f"# {keys}"] if keys else []), f"expect: {OPEN}"))


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
