"""Numbers that differ by class: 生产支部每次扣0.2分，机关支部每次扣0.3分."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.grammar.entry import unsettled
from dangjian_kaoping.grammar.meaning import Figure, Meaning, Part, Word

_KNOWN = "机关后勤|机关|生产|检修|后勤|外派|车间|一线|农村|社区|学校|企业|国企|非公|离退休|其他|其余"
_CLASS = re.compile(
    rf"^(?:([一-鿿]{{2,4}}(?:、[一-鿿]{{2,4}})*)类(?:党?支部|单位|部门)?|((?:{_KNOWN})(?:、(?:{_KNOWN}))*)党?支部)的?"
)
_OTHERS = frozenset({"其他", "其余"})


class Named(NamedTuple):
    """The classes that a text begins with, and the rest of it."""

    classes: tuple[str, ...]
    rest: str


def named(text: str) -> Named | None:
    """What of a text says for whom it is; None if it is for all."""
    found = _CLASS.match(text)
    if found is None:
        return None
    return Named(tuple((found[1] or found[2]).split("、")), text[found.end() :])


def merged(meanings: Sequence[Meaning], classes: Sequence[tuple[str, ...]]) -> Meaning:
    """One clause of several that are for a class each.

    Raises DoubtError where they differ in more than their numbers.
    """
    start, end = meanings[0].start, meanings[-1].end
    names = [name for each in classes for name in each]
    if len(meanings) < 2 or len(set(names)) < len(names) or len(_OTHERS & set(names)) > 1:
        raise unsettled(
            start, end, "只写了一类支部怎样计，别的支部怎样计没有写", "各类支部都写，如“生产支部……，其他支部……”"
        )
    if {"veto", "grades"} & meanings[0].rule.keys() or not any(list(each.figures()) for each in meanings):
        raise unsettled(start, end, "各类支部的后果不能分开写", "每一类写成一个项目")
    merge = _Merge(classes, (start, end))
    rule = merge.part([each.rule for each in meanings])
    assert isinstance(rule, Mapping)
    unsaid = [*merge.same, *(figure for each in meanings for figure in each.unsaid)]
    kept = [figure for each in meanings for figure in each.kept]
    defaults = dict.fromkeys(line for each in meanings for line in each.defaults)
    remark = "支部的类别照原文写，与名册里的类别不一样的要改"
    return Meaning(start, end, rule, tuple(unsaid), tuple(kept), (*defaults, remark))


class _Merge:
    def __init__(self, classes: Sequence[tuple[str, ...]], where: tuple[int, int]) -> None:
        self.classes = classes
        self.where = where
        self.same: list[Figure] = []

    def part(self, parts: Sequence[Part]) -> Part:
        first = parts[0]
        if isinstance(first, Figure):
            return self._figure([each for each in parts if isinstance(each, Figure)], len(parts))
        if isinstance(first, Word):
            if any(each != first for each in parts):
                raise self._differ()
            return first
        if isinstance(first, Mapping):
            others = [each for each in parts if isinstance(each, Mapping) and list(each) == list(first)]
            if len(others) < len(parts):
                raise self._differ()
            return {key: self.part([each[key] for each in others]) for key in first}
        rows = [each for each in parts if isinstance(each, Sequence) and not isinstance(each, Figure | Word)]
        if any(len(each) != len(first) for each in rows) or len(rows) < len(parts):
            raise self._differ()
        return [self.part(row) for row in zip(*rows, strict=True)]

    def _figure(self, figures: Sequence[Figure], count: int) -> Part:
        if len(figures) < count:
            raise self._differ()
        if len({each.value for each in figures}) == 1:
            self.same += figures[1:]
            return figures[0]
        pairs = [(name, figure) for names, figure in zip(self.classes, figures, strict=True) for name in names]
        by_class: dict[str, Part] = {name: figure for name, figure in pairs if name not in _OTHERS}
        others = [figure for name, figure in pairs if name in _OTHERS]
        return {"by_class": by_class, **({"otherwise": others[0]} if others else {})}

    def _differ(self) -> Exception:
        return unsettled(*self.where, "各类支部的写法不一样，合不成一条", "各类支部只有数不同，其余写得一样")
