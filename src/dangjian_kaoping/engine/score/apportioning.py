"""扣分明细: what each finding really took from its branch, and what belongs to no finding.

Clauses, groups, items and the whole are capped, emptied, held, given back and rescaled, so that what a finding costs
by itself (`FindingScore.points`) need not be what the branch lost by it. Here the findings of an item are laid on one
after another, and each took that by which the item fell: what comes after a cap was reached took nothing. So the
parts of an item add up to its full marks minus its points, those of a branch to all full marks minus its base, and
the gains of a branch to its bonus minus its penalties, exactly.

The order: what empties, for it replaces all else; then what takes, then what gives, where points are lost from full
marks, the other way round where they are earned from 0; what is given back comes last. Among equals by date,
department and place in the file. Of marks that are earned, the findings that assess (a level, a share, a judge's
points) took what they lack of the most that their clause gives; marks that nobody assessed are a rest.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.attainable import assessed_most
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.circumstances import ANYWHERE
from dangjian_kaoping.engine.score.clause import GIVES, ClauseScore, FindingScore, triggered
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.settlement import on_total, settle_item
from dangjian_kaoping.engine.score.table import TableScore, area_points
from dangjian_kaoping.engine.step import NOTHING, Step, given
from dangjian_kaoping.exact import ONE, ZERO, Exact, divided, least, minus, most, negative, plus, times, total
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.factor import Times
from dangjian_kaoping.model.rubric import Area, Rubric

Rest = Literal["not_earned", "not_applicable", "not_due", "rescaled", "emptied", "adjusted", "times", "rounded"]
"""What belongs to no finding: marks that nothing was recorded for; an item that stands apart, or out of the table; the
points that a review set; what an area, or the whole, was multiplied by; the rounding of an area, or of bonus and
penalties."""


class Part(NamedTuple):
    """What one finding, or a rest (`finding` is None, `rest` says which), did to a branch (分).

    `points` is what was taken, negative where it was given (back); among gains what was given, negative where it was
    taken. It is None where the item is not scored yet. `item` is None where the rest is not of one item.
    """

    points: Exact | None
    item: ItemScore | None
    clause: ClauseScore | None = None
    finding: FindingScore | None = None
    rest: Rest | None = None
    area: Area | None = None


class Taken(NamedTuple):
    """What was taken from a branch in the inspection, and what was added to its total: `losses` and `gains`."""

    losses: tuple[Part, ...]
    gains: tuple[Part, ...]


Found = tuple[ClauseScore, FindingScore]
"""A finding under a clause."""
OfItem = Callable[[ItemScore], Sequence[Part]]
"""What was taken from an item, told as `item_losses` tells it."""


def taken_from(score: BranchScore, rubric: Rubric) -> Taken:
    """Both of a branch."""
    return Taken(losses(score, rubric), gains(score))


def losses(score: BranchScore, rubric: Rubric, of_item: OfItem | None = None) -> tuple[Part, ...]:
    """What was taken from a branch in the inspection, item by item in the rubric's order; by what is a factor nothing.

    The parts add up to the full marks of the rubric, as they are weighed, minus the base before it is rounded; where
    the branch has no base yet, item by item.
    """
    table = score.inspected
    told = of_item or item_losses
    rate = _rate(table, rubric) if any(item.status == "rescaled" for item in table.items) else ONE
    parts: list[Part] = []
    index = 0
    for area in rubric.areas:
        items = table.items[index : index + len(area.items)]
        index += len(area.items)
        apart = [item for item in items if rubric.is_factor(item.item)] if rubric.weighed else []
        inside = [item for item in items if item not in apart] if apart else items
        own: list[Part] = []
        for item in inside:
            own += _rescaled(item, rate) if item.status == "rescaled" else told(item)
        parts += own
        parts += _times(area.times, own, _value_of(inside), table, area)
        parts += (part for item in apart for part in _of_nothing(item))
        parts += () if rubric.is_factor(area) else _rounded(table.areas.get(area.id), area)
    measure = rubric.measure
    parts += _times(measure.times, parts, total(table.areas[area.id].value for area in _in_base(table, rubric)), table)
    return tuple(parts)


def _of_nothing(score: ItemScore) -> tuple[Part, ...]:
    """The findings of what is in no sum: none took anything."""
    points = None if score.value is None else ZERO
    return tuple(Part(points, score, clause, finding) for clause, finding in _findings(_own(score)))


def _own(score: ItemScore) -> list[ClauseScore]:
    return [clause for clause in score.clauses if clause.effect not in ("bonus", "penalty", "veto")]


def _in_base(table: TableScore, rubric: Rubric) -> Sequence[Area]:
    return () if table.base is None or rubric.measure.times is None else rubric.summed


def _value_of(items: Iterable[ItemScore]) -> Exact:
    return total(item.value or ZERO for item in items)


def _times(
    by: Times | None, own: Sequence[Part], points: Exact, table: TableScore, area: Area | None = None
) -> tuple[Part, ...]:
    """What a multiplication moved: a number weighs what was lost, a factor multiplies the points that were kept."""
    if by is None or table.base is None:
        return ()
    if isinstance(by, Decimal):
        moved = times(total(part.points or ZERO for part in own), minus(by, ONE))
    else:
        factor = table.factors.get(by.key)
        moved = ZERO if factor is None else times(points, minus(ONE, factor.value))
    return _rest(moved, None, "times", area)


def gains(score: BranchScore) -> tuple[Part, ...]:
    """What was added to a branch's total, item by item: bonus, penalties as negative, vetoes as 0.

    The parts add up to the bonus minus the penalties, under all caps.
    """
    parts: list[Part] = []
    acting = [each for each in score.inspected.items if each.bonus is not NOTHING or each.penalty is not NOTHING]
    for effect, step in (("bonus", score.bonus), ("penalty", score.penalty)):
        own = [part for item in acting for part in _item_gains(item, effect)]
        parts += _under_the_cap(own, step, effect)
    order = {id(item): number for number, item in enumerate(score.inspected.items)}
    parts += [
        part
        for item in score.inspected.items
        for clause in item.clauses
        if clause.effect == "veto"
        for part in _told([Part(ZERO, item, clause, finding) for finding in clause.findings], item)
    ]
    return tuple(sorted(parts, key=lambda part: len(order) if part.item is None else order[id(part.item)]))


def item_losses(score: ItemScore) -> tuple[Part, ...]:
    """What was taken from one item; the parts add up to its full marks minus its points.

    Of one that is rescaled nothing, for it has neither in the table: `losses` says what rescaling moved. Of a factor
    nothing was taken.
    """
    if score.status == "rescaled":
        return ()
    if score.item.factor:
        return _of_nothing(score)
    own = _own(score)
    if score.value is None:
        return tuple(Part(None, score, clause, finding) for clause, finding in _findings(own))
    if score.status in ("not_applicable", "not_due"):
        return _rest(
            minus(score.points, score.value), score, "not_due" if score.status == "not_due" else "not_applicable"
        )
    recorded = any(clause.findings for clause in own)
    if not recorded and not score.item.groups and score.step is score.settled:
        # so are most items of most branches
        return _rest(minus(score.points, score.value), score, "not_earned")
    of_the_round = settle_item(score.item, score.clauses, ANYWHERE).value if score.item.groups else score.settled.value
    aside = _set_aside(score, of_the_round)
    if not recorded:
        return (*_rest(minus(score.points, of_the_round), score, "not_earned"), *aside)
    laid = _Laid(score, own)
    steps = {id(finding): laid.lay(clause, finding) for clause, finding in laid.order()}
    left, earned = _earned(laid, minus(score.points, laid.start), steps)
    parts = [
        Part(plus(negative(steps.get(id(finding), ZERO)), earned.get(id(finding), ZERO)), score, clause, finding)
        for clause, finding in _findings(own)
    ]
    return (*_told(parts, score), *_rest(left, score, "not_earned"), *aside)


def found_in(score: ItemScore) -> list[Found]:
    """The findings of which its points follow, in the order in which they are told."""
    return _findings(_own(score))


def _findings(clauses: Iterable[ClauseScore]) -> list[Found]:
    """Findings with their clauses, by date, department and place in the file."""
    found = [(clause, finding) for clause in clauses for finding in clause.findings]
    return sorted(found, key=lambda each: each[1].recorded.rank)


def _set_aside(score: ItemScore, of_the_round: Exact) -> tuple[Part, ...]:
    """What an earlier round of the year, and what a review, took of the points that the round's records give (分)."""
    left = score.unadjusted.value
    emptied = _rest(minus(of_the_round, left), score, "emptied")
    return (*emptied, *_rest(minus(left, score.step.value), score, "adjusted"))


def _told(parts: Sequence[Part], score: ItemScore) -> Sequence[Part]:
    """The parts of findings, without those of clauses that only read a record and made nothing of it."""
    if len(score.item.readers) == len(score.item.clauses):
        return parts
    told = {id(finding) for finding in score.findings}
    return [each for each in parts if each.points or id(each.finding) in told]


def _rest(points: Exact, item: ItemScore | None, rest: Rest, area: Area | None = None) -> tuple[Part, ...]:
    return (Part(points, item, rest=rest, area=area),) if points else ()


def counts(finding: FindingScore) -> bool:
    """Whether a finding takes part in the reckoning: neither withdrawn nor counted by another of its event."""
    return finding.suppressed_by is None and not finding.recorded.withdrawn


class _Laid:
    """An item on which findings are laid one after another; `start` is what it has before the first."""

    def __init__(self, score: ItemScore, clauses: Sequence[ClauseScore]) -> None:
        self._item = score.item
        self._clauses = clauses
        self._emptying = {id(each): _emptying(each) for each in clauses if each.empties is not None}
        self._on: Mapping[int, list[FindingScore]] = {id(clause): [] for clause in clauses}
        self.start = self._now = self._settled()

    def order(self) -> list[Found]:
        """The findings that count, in the order in which they are laid on."""
        found = [each for each in _findings(self._clauses) if counts(each[1])]
        return sorted(found, key=lambda each: self._turn(*each))

    def lay(self, clause: ClauseScore, finding: FindingScore) -> Exact:
        """Lay a finding on; by how much the item rises (分; falls: negative)."""
        before = self._now
        self._on[id(clause)].append(finding)
        self._now = self._settled()
        return minus(self._now, before)

    def earns(self, clause: Clause) -> bool:
        """Whether the clause's marks are earned from 0."""
        group = self._item.groups.get(clause.group) if clause.group else None
        if group is not None and group.points is not None:
            return (group.start or self._item.start) == "zero"
        return self._item.start == "zero"

    def _turn(self, clause: ClauseScore, finding: FindingScore) -> int:
        if self._emptying.get(id(clause)) is finding:
            return 0
        if clause.effect == "give_back":
            return 3
        return 1 if (clause.effect == "earn") == self.earns(clause.clause) else 2

    def _settled(self) -> Exact:
        return settle_item(self._item, [self._so_far(each) for each in self._clauses], ANYWHERE).value

    def _so_far(self, clause: ClauseScore) -> ClauseScore:
        """The clause as it is with the findings that lie on the item."""
        on = self._on[id(clause)]
        emptied = any(each is self._emptying.get(id(clause)) for each in on)
        return _with(clause, on)._replace(empties=clause.empties if emptied else None)


"""An item's score has its item with the numbers of the branch's class already."""


def _with(clause: ClauseScore, findings: Sequence[FindingScore]) -> ClauseScore:
    """The clause's points with only these of its findings, under its own cap."""
    step, cap = clause.step.uncapped, clause.step.cap
    # what it gives where nothing happened stands whatever is recorded
    standing = total(part.value for part in step.parts if part.name == names.AT_NOTHING)
    points = plus(standing, total(_size(each, clause) for each in findings))
    points = points if cap is None else least(points, cap.value)
    return clause._replace(points=points, step=given(names.CLAUSE, points, clause.clause))


def _size(finding: FindingScore, clause: ClauseScore) -> Exact:
    return finding.points if clause.effect in GIVES else negative(finding.points)


def _emptying(clause: ClauseScore) -> FindingScore:
    """The finding that made up the condition to empty: the last one without which it does not hold."""
    assert clause.clause.empties is not None
    found = [each for each in clause.findings if counts(each)]
    number = len(found)
    while number > 1:
        before = [each.recorded for each in found[: number - 1]]
        if not triggered(clause.clause.empties, clause.clause, before, ANYWHERE):
            break
        number -= 1
    return found[number - 1]


def _earned(laid: _Laid, lacking: Exact, steps: Mapping[int, Exact]) -> tuple[Exact, dict[int, Exact]]:
    """Of marks that are to be earned, which belong to which finding, and the rest that belongs to none.

    First what a finding gained, so that it took nothing; then, while there is any, what it lacks of the most.
    """
    found = [each for each in laid.order() if each[0].effect == "earn" and laid.earns(each[0].clause)]
    own: dict[int, Exact] = {}
    for _, finding in found:
        own[id(finding)] = least(most(steps[id(finding)], ZERO), lacking)
        lacking = minus(lacking, own[id(finding)])
    for clause, finding in found:
        whole = assessed_most(clause, finding)
        if whole is not None:
            short = least(most(minus(whole, own[id(finding)]), ZERO), lacking)
            own[id(finding)] = plus(own[id(finding)], short)
            lacking = minus(lacking, short)
    return lacking, own


# ── the whole table ────────────────────────────────────────────────────────────────────────────────────────────


def _rate(table: TableScore, rubric: Rubric) -> Exact:
    """The part of their full marks that the items in the table have, by which the others are rescaled."""
    found = [each for area in rubric.summed if (each := area_points(table, area)) is not None]
    full = total(each.full for each in found)
    if table.base is None or not full:
        return ONE
    return divided(total(each.points for each in found), full)


def _rescaled(item: ItemScore, rate: Exact) -> tuple[Part, ...]:
    """An item out of the table: its marks go by the rate of the others."""
    return _rest(minus(item.points, times(item.points, rate)), item, "rescaled")


def _rounded(step: Step | None, area: Area) -> tuple[Part, ...]:
    if step is None or step.operation != "rounded":
        return ()
    return _rest(minus(step.exact.value, step.value), None, "rounded", area)


# ── bonus and penalties ────────────────────────────────────────────────────────────────────────────────────────


def _item_gains(score: ItemScore, effect: str) -> list[Part]:
    """What the findings of an item added to, or took from, the total, under the caps of clause, group and item."""
    own = [clause for clause in score.clauses if clause.effect == effect]
    if not own:
        return []
    on: dict[int, list[FindingScore]] = {id(clause): [] for clause in own}
    parts = []
    now: Exact = ZERO
    for clause, finding in _findings(own):
        before = now
        if counts(finding):
            on[id(clause)].append(finding)
            scores = [_with(each, on[id(each)]) for each in own]
            now = on_total(clause.effect, score.item, scores, ANYWHERE).value
        parts.append(Part(minus(now, before), score, clause, finding))
    return list(_told(parts, score))


def _under_the_cap(parts: Sequence[Part], step: Step, effect: str) -> Iterator[Part]:
    """The parts of all items under the measure's cap, one after another; and what rounding moved."""
    cap = step.exact.cap
    gross: Exact = ZERO
    reached: Exact = ZERO
    for part in parts:
        gross = plus(gross, part.points or ZERO)
        before, reached = reached, gross if cap is None else least(gross, cap.value)
        moved = minus(reached, before)
        yield part._replace(points=moved if effect == "bonus" else negative(moved))
    moved = minus(step.value, reached)
    yield from _rest(moved if effect == "bonus" else negative(moved), None, "rounded")
