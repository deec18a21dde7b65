"""Facts that are not known: which these are, and an item as it stands where they turn out for the worst or the best.

An unknown clause may come to anything that its rule and caps allow, and may set off what it can set off. Every step
of the way from a clause's points to a branch's figures is monotone: what is earned, given back or added can only
raise what follows, what is taken only lower it; caps, floors, weights and rounding never turn an order round
(docs/设计.md, 不知道的事实). So it is enough to score a branch at the ends. What is not monotone is tried out: whether
something is emptied, whether an item did not apply, whether what can happen happened.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product
from types import MappingProxyType
from typing import NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.attainable import most_of
from dangjian_kaoping.engine.score.circumstances import Circumstances, ClauseKey, Emptied, Recorded
from dangjian_kaoping.engine.score.clause import GIVES, ClauseScore, is_borrowed, scope_of
from dangjian_kaoping.engine.score.event import Records
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.engine.score.highest import as_if_all_counted
from dangjian_kaoping.engine.score.item import ItemScore, not_applicable, score_item, waits
from dangjian_kaoping.engine.score.settlement import ceiling_of, on_total
from dangjian_kaoping.engine.score.signs import ways_of_factors
from dangjian_kaoping.engine.step import NOTHING, given
from dangjian_kaoping.exact import ZERO, Exact, negative
from dangjian_kaoping.model.clause import Clause, Scope
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.periods import Quarter

BOUNDLESS = Decimal(10) ** 100
"""Stands for points that nothing limits while a branch is scored."""
NEARLY_BOUNDLESS = Decimal(10) ** 60
"""Weights and parts of a quarter leave more than this of it, and what is limited comes nowhere near."""

_MOST_LEAVING = 6
"""Of so many items that perhaps leave the table, all subsets are tried; of more, the base is taken to have no limit."""

Lent = Mapping[str, Sequence[Recorded]]
"""Records of the inspection that a self-assessment's conditions read, by clause."""

Open = Mapping[str, frozenset[str]]
"""Unknown clauses: item id, then their ids."""


class Unknown(NamedTuple):
    """What is not known of one branch: clauses of the inspection and of the self-assessment, by item and id.

    `items` are those of which nothing is known; they may not have applied at all.
    """

    inspected: frozenset[ClauseKey] = frozenset()
    declared: frozenset[ClauseKey] = frozenset()
    items: frozenset[str] = frozenset()

    @property
    def nothing(self) -> bool:
        """Whether all is known."""
        return not (self.inspected or self.declared or self.items)


class Assumption(NamedTuple):
    """One way in which the unknown facts of a branch may turn out.

    `inspected` and `declared` are the clauses that are unknown there, `whole` the items of which nothing is known.
    Their points are the `best` for the branch, or the worst; what they can set off besides `happens`, or does not.
    The items that are `gone` did not apply and left the table; None where any of too many may have. The items of
    `factors` turn out the other way: a factor that is high makes what is below zero lower. Those that are `loose` are
    multiplied by what may itself be below zero, or by too much to try it all: they have no ends. `quiet` is no end: of
    what is unknown nothing is found, so that nothing is taken, and nothing given beyond full marks. `ends` keeps the
    items as they were found, for the assumptions about one branch differ in little: each is scored once at each end.
    """

    ends: dict[tuple[int, bool, bool], ItemScore]
    inspected: Open = MappingProxyType({})
    declared: Open = MappingProxyType({})
    whole: frozenset[str] = frozenset()
    best: bool = False
    happens: bool = False
    gone: frozenset[str] | None = frozenset()
    factors: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    quiet: bool = False

    def item(
        self,
        item: Item,
        records: Records,
        terms: Circumstances,
        borrowed: Mapping[str, ClauseScore],
        unknown: frozenset[str] = frozenset(),
        lent: Lent = MappingProxyType({}),
    ) -> ItemScore:
        """An item some of whose clauses are unknown, by id, as it stands if all turns out so. Raises Refusal."""
        if not unknown:
            return score_item(item, records.get(item.id, {}), terms, borrowed, lent)
        if item.id in (self.gone or ()):
            return not_applicable(item.of_class(terms.branch_class), "not_applicable", terms)
        if item.id in self.factors:
            turned = self._replace(best=not self.best, factors=frozenset())
            return turned.item(item, records, terms, borrowed, unknown, lent)
        # one set of clauses for each item of the inspection, and of the self-assessment
        key = (id(unknown), self.best, self.happens)
        if key not in self.ends:
            self.ends[key] = self._end(item.of_class(terms.branch_class), records, terms, borrowed, unknown, lent)
        return self.ends[key]

    def _end(
        self,
        item: Item,
        records: Records,
        terms: Circumstances,
        borrowed: Mapping[str, ClauseScore],
        unknown: frozenset[str],
        lent: Lent,
    ) -> ItemScore:
        clauses = [clause for clause in item.clauses if clause.id in unknown]
        ends = []
        for emptied in _emptyings(item, clauses):
            assumed = {clause.id: self._clause(item, clause, emptied, terms) for clause in clauses}
            ends += [
                score_item(item, records.get(item.id, {}), each, {**borrowed, **assumed}, lent)
                for each in _lasting(item, clauses, terms)
            ]
        # a known clause without the fact that it needs leaves the item without points, whatever else is assumed
        if ends[0].value is None:
            return ends[0]
        end = self._extreme(ends, () if self.quiet else self._limits(item, terms))
        return self._on_total(end, terms) if item.takes_highest and not self.quiet else end

    def _extreme(self, ends: list[ItemScore], limits: Iterable[Exact]) -> ItemScore:
        choose = max if self.best else min
        ended = [(each.value, index) for index, each in enumerate(ends) if each.value is not None]
        value, index = choose(ended, key=lambda each: each[0])
        limit = choose((value, *limits))
        end = ends[index]
        return end if limit == value else end._replace(step=given(names.UNKNOWN, limit, end.item), value=limit)

    def _on_total(self, end: ItemScore, terms: Circumstances) -> ItemScore:
        """Where only the highest counts, what an unknown clause outdoes on the total may stand there, or not."""
        every = as_if_all_counted(end.clauses)
        if self.best:
            return end._replace(bonus=on_total("bonus", end.item, every, terms), penalty=NOTHING)
        return end._replace(bonus=NOTHING, penalty=on_total("penalty", end.item, every, terms))

    def _limits(self, item: Item, terms: Circumstances) -> Iterator[Exact]:
        """What the item may come to beside what its clauses make of it at their ends."""
        capped = item.at_most is not None and any(group.points is not None for group in item.groups.values())
        if capped or item.takes_highest:
            # under a cap of the item's own, what a group cut off counts for the other side, and what outdoes another
            # clause may stand under a cap itself: the ends are no corners
            ceiling = ceiling_of(item, terms.branch_class)
            yield item.floor if not self.best else BOUNDLESS if ceiling is None else ceiling
        if item.id in self.loose:
            yield BOUNDLESS if self.best else negative(BOUNDLESS)
        if item.id not in self.whole or item.not_applicable is None:
            return
        if not _leaves(item):
            yield not_applicable(item, "not_applicable", terms).step.value
        elif self.gone is None:
            yield BOUNDLESS if self.best else negative(BOUNDLESS)

    def _clause(self, item: Item, clause: Clause, emptied: frozenset[str], terms: Circumstances) -> ClauseScore:
        """An unknown clause at its end."""
        most: Exact | None = ZERO
        if (clause.effect == "earn") if self.quiet else (clause.effect in GIVES) == self.best:
            most = most_of(item, clause, waits=waits(item, clause, terms))
        points = BOUNDLESS if most is None else most
        scope: Scope | None = scope_of(item, clause) if clause.id in emptied else None
        vetoes = self.happens and clause.veto is not None
        return ClauseScore(
            clause, clause.effect, points, scope, vetoes, self.happens, given(names.UNKNOWN, points, clause), ()
        )


ALL_KNOWN = Assumption({})


def _emptyings(item: Item, unknown: Iterable[Clause]) -> Iterator[frozenset[str]]:
    """Which unknown clauses empty something: for each scope that they can empty, none of them or all."""
    scopes: dict[str, set[str]] = {}
    for clause in unknown:
        if clause.empties is not None:
            scope = f"group {clause.group}" if scope_of(item, clause) == "group" else "item"
            scopes.setdefault(scope, set()).add(clause.id)
    for chosen_ones in product(*((frozenset[str](), frozenset(ids)) for ids in scopes.values())):
        yield frozenset().union(*chosen_ones)


def _lasting(item: Item, unknown: Iterable[Clause], terms: Circumstances) -> Iterator[Circumstances]:
    """The circumstances as they are, and those in which unknown clauses emptied something for the rest of the year."""
    yield terms
    found = {}
    for clause in unknown:
        if clause.empties is not None and clause.empties.lasts == "year":
            group = clause.group if scope_of(item, clause) == "group" else None
            found[item.id, group] = Emptied(None, clause, Finding.model_construct(item=item.id, clause=clause.id))
    if found:
        yield terms._replace(emptied={**found, **terms.emptied})


def assumptions(
    rubric: Rubric, quarter: Quarter, branch_class: str, records: BranchRecords, unknown: Unknown
) -> Iterator[Assumption]:
    """The ways to be tried: between them lies everything that can be. `records` are without the unknown items.

    The first says that nothing happened of all that is not known, the last that all of it did.
    """
    whole, everything = _wholly(rubric, quarter, branch_class, unknown)
    inspected = _shaken(rubric, records.inspected, with_readers(rubric, unknown.inspected | everything))
    lent = {key for key in inspected if _reaches_the_other_side(_clause_of(rubric, key))}
    declared = with_readers(rubric, unknown.declared | everything | lent)
    declared = _shaken(rubric, records.declared, declared)
    turns, loose = ways_of_factors(rubric, inspected | declared)
    worst = Assumption({}, _by_item(inspected), _by_item(declared), whole, loose=loose)
    leaving = [item for item in sorted(whole) if _leaves(rubric.by_item[item])]
    if len(leaving) > _MOST_LEAVING:
        worst, leaving = worst._replace(gone=None), []
    for count in range(len(leaving) + 1):
        for gone in map(frozenset, combinations(leaving, count)):
            for factors in turns:
                way = worst._replace(gone=gone if leaving else worst.gone, factors=factors)
                yield from (way._replace(best=best) for best in (False, True))
    if any(clause.veto is not None or clause.undone for clause in (_clause_of(rubric, key) for key in inspected)):
        yield worst._replace(best=True, happens=True)


def _wholly(
    rubric: Rubric, quarter: Quarter, branch_class: str, unknown: Unknown
) -> tuple[frozenset[str], frozenset[ClauseKey]]:
    """The items that are asked and of which nothing is known, and their clauses."""
    items = [item for each in unknown.items if (item := rubric.by_item[each]).asked_of(branch_class, quarter.number)]
    return frozenset(item.id for item in items), frozenset(
        (item.id, clause.id) for item in items for clause in item.clauses
    )


def nothing_found(rubric: Rubric, quarter: Quarter, branch_class: str, unknown: Unknown) -> Assumption:
    """The way in which nothing is found of all that is not known: no fault, and nothing to be rewarded."""
    whole, everything = _wholly(rubric, quarter, branch_class, unknown)
    inspected, declared = (with_readers(rubric, each | everything) for each in (unknown.inspected, unknown.declared))
    lent = frozenset(key for key in inspected if is_borrowed(_clause_of(rubric, key)))
    return Assumption({}, _by_item(inspected), _by_item(declared | lent), whole, best=True, quiet=True)


def _reaches_the_other_side(clause: Clause) -> bool:
    """Whether what an inspection finds under a clause is the self-assessment's too, or empties it for the year."""
    return is_borrowed(clause) or (clause.empties is not None and clause.empties.lasts == "year")


def _leaves(item: Item) -> bool:
    return item.not_applicable is not None and item.not_applicable.rule == "rescale"


def _by_item(keys: Iterable[ClauseKey]) -> Open:
    found: dict[str, set[str]] = {}
    for item, clause in keys:
        found.setdefault(item, set()).add(clause)
    return {item: frozenset(clauses) for item, clauses in found.items()}


def _clause_of(rubric: Rubric, key: ClauseKey) -> Clause:
    return rubric.by_item[key[0]].by_clause[key[1]]


def with_readers(rubric: Rubric, unknown: frozenset[ClauseKey]) -> frozenset[ClauseKey]:
    """Unknown clauses, and those that read what is recorded there: as their own fact, or as a condition."""
    found = set(unknown)
    waiting = list(unknown)
    while waiting:
        item, key = waiting.pop()
        for clause in rubric.by_item[item].clauses:
            reads = clause.fact.same == key or key in clause.looks_at
            if reads and (item, clause.id) not in found:
                found.add((item, clause.id))
                waiting.append((item, clause.id))
    return frozenset(found)


def _shaken(rubric: Rubric, records: Records, unknown: frozenset[ClauseKey]) -> frozenset[ClauseKey]:
    """The unknown clauses, and known ones that an unknown finding of the same event could stand for."""
    clauses = [_clause_of(rubric, key) for key in unknown]
    sides = {clause.effect in GIVES for clause in clauses if clause.highest_per_event}
    return unknown.union(
        (item, clause_id)
        for item, by_clause in (records.items() if sides else ())
        for clause_id, recorded in by_clause.items()
        if _may_be_stood_for(_clause_of(rubric, (item, clause_id)), sides)
        and any(each.finding.event is not None for each in recorded)
    )


def _may_be_stood_for(clause: Clause, sides: set[bool]) -> bool:
    return clause.highest_per_event and clause.effect != "veto" and (clause.effect in GIVES) in sides
