"""From lineage to partners: what is compared with what, and what was added, removed, split off or merged."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Matching(NamedTuple, Generic[Key]):
    """Keys of things, before and after.

    `pairs` are compared with each other. `split` came out of things that others go on with, `merged` went into
    such; each with those things. All in the order of the documents.
    """

    pairs: tuple[tuple[Key, Key], ...]
    added: tuple[Key, ...]
    removed: tuple[Key, ...]
    split: tuple[tuple[Key, tuple[Key, ...]], ...]
    merged: tuple[tuple[Key, tuple[Key, ...]], ...]


def matched(
    before: Sequence[Key],
    after: Sequence[Key],
    edges: Iterable[tuple[Key, Key]],
    unlikeness: Callable[[Key, Key], Any],
) -> Matching[Key]:
    """Pair off along the edges, the least unlike first; whoever is left over with a partner is split or merged.

    `unlikeness` must not depend on which of the two comes first, so that the matching of the other direction
    is the same one turned round.
    """
    there, here = set(before), set(after)
    known = [(old, new) for old, new in edges if old in there and new in here]
    ordered = sorted(known, key=lambda edge: unlikeness(*edge))
    partner: dict[Key, Key] = {}
    taken: set[Key] = set()
    for old, new in ordered:
        if old not in partner and new not in taken:
            partner[old] = new
            taken.add(new)
    came_from: dict[Key, list[Key]] = {}
    went_to: dict[Key, list[Key]] = {}
    for old, new in known:
        came_from.setdefault(new, []).append(old)
        went_to.setdefault(old, []).append(new)
    return Matching(
        tuple((old, partner[old]) for old in before if old in partner),
        tuple(new for new in after if new not in taken and new not in came_from),
        tuple(old for old in before if old not in partner and old not in went_to),
        tuple((new, _in_order(before, came_from[new])) for new in after if new not in taken and new in came_from),
        tuple((old, _in_order(after, went_to[old])) for old in before if old not in partner and old in went_to),
    )


def _in_order(order: Sequence[Key], some: Iterable[Key]) -> tuple[Key, ...]:
    wanted = set(some)
    return tuple(each for each in order if each in wanted)


def out_of_order(before: Sequence[Key], after: Sequence[Key]) -> bool:
    """Whether the things that both have stand in another order."""
    common = set(before) & set(after)
    return [each for each in before if each in common] != [each for each in after if each in common]
