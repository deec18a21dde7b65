"""颠倒: a worse fact that costs less, or earns more, than a better one (KP263).

Each record is swept from good to bad, everything else as quiet as it can be: what the item gives may only fall. Where
it is not known which way is the worse, it may rise and fall again (a normal range has two ends), and never fall and
rise again: then two good stretches have a bad one between them.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import minus, plain
from dangjian_kaoping.facts.scorers import ScorersFact
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Repeat
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, ShareRule
from dangjian_kaoping.place import Place
from dangjian_kaoping.proof.bench import Bench, Given, Situation, takes
from dangjian_kaoping.proof.findings.ladder import better_by_name, steps_of, worse_role
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.tried import Tried, Tries
from dangjian_kaoping.proof.witness import given_in_words, recorded


class _Step(NamedTuple):
    """A record, and what the item gives with it."""

    tried: Tried
    situation: Situation
    given: Given


def find_turned_round(subject: ItemSubject, faults: Faults) -> None:
    """What of an item is turned round; of each record once, whatever the class."""
    for clause in subject.item.clauses:
        if clause.fact.same is not None or clause.drawn_by is not None:
            continue
        for tries, own in subject.benches_of(clause):
            found = next(_turned(tries, own), None)
            if found is not None:
                fault = codes.KP263(clause=clause.id, of=_of_class(subject, tries.bench), found=found)
                faults.add(fault, _place(clause))
                break


def _place(clause: Clause) -> Place:
    """Where it stands what a record costs or earns; of one that others price, where it is named."""
    return clause.place_of("id") if clause.rule is None else clause.key_of(clause.effect, clause.rule.TAG)


def _of_class(subject: ItemSubject, bench: Bench) -> str:
    return f"（{bench.branch_class}类支部）" if subject.item.by_class_numbers else ""


def _said(step: _Step) -> str:
    return f"{recorded(step.situation)}，{given_in_words(step.given)}"


def _turned(tries: Tries, clause: Clause) -> Iterator[str]:
    """Records that are turned round, in words; the first is told."""
    if not _straight(tries.item, clause):
        yield from _by_number(tries, clause)
    if clause.fact.never_price is not None or clause.fact.known_levels or isinstance(clause.fact, ScorersFact):
        for better, worse in _known_pairs(clause, tries.of(clause)):
            yield from _rising(list(_given(tries, (better, worse))))
    if clause.repeat is not None and takes(clause) and _falls(clause.repeat):
        yield from _rising(list(_repeated(tries, clause)))


def _by_number(tries: Tries, clause: Clause) -> Iterator[str]:
    """What is turned round among the records that a number tells apart."""
    item = tries.item
    direction = _direction(item, clause)
    if not _comparable(item, clause) or (direction is None and _of_both_sides(item, clause)):
        return
    numbered = [each for each in tries.of(clause) if each.number is not None]
    if direction is None:
        alone = list(_given(tries, numbered, others=False))
        yield from _sagging(alone)
        direction = _told_by_price(alone)
    if direction is not None:
        yield from _rising(list(_given(tries, numbered if direction == "more" else numbered[::-1])))


def _straight(item: Item, clause: Clause) -> bool:
    """Whether what follows of a number can turn nowhere: so much for each of it, and whatever is set off once it is
    reached stays set off.
    """
    readers = item.readers.get(clause.id, ())
    if len(readers) > 1 or any(clause.id in each.looks_at for each in item.clauses):
        return False
    set_off = [each for each in (clause.empties, clause.veto) if each is not None]
    if any(each.end is not None or each.under is not None for each in set_off):
        return False
    rule = clause.rule
    if isinstance(rule, EachRule):
        costly = "less" if (rule.below is not None) == takes(clause) else "more"
        return _direction(item, clause) in (None, costly)
    return isinstance(rule, ShareRule | None)


def _direction(item: Item, clause: Clause) -> Literal["more", "less"] | None:
    """Whether more, or less, of what is recorded is the worse. Of what only happens that depends on what follows."""
    if clause.fact.ASSESSES or clause.fact.ORDINAL:
        return clause.fact.worse
    readers = [each for each in item.readers.get(clause.id, ()) if each.effect not in ("record", "give_back")]
    return clause.fact.worse if readers and all(map(takes, readers)) else None


def _told_by_price(steps: Sequence[_Step]) -> Literal["more", "less"] | None:
    """Which way is the worse, as what follows of the number alone has it; None where it goes both ways, or neither."""
    rises = any(_is_better(other.given, one.given) for one, other in pairwise(steps))
    falls = any(_is_better(one.given, other.given) for one, other in pairwise(steps))
    return None if rises == falls else "less" if rises else "more"


def _of_both_sides(item: Item, clause: Clause) -> bool:
    """Whether what is recorded takes by one clause and gives by another."""
    readers = (each for each in item.readers.get(clause.id, ()) if each.effect not in ("record", "give_back"))
    return len(set(map(takes, readers))) > 1


def _comparable(item: Item, clause: Clause) -> bool:
    """Whether the records that are tried differ in the one number alone: where each says of how much it is, and several
    clauses read it, they do not.
    """
    recorded = getattr(clause.fact, "required", None) == "recorded"
    return not recorded or len(item.readers.get(clause.id, ())) < 2


def _given(tries: Tries, several: Sequence[Tried], *, others: bool = True) -> Iterator[_Step]:
    """What the item gives with each; where it opens clauses that take, with what may be recorded there then."""
    conditional = list(_shut_by(tries, several[0].clause)) if several and others and tries.item.conditional else []
    for each in several:
        situation = tries.with_quiet(each)
        for other in conditional:
            if tries.bench.gives(situation + other.situation) is not None:
                situation += other.situation
        given = tries.bench.gives(situation)
        if given is not None and given.points is not None:
            yield _Step(each, situation, given)


def _shut_by(tries: Tries, read: Clause) -> Iterator[Tried]:
    """Of each clause that takes under a condition on another, and has a record of its own, the most that is tried."""
    for clause in tries.item.clauses:
        if read.id in clause.looks_at and clause.fact.same is None and takes(clause):
            yield from tries.of(clause)[-1:]


def _rising(steps: Sequence[_Step]) -> Iterator[str]:
    for better, worse in pairwise(steps):
        if _is_better(worse.given, better.given):
            more = minus(worse.given.total, better.given.total)
            gained = f"多得 {plain(more)} 分" if more > 0 else "少一样后果"
            yield f"更差的反而{gained}；凭据：{_said(worse)}；比它好的，{_said(better)}"


def _is_better(one: Given, other: Given) -> bool:
    """Whether an outcome is better for the branch than another, in one way at least and in no other way worse; or is
    spared what the other sets off.
    """
    spared = other.vetoes - one.vetoes or other.emptied - one.emptied or (other.undone and not one.undone)
    added = one.vetoes - other.vetoes or one.emptied - other.emptied or (one.undone and not other.undone)
    if added:
        return False
    return bool(spared) or one.total > other.total


def _sagging(steps: Sequence[_Step]) -> Iterator[str]:
    """A fall that is followed by a rise: what lies between two numbers gives less than either."""
    before: _Step | None = None
    bottom: _Step | None = None
    for one, other in pairwise(steps):
        if _is_better(one.given, other.given):
            before, bottom = one, other
        elif before is not None and bottom is not None and _is_better(other.given, one.given):
            said = f"{_said(bottom)}；比它小的，{_said(before)}；比它大的，{_said(other)}"
            yield f"中间的反而比两头都差；凭据：{said}"


def _known_pairs(clause: Clause, tried: Sequence[Tried]) -> Iterator[tuple[Tried, Tried]]:
    """Records of which one is known to be better than the other though no number says so."""
    fact = clause.fact
    apart = [each for each in tried if each.number is None]
    if fact.never_price is not None:
        single = [each for each in tried if each.number and len(each.situation.facts) == 1]
        yield from ((single[-1], each) for each in apart if single)
        return
    if isinstance(fact, ScorersFact):
        yield from _of_ballots(fact.levels, tried)
        return
    if fact.STANDS:
        yield from pairwise(apart)  # levels are listed from good to bad
        return
    goods = not takes(clause)
    for one in apart:
        for other in apart:
            if _is_step_up(one, other) or _is_lesser_role(one, other):
                yield (other, one) if goods else (one, other)


def _of_ballots(levels: Mapping[str, Decimal], tried: Sequence[Tried]) -> Iterator[tuple[Tried, Tried]]:
    """Ballots of which one says by its name that something was done better."""
    by_label = {label: each for label, number in levels.items() for each in tried if each.number == number}
    for good, better in by_label.items():
        for bad, worse in by_label.items():
            if better_by_name(good, bad):
                yield better, worse


def _is_step_up(one: Tried, other: Tried) -> bool:
    """Whether two events of one role are steps of a ladder, the other the graver or the higher."""
    first, second = one.situation.facts[0], other.situation.facts[0]
    if first.role != second.role or first.level is None or second.level is None:
        return False
    steps = steps_of(first.level, second.level)
    return steps is not None and steps[0] < steps[1]


def _is_lesser_role(one: Tried, other: Tried) -> bool:
    """Whether two events of one level differ in the role alone, the other's being the greater."""
    first, second = one.situation.facts[0], other.situation.facts[0]
    if first.level != second.level or first.role is None or second.role is None:
        return False
    return worse_role(first.role, second.role)


def _falls(repeat: Repeat) -> bool:
    """Whether any later round has a smaller price."""
    return any(decided(later) < decided(one) for one, later in pairwise(repeat.prices or repeat.times))


def _repeated(tries: Tries, clause: Clause) -> Iterator[_Step]:
    """What is recorded once, after more and more earlier rounds in which it happened too."""
    first = next((each for each in tries.of(clause) if each.number != 0), None)
    assert clause.repeat is not None
    for rounds in range(len(clause.repeat.prices or clause.repeat.times)) if first is not None else ():
        assert first is not None
        situation = Situation(tries.with_quiet(first).facts, {clause.id: rounds} if rounds else {})
        given = tries.bench.gives(situation)
        if given is not None and given.points is not None:
            yield _Step(first, situation, given)
