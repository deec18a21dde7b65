"""What a case tries, in words: what is recorded, and never what follows from it; and by which key that is told."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.cases import Case, CaseFact
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.proof.coverage.marks import Mark

_SHOWN = 3
"""So many records are named one by one."""


def situation_in_words(rubric: Rubric, case: Case, marks: Iterable[Mark]) -> str:
    """What a case records under the clauses that it is for, and of whom: `无故缺席 5 人次`, `综合得分 95`."""
    about = {mark.clause for mark in marks if mark.item == case.item}
    said = list(_figures(case))
    if case.round:
        said += [f"{name}：{_recorded(rubric, case, each.facts, set())}" for name, each in case.round.items()]
    elif case.item is not None and case.not_applicable is None:
        said.append(_recorded(rubric, case, case.facts, about))
    said += [f"“{key}”前面有过 {rounds} 轮" for key, rounds in case.earlier.items()]
    said += _beside(rubric, case)
    # what is recorded of nothing would be called alike in every item
    named = f"{case.item} " if case.item is not None and not case.facts and not case.round else ""
    return named + "；".join(said)


def _figures(case: Case) -> Iterator[str]:
    figures = (("综合得分", case.score), ("检查得分", case.inspection), ("自评得分", case.self_assessment))
    yield from (f"{name} {plain(figure)}" for name, figure in figures if figure is not None)


def _beside(rubric: Rubric, case: Case) -> Iterator[str]:
    """Of whom it is recorded, where that tells it from others."""
    if case.not_applicable is not None:
        yield "不涉及"
    if case.branch_class is not None:
        yield f"“{case.branch_class}”类支部"
    if case.head_count is not None:
        yield f"{case.head_count} 人"
    if case.months != MONTHS_OF_A_QUARTER:
        yield f"{case.months} 个月"
    item = rubric.by_item.get(case.item or "")
    if item is not None and not item.due_in(int(case.quarter[1])):
        yield f"第 {case.quarter[1]} 季度"


def _recorded(rubric: Rubric, case: Case, facts: Iterable[CaseFact], about: set[str]) -> str:
    """The records under some clauses (no such: all), those together that say the same."""
    several = list(facts)
    item = rubric.by_item.get(case.item or "")
    if item is not None and (asked := _read_by(item, about)):
        several = [each for each in several if each.clause in asked] or several
    words = [_one(rubric, each.item or case.item or "", each) for each in several]
    alike = [(said, len(list(same))) for said, same in groupby(words)]
    shown = "、".join(said + (f"（{many} 条）" if many > 1 else "") for said, many in alike[:_SHOWN])
    return shown + (f"等 {len(words)} 条" if len(alike) > _SHOWN else "") or "什么也没有记"


def _read_by(item: Item, clauses: set[str]) -> set[str]:
    """Under which clauses that is recorded what some of them read, or look at."""
    known = [item.by_clause[each] for each in clauses if each in item.by_clause]
    return {name for each in known for name in (each.recorded_under, *each.looks_at)}


def _one(rubric: Rubric, item_id: str, fact: CaseFact) -> str:
    item = rubric.by_item.get(item_id)
    clause = None if item is None else item.by_clause.get(fact.clause)
    said = "" if clause is None else clause.fact.recorded_in_words(fact)
    return f"{fact.clause} {said}".rstrip()


_KEYS: Mapping[str, str] = {
    "points": "points（本项得几分）",
    "bonus": "bonus（总分加几分）",
    "penalty": "penalty（总分减几分）",
    "composite": "composite（综合得分）",
    "grade": "grade（等次）",
}
"""What is expected under a key."""


def keys_in_words(case: Case, rubric: Rubric, keys: tuple[str, ...]) -> str:
    """What is to be filled in, where it is not the points alone; empty where it is."""
    if keys == ("points",) and not case.round:
        return ""
    said = "、".join(_KEYS.get(key) or _veto(case, rubric) for key in keys)
    if case.round:
        inside = "、".join(f"{name}: {{{', '.join(f'{key}: …' for key in keys)}}}" for name in case.round)
        return f"填 {{branches: {{{inside}}}}}：{said}"
    return f"填 {said}"


def _veto(case: Case, rubric: Rubric) -> str:
    """How a veto is told that one of the records may set off; whether it does is not said."""
    item = rubric.by_item.get(case.item or "")
    readers = [each for fact in case.facts for each in (() if item is None else item.readers.get(fact.clause, ()))]
    effect = next((each.veto.effect for each in readers if each.veto is not None), "total_zero")
    return f"veto（触发了的写后果，如 [{effect}]；没有触发的写 []）"
