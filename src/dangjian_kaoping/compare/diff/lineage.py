"""Which thing of one version became which of another: by its id, and by what `was` says on either side.

`was` of a version speaks of the version before it. So the newer side says it, whichever side it is compared
from; of two texts of one version (a draft and its last state) each side is heard. What both sides say alike is
an older story and is not heard.
"""

from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple, TypeVar

from dangjian_kaoping.engine.score.circumstances import ClauseKey
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item, Rubric

Key = TypeVar("Key", bound=Hashable)


class Lineage(NamedTuple):
    """Pairs of ids, before and after: of items, and of clauses (with their items). One may have several partners."""

    items: frozenset[tuple[str, str]]
    clauses: frozenset[tuple[ClauseKey, ClauseKey]]

    def reversed(self) -> "Lineage":
        """The same seen from the other side."""
        return Lineage(
            frozenset((after, before) for before, after in self.items),
            frozenset((after, before) for before, after in self.clauses),
        )


def after_is_newer(before: Rubric, after: Rubric) -> bool | None:
    """Which side is the later version; None where both are in force from the same quarter."""
    if before.effective_from == after.effective_from:
        return None
    return before.effective_from < after.effective_from


def lineage_of(before: Rubric, after: Rubric, between: Iterable[Rubric] = ()) -> Lineage:
    """Who became whom from one version to another, through the versions that lie `between` them."""
    steps = [before, *sorted(between, key=lambda each: each.effective_from), after]
    if after_is_newer(before, after) is False:
        steps[1:-1] = reversed(steps[1:-1])
    items = {(each, each) for each in before.by_item}
    clauses = {(each, each) for each in before.position}
    for one, other in pairwise(steps):
        claims = _claims(one, other)
        items = _followed(items, _same(one.by_item, other.by_item) | claims.items)
        clauses = _followed(clauses, _same(one.position, other.position) | claims.clauses)
    # what kept its id is the same thing, also where a version between did not have it
    return Lineage(
        frozenset(items | _same(before.by_item, after.by_item)),
        frozenset(clauses | _same(before.position, after.position)),
    )


def _same(one: Iterable[Key], other: Iterable[Key]) -> set[tuple[Key, Key]]:
    return {(each, each) for each in set(one) & set(other)}


def _followed(known: set[tuple[Key, Key]], step: set[tuple[Key, Key]]) -> set[tuple[Key, Key]]:
    following: dict[Key, list[Key]] = {}
    for one, other in step:
        following.setdefault(one, []).append(other)
    return {(first, last) for first, middle in known for last in following.get(middle, ())}


def _claims(before: Rubric, after: Rubric) -> Lineage:
    later = after_is_newer(before, after)
    said = Lineage(frozenset(), frozenset())
    if later is not False:
        said = _said_by(after, before)
    if later is not True:
        back = _said_by(before, after).reversed()
        said = Lineage(said.items | back.items, said.clauses | back.clauses)
    return said


def _said_by(newer: Rubric, older: Rubric) -> Lineage:
    """What the newer version says its things were, as far as the older one has them."""
    items: set[tuple[str, str]] = set()
    clauses: set[tuple[ClauseKey, ClauseKey]] = set()
    for item in newer.items():
        predecessor = older.by_item.get(item.id)
        was = [
            each for each in item.was if each in older.by_item and (predecessor is None or each not in predecessor.was)
        ]
        items |= {(each, item.id) for each in was}
        for clause in item.clauses:
            key = (item.id, clause.id)
            names = [*_named(item, clause, predecessor), *((each, clause.id) for each in was)]
            clauses |= {(name, key) for name in names if name in older.position and name != key}
    return Lineage(frozenset(items), frozenset(clauses))


def _named(item: Item, clause: Clause, predecessor: Item | None) -> Iterator[ClauseKey]:
    """What a clause says that it was; not what the older version's own clause says too."""
    earlier = predecessor.by_clause.get(clause.id) if predecessor is not None else None
    for was in clause.was:
        if earlier is not None and was in earlier.was:
            continue
        before, separator, after = was.partition("/")
        if separator:
            yield before, after
        else:
            yield from ((each, was) for each in (item.id, *item.was))
