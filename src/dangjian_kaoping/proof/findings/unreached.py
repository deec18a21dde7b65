"""到不了: rows of tables, conditions and prices of a repetition that no record meets (KP262)."""

from collections.abc import Iterator, Mapping

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.circumstances import Circumstances
from dangjian_kaoping.engine.score.price import points_in_row, stretches
from dangjian_kaoping.exact import ZERO, Exact, minus, most
from dangjian_kaoping.facts.families import Adding, Measured
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rule import TableRule
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.place import Place
from dangjian_kaoping.proof.around import Around
from dangjian_kaoping.proof.bench import Situation
from dangjian_kaoping.proof.met import holds_somewhere, is_met
from dangjian_kaoping.proof.showing import shown_first
from dangjian_kaoping.proof.subject import ItemSubject

_TRIGGERS = (("empties", "不得分（empties）的条件"), ("veto", "一票否决（veto）的条件"))


def find_unreached(subject: ItemSubject, faults: Faults) -> None:
    """What of an item no record meets."""
    for clause in subject.item.clauses if subject.tries else ():
        for key, name in _TRIGGERS:
            if getattr(clause, key) is not None and not any(is_met(*each, key) for each in subject.around_of(clause)):
                _tell(subject, clause, f"“{clause.id}”{name}", clause.key_of(key), faults)
        for index, when in enumerate(clause.when):
            if not any(holds_somewhere(*each, index) for each in subject.around_of(clause)):
                read = subject.item.by_clause[when.clause]
                _tell(subject, read, f"“{clause.id}”的条件（when）", when.at, faults, condition=True)
        if isinstance(clause.rule, TableRule):
            _check_rows(subject, clause, clause.rule, faults)
        _check_entries(subject, clause, faults)


def shut_for_good(subject: ItemSubject, clause: Clause) -> bool:
    """Whether a clause never acts because one of its conditions holds nowhere: that is told of the condition."""
    return any(
        not any(holds_somewhere(*each, index) for each in subject.around_of(clause))
        for index in range(len(clause.when))
    )


def _check_rows(subject: ItemSubject, clause: Clause, rule: TableRule, faults: Faults) -> None:
    """Rows into which no number falls that the fact can come to, or none for which another row does not stand."""
    if clause.fact.priced_apart(clause.combine, MONTHS_OF_A_QUARTER) != 1:
        return  # what a row is asked of is a part of what is recorded
    if getattr(clause.fact, "ties", "same") != "same":
        return  # those who share a place take up several
    waiting = set(range(len(rule.table)))
    for around, own in subject.around_of(clause):
        for number in _numbers(around, own):
            waiting -= _rows_of(own, number)
            if not waiting:
                return
    for index in sorted(waiting):
        _tell(subject, clause, f"“{clause.id}”分段的第 {index + 1} 段", rule.table[index].at, faults)


def _rows_of(clause: Clause, number: Exact) -> set[int]:
    """The rows in which a number lies, and which count for it where it is laid down which of several does."""
    rule = clause.rule
    assert isinstance(rule, TableRule)
    rows = stretches(rule)
    found = {index: row for index, row in enumerate(rows) if row.holds(number)}
    if rule.overlap is None or len(found) < 2:
        return set(found)  # which of two counts is asked about by itself (KP208)
    if rule.overlap == "first":
        return {min(found)}
    points = {index: points_in_row(rule.table[index], row, number) for index, row in found.items()}
    counts = min(points.values()) if rule.overlap == "lighter" else max(points.values())
    return {index for index, each in points.items() if each == counts}


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
    key, name = ("prices", "分") if repeat.prices else ("times", "倍数")
    for index in range(window + 1, len(repeat.prices or repeat.times)):
        what = f"“{clause.id}”屡犯（repeat）的第 {index + 1} 个{name}"
        _tell(subject, clause, what, clause.place_of("repeat", key, index), faults, {clause.id: window})


def _tell(
    subject: ItemSubject,
    clause: Clause,
    what: str,
    place: Place,
    faults: Faults,
    earlier: Mapping[str, int] | None = None,
    *,
    condition: bool = False,
) -> None:
    shown = shown_first(subject, clause, earlier)
    if shown is not None:
        same = "条件还是没有达到" if condition else f"把它去掉，{shown.the_same}"
        faults.add(codes.KP262(what=what, witness=f"{shown.in_words}；{same}"), place)
