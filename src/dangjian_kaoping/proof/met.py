"""达到: which records meet a condition: what empties, what vetoes, and what opens a clause."""

from collections.abc import Iterator
from itertools import chain

from dangjian_kaoping.engine.score.circumstances import Circumstances
from dangjian_kaoping.engine.score.clause import triggered
from dangjian_kaoping.engine.score.interval import Stretch, written
from dangjian_kaoping.exact import ZERO
from dangjian_kaoping.facts.asked import Condition
from dangjian_kaoping.model.clause import Clause, Trigger
from dangjian_kaoping.proof.around import Around
from dangjian_kaoping.proof.bench import Situation

_ANY = Stretch(None, False, None, False)


def meeting(around: Around, clause: Clause, key: str) -> Iterator[Situation]:
    """The records of a clause, with the numbers of a class, that set off its `empties` or its `veto`; those that do so
    by the least first, beside what must be recorded.
    """
    trigger: Trigger | None = getattr(clause, key)
    if trigger is None:
        return
    terms = Circumstances(around.tries.bench.branch_class)
    for way in chain(reversed(around.from_the_ends(clause)), around.ways(clause)):
        recorded = around.tries.bench.recorded(way.facts)[clause.recorded_under]
        if triggered(trigger, clause, recorded, terms):
            yield around.with_quiet(way)


def is_met(around: Around, clause: Clause, key: str) -> bool:
    """Whether any record does."""
    trigger: Trigger | None = getattr(clause, key)
    if trigger is not None and not trigger.levels and written(trigger) == _ANY:
        return True  # by any record at all
    return next(meeting(around, clause, key), None) is not None


def holds_somewhere(around: Around, clause: Clause, index: int) -> bool:
    """Whether one of the conditions under which a clause acts can hold, with the numbers of a class."""
    when = clause.when[index]
    read = around.item.by_clause[when.clause]
    stretch = written(when)
    condition = Condition(None if stretch == _ANY else stretch.holds, when.levels)
    if condition.holds is not None and (read.fact.COUNTS or read.fact.IS_CASE) and stretch.holds(ZERO):
        return True
    terms = Circumstances(around.tries.bench.branch_class)
    for way in chain(around.from_the_ends(read), around.ways(read)):
        recorded = around.tries.bench.recorded(way.facts)[read.recorded_under]
        # of several records of a state one stands: each is tried by itself
        if (len(recorded) == 1 or not read.fact.STANDS) and read.fact.meets(condition, recorded, terms):
            return True
    return False
