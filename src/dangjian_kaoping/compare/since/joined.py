"""Items of two versions that became each other: renamed, split, merged, the same; replayed as one, or not."""

from collections.abc import Collection
from typing import NamedTuple

from dangjian_kaoping.compare.diff.partners import Partners
from dangjian_kaoping.model.rubric import Item, Rubric


class Joined(NamedTuple):
    """Items before and after; one side is empty where something went, or is new."""

    old: tuple[Item, ...]
    new: tuple[Item, ...]

    @property
    def ids(self) -> frozenset[str]:
        """What any of them is called on either side."""
        return frozenset(item.id for item in (*self.old, *self.new))

    def has_new(self, ids: Collection[str]) -> bool:
        """Whether any of some items of the newer version, by id, is one of them."""
        return any(item.id in ids for item in self.new)


def same_items(rubric: Rubric) -> tuple[Joined, ...]:
    """The items of one version, each by itself."""
    return tuple(Joined((item,), (item,)) for item in rubric.items())


def joined_items(partners: Partners) -> tuple[Joined, ...]:
    """All items of two versions, in the order of the newer one; those that went come last.

    Items belong together where the one was the other, or a clause of it was.
    """
    if partners.old is partners.new:
        return same_items(partners.new)
    sets = _Sets()
    for item in partners.new.items():
        sets.join(("new", item.id), ("new", item.id))
        origins = {*partners.item_origins.get(item.id, ())}
        for clause in item.clauses:
            origins |= {key[0] for key in partners.clause_origins.get((item.id, clause.id), ())}
        for each in origins:
            sets.join(("new", item.id), ("old", each))
    found: dict[tuple[str, str], tuple[list[Item], list[Item]]] = {}
    for side, items in (("new", partners.new.items()), ("old", partners.old.items())):
        for item in items:
            old, new = found.setdefault(sets.of((side, item.id)), ([], []))
            (new if side == "new" else old).append(item)
    return tuple(Joined(tuple(old), tuple(new)) for old, new in found.values())


class _Sets:
    """Sets of items, by version and id, that grow together; each is known by one of its members."""

    def __init__(self) -> None:
        self._into: dict[tuple[str, str], tuple[str, str]] = {}

    def of(self, key: tuple[str, str]) -> tuple[str, str]:
        """The member by which the set of a key is known."""
        while (above := self._into.get(key, key)) != key:
            key = above
        return key

    def join(self, one: tuple[str, str], other: tuple[str, str]) -> None:
        """Make one set of two."""
        self._into[self.of(other)] = self.of(one)
