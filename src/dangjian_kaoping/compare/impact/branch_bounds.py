"""One branch of which some facts are not known: the least and the most of every published figure.

The computation follows the engine's own, step by step (`engine/score/branch.py`); where nothing is unknown, both ends
are the engine's figure.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from dangjian_kaoping.compare.impact.bounds import ONLY_ZERO, Range, exactly, sum_of
from dangjian_kaoping.compare.impact.item_bounds import ItemBounds, bounds_of_score, item_bounds
from dangjian_kaoping.engine.score.circumstances import Circumstances, ClauseKey
from dangjian_kaoping.engine.score.clause import GIVES, is_borrowed
from dangjian_kaoping.engine.score.event import Records, suppressed_findings
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.engine.score.item import not_applicable
from dangjian_kaoping.exact import ZERO, Exact, divided, total
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.measure import Rounding, Totals
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER, Quarter

_MOST_SUBSETS = 6
"""Of so many items that perhaps leave the table, all subsets are tried; of more, the widest range is taken."""


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


class BranchBounds(NamedTuple):
    """A branch's published figures as ranges (分); None where something is missing that no assignment makes up.

    `undone` is None where a single task is perhaps undone. `vetoes` are set off, `perhaps` may be.
    """

    branch: Branch
    base: Range | None
    bonus: Range
    penalty: Range
    inspection: Range | None
    self_assessment: Range | None
    composite: Range | None
    undone: bool | None
    vetoes: tuple[Clause, ...]
    perhaps: tuple[Clause, ...]


def branch_bounds(
    rubric: Rubric, quarter: Quarter, branch: Branch, records: BranchRecords, unknown: Unknown
) -> BranchBounds:
    """The ranges of a branch; every item's facts count, whichever department recorded them. Raises Refusal."""
    measure = rubric.measure
    items = _inspected(rubric, quarter, branch, records, unknown)
    base = _base(rubric, items)
    bonus = _on_total((each.bonus for each in items), measure.bonus, measure.rounding)
    penalty = _on_total((each.penalty for each in items), measure.penalty, measure.rounding)
    own, complete = _own(rubric, branch, records, None if base is None else items, unknown)
    inspection = None if base is None else base.plus(bonus).minus(penalty)
    undone = [each.undone for each in items]
    vetoes = tuple(clause for each in items for clause in each.vetoes)
    perhaps = tuple(clause for each in items for clause in each.perhaps)
    composite = None
    if base is not None and inspection is not None and complete:
        composite = _composite(rubric, base, bonus, penalty, inspection, own, vetoes, perhaps)
    rounding = measure.rounding
    return BranchBounds(
        branch,
        None if base is None else base.published(rounding),
        bonus,
        penalty,
        None if inspection is None else inspection.published(rounding),
        None if own is None else own.published(rounding),
        composite,
        True if True in undone else None if None in undone else False,
        vetoes,
        perhaps,
    )


def _on_total(ranges: Iterable[Range], totals: Totals, rounding: Rounding) -> Range:
    whole = sum_of(ranges).at_most(totals.at_most)
    return whole.published(rounding) if rounding.stage == "areas" else whole


def _inspected(
    rubric: Rubric, quarter: Quarter, branch: Branch, records: BranchRecords, unknown: Unknown
) -> list[ItemBounds]:
    terms = Circumstances(branch.branch_class, MONTHS_OF_A_QUARTER, records.earlier)
    shaken = _shaken(rubric, records.inspected, terms, unknown.inspected, unknown.items)
    if records.inspected:
        terms = terms._replace(suppressed=suppressed_findings(rubric, records.inspected, terms))
    found = []
    for item in rubric.items():
        if branch.branch_class in item.not_applicable_to:
            found.append(bounds_of_score(not_applicable(item.of_class(branch.branch_class), "not_applicable", terms)))
        elif not item.due_in(quarter.number):
            found.append(bounds_of_score(not_applicable(item.of_class(branch.branch_class), "not_due", terms)))
        elif item.id in records.not_applicable and item.id not in unknown.items:
            found.append(bounds_of_score(not_applicable(item.of_class(branch.branch_class), "not_applicable", terms)))
        else:
            whole = item.id in unknown.items
            open_ones = _open(item, shaken, whole=whole)
            recorded = {} if whole else records.inspected.get(item.id, {})
            found.append(item_bounds(item, recorded, terms, open_ones, {}, perhaps_aside=whole))
            if not whole and item.id in records.set_items and found[-1].value is not None:
                points = records.set_items[item.id][-1].points
                assert points is not None
                found[-1] = found[-1]._replace(value=exactly(points))
    return found


def _open(item: Item, keys: frozenset[ClauseKey], *, whole: bool) -> frozenset[str]:
    return frozenset(clause.id for clause in item.clauses if whole or (item.id, clause.id) in keys)


def _shaken(
    rubric: Rubric, records: Records, terms: Circumstances, unknown: frozenset[ClauseKey], items: frozenset[str]
) -> frozenset[ClauseKey]:
    """The unknown clauses, and known ones that an unknown finding of the same event could stand for."""
    sides = {
        clause.effect in GIVES
        for item in rubric.items()
        for clause in item.clauses
        if clause.highest_per_event and ((item.id, clause.id) in unknown or item.id in items)
    }
    if not sides:
        return unknown
    more = {
        (item_id, clause_id)
        for item_id, clauses in records.items()
        for clause_id, recorded in clauses.items()
        if _may_be_stood_for(rubric.by_item[item_id].by_clause[clause_id], sides)
        and any(each.finding.event is not None for each in recorded)
    }
    return unknown | more


def _may_be_stood_for(clause: Clause, sides: Iterable[bool]) -> bool:
    return clause.highest_per_event and clause.effect != "veto" and (clause.effect in GIVES) in set(sides)


# ── the table ──────────────────────────────────────────────────────────────────────────────────────────────────


def _base(rubric: Rubric, items: Sequence[ItemBounds]) -> Range | None:
    """Areas and base; where items perhaps leave the table, over all that may be."""
    if any(each.value is None for each in items):
        return None
    perhaps = [index for index, each in enumerate(items) if each.leaves is None]
    if len(perhaps) > _MOST_SUBSETS:
        return Range(None, None)
    ranges = []
    for count in range(len(perhaps) + 1):
        for gone in combinations(perhaps, count):
            out = {*gone, *(index for index, each in enumerate(items) if each.leaves)}
            found = _base_without(rubric, items, out)
            if found is not None:
                ranges.append(found)
    if not ranges:
        return None
    whole = ranges[0]
    for each in ranges[1:]:
        whole = whole.or_else(each)
    return whole


def _base_without(rubric: Rubric, items: Sequence[ItemBounds], out: set[int]) -> Range | None:
    factor: Exact = Decimal(1)
    if out:
        applicable = total(each.points for index, each in enumerate(items) if index not in out)
        if not applicable:
            return None
        factor = divided(total(each.points for each in items), applicable)
    rounding = rubric.measure.rounding
    areas = []
    start = 0
    for area in rubric.areas:
        mine = range(start, start + len(area.items))
        start += len(area.items)
        values = [items[index].value for index in mine if index not in out]
        area_range = sum_of(value for value in values if value is not None).times(factor)
        areas.append(area_range.published(rounding) if rounding.stage == "areas" else area_range)
    return sum_of(areas)


# ── self-assessment and composite ──────────────────────────────────────────────────────────────────────────────


def _own(
    rubric: Rubric, branch: Branch, records: BranchRecords, inspected: Sequence[ItemBounds] | None, unknown: Unknown
) -> tuple[Range | None, bool]:
    """The self-assessment, and whether a composite may be had as far as it is concerned.

    `inspected` is None where the inspection has no base: then only what takes nothing from it can be told.
    """
    measure = rubric.measure
    weighs = measure.weights.self_assessment > 0
    refuses = measure.missing_month == "refuse"
    if not records.months:
        if not weighs:
            return None, True
        return (None, False) if refuses else (ONLY_ZERO, True)
    if inspected is None:
        return None, False
    items = _declared(rubric, branch, records, inspected, unknown)
    base = _base(rubric, items)
    if base is None:
        return None, not weighs
    if records.months == MONTHS_OF_A_QUARTER:
        return base, True
    if refuses:
        return None, not weighs
    return base.times(divided(Decimal(records.months), Decimal(MONTHS_OF_A_QUARTER))), True


def _declared(
    rubric: Rubric, branch: Branch, records: BranchRecords, inspected: Sequence[ItemBounds], unknown: Unknown
) -> list[ItemBounds]:
    terms = Circumstances(branch.branch_class, records.months, records.earlier)
    keys = unknown.declared | frozenset(
        (item_id, clause.id) for item_id in unknown.items for clause in rubric.by_item[item_id].clauses
    )
    shaken = _shaken(rubric, records.declared, terms, keys, unknown.items)
    if records.declared:
        terms = terms._replace(suppressed=suppressed_findings(rubric, records.declared, terms))
    found = []
    for item, there in zip(rubric.items(), inspected, strict=True):
        whole = item.id in unknown.items
        if there.apart:
            found.append(there._replace(bonus=ONLY_ZERO, penalty=ONLY_ZERO))
            continue
        borrowed = {each.clause.id: each for each in there.clauses if is_borrowed(each.clause)}
        lent = frozenset(clause.id for clause in item.clauses if is_borrowed(clause))
        open_ones = _open(item, shaken, whole=whole) | (lent & there.open)
        recorded = {} if whole else records.declared.get(item.id, {})
        own = item_bounds(item, recorded, terms, open_ones, borrowed, perhaps_aside=whole)
        found.append(own._replace(bonus=ONLY_ZERO, penalty=ONLY_ZERO))
    return found


def _composite(
    rubric: Rubric,
    base: Range,
    bonus: Range,
    penalty: Range,
    inspection: Range,
    own: Range | None,
    vetoes: Sequence[Clause],
    perhaps: Sequence[Clause],
) -> Range:
    measure = rubric.measure
    weights = measure.weights
    on_top = measure.bonus_on == "composite"
    weighed = base.minus(penalty) if on_top else inspection
    whole = weighed.times(weights.inspection)
    if own is not None:
        whole = whole.plus(own.times(weights.self_assessment))
    if on_top:
        whole = whole.plus(bonus)
    if _zeroes(vetoes):
        whole = exactly(ZERO)
    elif _zeroes(perhaps):
        whole = whole.or_else(exactly(ZERO))
    return whole.published(measure.rounding)


def _zeroes(clauses: Sequence[Clause]) -> bool:
    return any(each.veto is not None and each.veto.effect == "total_zero" for each in clauses)
