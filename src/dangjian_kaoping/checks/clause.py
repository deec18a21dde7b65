"""One clause: does its fact go with its rule, do its levels and limits mean anything, have its tables holes."""

from collections.abc import Iterator
from decimal import Decimal

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.attainable import domain_of, is_whole
from dangjian_kaoping.engine.clause import GIVES, scope_of
from dangjian_kaoping.engine.interval import Stretch, holes, meeting, written
from dangjian_kaoping.engine.price import stretches
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Trigger
from dangjian_kaoping.model.fact import (
    AmountFact,
    CountFact,
    EventFact,
    ImportedFact,
    JudgedFact,
    LateFact,
    LevelFact,
    MissingFact,
    RankFact,
    SampleFact,
    ScorersFact,
    ValueFact,
)
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, LevelsRule, ShareRule, TableRule, WithinRule
from dangjian_kaoping.model.values import ByClass, Placed
from dangjian_kaoping.numbers import ONE, ZERO, plain
from dangjian_kaoping.place import Place

_FITTING: dict[type, tuple[type, ...]] = {
    CountFact: (EachRule, TableRule),
    AmountFact: (EachRule, TableRule),
    MissingFact: (EachRule, TableRule, ShareRule),
    LateFact: (EachRule, TableRule),
    SampleFact: (EachRule, TableRule, ShareRule),
    ValueFact: (EachRule, TableRule, ShareRule),
    RankFact: (TableRule,),
    LevelFact: (LevelsRule,),
    EventFact: (LevelsRule, EachRule),
    JudgedFact: (WithinRule,),
    ImportedFact: (ShareRule, EachRule, TableRule),
    ScorersFact: (ShareRule, EachRule, TableRule),
}
_OCCURRENCES = (CountFact, AmountFact, MissingFact, LateFact, SampleFact)
HUNDRED = Decimal(100)


def place_in(clause: Clause, part: Placed | None) -> Place:
    """A part's own place; a part in its short form stands where its clause stands."""
    return part.at if part is not None and part.at.line else clause.at


def check_clause(item: Item, clause: Clause, faults: Faults) -> None:
    """All that can be wrong with one clause, once the class of branches is chosen."""
    _check_fit(clause, faults)
    _check_levels(clause, faults)
    _check_numbers(clause, faults)
    _check_limits(item, clause, faults)
    _check_veto(clause, faults)
    if isinstance(clause.rule, TableRule):
        _check_table(clause, clause.rule, faults)
    if isinstance(clause.rule, WithinRule) and not isinstance(clause.rule.within, str):
        low, high = (decided(end) for end in clause.rule.within)
        if low > high:
            faults.add("KP211", place_in(clause, clause.rule), low=plain(low), high=plain(high))


def _check_fit(clause: Clause, faults: Faults) -> None:
    rule, fact = clause.rule, clause.fact
    if rule is None:
        return
    because = ""
    fits = isinstance(rule, _FITTING[type(fact)])
    if fits and isinstance(rule, ShareRule):
        if isinstance(fact, SampleFact) and fact.counts_as != "passed_percent":
            fits, because = False, "，除非写 as: passed_percent"
        elif isinstance(fact, ValueFact) and fact.highest != HUNDRED:
            fits, because = False, "，除非数值是百分数（unit 为 % 或 max 为 100）"
    if not fits:
        faults.add("KP206", place_in(clause, rule), fact=type(fact).TAG, rule=type(rule).TAG, because=because)


def levels_of(clause: Clause) -> tuple[str, ...]:
    """The levels of its fact; of no other fact any."""
    fact = clause.fact
    return fact.level if isinstance(fact, LevelFact) else fact.event if isinstance(fact, EventFact) else ()


def _check_levels(clause: Clause, faults: Faults) -> None:
    known = levels_of(clause)
    for level in sorted({level for level in known if known.count(level) > 1}):
        faults.add("KP207", place_in(clause, clause.fact), level=level, problem="写了两次")
    if isinstance(clause.rule, LevelsRule) and known:
        place = place_in(clause, clause.rule)
        for level in known:
            if level not in clause.rule.levels:
                faults.add("KP207", place, level=level, problem="没有写几分")
        for level in clause.rule.levels:
            if level not in known:
                faults.add("KP207", place, level=level, problem="不是 fact 里的档次")
    for trigger in (clause.empties, clause.veto):
        if trigger is not None:
            for level in trigger.levels:
                if level not in known:
                    faults.add("KP207", place_in(clause, trigger), level=level, problem="不是 fact 里的档次")


def check_clause_classes(clause: Clause, classes: tuple[str, ...], faults: Faults) -> None:
    """Numbers that differ by class have one for each class."""
    for number, place in _class_numbers(clause):
        check_classes(number, classes, place, faults)


def _check_numbers(clause: Clause, faults: Faults) -> None:
    rule = clause.rule
    if isinstance(rule, EachRule) and isinstance(rule.step, Decimal) and rule.step <= 0:
        faults.add("KP220", place_in(clause, rule), problem="step 是 0，一步也走不出")
    fact = clause.fact
    if isinstance(fact, (ImportedFact, ScorersFact)) and fact.full <= 0:
        faults.add("KP220", place_in(clause, fact), problem="满分 full 是 0，不能折算")
    if isinstance(fact, ScorersFact) and fact.weights and sum(fact.weights.values()) != ONE:
        faults.add(
            "KP203", place_in(clause, fact), what="各类打分人", sum=plain(sum(fact.weights.values(), Decimal(0)))
        )


def _class_numbers(clause: Clause) -> Iterator[tuple[ByClass, Place]]:
    owners: list[tuple[Placed, Place]] = [(clause, clause.at), (clause.fact, place_in(clause, clause.fact))]
    if clause.rule is not None:
        owners.append((clause.rule, place_in(clause, clause.rule)))
    if isinstance(clause.rule, TableRule):
        owners += [(row, place_in(clause, row)) for row in clause.rule.table]
    owners += [
        (part, place_in(clause, part)) for part in (clause.repeat, clause.empties, clause.veto) if part is not None
    ]
    for owner, place in owners:
        for value in owner.__dict__.values():
            several = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
            yield from ((each, place) for each in several if isinstance(each, ByClass))


def check_classes(number: object, classes: tuple[str, ...], place: Place, faults: Faults) -> None:
    """A number by class has one for every class of the roster, and for no other."""
    if not isinstance(number, ByClass) or not classes:
        return
    for name in number.by_class:
        if name not in classes:
            faults.add("KP216", place, problem=f"名册里没有“{name}”这个支部类别（有：{'、'.join(classes)}）")
    missing = [name for name in classes if name not in number.by_class]
    if missing and number.otherwise is None:
        faults.add("KP216", place, problem=f"没有写“{'、'.join(missing)}”这一类的数")


def _check_limits(item: Item, clause: Clause, faults: Faults) -> None:
    fact, rule = clause.fact, clause.rule
    problems: list[tuple[str, Placed | None]] = []
    if clause.free is not None and not isinstance(fact, _OCCURRENCES):
        problems.append(("free 只用于可以计数的事实（count、amount、missing、late、sample）", None))
    if clause.repeat is not None:
        occurrence = isinstance(rule, (EachRule, LevelsRule)) and not isinstance(fact, LevelFact)
        if not occurrence and not (isinstance(rule, WithinRule) and clause.repeat.adds):
            problems.append(
                ("repeat 换的是每一次的分，只用于 each、事件的 levels，或 adds: true 的 within", clause.repeat)
            )
    if clause.below_zero and (clause.effect != "deduct" or item.floor >= 0):
        problems.append(("below_zero 只用于扣分，而且本项目要写负的 floor", None))
    if clause.empties is not None and clause.effect not in ("deduct", "earn"):
        problems.append(("empties 只用于扣分、得分的条款", clause.empties))
    if clause.highest_only and not isinstance(fact, (EventFact, JudgedFact)):
        problems.append(("highest_only 只用于一条记录一件事的事实（event、judged）", None))
    earns = any(each.earn is not None for each in item.clauses)
    if item.points is None and clause.deduct is not None and item.floor >= 0 and not earns:
        problems.append(("没有满分的项目里扣分等于没有扣；要从总分里扣，写 penalty", clause.rule))
    triggers = [trigger for trigger in (clause.empties, clause.veto) if trigger is not None]
    if isinstance(fact, LevelFact):
        bounded = [trigger for trigger in triggers if written(trigger) != Stretch(None, False, None, False)]
        problems += [("定档没有数，条件用 at: 档次", trigger) for trigger in bounded]
    if clause.undone and not item.task:
        problems.append(("undone 只用于 task: true 的单项工作", None))
    if clause.highest_per_event and clause.effect == "veto":
        problems.append(("一票否决不参加同一事件就高", None))
    if isinstance(rule, EachRule) and rule.below is not None and rule.above is not None:
        problems.append(("below 与 above 只能写一个", rule))
    for trigger in triggers:
        if written(trigger).empty:
            problems.append(("界限颠倒，永远达不到", trigger))
        if _both(trigger):
            problems.append(("from 与 over、to 与 under 各只能写一个", trigger))
    for problem, part in problems:
        faults.add("KP220", place_in(clause, part), problem=problem)
    if clause.empties is not None:
        _check_emptied(item, clause, faults)


def _both(trigger: Trigger) -> bool:
    return (trigger.start is not None and trigger.over is not None) or (
        trigger.end is not None and trigger.under is not None
    )


def _check_emptied(item: Item, clause: Clause, faults: Faults) -> None:
    scope = scope_of(item, clause)
    group = item.groups.get(clause.group) if clause.group else None
    place = place_in(clause, clause.empties)
    if scope == "group" and (group is None or group.points is None):
        problem = f"“{clause.group}”这个组没有满分，不能清零" if clause.group else "本条没有归组，不能清零本组"
        faults.add("KP213", place, problem=problem)
    elif scope == "item" and item.points is None:
        faults.add("KP213", place, problem="本项目没有满分，不能清零")


def _check_veto(clause: Clause, faults: Faults) -> None:
    veto = clause.veto
    if veto is None:
        return
    if veto.effect == "grade_cap" and veto.grade is None:
        faults.add("KP220", place_in(clause, veto), problem="grade_cap 要写明最高可评的等次 grade")
    if veto.effect != "grade_cap" and veto.grade is not None:
        faults.add("KP220", place_in(clause, veto), problem="grade 只用于 grade_cap")
    for what in veto.barred_from:
        if what not in ("commendation", "money"):
            faults.add(
                "KP220", place_in(clause, veto), problem=f"barred_from 里的“{what}”不认识，可写 commendation、money"
            )


def _check_table(clause: Clause, rule: TableRule, faults: Faults) -> None:
    place = place_in(clause, rule)
    for row in rule.table:
        if (
            written(row).empty
            or (row.start is not None and row.over is not None)
            or (row.end is not None and row.under is not None)
        ):
            faults.add("KP220", place_in(clause, row), problem="这一段的界限颠倒或重复，什么数也落不进来")
            return
    whole = is_whole(clause)
    rows = stretches(rule)
    what = f"条款“{clause.id}”的分段"
    if rule.overlap is None:
        resolved = "分多的" if clause.effect in GIVES else "扣得多的"
        for _, other, number in meeting(rows, whole=whole):
            faults.add("KP208", place_in(clause, rule.table[other]), what=what, value=plain(number), resolved=resolved)
    for number in holes([*rows, *_emptied(clause)], _met_by_table(clause), whole=whole):
        faults.add("KP209", place, what=what, value=plain(number))


def _met_by_table(clause: Clause) -> Stretch:
    """The numbers that a table may meet: what the fact can come to, less what is free."""
    domain = domain_of(clause)
    if isinstance(clause.fact, RankFact) and domain.high is None:
        return domain._replace(high=ONE)  # how many there are is not known
    if clause.free is None or domain.high is None:
        return domain
    return domain._replace(high=domain.high - decided(clause.free))


def _emptied(clause: Clause) -> Iterator[Stretch]:
    """The stretch in which the clause empties its scope: there the table need give no points."""
    if clause.empties is not None and not clause.empties.levels:
        stretch = written(clause.empties)
        free = ZERO if clause.free is None else decided(clause.free)
        if stretch.low is not None or stretch.high is not None:
            low, high = (None if end is None else end - free for end in (stretch.low, stretch.high))
            yield stretch._replace(low=low, high=high)
