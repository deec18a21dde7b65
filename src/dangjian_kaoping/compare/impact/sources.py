"""Where the records of an old version that a clause of the new one reads were made: its own, or another's (`same`)."""

from collections.abc import Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.diff.partners import Partners
from dangjian_kaoping.engine.score.circumstances import ClauseKey, Recorded
from dangjian_kaoping.engine.score.clause import needs_fact
from dangjian_kaoping.engine.score.event import Records
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item, Rubric


class Side(NamedTuple):
    """The inspection, or the self-assessment (`own`), of one branch: as recorded, and as it is told in new words."""

    recorded: Records
    told: dict[str, dict[str, list[Recorded]]]
    months: int
    own: bool = False

    def facts(self, key: ClauseKey) -> Sequence[Recorded]:
        """What is recorded under a clause of the old version."""
        return self.recorded.get(key[0], {}).get(key[1], ())


def sources_of(
    partners: Partners, old: Rubric, item: Item, clause: Clause
) -> tuple[tuple[ClauseKey, ...], tuple[ClauseKey, ...]]:
    """Where the old version recorded what a clause reads: under what its record clause was; and apart from that, under
    what those were that only read it now.

    Their records are used where the record clause has none of its own.
    """
    source = clause.recorded_under
    own = recorded_at(partners, old, item, source)
    others = [each.id for each in item.readers[source] if each.id != source]
    readers = [key for each in others for key in recorded_at(partners, old, item, each) if key not in own]
    return own, tuple(dict.fromkeys(readers))


def recorded_at(partners: Partners, old: Rubric, item: Item, clause_id: str) -> tuple[ClauseKey, ...]:
    """Where the old version recorded what a clause read when it was there."""
    keys = partners.clause_origins.get((item.id, clause_id), ())
    return tuple(dict.fromkeys((one, old.by_item[one].by_clause[each].recorded_under) for one, each in keys))


def asks_for_fact(item: Item, clause: Clause, *, own: bool) -> bool:
    """Whether a clause, or one that draws a line or has a condition by it, cannot do without a record of it.

    `own` asks of a self-assessment.
    """
    counts = clause.effect in ("deduct", "earn")
    drawn = clause.drawn_by is not None and (counts or not own)
    state = not (clause.fact.COUNTS or clause.fact.IS_CASE)
    decides = any(clause.id in each.looks_at for each in item.clauses if each.decides)
    return needs_fact(clause) or drawn or (state and decides)
