"""The numbers of a rule, each with the keys that lead to it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from dangjian_kaoping.model.clause import Clause, Group
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.number import PerHead
from dangjian_kaoping.model.rubric import Area, Item

Key = str | int

_WORDS = frozenset(("id", "text", "was", "group", "department", "title"))
"""Fields that rule nothing."""


class Ruled(NamedTuple):
    """A number of a rule: the keys that lead to it, as a file writes them."""

    value: Decimal
    keys: tuple[Key, ...]
    per_head: bool = False

    @property
    def role(self) -> str:
        """What it is: the last key that is a word of the language."""
        if "levels" in self.keys or "roles" in self.keys:
            return "levels" if "levels" in self.keys else "roles"
        words = [str(key) for key in self.keys if isinstance(key, str)]
        while (len(words) > 1 and words[-2] in ("by_class", "weights")) or words[-1] in _OF_CLASS:
            words.pop()
        return words[-1]


_OF_CLASS = frozenset(("by_class", "otherwise", "per_head", "branches"))


def ruled(clause: Clause) -> tuple[Ruled, ...]:
    """The numbers of a clause; without those of a fact that another clause records."""
    found = list(_numbers(clause, ()))
    if clause.fact.same is None:
        return tuple(found)
    return tuple(each for each in found if each.keys[0] != "fact")


def names_of(clause: Clause) -> str:
    """What else is written in a clause's rule: the names of its levels, units and classes."""
    return " ".join(_names(clause))


def of_part(part: Area | Item | Group) -> Iterator[Decimal]:
    """The numbers of an area, an item or a group, beside those of what stands in it."""
    for key, value in _written(part):
        if key not in ("items", "clauses", "groups"):
            yield from (each.value for each in _numbers(value, (key,)))


def limits_of(parts: Iterable[Area | Item | Group]) -> Iterator[Decimal]:
    """满分 and how far points go, of items and groups; of each class of branches where that differs."""
    for part in parts:
        for name in ("points", "ceiling", "at_most"):
            yield from (each.value for each in _numbers(getattr(part, name, None), (name,)) if not each.per_head)


def _numbers(part: object, keys: tuple[Key, ...], *, per_head: bool = False) -> Iterator[Ruled]:
    if isinstance(part, bool) or part is None:
        return
    if isinstance(part, Decimal | int):
        yield Ruled(Decimal(part), keys, per_head)
    elif isinstance(part, str):
        # 10% of the marks are dropped
        if found := re.fullmatch(r"(\d+(?:\.\d+)?)%", part):
            yield Ruled(Decimal(found[1]), keys)
    elif isinstance(part, Document):
        inside = per_head or isinstance(part, PerHead)
        for key, value in _written(part):
            yield from _numbers(value, (*keys, key), per_head=inside)
    elif isinstance(part, Mapping):
        for key, each in part.items():
            yield from _numbers(each, (*keys, str(key)), per_head=per_head)
    elif type(part) is tuple:
        for index, each in enumerate(part):
            yield from _numbers(each, (*keys, index), per_head=per_head)


def _names(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Document):
        for _, value in _written(part):
            yield from _names(value)
    elif isinstance(part, Mapping):
        yield from map(str, part)
        for each in part.values():
            yield from _names(each)
    elif type(part) is tuple:
        for each in part:
            yield from _names(each)


def _written(part: Document) -> Iterator[tuple[str, Any]]:
    """What the file writes: a default is no number of the rule."""
    return (each for each in part.written() if each[0] not in _WORDS)
