"""不起作用: clauses that never matter (KP260), limits and settings that never bind (KP261).

One idea: a thing is dead if nothing changes without it, in any situation, at branches of any class and head count.
"""

from collections.abc import Iterator
from itertools import islice

from dangjian_kaoping.checks.rubric.earning import check_earning
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.place import Place
from dangjian_kaoping.proof.around import Around
from dangjian_kaoping.proof.bench import Situation
from dangjian_kaoping.proof.showing import Shown, shown
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.unreached import shut_for_good
from dangjian_kaoping.proof.without import Change, changes_of, changes_of_item, without_clause

_MOST_TRIED = 4000
"""So many situations are tried before nothing is claimed of a thing that none of them needed."""


def find_dead(subject: ItemSubject, faults: Faults) -> None:
    """What of an item never matters."""
    item = subject.item
    if item.draws or not subject.tries:
        return  # what its clauses come to depends on all branches
    arounds = subject.around
    dead = {each.id for each in item.clauses if each.effect != "record" and not _lives(arounds, each)}
    told = _told_otherwise(arounds[0].item) if dead else frozenset()
    for clause in item.clauses:
        if clause.id in dead and clause.key_of(clause.effect) not in told and not shut_for_good(arounds, clause):
            near = _shown(subject, _removal(clause))
            if near is not None:
                fault = codes.KP260(clause=clause.id, recorded=near.recorded, given=near.given)
                faults.add(fault, clause.place_of("id"))
    for change in _changes(subject, dead):
        if all(_same(each, change) for each in arounds):
            near = _shown(subject, change)
            if near is not None:
                same = "再紧一点也是这样" if change.tighter else "没有它也是这样"
                fault = codes.KP261(what=change.what, recorded=near.recorded, given=near.given, same=same)
                faults.add(fault, change.place)


def _removal(clause: Clause) -> Change:
    return Change("", clause.at, lambda own: without_clause(own, own.by_clause[clause.id]), (clause.id,))


def _lives(arounds: tuple[Around, ...], clause: Clause) -> bool:
    """Whether anything that is recorded matters for it."""
    for around in arounds:
        own = around.item.by_clause[clause.id]
        # nobody else reads what is recorded: then it is enough that it matters what is
        if not _shared(around.item, own):
            quiet = around.tries.bench.gives(around.tries.quiet)
            ways = islice(around.alone(own), 3)
            if any(around.tries.bench.gives(way) not in (quiet, None) for way in ways):
                return True
    return not all(_same(each, _removal(clause)) for each in arounds)


def _shared(item: Item, clause: Clause) -> bool:
    return clause.fact.same is not None or len(item.readers[clause.id]) > 1 or any(
        clause.id in each.looks_at for each in item.clauses
    )


def _changes(subject: ItemSubject, dead: set[str]) -> Iterator[Change]:
    item = subject.item
    for clause in item.clauses:
        if clause.id in dead or clause.effect == "record":
            continue
        yield from changes_of(subject.rubric, item, clause)
    yield from (each for each in changes_of_item(item) if not each.clauses or not set(each.clauses) <= dead)


def _same(around: Around, change: Change) -> bool:
    """Whether an item gives the same with a change, whatever is recorded."""
    bench = around.tries.bench
    made = change.made(around.item)
    if made is None:
        return True
    changed = bench.of(made)
    for number, situation in enumerate(_situations(around, change)):
        if number > _MOST_TRIED or bench.gives(situation) != changed.gives(situation):
            return False
    return True


def _situations(around: Around, change: Change) -> Iterator[Situation]:
    if len(change.clauses) == 1:
        return around.of(around.item.by_clause[change.clauses[0]])
    return around.of_all([around.item.by_clause[each] for each in change.clauses])


def _told_otherwise(item: Item) -> frozenset[Place]:
    """Where what is earned or given back is told to do nothing by its own codes (KP252, KP253)."""
    faults = Faults()
    check_earning(item, faults)
    return frozenset(each.place for each in faults)


def _shown(subject: ItemSubject, change: Change) -> Shown | None:
    """A record that comes as near to a thing as can be."""
    for around in subject.around:
        found = shown(subject, around, _situations(around, change))
        if found is not None:
            return found
    return None
