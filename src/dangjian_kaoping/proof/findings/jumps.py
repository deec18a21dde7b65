"""一次就超过: one more occurrence that moves more than there is to move (KP271 at the total, KP272 in an item)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.attainable import once
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.settlement import ceiling_of
from dangjian_kaoping.exact import ONE, ZERO, Exact, minus, plain, total
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Effect
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.rule import EachRule, TableRule
from dangjian_kaoping.proof.bench import Situation
from dangjian_kaoping.proof.ranges.heaviest import heaviest
from dangjian_kaoping.proof.showing import shown_by
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.tried import Tried, Tries
from dangjian_kaoping.proof.witness import recorded

_VERB: dict[Effect, str] = {"deduct": "扣", "earn": "得"}


def find_beyond_the_total(subject: ItemSubject, faults: Faults) -> None:
    """A bonus, or a penalty, of which one alone goes beyond what all together may be."""
    measure = subject.rubric.measure
    for clause in subject.item.clauses:
        if clause.effect not in ("bonus", "penalty") or clause.drawn_by is not None:
            continue
        cap = measure.bonus.at_most if clause.effect == "bonus" else measure.penalty.at_most
        for tries, own in subject.benches_of(clause):
            most = _whole(subject, tries) if cap is None else cap
            if not most or once(tries.item, own) <= most:
                continue
            found = next(_alone_beyond(subject, tries, own, most), None)
            if found is None:
                continue
            amount, facts = found
            what, verb = ("加分", "加") if clause.effect == "bonus" else ("扣减", "减")
            limit = f"总分{what}合计最多" if cap is not None else "总分一共只有"
            fault = codes.KP271(
                clause=clause.id,
                verb=verb,
                points=plain(amount),
                limit=limit,
                most=plain(most),
                facts=facts if cap is None else f"{facts}（这是没有到总封顶以前的）",
            )
            faults.add(fault, clause.key_of(clause.effect))
            break


def _whole(subject: ItemSubject, tries: Tries) -> Exact:
    """The full marks of the whole rubric; 0 where it has none."""
    try:
        return ZERO if (marks := subject.rubric.full_marks) is None else chosen(marks, tries.bench.branch_class)
    except LookupError:
        return ZERO


def _alone_beyond(subject: ItemSubject, tries: Tries, clause: Clause, cap: Exact) -> Iterator[tuple[Exact, str]]:
    """One record of one occurrence that gives more than the cap, in words."""
    for situation in (heaviest(tries.bench, clause, ONE), *(each.situation for each in tries.of(clause))):
        given = tries.bench.gives(situation) if _is_one(situation) else None
        amount = ZERO if given is None else given.bonus if clause.effect == "bonus" else given.penalty
        if amount > cap:
            found = shown_by(subject, tries.bench, situation)
            if found is not None:
                yield amount, found.in_words


def _is_one(situation: Situation) -> bool:
    """Whether it is one record, of one occurrence where it says of how many."""
    return len(situation.facts) == 1 and (getattr(situation.facts[0], "count", None) or 1) == 1


class _Step(NamedTuple):
    """What is recorded, and what it costs or gives (分)."""

    tried: Tried
    points: Exact


def find_jumps(subject: ItemSubject, faults: Faults) -> None:
    """One more of what is recorded that takes or gives more than the item has, by all clauses together that read the
    record; where it is the price of one that does, KP210 tells it.
    """
    for record in subject.item.clauses:
        if record.fact.same is None and not subject.item.draws:
            for effect in _VERB:
                _check_jump(subject, record, effect, faults)


def _check_jump(subject: ItemSubject, record: Clause, effect: Effect, faults: Faults) -> None:
    for tries, own in subject.benches_of(record):
        readers = [each for each in tries.item.readers.get(own.id, (own,)) if each.effect == effect]
        if not any(map(_may_jump, readers)) and not (len(readers) > 1 and own.fact.is_whole):
            continue
        room = _room(tries, readers[0])
        if room is None or any(once(tries.item, each) > room for each in readers):
            continue
        found = next((each for each in _steps(tries, own, readers) if each[2] > room), None)
        if found is not None:
            before, after, by = found
            verb = _VERB[effect]
            fault = codes.KP272(
                clause=record.id,
                before=f"{recorded(before.tried.situation)}，{verb} {plain(before.points)} 分",
                after=f"{recorded(after.tried.situation)}，{verb} {plain(after.points)} 分",
                verb=verb,
                points=plain(by),
                full=plain(room),
                of=f"{tries.bench.branch_class}类支部" if subject.item.by_class_numbers else "",
            )
            told = readers[0] if len(readers) == 1 else record
            faults.add(fault, told.key_of(effect) if told.effect == effect else told.place_of("id"))
            return


def _may_jump(clause: Clause) -> bool:
    """Whether one more can be more than the price of one; of a clause with the numbers of one class."""
    rule = clause.rule
    if clause.drawn_by is not None or clause.at_most is not None:
        return False
    if isinstance(rule, TableRule):
        return any(row.each is not None for row in rule.table)
    return isinstance(rule, EachRule) and clause.fact.is_whole and decided(rule.step) < ONE


def _room(tries: Tries, clause: Clause) -> Exact | None:
    """What there is to be taken, or given, in the item or the group of a clause."""
    item = tries.item
    if item.points is None:
        return None
    group = item.groups.get(clause.group or "")
    scope = item if group is None or group.points is None else group
    ceiling = ceiling_of(scope, "")
    return None if ceiling is None else minus(ceiling, min(item.floor, ZERO))


def _steps(tries: Tries, record: Clause, readers: Sequence[Clause]) -> Iterator[tuple[_Step, _Step, Exact]]:
    """Two records of which the second is of one more, and how much more it costs or gives, before the item's caps."""
    numbered = [each for each in tries.of(record) if each.number is not None]
    ids = {each.id for each in readers}
    for before, after in pairwise(numbered):
        if minus(after.number or ZERO, before.number or ZERO) != ONE:
            continue
        found = [_points(tries, ids, each) for each in (before, after)]
        if found[0] is not None and found[1] is not None:
            yield _Step(before, found[0]), _Step(after, found[1]), minus(found[1], found[0])


def _points(tries: Tries, ids: set[str], tried: Tried) -> Exact | None:
    try:
        score = tries.bench.score(tries.with_quiet(tried))
    except Refusal:
        return None
    return total(each.points for each in score.clauses if each.clause.id in ids)
