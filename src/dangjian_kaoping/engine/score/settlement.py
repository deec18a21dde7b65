"""What is settled between a floor and a ceiling: groups, caps, emptying, holding, giving back (steps 4 to 7)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.names import StepName
from dangjian_kaoping.engine.score.circumstances import Circumstances, Emptied, Scoped
from dangjian_kaoping.engine.score.clause import ClauseScore
from dangjian_kaoping.engine.step import NOTHING, Step, given, held, summed
from dangjian_kaoping.exact import ZERO, Exact, least, minus, plus, total
from dangjian_kaoping.model.clause import Effect, Group
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.rubric import Item


class _Scope(NamedTuple):
    """What is held between a floor and a ceiling (None: without end): an item, or a group with points."""

    subject: Item | Group
    ceiling: Exact | None
    floor: Exact
    start: Exact
    at_most: Exact | None


class _Settled(NamedTuple):
    """A settled group: its step, what it would be if nothing had been taken, and how it enters the item's own caps."""

    step: Step
    undiminished: Exact
    start: Exact
    earned: Exact
    taken: Exact
    lost: Exact


class _Side(NamedTuple):
    """One side of a scope: the effect that acts on it, and the names of its sum, of a group's part in it, of what is
    left under the cap.
    """

    effect: Effect
    whole: StepName
    of_group: StepName
    capped: StepName


_EARNED = _Side("earn", names.EARNED, names.GROUP_EARNED, names.EARNED_CAPPED)
_TAKEN = _Side("deduct", names.TAKEN, names.GROUP_TAKEN, names.TAKEN_CAPPED)
_ON_TOTAL: Mapping[Effect, tuple[StepName, StepName]] = {
    "bonus": (names.ITEM_BONUS, names.ITEM_BONUS_CAPPED),
    "penalty": (names.ITEM_PENALTY, names.ITEM_PENALTY_CAPPED),
}
"""What the two effects on the total are called at an item, and under its cap."""


def ceiling_of(scope: Item | Group, branch_class: str) -> Exact | None:
    """The most (分) that an item or a group may come to: its points, or what stands instead; None: without end."""
    if scope.ceiling == "none":
        return None
    ceiling = scope.points if scope.ceiling is None else scope.ceiling
    return None if ceiling is None else chosen(ceiling, branch_class)


def own_start(item: Item, branch_class: str) -> Exact:
    """What an item itself starts from (分), beside its groups with points."""
    if item.start == "zero" or item.points is None:
        return ZERO
    if not item.groups:
        return chosen(item.points, branch_class)
    with_points = (each.points for each in item.groups.values() if each.points is not None)
    return minus(chosen(item.points, branch_class), total(chosen(each, branch_class) for each in with_points))


def group_start(item: Item, group: Group, branch_class: str) -> Exact:
    """What a group of an item starts from (分)."""
    if (group.start or item.start) == "zero" or group.points is None:
        return ZERO
    return chosen(group.points, branch_class)


def settle_item(item: Item, scores: Sequence[ClauseScore], terms: Circumstances) -> Step:
    """The item's points as a step tree, from its clauses' points."""
    branch_class = terms.branch_class
    points = None if item.points is None else chosen(item.points, branch_class)
    groups = [
        _settle_group(item, name, group, [score for score in scores if score.clause.group == name], terms)
        for name, group in item.groups.items()
        if group.points is not None
    ]
    with_points = {name for name, group in item.groups.items() if group.points is not None}
    own = [score for score in scores if score.clause.group not in with_points]
    emptying = [score for score in scores if score.empties == "item"]
    scope = _Scope(
        item,
        points if item.ceiling is None else ceiling_of(item, branch_class),
        item.floor,
        own_start(item, branch_class),
        None if item.at_most is None else chosen(item.at_most, branch_class),
    )
    step = _settle(scope, item, own, scores, emptying, groups, terms)
    step = step._replace(name=names.ITEM)
    return _without_the_year(step, (item.id, None), emptying, terms) if emptying or terms.emptied else step


def _without_the_year(step: Step, scoped: Scoped, emptying: Sequence[ClauseScore], terms: Circumstances) -> Step:
    """Nothing, whatever else is recorded, where the scope was emptied for the rest of the year; what it would have
    been lies aside.
    """
    since = terms.emptied.get(scoped) or next(filter(None, map(emptied_for_year, emptying)), None)
    if since is None:
        return step
    return Step(names.EMPTIED_SINCE, "chosen", ZERO, (given(names.EMPTIED, ZERO, since),), step.subject, (step,))


def emptied_for_year(score: ClauseScore) -> Emptied | None:
    """What a clause empties for the rest of the year; None where it empties nothing, or this round alone."""
    if score.empties is None or score.clause.empties is None or score.clause.empties.lasts != "year":
        return None
    found = [each.recorded.finding for each in score.findings if each.empties is not None]
    return Emptied(None, score.clause, found[-1]) if found else None


def _settle_group(item: Item, name: str, group: Group, scores: Sequence[ClauseScore], terms: Circumstances) -> _Settled:
    branch_class = terms.branch_class
    assert group.points is not None
    start = group_start(item, group, branch_class)
    emptying = [score for score in scores if score.empties == "group"]
    ceiling = ceiling_of(group, branch_class)
    scope = _Scope(
        group,
        ceiling,
        ZERO,
        start,
        None if group.at_most is None else chosen(group.at_most, branch_class),
    )
    step = _settle(scope, item, scores, scores, emptying, [], terms)._replace(name=names.GROUP)
    if emptying or terms.emptied:
        step = _without_the_year(step, (item.id, name), emptying, terms)
    earned = _capped(_of("earn", scores), scope.at_most)
    undiminished = held(plus(start, earned), ZERO, ceiling)
    if emptying or step.name == names.EMPTIED_SINCE:
        return _Settled(step, undiminished, start, ZERO, ZERO, minus(start, step.value))
    taken = _capped(_of("deduct", scores), scope.at_most)
    raw = minus(plus(start, earned), taken)
    # what the holding cut off belongs to the side that overshot
    if raw < 0:
        taken = plus(taken, raw)
    elif ceiling is not None and raw > ceiling:
        earned = minus(earned, minus(raw, ceiling))
    returned = minus(step.value, held(raw, ZERO, ceiling))
    return _Settled(step, undiminished, start, earned, minus(taken, returned), ZERO)


def _of(effect: Effect, scores: Sequence[ClauseScore]) -> Exact:
    return total(score.points for score in scores if score.effect == effect)


def _capped(points: Exact, most: Exact | None) -> Exact:
    return points if most is None else least(points, most)


def _settle(
    scope: _Scope,
    item: Item,
    own: Sequence[ClauseScore],
    within: Sequence[ClauseScore],
    emptying: Sequence[ClauseScore],
    groups: Sequence[_Settled],
    terms: Circumstances,
) -> Step:
    balance = _balance(scope, item, own, groups, terms)
    if emptying:
        balance = _emptied(scope, within, emptying, balance)
    value = _held(balance, scope)
    back = [score for score in own if score.effect == "give_back"]
    if not back:
        return value
    # at most what was taken: from where it would stand without any deduction
    undiminished = held(_undiminished(scope, item, own, groups, terms), scope.floor, scope.ceiling)
    limit = given(names.TAKEN, minus(undiminished, value.value), scope.subject)
    offered = summed(names.OFFERED_BACK, tuple(score.step for score in back), scope.subject)
    returned = Step(names.GIVEN_BACK, "least", least(offered.value, limit.value), (offered, limit), scope.subject)
    return _held(
        Step(names.WITH_GIVEN_BACK, "sum", plus(value.value, returned.value), (value, returned), scope.subject), scope
    )


def _held(balance: Step, scope: _Scope) -> Step:
    """Step 6: kept between floor and ceiling; the step is there even where it changes nothing."""
    parts = [balance, given(names.FLOOR, scope.floor, scope.subject)]
    if scope.ceiling is not None:
        name = names.POINTS if scope.subject.ceiling is None else names.CEILING
        parts.append(given(name, scope.ceiling, scope.subject))
    return Step(names.HELD, "held", held(balance.value, scope.floor, scope.ceiling), tuple(parts), scope.subject)


def _emptied(scope: _Scope, within: Sequence[ClauseScore], emptying: Sequence[ClauseScore], replaced: Step) -> Step:
    """Step 5: to 0, whatever else was deducted or earned; only `below_zero` clauses go on from there."""
    zero = given(names.EMPTIED, ZERO, emptying[0].clause)
    below = [score for score in within if score.clause.below_zero and score.effect == "deduct"]
    value = minus(ZERO, total(score.points for score in below))
    parts = (zero, *(score.step for score in below))
    return Step(names.BALANCE, "difference", value, parts, scope.subject, (replaced,))


def _balance(
    scope: _Scope, item: Item, own: Sequence[ClauseScore], groups: Sequence[_Settled], terms: Circumstances
) -> Step:
    """Start + earned - taken, as one sum."""
    earned = _side(_EARNED, scope, item, own, groups, terms)
    taken = _side(_TAKEN, scope, item, own, groups, terms)
    starts = [given(names.START, scope.start, scope.subject)]
    if scope.at_most is None:
        # each group enters as it was settled
        starts += [group.step for group in groups]
    else:
        starts += [given(names.GROUP_START, group.start, group.step.subject) for group in groups]
    credit = starts[0]
    if len(starts) > 1 or earned:
        credit = summed(names.CREDIT, (*starts, *earned), scope.subject)
    value = minus(credit.value, total(step.value for step in taken))
    # under a cap of the item's own the groups enter side by side; how each was settled lies aside
    settled = () if scope.at_most is None else tuple(group.step for group in groups)
    return Step(names.BALANCE, "difference", value, (credit, *taken), scope.subject, settled)


def _undiminished(
    scope: _Scope, item: Item, own: Sequence[ClauseScore], groups: Sequence[_Settled], terms: Circumstances
) -> Exact:
    """What the balance would be if nothing had been taken."""
    # what the groups would be without any deduction counts as gained beyond their start
    gained = total(step.value for step in _bundled("earn", scope, item, own, terms))
    gained = plus(gained, total(minus(group.undiminished, group.start) for group in groups))
    return plus(plus(scope.start, total(group.start for group in groups)), _capped(gained, scope.at_most))


def _side(
    side: _Side,
    scope: _Scope,
    item: Item,
    own: Sequence[ClauseScore],
    groups: Sequence[_Settled],
    terms: Circumstances,
) -> list[Step]:
    """Step 4 of one side: the clauses under their groups' caps, then under the scope's own."""
    effect = side.effect
    steps = _bundled(effect, scope, item, own, terms)
    if scope.at_most is None:
        return steps
    lost: list[Step] = []
    for group in groups:
        points = group.earned if effect == "earn" else group.taken
        if points:
            steps.append(given(side.of_group, points, group.step.subject))
        if effect == "deduct" and group.lost:
            # what an emptying takes is under no cap
            lost.append(given(names.GROUP_LOST, group.lost, group.step.subject))
    if not steps:
        return lost
    gross = summed(side.whole, tuple(steps), scope.subject)
    limit = given(names.AT_MOST, scope.at_most, scope.subject)
    return [Step(side.capped, "least", least(gross.value, limit.value), (gross, limit), scope.subject), *lost]


def _bundled(effect: Effect, scope: _Scope, item: Item, own: Sequence[ClauseScore], terms: Circumstances) -> list[Step]:
    """The clauses of one effect; those of a group that has only a cap stand together under it."""
    steps: list[Step] = []
    bundles: dict[str, list[Step]] = {}
    for score in own:
        if score.effect != effect:
            continue
        name = score.clause.group
        if name is None or isinstance(scope.subject, Group) or item.groups[name].at_most is None:
            steps.append(score.step)
            continue
        if name not in bundles:
            bundles[name] = []
        bundles[name].append(score.step)
    for name, parts in bundles.items():
        group = item.groups[name]
        assert group.at_most is not None
        gross = summed(names.GROUP_SUM, tuple(parts), group)
        most = chosen(group.at_most, terms.branch_class)
        steps.append(
            Step(
                names.GROUP_CAPPED, "least", least(gross.value, most), (gross, given(names.AT_MOST, most, group)), group
            )
        )
    return steps


def on_total(effect: Effect, item: Item, scores: Sequence[ClauseScore], terms: Circumstances) -> Step:
    """Bonus or penalties of an item: kept apart from its points, under the caps of groups and item."""
    own = [score for score in scores if score.effect == effect]
    if not own:
        return NOTHING
    cap = None if item.at_most is None else chosen(item.at_most, terms.branch_class)
    steps = _bundled(effect, _Scope(item, None, ZERO, ZERO, cap), item, own, terms)
    name, capped = _ON_TOTAL[effect]
    gross = summed(name, tuple(steps), item)
    if cap is None:
        return gross
    return Step(capped, "least", least(gross.value, cap), (gross, given(names.AT_MOST, cap, item)), item)
