"""What is proven of: a rubric's items, each before branches of every class and head count for which it differs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from dangjian_kaoping.checks.rubric.heads import heads_tried, known_heads
from dangjian_kaoping.checks.rubric.rubric import OTHERS, unsound_items
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.proof.around import Around
from dangjian_kaoping.proof.bench import Bench
from dangjian_kaoping.proof.ranges.ranges import ItemRange
from dangjian_kaoping.proof.tried import Tries

_MOST_SCORED = 200_000
"""So many clauses of an item are scored to tell what of it is dead: some seconds."""


class ItemSubject:
    """An item of a rubric that is sound, before all branches that it tells apart."""

    def __init__(
        self, rubric: Rubric, item: Item, classes: Sequence[str], heads: Sequence[int], known_classes: Sequence[str]
    ) -> None:
        """`known_classes` are the roster's, if there is one."""
        self.rubric = rubric
        self.item = item
        self._classes = classes
        self._heads = heads
        self._known = known_classes
        self._left = _MOST_SCORED

    def spend(self, clauses: int) -> bool:
        """Whether so many more clauses may be scored to tell what is dead: of very large items not all is tried, and
        what was not tried is not claimed.
        """
        self._left -= clauses
        return self._left > 0

    @cached_property
    def tries(self) -> tuple[Tries, ...]:
        """What is tried, of each class and head count for which its numbers differ; of one where none do.

        A class to which it does not apply is not asked.
        """
        classes = [each for each in self.classes if self.known_of(each)]
        if not self.item.by_class_numbers:
            classes = classes[:1]
        heads: Sequence[int | None] = self._heads if self.item.uses_heads else (None,)
        return tuple(Tries(Bench(self.rubric, self.item, each, many)) for each in classes for many in heads)

    @cached_property
    def around(self) -> tuple[Around, ...]:
        """What is tried of its clauses in all that they can meet, likewise."""
        return tuple(map(Around, self.tries))

    def around_of(self, clause: Clause) -> "Iterator[tuple[Around, Clause]]":
        """A clause with the numbers of each of them."""
        yield from ((each, each.item.by_clause[clause.id]) for each in self.around)

    @property
    def roster_classes(self) -> Sequence[str]:
        """All classes of the roster; none where there is no roster."""
        return self._known

    @property
    def classes(self) -> Sequence[str]:
        """The classes of branches that it may be asked of."""
        return [each for each in self._classes if each not in self.item.not_applicable_to]

    def known_of(self, branch_class: str) -> bool:
        """Whether it is not asked of a class, or all its numbers are known of it; where not, other checks say so."""
        if branch_class in self.item.not_applicable_to:
            return True
        try:
            self.item.of_class(branch_class)
        except LookupError:
            return False
        return True

    @cached_property
    def ranges(self) -> tuple[ItemRange, ...]:
        """What it can give before each of them."""
        return tuple(ItemRange(self.rubric, each) for each in self.tries)

    def range_of(self, branch_class: str) -> tuple[ItemRange, ...]:
        """The same before branches of one class, at each head count that is tried."""
        mine = tuple(each for each in self.ranges if each.tries.bench.branch_class == branch_class)
        return mine or self.ranges

    def benches_of(self, clause: Clause) -> Iterator[tuple[Tries, Clause]]:
        """A clause before each of them, with their numbers."""
        yield from ((each, each.item.by_clause[clause.id]) for each in self.tries)


class Subject:
    """A rubric, and the roster that it belongs to, if any."""

    def __init__(self, rubric: Rubric, roster: Roster | None, unsound: frozenset[str] | None = None) -> None:
        """`unsound` are the items with errors of their own, where they are known already."""
        self.rubric = rubric
        self.roster = roster
        self._unsound = unsound
        self.classes: tuple[str, ...] = () if roster is None or roster.lacks("classes") else roster.classes

    @cached_property
    def items(self) -> tuple[ItemSubject, ...]:
        """Its items without faults of their own: of the others nothing can be proven yet."""
        unsound = unsound_items(self.rubric, self.roster) if self._unsound is None else self._unsound
        heads = heads_tried(self.roster)
        named = Counter(item.id for item in self.rubric.items())
        sound = (
            item
            for item in self.rubric.items()
            # of two by one name nobody knows which is meant (KP204)
            if item.id not in unsound and named[item.id] == 1 and len(item.by_clause) == len(item.clauses)
        )
        return tuple(ItemSubject(self.rubric, item, self._classes_of(item), heads, self.classes) for item in sound)

    @cached_property
    def pools(self) -> Mapping[str, int]:
        """How many branches the roster ever names of each class, and ("") of all: there are never more at a time."""
        if self.roster is None or self.roster.lacks("branches"):
            return {}
        found = {"": len(self.roster.branches)}
        for rows in self.roster.branches.values():
            for name in {row.branch_class for row in rows if row.branch_class is not None}:
                found[name] = found.get(name, 0) + 1
        return found

    @cached_property
    def proven(self) -> tuple[ItemSubject, ...]:
        """Those of its items of which something can be claimed: of numbers that follow from a head count nothing can
        where nobody knows how many people there are.
        """
        known = bool(known_heads(self.roster))
        return tuple(each for each in self.items if known or not each.item.uses_heads)

    @property
    def branches(self) -> int:
        """How many branches there are at most; 0 where no roster tells."""
        return self.pools.get("", 0)

    @cached_property
    def told_apart(self) -> tuple[str, ...]:
        """The classes of the roster; without one those that the rubric names, and one for all others."""
        return self.classes or tuple(
            dict.fromkeys(name for item in self.rubric.items() for name in self._classes_of(item))
        )

    def _classes_of(self, item: Item) -> tuple[str, ...]:
        """The classes for which the item has numbers; without a roster, one that is named nowhere stands for all that
        `otherwise` is for.
        """
        named = (name for number in item.by_class_numbers for name in number.by_class)
        every = self.classes or (*dict.fromkeys(named), OTHERS)
        differing = item.by_class_numbers
        return tuple(
            name for name in every if all(name in each.by_class or each.otherwise is not None for each in differing)
        )
