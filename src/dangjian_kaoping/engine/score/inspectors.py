"""Whose inspection of a branch an item waits for (docs/细则语言.md, 项目和组)."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item


class Inspectors(NamedTuple):
    """Departments by id: where clauses name any, all that they name; else one of the item's is enough."""

    named: frozenset[str]
    any_of: frozenset[str]

    def have_seen(self, inspected: Collection[str]) -> bool:
        """Whether the departments that inspected a branch are enough for the item to count as inspected."""
        return self.named.issubset(inspected) if self.named else not self.any_of.isdisjoint(inspected)


def inspectors_of(item: Item, called: Mapping[str, str]) -> Inspectors:
    """Whom an item waits for, of departments as they are `called` in the quarter (name or id, to the id).

    A name that a clause gives and nobody bears then is waited for all the same: nobody recorded the clause.
    """
    named = frozenset(called.get(name, name) for name in item.named_departments)
    return Inspectors(named, frozenset(called[name] for name in item.department if name in called))


def recorders(item: Item, clause: Clause, called: Mapping[str, str]) -> frozenset[str]:
    """The departments, by id, that may record a clause."""
    return frozenset(called[name] for name in item.recorded_by(clause) if name in called)
