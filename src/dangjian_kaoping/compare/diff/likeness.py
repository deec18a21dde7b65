"""也许是改名: things that went and came and look alike, though no `was` says so. Suggested, never assumed."""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item

Thing = TypeVar("Thing", Item, Clause)

_ENOUGH = 0.6
_MOST_PAIRS = 2_000
"""Where more went and came than this, the document is another one, and likeness is no news."""


def alike_items(removed: Sequence[Item], added: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Items of like title, or whose clauses read alike."""
    yield from _pairs(removed, added, lambda one, other: max(_alike(one.title, other.title), _shared(one, other)))


def alike_clauses(removed: Sequence[Clause], added: Sequence[Clause]) -> Iterator[tuple[Clause, Clause]]:
    """Clauses of like text."""
    yield from _pairs(removed, added, lambda one, other: _alike(one.text, other.text))


def _pairs(
    removed: Sequence[Thing], added: Sequence[Thing], likeness: Callable[[Thing, Thing], float]
) -> Iterator[tuple[Thing, Thing]]:
    """The likest pairs, each thing once; the same pairs from whichever side one looks."""
    if len(removed) * len(added) > _MOST_PAIRS:
        return
    found = [(likeness(old, new), old, new) for old in removed for new in added]
    found.sort(key=lambda each: (-each[0], *sorted((each[1].id, each[2].id))))
    gone: set[str] = set()
    come: set[str] = set()
    for ratio, old, new in found:
        if ratio >= _ENOUGH and old.id not in gone and new.id not in come:
            gone.add(old.id)
            come.add(new.id)
            yield old, new


def _alike(one: str, other: str) -> float:
    # the ratio depends on which text comes first
    first, second = sorted((one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ENOUGH else 0.0


def _shared(one: Item, other: Item) -> float:
    texts, others = ({clause.text for clause in item.clauses} for item in (one, other))
    return len(texts & others) / max(len(texts), len(others))
