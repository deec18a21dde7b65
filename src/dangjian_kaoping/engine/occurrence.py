"""屡查屡犯: in how many earlier rounds a clause had an occurrence at a branch (step 2 of an item)."""

from collections.abc import Iterable, Mapping

from dangjian_kaoping.engine.circumstances import ClauseKey
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter


def looks_back(rubric: Rubric) -> bool:
    """Whether a clause in force needs earlier rounds at all."""
    return any(clause.repeat is not None for item in rubric.items() for clause in item.clauses)


def lineage(rubric: Rubric) -> dict[ClauseKey, set[ClauseKey]]:
    """For each clause that looks back, itself and what it was called in earlier versions (`was`)."""
    result: dict[ClauseKey, set[ClauseKey]] = {}
    for item in rubric.items():
        for clause in item.clauses:
            if clause.repeat is None:
                continue
            items = (item.id, *item.was)
            names = {(each, clause.id) for each in items}
            for was in clause.was:
                before, separator, after = was.partition("/")
                names |= {(before, after)} if separator else {(each, was) for each in items}
            result[item.id, clause.id] = names
    return result


def earlier_occurrences(
    rubric: Rubric, roster: Roster, quarter: Quarter, rounds: Iterable[Round]
) -> Mapping[str, Mapping[ClauseKey, int]]:
    """By branch and clause, the number of rounds in the measure's window with a problem or 立行立改 there.

    The window is the last rounds held before this one; a quarter without any inspection is no round.
    """
    known = lineage(rubric)
    if not known:
        return {}
    held = sorted((each for each in rounds if each.quarter < quarter and each.inspections), key=lambda one: one.quarter)
    window = held[max(len(held) - rubric.measure.repeat_window, 0) :]
    result: dict[str, dict[ClauseKey, int]] = {}
    for each in window:
        for branch_id, seen in _occurrences(roster, each).items():
            mine = result.setdefault(branch_id, {})
            for key, names in known.items():
                if not names.isdisjoint(seen):
                    mine[key] = mine.get(key, 0) + 1
    return result


def _occurrences(roster: Roster, one: Round) -> dict[str, set[ClauseKey]]:
    branch_ids = roster.in_force(one.quarter)
    seen: dict[str, set[ClauseKey]] = {}
    for inspection in one.inspections:
        for name, record in inspection.branches.items():
            if name not in branch_ids:
                continue
            for finding in record.findings:
                if finding.rectify_by is not None or finding.settled is not None:
                    seen.setdefault(branch_ids[name], set()).add((finding.item, finding.clause))
    return seen
