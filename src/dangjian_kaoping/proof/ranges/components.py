"""What of an item hangs together: records that the same clauses read or look at, and all that can come of them.

Components have nothing to do with each other before the caps and the ends of groups and item.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from dangjian_kaoping.engine.score.attainable import most_of
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.clause import GIVES, ClauseScore
from dangjian_kaoping.engine.score.highest import as_if_all_counted
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.exact import ZERO, Exact, most, negative
from dangjian_kaoping.facts.asked import Stating
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.rule import TableRule
from dangjian_kaoping.proof.bench import NOTHING, Bench, Situation
from dangjian_kaoping.proof.ranges.heaviest import heaviest, parts
from dangjian_kaoping.proof.tried import Tries

_MOST_TOGETHER = 600
"""So many situations of one component are tried."""


class Outcome(NamedTuple):
    """What came of one component: by clause what it gave (taken -), the scopes that it emptied, what was recorded."""

    points: Mapping[str, Exact]
    emptied: frozenset[tuple[str, bool]]
    situation: Situation


class Component(NamedTuple):
    """Records that hang together, the clauses that act by them, all that came of them, and whether that is all."""

    clauses: tuple[Clause, ...]
    outcomes: tuple[Outcome, ...]
    whole: bool


def components_of(rubric: Rubric, tries: Tries) -> tuple[Component, ...]:
    """The components of an item at branches of one class, in the order of its clauses."""
    return tuple(_component(rubric, tries, records) for records in _linked(tries.item))


def _component(rubric: Rubric, tries: Tries, records: Sequence[Clause]) -> Component:
    item = tries.item
    ids = {each.id for each in records}
    clauses = tuple(each for each in item.clauses if each.recorded_under in ids)
    choices = [_choices(rubric, tries, each) for each in records]
    number, whole = 1, not item.draws
    for several in choices:
        number *= len(several)
    if number > _MOST_TOGETHER:
        whole = False
        choices = [_thinned(several, len(records)) for several in choices]
    others = tuple(each for each in tries.quiet.facts if each.clause not in ids)
    outcomes = []
    for chosen in product(*choices):
        own = sum(chosen, NOTHING)
        score = scored(tries.bench, Situation((*others, *own.facts), own.earlier))
        if score is not None:
            outcomes.append(_outcome(clauses, score, own))
    return Component(clauses, tuple(outcomes), whole and all(_is_whole(item, each, outcomes) for each in clauses))


def scored(bench: Bench, situation: Situation) -> ItemScore | None:
    """The item in a situation; None where that is refused, or the item has no points yet."""
    try:
        score = bench.score(situation)
    except Refusal:
        return None
    return None if score.value is None else score


def _is_whole(item: Item, clause: Clause, outcomes: Sequence[Outcome]) -> bool:
    """Whether the records that were tried show all that can come of a clause, before anybody's caps but its own."""
    if clause.drawn_by is not None or clause.combine != "worst":
        return False
    if clause.highest_per_event and clause.empties is not None:
        return False
    if any(fact != clause.fact for fact, _ in item.also_reading(clause)):
        return False
    averaged = bool(getattr(clause.fact, "levels", None)) and isinstance(clause.rule, TableRule)
    if not (averaged or clause.fact.IS_CASE or clause.fact.never_price is not None):
        return True
    # several records of other levels, more reports, ballots between the labels: none of them gives more than the most
    amounts: list[Exact] = [most(each.points[clause.id], negative(each.points[clause.id])) for each in outcomes]
    known, found = most_of(item, clause), max(amounts, default=ZERO)
    return not averaged and (known is None or found >= known)


def _choices(rubric: Rubric, tries: Tries, record: Clause) -> list[Situation]:
    """All that is tried of one record clause: nothing, each thing by itself, the heaviest, after earlier rounds."""
    bench = tries.bench
    found = [NOTHING, *(each.situation for each in tries.of(record))]
    readers = tries.item.readers.get(record.id, (record,))
    found += [one for each in readers if (one := heaviest(bench, each)).facts]
    found += [one for facts in parts(record) if (one := _accepted(bench, record, facts)).facts]
    for each in readers:
        if each.repeat is not None:
            entries = len(each.repeat.prices or each.repeat.times)
            window = each.repeat.window or rubric.measure.repeat_window
            found += [
                one._replace(earlier={each.id: rounds})
                for rounds in range(1, min(entries - 1, window) + 1)
                for one in found
                if one.facts and not one.earlier
            ]
    return found


def _accepted(bench: Bench, record: Clause, stating: Sequence[Stating]) -> Situation:
    facts = tuple(bench.fact(record, each) for each in stating)
    return Situation(facts) if all(map(bench.accepts, facts)) else NOTHING


def _outcome(clauses: Iterable[Clause], score: ItemScore, own: Situation) -> Outcome:
    known = {each.clause.id: each for each in as_if_all_counted(score.clauses)}
    points = {each.id: _signed(known.get(each.id)) for each in clauses}
    emptied = {_scope(known[each.id]) for each in clauses if each.id in known and known[each.id].empties is not None}
    return Outcome(points, frozenset(emptied), own)


def _signed(score: ClauseScore | None) -> Exact:
    if score is None:
        return ZERO
    return score.points if score.effect in GIVES else negative(score.points)


def _scope(score: ClauseScore) -> tuple[str, bool]:
    lasts = score.clause.empties is not None and score.clause.empties.lasts == "year"
    return (score.clause.group or "" if score.empties == "group" else "", lasts)


def _thinned(several: list[Situation], records: int) -> list[Situation]:
    """As many of what is tried as there is room for: its ends, and what lies evenly between."""
    room = max(2, int(_MOST_TOGETHER ** (1 / records)))
    if len(several) <= room:
        return several
    step = (len(several) - 1) / (room - 1)
    return [several[round(index * step)] for index in range(room)]


def _linked(item: Item) -> Iterator[tuple[Clause, ...]]:
    """The record clauses of an item, in sets that no other clause reads across."""
    sets: list[set[str]] = []
    for clause in item.clauses:
        together = {clause.recorded_under, *(item.by_clause[each].recorded_under for each in clause.looks_at)}
        touching = [each for each in sets if each & together]
        sets = [each for each in sets if not each & together]
        sets.append(together.union(*touching))
    for each in sets:
        yield tuple(clause for clause in item.clauses if clause.id in each)
