"""全年不得分: what earlier rounds of a year emptied for the rest of it (docs/细则语言.md, 限度)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dangjian_kaoping.engine.score.circumstances import Circumstances, Emptied, Scoped
from dangjian_kaoping.engine.score.clause import scope_of, triggered
from dangjian_kaoping.engine.score.condition import Conditions
from dangjian_kaoping.engine.score.event import suppressed_findings
from dangjian_kaoping.engine.score.gathering import BranchRecords, gathered
from dangjian_kaoping.engine.score.occurrence import ancestry
from dangjian_kaoping.engine.score.settlement import emptied_for_year
from dangjian_kaoping.engine.score.table import TableScore
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.roster import Branch, Roster
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.workspace import Round, in_force
from dangjian_kaoping.periods import Quarter


def empties_for_year(rubric: Rubric) -> bool:
    """Whether later rounds of the year have to look back at a round under this rubric."""
    return any(True for _ in _lasting(rubric))


def _lasting(rubric: Rubric) -> Iterator[tuple[Item, Clause]]:
    for item in rubric.items():
        for clause in item.clauses:
            if clause.empties is not None and clause.empties.lasts == "year":
                yield item, clause


def set_off(table: TableScore) -> dict[Scoped, Emptied]:
    """What the records of one branch in this round empty for the rest of the year."""
    found: dict[Scoped, Emptied] = {}
    for item in table.items:
        for score in item.clauses:
            since = emptied_for_year(score)
            if since is not None:
                found[item.item.id, score.clause.group if score.empties == "group" else None] = since
    return found


def emptied_before(
    rubric: Rubric, roster: Roster, quarter: Quarter, rounds: Iterable[Round], rubrics: Sequence[Rubric] = ()
) -> Mapping[str, Mapping[Scoped, Emptied]]:
    """By branch, what the year's earlier rounds left nothing of, as this rubric calls it; the earliest round counts.

    Each round is held against the rubric that was in force then, out of `rubrics`; against this one where none was.
    A branch that another was merged into inherits nothing.
    """
    found: dict[str, dict[Scoped, Emptied]] = {}
    of_year = (each for each in rounds if each.quarter.year == quarter.year and each.quarter < quarter)
    for this in sorted(of_year, key=lambda each: each.quarter):
        then = in_force(rubrics, this.quarter) or rubric
        if not empties_for_year(then):
            continue
        records = gathered(then, roster, this)
        for branch in roster.taking_part(this.quarter):
            of_heads = then.for_heads(branch.head_count or 0)
            for scoped, since in _of_branch(of_heads, rubric, branch, records[branch.id], this.quarter):
                found.setdefault(branch.id, {}).setdefault(scoped, since)
    return found


def _of_branch(
    then: Rubric, now: Rubric, branch: Branch, records: BranchRecords, quarter: Quarter
) -> Iterator[tuple[Scoped, Emptied]]:
    terms = Circumstances(branch.branch_class)
    hidden = suppressed_findings(then, records.inspected, terms) if records.inspected else {}
    for item, written in _lasting(then):
        by_clause = records.inspected.get(item.id, {})
        recorded = by_clause.get(written.recorded_under, ())
        counted = [each for each in recorded if not each.withdrawn and id(each.finding) not in hidden]
        if not counted or not item.asked_of(branch.branch_class, quarter.number):
            continue
        own = item.of_class(branch.branch_class)
        clause = own.by_clause[written.id]
        assert clause.empties is not None
        if Conditions(own, by_clause, terms).hold(clause) and triggered(clause.empties, clause, counted, terms):
            for scoped in _as_called_now(now, own, clause):
                yield scoped, Emptied(quarter, clause, counted[-1].finding)


def _as_called_now(now: Rubric, item: Item, clause: Clause) -> Iterator[Scoped]:
    """The item, or the group, that a clause of an earlier version emptied, as it is called in this one."""
    for each in now.items():
        if item.id != each.id and item.id not in each.was:
            continue
        if scope_of(item, clause) == "item":
            yield each.id, None
            continue
        heirs = (one for one in each.clauses if (item.id, clause.id) in ancestry(now, (each.id, one.id)))
        group = next((one.group for one in heirs), clause.group)
        if group is not None and group in each.groups and each.groups[group].points is not None:
            yield each.id, group
