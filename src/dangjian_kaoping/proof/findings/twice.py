"""重复计算: one event, or one record, that is paid or punished under two clauses (KP265)."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import ZERO, Exact, minus
from dangjian_kaoping.facts.asked import Stating
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rule import EachRule
from dangjian_kaoping.proof.bench import Situation, takes
from dangjian_kaoping.proof.findings.ladder import is_honour, is_punishment
from dangjian_kaoping.proof.subject import ItemSubject, Subject
from dangjian_kaoping.proof.together import together
from dangjian_kaoping.proof.tried import Tries
from dangjian_kaoping.proof.witness import given_in_words, recorded

_SAME_PUNISHMENTS = 2
"""Who is punished so is punished once: so many names in common say that it is the same matter."""
_NAMES_IT = 4
"""A punishment of so many characters says by its name which one it is, wherever it is named."""
_EVENT = "同一件事"


class _Clause(NamedTuple):
    subject: ItemSubject
    clause: Clause

    @property
    def named(self) -> str:
        return f"{self.subject.item.id} 的“{self.clause.id}”"


class _Level(NamedTuple):
    """The level at which an event is recorded under each of two clauses; None where one only counts."""

    one: str | None
    other: str | None


def find_paid_twice(subject: Subject, faults: Faults) -> None:
    """Pairs of clauses of which each counts the same event, or the same record, by itself."""
    acting = [
        _Clause(item, clause)
        for item in subject.items
        for clause in item.item.clauses
        if clause.rule is not None and not clause.when
    ]
    counted = [each for each in acting if each.clause.fact.TAG in ("event", "count")]
    for one, other in combinations(counted, 2):
        # by the name of a level it is told that an event is the same
        named = one.clause.fact.known_levels or other.clause.fact.known_levels
        if named and takes(one.clause) == takes(other.clause) and not _stand_for_each_other(one, other):
            level = next(_same_event(one, other), None)
            if level is not None:
                _tell_event(one, other, level, faults)
    for each in acting:
        if each.clause.fact.known_levels and each.clause.fact.IS_CASE and _meant_once(each):
            _tell_unmarked(each, faults)
    for one, other in combinations([each for each in acting if _from_the_first(each.clause)], 2):
        same = one.subject is other.subject and one.clause.recorded_under == other.clause.recorded_under
        if same and one.clause.id != other.clause.id:
            _tell_record(one, other, faults)


_ONCE = re.compile(r"就高|就重|不累[加计]|不重复|只[按算取扣加计记][^，。；]{0,4}(?:最[重高]|一次|一项)")
_ONE_EVENT = re.compile(r"同一?(?:件|事|案|项|问题|情形)")


def _meant_once(each: _Clause) -> bool:
    """Whether a text says that of one event the heaviest alone counts, and nothing of the rule does."""
    clause, item = each.clause, each.subject.item
    group = item.groups.get(clause.group or "")
    kept = clause.highest_per_event or clause.highest_only or item.highest_only or (group and group.highest_only)
    return not kept and bool(_ONCE.search(clause.text) and _ONE_EVENT.search(clause.text))


def _tell_unmarked(each: _Clause, faults: Faults) -> None:
    """The same event at two levels: both are counted."""
    for tries in each.subject.tries:
        apart = [tried for tried in tries.of(each.clause) if tried.number is None][:2]
        if len(apart) == 2 and all(_moved(tries, tried.situation) for tried in apart):
            both = apart[0].situation + apart[1].situation
            given = tries.bench.gives(tries.quiet + both)
            if given is not None:
                what = "原文说同一件事只算一次，而记两条的"
                mend = "请写 highest_per_event: true，记录里写同样的 event；不是一件事的，改原文。"
                _tell(each, each, what, (recorded(both), given_in_words(given)), faults, mend)
                return


def _stand_for_each_other(one: _Clause, other: _Clause) -> bool:
    if one.clause.highest_per_event and other.clause.highest_per_event:
        return True
    if one.subject is not other.subject:
        return False
    item = one.subject.item
    group = item.groups.get(one.clause.group or "")
    return item.highest_only or (group is not None and group.highest_only and one.clause.group == other.clause.group)


def _same_event(one: _Clause, other: _Clause) -> Iterator[_Level]:
    """At which levels the same event can be recorded under both."""
    mine, theirs = one.clause, other.clause
    if mine.fact.known_levels and theirs.fact.known_levels:
        shared = list(_shared(mine, theirs))
        half_marked = one.subject is other.subject and mine.highest_per_event != theirs.highest_per_event
        punished = sum(is_punishment(_bare(level.one or "")) for level in shared) >= _SAME_PUNISHMENTS
        if half_marked or punished or (is_honour(mine.text) and is_honour(theirs.text)):
            yield from shared
    elif mine.fact.known_levels and mine.highest_per_event:
        yield from (_Level(level, None) for level in _named_in(mine, theirs.text))
    elif theirs.fact.known_levels and theirs.highest_per_event:
        yield from (_Level(None, level) for level in _named_in(theirs, mine.text))


def _shared(one: Clause, other: Clause) -> Iterator[_Level]:
    """Levels that two clauses have in common: by the same name, or by one with 及以上, 及以下."""
    for mine in one.fact.known_levels:
        for theirs in other.fact.known_levels:
            if _bare(mine) == _bare(theirs):
                yield _Level(mine, theirs)


def _bare(level: str) -> str:
    return level.removesuffix("及以上").removesuffix("及以下").removesuffix("以上")


def _named_in(clause: Clause, text: str) -> Iterator[str]:
    """The punishments of a clause that the text of another names."""
    levels = (each for each in clause.fact.known_levels if is_punishment(_bare(each)))
    return (each for each in levels if len(_bare(each)) >= _NAMES_IT and _bare(each) in text)


def _from_the_first(clause: Clause) -> bool:
    """Whether it takes by what is recorded from the first of it on, whatever else there is."""
    rule = clause.rule
    proportional = isinstance(rule, EachRule) and rule.line is None
    return takes(clause) and proportional and clause.fact.COUNTS and clause.free is None


def _tell_event(one: _Clause, other: _Clause, level: _Level, faults: Faults) -> None:
    for mine, theirs in zip(one.subject.tries, other.subject.tries, strict=False):
        first, second = _event(mine, one.clause, level.one), _event(theirs, other.clause, level.other)
        moved = _moved(mine, first), _moved(theirs, second)
        if all(moved):
            what = f"“{_bare(level.one or level.other or '')}”的同一件事"
            pair = ((one.subject, mine, first), (other.subject, theirs, second))
            _tell(one, other, what, (recorded(first + second), together(*pair)), faults)
            return


def _event(tries: Tries, clause: Clause, level: str | None) -> Situation:
    """The event under a clause at a level, called as the other one is where the clause takes notice of that."""
    tried = next((each for each in tries.of(clause) if level in (None, each.situation.facts[0].level)), None)
    if tried is None or level is None:
        stating: Stating = {"count": 1}
        return Situation((tries.bench.fact(clause, stating),)) if level is None else Situation()
    named = {"event": _EVENT} if clause.highest_per_event else {}
    return Situation(tuple(each.model_copy(update=named) for each in tried.situation.facts))


def _tell_record(one: _Clause, other: _Clause, faults: Faults) -> None:
    for tries in one.subject.tries:
        for tried in tries.of(one.clause):
            moved = _moved(tries, tried.situation)
            if moved < 0:
                mend = "请并成一条，写明一共扣几分；到了另外的条件才再扣的，写 when、free 或 empties。"
                given = tries.bench.gives(tries.with_quiet(tried))
                said = "" if given is None else given_in_words(given)
                _tell(one, other, "同一条记录", (recorded(tried.situation), said), faults, mend)
                return


def _tell(one: _Clause, other: _Clause, what: str, shown: tuple[str, str], faults: Faults, mend: str = "") -> None:
    """`shown` is what is recorded, and what that comes to."""
    where = other.named if one is other else f"{other.named}和 {one.named}"
    said = {"what": what, "where": where, "facts": shown[0], "outcome": shown[1]}
    fault = codes.KP265(**said, mend=mend) if mend else codes.KP265(**said)
    faults.add(fault, other.clause.place_of("id"))


def _moved(tries: Tries, situation: Situation) -> Exact:
    """By how much it moves what the item gives (分); 0 where nothing can be recorded so."""
    with_it, without = tries.bench.gives(tries.quiet + situation), tries.bench.gives(tries.quiet)
    if not situation.facts or with_it is None or without is None or with_it.points is None or without.points is None:
        return ZERO
    return minus(with_it.total, without.total)
