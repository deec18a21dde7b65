"""What is tried of an item to show its marks: runs of situations, in the order of a number where one tells them apart.

Of two neighbours in a run, of which one shows a mark and the other does not, between them lies the boundary.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.clause import GIVES
from dangjian_kaoping.engine.score.corners import corners, reaching
from dangjian_kaoping.exact import ZERO, Exact
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.cases import Case, CaseFact
from dangjian_kaoping.model.clause import Clause, Group
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.proof.bench import NOTHING, Situation, takes
from dangjian_kaoping.proof.tried import Tried, Tries
from dangjian_kaoping.proof.witness import case_of

_FEW = 400
"""So many ways to open the conditions of one clause are tried."""


Run = Sequence[Situation]
"""Situations of which each is the next of the one before, along one number; one alone has no neighbour."""


def runs(tries: Tries) -> Iterator[Run]:
    """All that is tried of an item, at branches of one class and head count."""
    item = tries.item
    opened = {each.id: opening(tries, each) for each in item.clauses if each.when}
    records = [each for each in item.clauses if each.fact.same is None]
    for clause in records:
        yield from _alone(tries, clause, NOTHING)
        for reader in item.readers[clause.id]:
            if reader.when and opened[reader.id].facts:
                yield from _alone(tries, clause, opened[reader.id])
    for clause in item.clauses:
        if clause.repeat is not None:
            yield from _again(tries, clause, opened.get(clause.id, NOTHING))
    yield from _together(tries, records, opened)


def _alone(tries: Tries, clause: Clause, beside: Situation) -> Iterator[Run]:
    """One record under a clause, and two of those that no number tells apart: these add up."""
    own = [each for each in tries.of(clause) if each.situation.facts]
    yield [_with(tries, each, beside) for each in _along(tries, clause, own)]
    for reader in tries.item.readers[clause.id][1:]:
        # as another clause reads it the same record may come to a number that is worth trying by itself
        numbers = corners(tries.item, reader)
        yield [_with(tries, each, beside) for number in numbers for each in tries.stated(reader, number)]
    apart = [each for each in own if each.number is None]
    for each in apart:
        yield [_with(tries, each, beside)]
    if clause.fact.IS_CASE:
        for each in (own[0], own[-1]) if own else ():
            yield [_with(tries, each._replace(situation=_many(each, many)), beside) for many in (1, 2, 3, 5, 9)]
    if clause.highest_per_event and own:
        yield [_with(tries, each, beside) for each in _of_one_event(own)]


def _along(tries: Tries, clause: Clause, own: Sequence[Tried]) -> list[Tried]:
    """What a number tells apart, in order; also where the limits of the clause's group and of the item bind."""
    found = {each.number: each for each in own if each.number is not None}
    scopes: list[Item | Group] = [
        tries.item,
        *(group for name, group in tries.item.groups.items() if name == clause.group),
    ]
    limits = [decided(each) for scope in scopes for each in (scope.points, scope.at_most) if each is not None]
    for reader in tries.item.readers[clause.id]:
        for number in reaching(reader, limits):
            for each in tries.stated(clause, number):
                found.setdefault(number, each)
    return sorted(found.values(), key=lambda each: each.number or ZERO)


def _many(tried: Tried, many: int) -> Situation:
    return Situation(tried.situation.facts * many, tried.situation.earlier)


def _of_one_event(own: Sequence[Tried]) -> Iterator[Tried]:
    """Two records of one event."""
    facts = tuple(
        each.model_copy(update={"event": "甲"}) for tried in (own[0], own[-1]) for each in tried.situation.facts
    )
    yield own[0]._replace(situation=Situation(facts))


def _with(tries: Tries, tried: Tried, beside: Situation) -> Situation:
    """One thing recorded, beside it what must be, and what opens a condition: a later record stands for an earlier."""
    whole = tries.with_quiet(tried)
    taken = {each.clause for each in tried.situation.facts}
    opening = tuple(each for each in beside.facts if each.clause not in taken)
    kept = tuple(each for each in whole.facts if each.clause not in {one.clause for one in opening})
    return Situation((*opening, *kept), whole.earlier)


def opening(tries: Tries, clause: Clause) -> Situation:
    """What is recorded elsewhere so that the conditions of a clause hold; nothing where they do by themselves, or
    never do.
    """
    read = list(dict.fromkeys(each.clause for each in clause.when))
    ways = [[NOTHING, *_ways(tries, tries.item.by_clause[name])] for name in read]
    for index, chosen in enumerate(product(*ways)):
        facts: tuple[CaseFact, ...] = tuple(fact for each in chosen for fact in each.facts)
        if index < _FEW and _open(tries, clause, Situation(facts)):
            return Situation(facts)
    return NOTHING


def _ways(tries: Tries, clause: Clause) -> Iterator[Situation]:
    """What may be recorded under a clause; of cases also several that are alike."""
    for many in (1, 2, 3) if clause.fact.IS_CASE else (1,):
        yield from (_many(each, many) for each in tries.of(clause))


def _open(tries: Tries, clause: Clause, situation: Situation) -> bool:
    try:
        score = tries.bench.score(situation)
    except Refusal:
        return False
    return all(each.holds for each in score.conditions.get(clause.id, ()))


def _again(tries: Tries, clause: Clause, beside: Situation) -> Iterator[Run]:
    """What a clause takes or gives, after so many rounds in which it happened before."""
    assert clause.repeat is not None
    entries = len(clause.repeat.prices or clause.repeat.times)
    some = [each for each in tries.of(clause) if each.number is None or each.number > 0]
    for tried in some[:2]:
        for rounds in range(entries):
            earlier = {clause.id: rounds} if rounds else {}
            yield [_with(tries, tried._replace(situation=Situation(tried.situation.facts, earlier)), beside)]


def _together(tries: Tries, records: Sequence[Clause], opened: Mapping[str, Situation]) -> Iterator[Run]:
    """Several clauses at once, of each group and of the whole item: where their common limits bind, and where not."""
    heaviest = {each.id: _heaviest(tries, each) for each in records if each.id not in opened}
    groups = [[each for each in records if each.group == name] for name in tries.item.groups]
    for several in (*groups, list(records)):
        for kind in (takes, _gives, bool):
            chosen = [heaviest[each.id] for each in several if each.id in heaviest and kind(each)]
            facts = tuple(fact for situation in chosen for fact in situation.facts)
            recorded = {fact.clause for fact in facts}
            if facts:
                quiet = tuple(each for each in tries.quiet.facts if each.clause not in recorded)
                yield [Situation((*quiet, *facts))]


def _gives(clause: Clause) -> bool:
    return clause.effect in GIVES


def _heaviest(tries: Tries, clause: Clause) -> Situation:
    """What is recorded under a clause where it takes or gives most without emptying anything."""
    best = NOTHING
    most: Exact = ZERO
    for tried in tries.of(clause):
        situation = tries.with_quiet(tried)
        try:
            scores = tries.bench.score(situation).clauses
        except Refusal:
            continue
        points = next((each.points for each in scores if each.clause.id == clause.id), ZERO)
        if points > most and not any(each.empties for each in scores):
            best, most = tried.situation, points
    return best


def case_of_try(written: Item, tries: Tries, situation: Situation) -> Case:
    """A situation as a case, which names a class only where the numbers of the item, as it is written, differ by it."""
    case = case_of(tries.bench, situation)
    return case if written.by_class_numbers else case.model_copy(update={"branch_class": None})
