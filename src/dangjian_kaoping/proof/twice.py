"""重复计算: one event that may be recorded, and paid or punished, under two clauses (KP265)."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import ZERO, Exact, minus, negative, plain, total
from dangjian_kaoping.model.cases import CaseFact
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.proof.bench import Situation, takes
from dangjian_kaoping.proof.ladder import is_honour, is_punishment
from dangjian_kaoping.proof.subject import ItemSubject, Subject
from dangjian_kaoping.proof.tried import Tried, Tries
from dangjian_kaoping.proof.witness import in_words

_SAME_PUNISHMENTS = 2
"""Who is punished so is punished once: so many names in common say that it is the same matter."""


class _Events(NamedTuple):
    subject: ItemSubject
    clause: Clause


def find_paid_twice(subject: Subject, faults: Faults) -> None:
    """Pairs of clauses under which the same event may be recorded without either of them standing for both."""
    events = [
        _Events(item, clause)
        for item in subject.items
        for clause in item.item.clauses
        if clause.fact.TAG == "event" and clause.fact.same is None and clause.rule is not None and not clause.when
    ]
    for one, other in combinations(events, 2):
        if takes(one.clause) == takes(other.clause) and not _stand_for_each_other(one, other):
            shared = [each for each in _shared(one.clause, other.clause) if _same_matter(one, other)]
            if shared:
                _tell(one, other, shared[0], faults)


def _stand_for_each_other(one: _Events, other: _Events) -> bool:
    if one.clause.highest_per_event and other.clause.highest_per_event:
        return True
    if one.subject is not other.subject:
        return False
    item: Item = one.subject.item
    group = item.groups.get(one.clause.group or "")
    return item.highest_only or (group is not None and group.highest_only and one.clause.group == other.clause.group)


def _shared(one: Clause, other: Clause) -> Iterator[tuple[str, str]]:
    """Levels that two clauses have in common: by the same name, or by one with 及以上, 及以下."""
    for mine in one.fact.known_levels:
        for theirs in other.fact.known_levels:
            if _bare(mine) == _bare(theirs):
                yield mine, theirs


def _bare(level: str) -> str:
    return level.removesuffix("及以上").removesuffix("及以下").removesuffix("以上")


def _same_matter(one: _Events, other: _Events) -> bool:
    shared = [mine for mine, _ in _shared(one.clause, other.clause)]
    if sum(map(is_punishment, map(_bare, shared))) >= _SAME_PUNISHMENTS:
        return True
    return bool(shared) and all(is_honour(each.clause.text) for each in (one, other))


def _tell(one: _Events, other: _Events, levels: tuple[str, str], faults: Faults) -> None:
    for mine, theirs in zip(one.subject.tries, other.subject.tries, strict=False):
        pair = _recorded(mine, one.clause, levels[0]), _recorded(theirs, other.clause, levels[1])
        if pair[0] is None or pair[1] is None:
            continue
        facts = (*pair[0].facts, *pair[1].facts)
        moved = total((_moved(mine, pair[0]), _moved(theirs, pair[1])))
        fault = codes.KP265(
            clause=f"{other.subject.item.id} 的“{other.clause.id}”",
            other=f"{one.subject.item.id} 的“{one.clause.id}”",
            level=levels[1],
            facts=in_words(facts, {}),
            verb="少" if takes(one.clause) else "多",
            points=plain(negative(moved) if moved < 0 else moved),
        )
        faults.add(fault, other.clause.place_of("id"))
        return


_EVENT = "同一件事"


def _recorded(tries: Tries, clause: Clause, level: str) -> Situation | None:
    """The event under a clause at a level, called as the other one is where the clause takes notice of that."""
    tried: Tried | None = next((each for each in tries.of(clause) if each.situation.facts[0].level == level), None)
    if tried is None:
        return None
    if not clause.highest_per_event:
        return tried.situation
    facts: tuple[CaseFact, ...] = tuple(each.model_copy(update={"event": _EVENT}) for each in tried.situation.facts)
    return Situation(facts)


def _moved(tries: Tries, situation: Situation) -> Exact:
    """By how much it moves what the item gives (分)."""
    with_it, without = tries.bench.gives(tries.quiet + situation), tries.bench.gives(tries.quiet)
    if with_it is None or without is None or with_it.points is None or without.points is None:
        return ZERO
    return minus(with_it.total, without.total)
