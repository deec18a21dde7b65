"""一票否决 over the year: `grade_cap` and `barred` act to the year's end (docs/设计.md, 定下来的读法)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.score.adjustment import adjusted_round, is_withdrawn
from dangjian_kaoping.engine.score.circumstances import Circumstances, ClauseKey, Recorded
from dangjian_kaoping.engine.score.clause import triggered
from dangjian_kaoping.engine.score.composite import VetoInForce
from dangjian_kaoping.engine.score.condition import Conditions
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round, in_force
from dangjian_kaoping.periods import Quarter

LASTING = ("grade_cap", "barred")
"""The effects that outlast their round."""


class DatedVeto(NamedTuple):
    """A veto and the round in which it was set off."""

    quarter: Quarter
    force: VetoInForce

    def bars(self, what: Literal["commendation", "money"]) -> bool:
        """Whether it bars from 评先选优 or from money."""
        return self.force.veto.effect == "barred" and what in self.force.veto.barred_from


def earlier_vetoes(
    rubric: Rubric, roster: Roster, quarter: Quarter, rounds: Iterable[Round], rubrics: Sequence[Rubric] = ()
) -> Mapping[str, tuple[DatedVeto, ...]]:
    """By branch, the lasting vetoes of the year's earlier rounds, in order of time.

    Each round is held against the rubric that was in force then, out of `rubrics`; against this one where none was.
    """
    found: dict[str, list[DatedVeto]] = {}
    of_year = (each for each in rounds if each.quarter.year == quarter.year and each.quarter < quarter)
    for this in sorted(of_year, key=lambda each: each.quarter):
        then = in_force(rubrics, this.quarter) or rubric
        if has_lasting_vetoes(then):
            for branch_id, force in _set_off(then, roster, this):
                found.setdefault(branch_id, []).append(DatedVeto(this.quarter, force))
    return {branch_id: tuple(several) for branch_id, several in found.items()}


def has_lasting_vetoes(rubric: Rubric) -> bool:
    """Whether later rounds of the year have to look back at a round under this rubric."""
    return any(True for _ in _lasting(rubric))


def _lasting(rubric: Rubric) -> Iterator[ClauseKey]:
    for item in rubric.items():
        for clause in item.clauses:
            if clause.veto is not None and clause.veto.effect in LASTING:
                yield item.id, clause.id


def _set_off(rubric: Rubric, roster: Roster, this: Round) -> Iterator[tuple[str, VetoInForce]]:
    """The lasting vetoes of one round, in the order of the rubric; only of branches that took part."""
    taking_part = {branch.id: branch for branch in roster.taking_part(this.quarter)}
    recorded = _recorded(rubric, roster, this)
    for item_id, clause_id in _lasting(rubric):
        for branch_id, by_clause in recorded[item_id].items():
            branch = taking_part.get(branch_id)
            item = rubric.by_item[item_id]
            if branch is not None and rubric.uses_heads:
                item = rubric.for_heads(branch.head_count or 0).by_item[item_id]
            if branch is None or not item.asked_of(branch.branch_class, this.quarter.number):
                continue
            item, terms = item.of_class(branch.branch_class), Circumstances(branch.branch_class)
            clause = item.by_clause[clause_id]
            several = by_clause.get(clause.recorded_under, [])
            veto = clause.veto if several and Conditions(item, by_clause, terms).hold(clause) else None
            if veto is not None and triggered(veto, clause, several, terms):
                yield branch_id, VetoInForce(veto, item, clause)


def _recorded(rubric: Rubric, roster: Roster, this: Round) -> dict[str, dict[str, dict[str, list[Recorded]]]]:
    """What departments recorded, as a review left it, of items with a lasting veto: by item, branch and clause."""
    found: dict[str, dict[str, dict[str, list[Recorded]]]] = {item_id: {} for item_id, _ in _lasting(rubric)}
    branch_ids = roster.in_force(this.quarter)
    adjusted = adjusted_round(this, roster)
    for told in this.told():
        for finding in told.record.findings if told.branch in branch_ids else ():
            by_branch = found.get(finding.item)
            revisions = adjusted.of(finding)
            if by_branch is not None and not is_withdrawn(revisions):
                held = revisions[-1].after if revisions else finding
                by_clause = by_branch.setdefault(branch_ids[told.branch], {})
                by_clause.setdefault(finding.clause, []).append(Recorded(held, date.min))
    return found
