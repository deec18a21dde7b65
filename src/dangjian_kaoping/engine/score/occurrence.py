"""屡查屡犯: in which earlier rounds a clause had an occurrence at a branch (step 2 of an item)."""

from collections.abc import Iterable, Mapping, Sequence

from dangjian_kaoping.engine.score.adjustment import adjusted_round, is_withdrawn
from dangjian_kaoping.engine.score.circumstances import ClauseKey, Earlier, Occurrence
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter


def ancestry(rubric: Rubric, key: ClauseKey) -> set[ClauseKey]:
    """A clause and what it was called in earlier versions (`was` of the item and of the clause)."""
    item = rubric.by_item.get(key[0])
    clause = None if item is None else item.by_clause.get(key[1])
    if item is None or clause is None:
        return {key}
    items = (item.id, *item.was)
    names = {(each, clause.id) for each in items}
    for was in clause.was:
        before, separator, after = was.partition("/")
        names |= {(before, after)} if separator else {(each, was) for each in items}
    return names


def lineage(rubric: Rubric) -> dict[ClauseKey, set[ClauseKey]]:
    """The ancestry of each clause that looks back."""
    keys = [(item.id, clause.id) for item in rubric.items() for clause in item.clauses if clause.repeat is not None]
    return {key: ancestry(rubric, key) for key in keys}


def earlier_occurrences(
    rubric: Rubric, roster: Roster, quarter: Quarter, rounds: Iterable[Round]
) -> Mapping[str, Mapping[ClauseKey, Earlier]]:
    """By branch and clause, the rounds in the measure's window with a problem or 立行立改 there, newest first.

    The window is the last rounds held before this one; a quarter without any inspection is no round. What a
    review withdrew did not occur.
    """
    known = lineage(rubric)
    if not known:
        return {}
    held = sorted((each for each in rounds if each.quarter < quarter and each.inspections), key=lambda one: one.quarter)
    windows = {key: _window(rubric, key) for key in known}
    result: dict[str, dict[ClauseKey, Earlier]] = {}
    for index, each in enumerate(reversed(held[max(len(held) - max(windows.values()), 0) :])):
        called: dict[ClauseKey, list[ClauseKey]] = {}
        for key, names in known.items():
            for name in names if index < windows[key] else ():
                called.setdefault(name, []).append(key)
        for branch_id, seen in _occurrences(roster, each, called).items():
            mine = result.setdefault(branch_id, {})
            for key, occurrences in seen.items():
                before = mine.get(key, Earlier(0))
                mine[key] = Earlier(before.rounds + 1, (*before.occurrences, *occurrences))
    return result


def _window(rubric: Rubric, key: ClauseKey) -> int:
    """How many rounds a clause looks back: its own number, or the measure's."""
    repeat = rubric.by_item[key[0]].by_clause[key[1]].repeat
    own = None if repeat is None else repeat.window
    return rubric.measure.repeat_window if own is None else own


def longest_window(rubric: Rubric) -> int:
    """How many rounds have to be read at most."""
    return max((_window(rubric, key) for key in lineage(rubric)), default=0)


def _occurrences(
    roster: Roster, one: Round, called: Mapping[ClauseKey, Sequence[ClauseKey]]
) -> dict[str, dict[ClauseKey, list[Occurrence]]]:
    """One round's occurrences by branch and clause, in the departments' order; `called` are the clauses that
    findings filed under a name belong to.
    """
    branch_ids = roster.in_force(one.quarter)
    adjusted = adjusted_round(one, roster)
    departments = roster.departments_in_force(one.quarter)
    order = {department: index for index, department in enumerate(roster.departments)}
    seen: dict[str, dict[ClauseKey, list[Occurrence]]] = {}
    for inspection in sorted(one.inspections, key=lambda each: order.get(departments.get(each.department, ""), 0)):
        for name, record in inspection.branches.items():
            if name not in branch_ids:
                continue
            for finding in record.findings:
                if finding.rectify_by is None and finding.settled is None:
                    continue
                keys = called.get((finding.item, finding.clause), ())
                if keys and not is_withdrawn(adjusted.of(finding)):
                    mine = seen.setdefault(branch_ids[name], {})
                    for key in keys:
                        mine.setdefault(key, []).append(Occurrence(one.quarter, finding))
    return seen
