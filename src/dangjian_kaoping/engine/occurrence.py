"""屡查屡犯: in how many earlier rounds a clause had an occurrence at a branch (step 2 of an item)."""

from collections.abc import Iterable, Mapping

from dangjian_kaoping.engine.circumstances import ClauseKey
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
) -> Mapping[str, Mapping[ClauseKey, int]]:
    """By branch and clause, the number of rounds in the measure's window with a problem or 立行立改 there.

    The window is the last rounds held before this one; a quarter without any inspection is no round.
    """
    known = lineage(rubric)
    if not known:
        return {}
    held = sorted((each for each in rounds if each.quarter < quarter and each.inspections), key=lambda one: one.quarter)
    windows = {key: _window(rubric, key) for key in known}
    result: dict[str, dict[ClauseKey, int]] = {}
    for index, each in enumerate(reversed(held[max(len(held) - max(windows.values()), 0) :])):
        for branch_id, seen in _occurrences(roster, each).items():
            mine = result.setdefault(branch_id, {})
            for key, names in known.items():
                if index < windows[key] and not names.isdisjoint(seen):
                    mine[key] = mine.get(key, 0) + 1
    return result


def _window(rubric: Rubric, key: ClauseKey) -> int:
    """How many rounds a clause looks back: its own number, or the measure's."""
    repeat = rubric.by_item[key[0]].by_clause[key[1]].repeat
    own = None if repeat is None else repeat.window
    return rubric.measure.repeat_window if own is None else own


def longest_window(rubric: Rubric) -> int:
    """How many rounds have to be read at most."""
    return max((_window(rubric, key) for key in lineage(rubric)), default=0)


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
