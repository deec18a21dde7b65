"""Who is compared with whom in two versions of a rubric: areas, items and clauses, with what each is called."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from dangjian_kaoping.compare.diff.lineage import after_is_newer, lineage_of
from dangjian_kaoping.compare.diff.matching import Matching, matched
from dangjian_kaoping.engine.score.circumstances import ClauseKey
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Area, Item, Rubric

Key = TypeVar("Key", bound=Hashable)


class Partners:
    """The partners of two versions; `between` are the versions through which the lineage runs."""

    def __init__(self, old: Rubric, new: Rubric, between: Iterable[Rubric] = ()) -> None:
        self.old, self.new = old, new
        self._lineage = lineage_of(old, new, between)
        self.later = after_is_newer(old, new)

    @cached_property
    def items(self) -> Matching[str]:
        """Items by id."""
        return matched(list(self.old.by_item), list(self.new.by_item), self._lineage.items, self._unlike_items)

    def _unlike_items(self, old: str, new: str) -> tuple[object, ...]:
        titles = self.old.by_item[old].title != self.new.by_item[new].title
        return old != new, titles, sorted((old, new))

    @cached_property
    def item_of(self) -> dict[str, str]:
        """The item that an item became, by id."""
        return dict(self.items.pairs)

    @cached_property
    def clauses(self) -> Matching[ClauseKey]:
        """Clauses by item and id."""
        return matched(
            list(self.old.position), list(self.new.position), set(self._clause_edges()), self._unlike_clauses
        )

    def _clause_edges(self) -> Iterator[tuple[ClauseKey, ClauseKey]]:
        yield from self._lineage.clauses
        for old, new in self.items.pairs:
            if old != new:
                there = self.new.by_item[new].by_clause
                yield from (((old, each), (new, each)) for each in self.old.by_item[old].by_clause if each in there)

    @cached_property
    def clause_origins(self) -> Mapping[ClauseKey, tuple[ClauseKey, ...]]:
        """What each clause was, however many."""
        return _by_second(self._clause_edges(), self.old.position, self.new.position)

    @cached_property
    def clause_heirs(self) -> Mapping[ClauseKey, tuple[ClauseKey, ...]]:
        """What each clause became, however many."""
        turned = ((after, before) for before, after in self._clause_edges())
        return _by_second(turned, self.new.position, self.old.position)

    @cached_property
    def item_origins(self) -> Mapping[str, tuple[str, ...]]:
        """What each item was, however many."""
        return _by_second(self._lineage.items, self.old.by_item, self.new.by_item)

    def _unlike_clauses(self, old: ClauseKey, new: ClauseKey) -> tuple[object, ...]:
        return self.item_of.get(old[0]) != new[0], old[1] != new[1], sorted((old, new))

    @cached_property
    def areas(self) -> Matching[str]:
        """Areas by id; an area with another id is known by most of its items."""
        before, after = ({area.id: area for area in side.areas} for side in (self.old, self.new))
        edges = [(each, each) for each in before if each in after]
        gone, come = [each for each in before if each not in after], [each for each in after if each not in before]
        edges += [(old, new) for old in gone for new in come if self._mostly(before[old], after[new])]
        return matched(list(before), list(after), edges, lambda old, new: (old != new, sorted((old, new))))

    def _mostly(self, old: Area, new: Area) -> bool:
        common = {self.item_of.get(item.id) for item in old.items} & {item.id for item in new.items}
        return 2 * len(common) > max(len(old.items), len(new.items))

    @cached_property
    def areas_of_items(self) -> tuple[dict[str, Area], dict[str, Area]]:
        """The area of each item, before and after."""
        before, after = ({item.id: area for area in side.areas for item in area.items} for side in (self.old, self.new))
        return before, after

    def area_name(self, old: str, new: str) -> str:
        """What an area is called in a path."""
        return self._newer(old, new, after_says=False, before_says=False)

    def item_name(self, old: Item, new: Item) -> str:
        """What an item is called in a path: by the newer id, from whichever side one looks."""
        return self._newer(old.id, new.id, after_says=_says(new, old), before_says=_says(old, new))

    def clause_path(self, old: tuple[Item, Clause], new: tuple[Item, Clause]) -> tuple[str, str]:
        """What a clause and its item are called in a path."""
        (there, before), (here, after) = old, new
        after_says = _says(here, there) or _clause_says(new, old)
        before_says = _says(there, here) or _clause_says(old, new)
        item = self._newer(there.id, here.id, after_says=after_says, before_says=before_says)
        return item, self._newer(before.id, after.id, after_says=after_says, before_says=before_says)

    def _newer(self, old: str, new: str, *, after_says: bool, before_says: bool) -> str:
        if old == new or self.later is True:
            return new
        if self.later is False:
            return old
        # two texts of one version: the side that says what it was has the newer id
        return min(old, new) if after_says == before_says else new if after_says else old


def _by_second(
    edges: Iterable[tuple[Key, Key]], firsts: Collection[Key], seconds: Collection[Key]
) -> dict[Key, tuple[Key, ...]]:
    """The first things of each second one, in the order of the document."""
    found: dict[Key, set[Key]] = {}
    for first, second in edges:
        if first in firsts and second in seconds:
            found.setdefault(second, set()).add(first)
    return {second: tuple(each for each in firsts if each in mine) for second, mine in found.items()}


def _says(item: Item, other: Item) -> bool:
    return other.id in item.was


def _clause_says(mine: tuple[Item, Clause], other: tuple[Item, Clause]) -> bool:
    (_, clause), (item, before) = mine, other
    return before.id in clause.was or f"{item.id}/{before.id}" in clause.was
