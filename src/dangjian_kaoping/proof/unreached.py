"""到不了: rows of tables, conditions and entries that no record meets (KP262)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.circumstances import Circumstances
from dangjian_kaoping.engine.score.clause import triggered
from dangjian_kaoping.engine.score.interval import Stretch, written
from dangjian_kaoping.engine.score.price import stretches
from dangjian_kaoping.exact import ZERO, Exact, minus, most, plain
from dangjian_kaoping.facts.asked import Condition
from dangjian_kaoping.facts.families import Adding, Measured
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Trigger
from dangjian_kaoping.model.rule import TableRule
from dangjian_kaoping.place import Place
from dangjian_kaoping.proof.around import Around
from dangjian_kaoping.proof.bench import Situation
from dangjian_kaoping.proof.showing import shown_first
from dangjian_kaoping.proof.subject import ItemSubject

_ANYWHERE = Circumstances("")


def find_unreached(subject: ItemSubject, faults: Faults) -> None:
    """What of an item no record meets."""
    item = subject.item
    for clause in item.clauses if subject.tries else ():
        for key, trigger, name in (
            ("empties", clause.empties, "不得分（empties）的条件"),
            ("veto", clause.veto, "一票否决（veto）的条件"),
        ):
            if trigger is not None and not any(map(_Met(clause, key).anywhere, subject.around)):
                _tell(subject, clause, f"“{clause.id}”{name}", clause.key_of(key), faults)
        for index, when in enumerate(clause.when):
            if not any(_holds(each, clause, index) for each in subject.around):
                read = item.by_clause[when.clause]
                _tell(subject, read, f"“{clause.id}”的条件（when）", when.at, faults)
        if isinstance(clause.rule, TableRule):
            _check_rows(subject, clause, clause.rule, faults)
        _check_entries(subject, clause, faults)


class _Met(NamedTuple):
    """Whether what is recorded under a clause sets off its `empties` or its `veto`."""

    clause: Clause
    key: str

    def anywhere(self, around: Around) -> bool:
        """Whether any record does, at branches of one class."""
        own = around.item.by_clause[self.clause.id]
        trigger: Trigger | None = getattr(own, self.key)
        terms = Circumstances(around.tries.bench.branch_class)
        if trigger is None:
            return False
        if not trigger.levels and written(trigger) == Stretch(None, False, None, False) and own.fact.IS_CASE:
            return True
        key = own.recorded_under
        return any(
            triggered(trigger, own, around.tries.bench.recorded(each.facts)[key], terms)
            for each in around.from_the_ends(own)
        )


def shut_for_good(arounds: Sequence[Around], clause: Clause) -> bool:
    """Whether a clause never acts because one of its conditions holds nowhere: that is told of the condition."""
    return any(not any(_holds(each, clause, index) for each in arounds) for index in range(len(clause.when)))


def _holds(around: Around, clause: Clause, index: int) -> bool:
    when = around.item.by_clause[clause.id].when[index]
    read = around.item.by_clause[when.clause]
    stretch = written(when)
    bounded = stretch.low is not None or stretch.high is not None
    condition = Condition(stretch.holds if bounded else None, when.levels)
    if bounded and (read.fact.COUNTS or read.fact.IS_CASE) and stretch.holds(ZERO):
        return True
    key, terms = read.recorded_under, Circumstances(around.tries.bench.branch_class)
    return any(
        read.fact.meets(condition, around.tries.bench.recorded(each.facts)[key], terms)
        for each in around.from_the_ends(read)
    )


def _check_rows(subject: ItemSubject, clause: Clause, rule: TableRule, faults: Faults) -> None:
    """Rows into which no number falls that the fact can come to."""
    fact = clause.fact
    if fact.priced_apart(clause.combine, 3) != 1 or getattr(fact, "ties", "same") != "same":
        return  # what a row is asked of is a part of what is recorded
    waiting = set(range(len(rule.table)))
    for around in subject.around:
        own = around.item.by_clause[clause.id]
        assert isinstance(own.rule, TableRule)
        rows = stretches(own.rule)
        for number in _numbers(around, own):
            waiting -= {index for index in waiting if rows[index].holds(number)}
        if not waiting:
            return
    for index in sorted(waiting):
        what = f"“{clause.id}”分段的第 {index + 1} 段"
        _tell(subject, clause, what, rule.table[index].at, faults)


def _numbers(around: Around, clause: Clause) -> Iterator[Exact]:
    """What the rule is asked of, of each record that is tried."""
    free = ZERO if clause.free is None else decided(clause.free)
    if clause.fact.COUNTS:
        yield ZERO
    for way in around.from_the_ends(clause):
        value = _figure(around, clause, way)
        if value is not None:
            yield most(minus(value, free), ZERO) if free else value


def _figure(around: Around, clause: Clause, way: Situation) -> Exact | None:
    recorded = around.tries.bench.recorded(way.facts)[clause.recorded_under]
    fact, terms = clause.fact, Circumstances(around.tries.bench.branch_class)
    if isinstance(fact, Adding):
        return fact.in_all(recorded, terms).value
    return fact.measured(recorded[0].finding).value if isinstance(fact, Measured) else None


def _check_entries(subject: ItemSubject, clause: Clause, faults: Faults) -> None:
    """Prices of a repetition for which the window is too short."""
    repeat = clause.repeat
    if repeat is None:
        return
    window = subject.rubric.measure.repeat_window if repeat.window is None else repeat.window
    key = "prices" if repeat.prices else "times"
    for index in range(window + 1, len(repeat.prices or repeat.times)):
        what = f"“{clause.id}”屡犯（repeat）的第 {index + 1} 个{'分' if repeat.prices else '倍数'}"
        _tell(subject, clause, what, clause.place_of("repeat", key, index), faults, {clause.id: window})


def _tell(
    subject: ItemSubject, clause: Clause, what: str, place: Place, faults: Faults, earlier: dict[str, int] | None = None
) -> None:
    shown = shown_first(subject, clause, earlier)
    if shown is not None:
        faults.add(codes.KP262(what=what, recorded=shown.recorded, given=shown.given), place)
