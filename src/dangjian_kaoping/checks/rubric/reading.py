"""What the clauses of an item read of each other: the same record (`same`), and conditions (`when`).

All of an item with the numbers of one class of branches.
"""

from collections.abc import Callable, Iterator
from functools import partial

from dangjian_kaoping.checks.rubric.scenarios import can_meet, open_clauses
from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.engine.score.interval import written
from dangjian_kaoping.facts.same import SameFact
from dangjian_kaoping.model.clause import Clause, When
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.place import Place


def check_reading(item: Item, faults: Faults) -> None:
    """Clauses that read what there is not, or cannot be read; conditions that are never met; records nobody reads."""
    sound = True
    for clause in item.clauses:
        found = [*_wrong_source(item, clause), *_wrong_conditions(item, clause)]
        for place, read, problem in found:
            faults.add(codes.KP224(clause=clause.id, read=read, problem=problem), place(), hint=_meant(item, read))
        sound = sound and not found and clause.whole
        if clause.effect == "record" and clause.whole and not _is_read(item, clause):
            faults.add(codes.KP225(clause=clause.id), clause.place_of("id"))
    if sound and item.conditional and not item.lacks("clauses"):
        _check_conditions(item, faults)


def reads_what_is_not_there(item: Item) -> bool:
    """Whether a clause reads one that the item has not: by a slip, or because that one could not be read itself."""
    read = {clause.fact.clause for clause in item.clauses if isinstance(clause.fact, SameFact)}
    return not read.union(*(clause.looks_at for clause in item.clauses)) <= item.by_clause.keys()


def _meant(item: Item, read: str) -> str:
    return "" if read in item.by_clause else perhaps(read, item.by_clause)


def _is_read(item: Item, clause: Clause) -> bool:
    others = (each for each in item.clauses if each is not clause)
    return any(_reads(each, clause.id) for each in others)


def _reads(clause: Clause, read: str) -> bool:
    named = clause.fact.clause if isinstance(clause.fact, SameFact) else clause.fact.same
    return read == named or read in clause.looks_at


_Wrong = tuple[Callable[[], Place], str, str]
"""Where it stands, which clause is read, and what is wrong with that. To say where, the file is read again."""


def _wrong_source(item: Item, clause: Clause) -> Iterator[_Wrong]:
    """What is wrong with `same`: the record clause must be a real one, whose records are all that there is to say."""
    place = partial(clause.place_of, "fact", "same")
    if isinstance(clause.fact, SameFact):
        read = clause.fact.clause
        if read == clause.id:
            yield place, read, "不能读自己的记录"
        elif read not in item.by_clause:
            if not item.lacks("clauses"):
                yield place, read, "本项没有这一条"
        elif _reads_another(item.by_clause[read]):
            yield place, read, "那一条也是读别的条款的；请直接读记着事实的那一条"
        else:
            wrong = f"那里记的事实不能以“{clause.fact.counts_as}”计"
            yield partial(clause.place_of, "fact", "as"), read, wrong
        return
    if clause.fact.same is None:
        return
    read, source = clause.fact.same, item.by_clause[clause.fact.same]
    if clause.fact.TAG == "judged":
        yield place, read, "酌情判的分是判给那一条的，别的条款不能再用"
    if source.when:
        yield place, read, "那一条有条件 when，条件不成立就没有记录；请把事实记在一条只记不计的条款里，两条都读它"
    for each, holder in ((source, place), (clause, partial(clause.key_of, "highest_per_event"))):
        if each.highest_per_event:
            yield holder, read, "同一事件就高（highest_per_event）的记录，不能几条同读"
    if clause.repeat is not None:
        yield partial(clause.key_of, "repeat"), read, "屡查屡犯 repeat 写在记着事实的那一条里"
    if clause.department:
        yield partial(clause.key_of, "department"), read, "检查的部室写在记着事实的那一条里"


def _reads_another(clause: Clause) -> bool:
    return isinstance(clause.fact, SameFact) or clause.fact.same is not None


def _wrong_conditions(item: Item, clause: Clause) -> Iterator[_Wrong]:
    """What is wrong with the clauses that conditions read."""
    for when in clause.when:
        place = partial(when.place_of, "clause")
        read = item.by_clause.get(when.clause)
        if when.clause == clause.id:
            yield place, when.clause, "条件不能看自己"
        elif read is None:
            # one that could not be read may be the one that is meant
            if not item.lacks("clauses"):
                yield place, when.clause, "本项没有这一条"
        elif _reads_another(read):
            yield place, when.clause, "那一条不记事实，条件要看记着事实的那一条"
        elif read.highest_per_event:
            yield place, when.clause, "那一条同一事件就高，条件不能看它"
        elif read.combine != "worst":
            yield place, when.clause, f"那一条的几条记录取 {read.combine}，不知道以哪一条为准"
        elif _is_first_of_circle(item, clause, read):
            yield place, when.clause, "几条的条件互相看，成了一个圈"


def _is_first_of_circle(item: Item, clause: Clause, read: Clause) -> bool:
    """Whether the conditions of what a clause reads lead back to it; a circle is told where it begins in the rubric."""
    behind = _read_from(item, read)
    circle = [each.id for each in item.clauses if each.id in behind and clause.id in _read_from(item, each)]
    return clause.id in behind and circle[0] == clause.id


def _read_from(item: Item, clause: Clause) -> set[str]:
    """What a clause reads by its conditions, from clause to clause."""
    seen: set[str] = set()
    waiting = [clause]
    while waiting:
        for when in waiting.pop().when:
            if when.clause not in seen and when.clause in item.by_clause:
                seen.add(when.clause)
                waiting.append(item.by_clause[when.clause])
    return seen


def _check_conditions(item: Item, faults: Faults) -> None:
    ever: set[str] = set()
    for each in open_clauses(item):
        ever |= each
    for clause in item.clauses:
        met = True
        for when in clause.when:
            found = len(faults)
            _check_condition(item.by_clause[when.clause], when, faults)
            met = met and len(faults) == found
        if clause.when and met and clause.id not in ever:
            faults.add(codes.KP220(problem="几个条件不能同时成立，本条永远不起作用"), clause.key_of("when"))
    _check_all_shut(item, faults)


def _check_condition(read: Clause, when: When, faults: Faults) -> None:
    """One condition against the fact that it reads."""
    known = read.fact.known_levels
    bounds = [key for key in ("from", "over", "to", "under") if getattr(when, _FIELDS[key]) is not None]
    for index, level in enumerate(when.levels):
        if level not in known:
            problem = f"不是“{read.id}”的档次" if known else f"，而“{read.id}”不分档次"
            faults.add(codes.KP207(level=level, problem=problem), when.place_of("at", index))
            return
    if bounds and not read.fact.HAS_NUMBER:
        faults.add(codes.KP220(problem=f"“{read.id}”定档没有数，条件用 at: 档次"), when.place_of(bounds[-1]))
    elif not bounds and not when.levels:
        faults.add(codes.KP220(problem=f"条件没有写“{read.id}”要怎样"), when.place_of("clause"))
    elif _both(bounds):
        faults.add(codes.KP220(problem="from 与 over、to 与 under 各只能写一个"), when.place_of(bounds[-1]))
    elif bounds and written(when).empty:
        faults.add(codes.KP220(problem="界限颠倒，永远达不到"), when.place_of(bounds[-1]))
    elif not can_meet(read, when):
        problem = f"“{read.id}”的{read.fact.TITLE}到不了这里，条件永远不成立"
        faults.add(codes.KP220(problem=problem), when.place_of(bounds[-1]))


_FIELDS = {"from": "start", "over": "over", "to": "end", "under": "under"}


def _both(bounds: list[str]) -> bool:
    return {"from", "over"} <= set(bounds) or {"to", "under"} <= set(bounds)


def _check_all_shut(item: Item, faults: Faults) -> None:
    """A level at which none of the clauses acts that take or give the item's points."""
    acting = [each for each in item.clauses if each.effect in ("deduct", "earn")]
    read = {when.clause for clause in acting for when in clause.when if when.levels}
    if not acting or not all(clause.when for clause in acting):
        return
    for name in (each.id for each in item.clauses if each.id in read):
        levels = item.by_clause[name].fact.known_levels
        if not all(any(when.clause == name and when.levels for when in clause.when) for clause in acting):
            continue
        named = {level for clause in acting for when in clause.when if when.clause == name for level in when.levels}
        left = [level for level in levels if level not in named]
        if left and not item.by_clause[name].fact.HAS_NUMBER:
            faults.add(codes.KP226(read=name, levels="、".join(left)), item.place_of("id"))
