"""不起作用: clauses that never matter (KP260), limits and settings that never bind (KP261).

One idea: a thing is dead if nothing changes without it, in any situation, at branches of any class and head count.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from dangjian_kaoping.checks.rubric.earning import check_earning
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import least
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.place import Place
from dangjian_kaoping.proof.around import Around
from dangjian_kaoping.proof.bench import Given, Situation
from dangjian_kaoping.proof.findings.limits import changes_of, changes_of_item, emptying_of
from dangjian_kaoping.proof.findings.prices import changes_of_emptied, changes_of_prices
from dangjian_kaoping.proof.findings.unreached import shut_for_good
from dangjian_kaoping.proof.findings.without import Change, Near, removal
from dangjian_kaoping.proof.met import is_met
from dangjian_kaoping.proof.ranges.heaviest import heaviest
from dangjian_kaoping.proof.showing import Shown, shown
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.ways import reckons_otherwise

_MOST_SHOWN = 300
"""Among so many situations the one is looked for that comes nearest to a limit."""
_MOST_TRIED = 4000
"""So many situations are tried before nothing is claimed of a thing that none of them needed."""


def find_dead(subject: ItemSubject, faults: Faults) -> None:
    """What of an item never matters."""
    item = subject.item
    if item.draws or not subject.tries:
        return  # what its clauses come to depends on all branches
    if any(_is_of_mixtures(item, each) for each in item.clauses):
        return  # some months may be short and others over: or several share a place: not every mixture is tried
    dead = [each for each in item.clauses if each.effect != "record" and not lives(subject, each)]
    told = _told_otherwise(subject.around[0].item) if dead else frozenset()
    for clause in dead:
        if clause.key_of(clause.effect) not in told and not shut_for_good(subject, clause):
            near = _shown(subject, removal(clause))
            if near is not None:
                fault = codes.KP260(clause=clause.id, witness=near.in_words, same=near.the_same)
                faults.add(fault, clause.place_of("id"))
    for change in _changes(subject, {each.id for each in dead}):
        if not _matters(subject, change):
            near = _shown(subject, change)
            if near is not None:
                same = f"{change.otherwise}，{near.the_same}"
                faults.add(codes.KP261(what=change.what, witness=near.in_words, same=same), change.place)


def _is_of_mixtures(item: Item, clause: Clause) -> bool:
    """Whether what a clause comes to depends on how the months are mixed, as it adds up what each costs, or acts by
    another number of its own record than the one that it reckons; or on how many share a place.
    """
    if getattr(clause.fact, "ties", "same") != "same":
        return True
    if clause.combine != "worst" and clause.fact.priced_apart(clause.combine, MONTHS_OF_A_QUARTER) != 1:
        return True
    conditions = (item.by_clause[each] for each in clause.looks_at)
    return any(reckons_otherwise(one, clause) for one in conditions if one.recorded_under == clause.recorded_under)


def lives(subject: ItemSubject, clause: Clause) -> bool:
    """Whether a clause matters."""
    for around, own in subject.around_of(clause):
        # where nobody else reads what is recorded, it is enough that it matters what is
        if not _shared(around.item, own):
            bench = around.tries.bench
            quiet = bench.gives(around.tries.quiet)
            if any(bench.gives(way) not in (quiet, None) for way in _likely(around, own)):
                return True
    return _matters(subject, removal(clause))


def _likely(around: Around, clause: Clause) -> Iterator[Situation]:
    """Records of a clause by which it matters if it does at all, nearly always: its heaviest, then the ends."""
    yield around.with_quiet(heaviest(around.tries.bench, clause))
    yield from islice(around.alone(clause), 3)


def _shared(item: Item, clause: Clause) -> bool:
    read = clause.fact.same is not None or len(item.readers[clause.id]) > 1
    return read or any(clause.id in each.looks_at for each in item.clauses)


def _changes(subject: ItemSubject, dead: set[str]) -> Iterator[Change]:
    """What may be dead of an item beside the clauses that are dead as a whole."""
    item = subject.item
    for clause in item.clauses:
        if clause.id not in dead and clause.effect != "record":
            yield from changes_of(subject.rubric, item, clause)
            if clause.empties is not None and _is_met(subject, clause):
                yield from emptying_of(clause)
            if not item.by_class_numbers and not item.uses_heads:
                yield from changes_of_prices(item, clause)
                yield from changes_of_emptied(item, clause)
    yield from (each for each in changes_of_item(item) if not each.clauses or not set(each.clauses) <= dead)


def _is_met(subject: ItemSubject, clause: Clause) -> bool:
    """Whether a clause ever empties: that it does not is told by itself (KP262)."""
    return any(is_met(*each, "empties") for each in subject.around_of(clause))


def _matters(subject: ItemSubject, change: Change) -> bool:
    """Whether an item gives something else with a change, whatever is recorded, at branches of any class."""
    return any(_matters_to(subject, each, change) for each in subject.around)


def _matters_to(subject: ItemSubject, around: Around, change: Change) -> bool:
    bench = around.tries.bench
    if any(around.many_openings(each) for each in around.item.clauses):
        return True  # who can say that they never meet
    for each in change.made:
        made = each(around.item)
        if made is None:
            continue
        changed = bench.of(made)
        for number, situation in enumerate(_situations(around, change)):
            if number > _MOST_TRIED or not subject.spend(len(around.item.clauses) + len(situation.facts)):
                return True
            one, other = bench.gives(situation), changed.gives(situation)
            if one != other and _felt(subject, one) != _felt(subject, other):
                return True
    return False


def _felt(subject: ItemSubject, given: Given | None) -> Given | None:
    """What is felt of an outcome: of bonus and penalty no more than the measure lets through."""
    if given is None:
        return None
    bonus, penalty = subject.rubric.measure.bonus.at_most, subject.rubric.measure.penalty.at_most
    return given._replace(
        bonus=given.bonus if bonus is None else least(given.bonus, bonus),
        penalty=given.penalty if penalty is None else least(given.penalty, penalty),
    )


def _situations(around: Around, change: Change) -> Iterator[Situation]:
    if change.first is not None:
        yield from change.first(around)
    if len(change.clauses) == 1:
        yield from around.of(around.item.by_clause[change.clauses[0]])
    else:
        yield from around.of_all([around.item.by_clause[each] for each in change.clauses])


def _nearest(around: Around, situations: Iterable[Situation], near: Near) -> list[Situation]:
    """Some situations, those first in which the item has the most, or the least; of equal ones the shortest."""
    few = [around.tries.quiet, *islice(situations, _MOST_SHOWN)]
    known = [(given, each) for each in few if (given := around.tries.bench.gives(each)) is not None]
    sign = -1 if near == "most" else 1
    ranked = ((sign * (given.points or 0), len(each.facts), index) for index, (given, each) in enumerate(known))
    return [known[index][1] for *_, index in sorted(ranked)]


def _told_otherwise(item: Item) -> frozenset[Place]:
    """Where what is earned or given back is told to do nothing by its own codes (KP252, KP253)."""
    faults = Faults()
    check_earning(item, faults)
    return frozenset(each.place for each in faults)


def _shown(subject: ItemSubject, change: Change) -> Shown | None:
    """A record that comes as near to a thing as can be."""
    for around in subject.around:
        situations = _situations(around, change)
        found = shown(subject, around, situations if change.near is None else _nearest(around, situations, change.near))
        if found is None and len(change.clauses) == 1:
            # where a clause never acts, nothing can be recorded under it
            found = shown(subject, around, around.unopened(around.item.by_clause[change.clauses[0]]))
        if found is not None:
            return found
    return None
