"""One item at one branch of which some facts are not known: the least and the most that it could give.

The known clauses are scored by the engine; an unknown one may come to anything that its rule and caps allow,
and may set off what it can set off. The item is then settled by the engine at both ends.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from dangjian_kaoping.compare.impact.bounds import ONLY_ZERO, Range, exactly
from dangjian_kaoping.engine.score.attainable import most_of
from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded
from dangjian_kaoping.engine.score.clause import ClauseScore, needs_fact, scope_of, score_clause, standing_points
from dangjian_kaoping.engine.score.item import ItemScore, full_marks, not_applicable
from dangjian_kaoping.engine.score.price import price_of
from dangjian_kaoping.engine.score.settlement import on_total, settle_item
from dangjian_kaoping.engine.step import given
from dangjian_kaoping.exact import ZERO, Exact
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Effect, Scope
from dangjian_kaoping.model.rubric import Item

_BOUNDLESS = Decimal(10) ** 30
"""Stands for points that nothing limits while an item is settled; what comes near it has no limit."""
_NEARLY = _BOUNDLESS / 2

Scored = Mapping[str, ClauseScore]


class ItemBounds(NamedTuple):
    """What an item can come to at one branch (分).

    `value` is None where it has none under any assignment: a needed fact is missing that nobody could make up.
    `apart` is an item that is not applicable or not due; `leaves` says whether it leaves the table (`rescale`):
    yes, no, or perhaps (None). `undone` is None where the task is perhaps undone; `vetoes` are set off, `perhaps`
    may be. `clauses` are the known ones' scores, `open` the ids of those that may come to anything.
    """

    item: Item
    points: Exact
    value: Range | None
    bonus: Range = ONLY_ZERO
    penalty: Range = ONLY_ZERO
    leaves: bool | None = False
    undone: bool | None = False
    vetoes: tuple[Clause, ...] = ()
    perhaps: tuple[Clause, ...] = ()
    clauses: tuple[ClauseScore, ...] = ()
    apart: bool = False
    open: frozenset[str] = frozenset()


def bounds_of_score(score: ItemScore) -> ItemBounds:
    """An item that is known."""
    return ItemBounds(
        score.item,
        score.points,
        None if score.value is None else exactly(score.value),
        exactly(score.bonus.value),
        exactly(score.penalty.value),
        score.status == "rescaled",
        score.undone,
        tuple(each.clause for each in score.clauses if each.vetoes),
        (),
        score.clauses,
        score.status in ("not_applicable", "not_due", "rescaled"),
    )


def item_bounds(
    item: Item,
    recorded: Mapping[str, Sequence[Recorded]],
    terms: Circumstances,
    unknown: frozenset[str],
    borrowed: Scored,
    *,
    perhaps_aside: bool,
) -> ItemBounds:
    """An item some of whose clauses are unknown, by id; `perhaps_aside` where it may not have applied at all.

    Raises Refusal where what is known has no points.
    """
    item = item.of_class(terms.branch_class)
    known, lacking = _known(item, recorded, terms, unknown, borrowed)
    found = _settled(item, known, [clause for clause in item.clauses if clause.id in unknown], terms)
    if lacking:
        found = found._replace(value=None)
    found = found._replace(open=unknown)
    return _or_aside(found, terms) if perhaps_aside and item.not_applicable is not None else found


def _known(
    item: Item,
    recorded: Mapping[str, Sequence[Recorded]],
    terms: Circumstances,
    unknown: frozenset[str],
    borrowed: Scored,
) -> tuple[list[ClauseScore], bool]:
    """The known clauses' scores, as the engine's own item has them, and whether one lacks its fact."""
    scores = []
    lacking = False
    for clause in item.clauses:
        if clause.id in unknown:
            continue
        facts = recorded.get(clause.id, ())
        if clause.id in borrowed:
            scores.append(borrowed[clause.id])
        elif facts and not (needs_fact(clause) and all(each.withdrawn for each in facts)):
            scores.append(score_clause(item, clause, facts, terms))
        elif needs_fact(clause):
            lacking = True
        elif standing_points(price_of(clause, (item.id, clause.id), terms)):
            scores.append(score_clause(item, clause, (), terms))
    return scores, lacking


def _settled(item: Item, known: list[ClauseScore], unknown: Sequence[Clause], terms: Circumstances) -> ItemBounds:
    points = full_marks(item, terms.branch_class)
    happened = item.task and any(each.clause.undone and each.happened for each in known)
    perhaps_undone = item.task and any(clause.undone for clause in unknown)
    return ItemBounds(
        item,
        points,
        _value(item, known, unknown, terms),
        _on_total("bonus", item, known, unknown, terms),
        _on_total("penalty", item, known, unknown, terms),
        False,
        True if happened else None if perhaps_undone else False,
        tuple(each.clause for each in known if each.vetoes),
        tuple(clause for clause in unknown if clause.veto is not None),
        tuple(known),
    )


def _value(item: Item, known: list[ClauseScore], unknown: Sequence[Clause], terms: Circumstances) -> Range:
    if not unknown:
        return exactly(settle_item(item, known, terms).value)
    ceiling = None if item.points is None else decided(item.points)
    if item.at_most is not None and any(group.points is not None for group in item.groups.values()):
        # under a cap of the item's own, what a group cut off counts for the other side: the ends need not be corners
        return Range(item.floor, ceiling)
    ends = []
    for emptied in _emptyings(item, unknown):
        for best in (False, True):
            scores = [*known, *(_at_an_end(item, clause, emptied, best=best) for clause in unknown)]
            ends.append(settle_item(item, scores, terms).value)
    return _limited(min(ends), max(ends))


def _emptyings(item: Item, unknown: Sequence[Clause]) -> Iterator[frozenset[str]]:
    """Which unknown clauses empty something: for each scope that they can empty, none of them or all."""
    scopes: dict[str, set[str]] = {}
    for clause in unknown:
        if clause.empties is not None:
            scope = f"group {clause.group}" if scope_of(item, clause) == "group" else "item"
            scopes.setdefault(scope, set()).add(clause.id)
    for chosen_ones in product(*((frozenset(), frozenset(names)) for names in scopes.values())):
        yield frozenset().union(*chosen_ones)


def _at_an_end(item: Item, clause: Clause, emptied: frozenset[str], *, best: bool) -> ClauseScore:
    """An unknown clause at its best or worst for the branch."""
    gives = clause.effect in ("earn", "give_back")
    points = most_of(item, clause) if gives == best else ZERO
    scope: Scope | None = scope_of(item, clause) if clause.id in emptied else None
    return _as_if(clause, _BOUNDLESS if points is None else points, scope)


def _as_if(clause: Clause, points: Exact, scope: Scope | None = None) -> ClauseScore:
    return ClauseScore(clause, clause.effect, points, scope, False, False, given("unknown", points, clause), ())


def _on_total(
    effect: Effect, item: Item, known: list[ClauseScore], unknown: Sequence[Clause], terms: Circumstances
) -> Range:
    ends = []
    for most_of_it in (False, True):
        scores = list(known)
        for clause in unknown:
            if clause.effect == effect:
                points = most_of(item, clause) if most_of_it else ZERO
                scores.append(_as_if(clause, _BOUNDLESS if points is None else points))
        ends.append(on_total(effect, item, scores, terms).value)
    return _limited(*ends)


def _limited(low: Exact, high: Exact) -> Range:
    return Range(None if low <= -_NEARLY else low, None if high >= _NEARLY else high)


def _or_aside(found: ItemBounds, terms: Circumstances) -> ItemBounds:
    """The same, or not applicable: then it counts by its own rule, and sets off nothing."""
    aside = not_applicable(found.item, "not_applicable", terms)
    leaves = None if aside.status == "rescaled" else False
    value = found.value
    if aside.value is not None and aside.status != "rescaled":
        value = exactly(aside.value) if value is None else value.or_else(exactly(aside.value))
    undone = None if found.undone else found.undone
    return found._replace(
        value=value,
        bonus=found.bonus.or_else(ONLY_ZERO),
        penalty=found.penalty.or_else(ONLY_ZERO),
        leaves=leaves,
        undone=undone,
        vetoes=(),
        perhaps=(*found.vetoes, *found.perhaps),
    )
