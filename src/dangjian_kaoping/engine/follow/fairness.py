"""What the rounds held under one version show of it: clauses that never took anything or took from everybody, what
the classes of branches have on the mean, and how far their self-assessments see what the inspection found.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.follow.digest import all_taken
from dangjian_kaoping.engine.follow.gap import BranchGap, branch_gap
from dangjian_kaoping.engine.score.apportioning import Part, counts
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.clause import FindingScore
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import ZERO, Exact, mean, negative, plus
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.periods import Quarter

_TAKES = frozenset({"deduct", "earn", "penalty", "veto"})
"""Effects that can cost a branch something."""


class NeverTook(NamedTuple):
    """A clause that could take and never did in the `rounds` that asked for its item; recorded under it were so many
    findings.
    """

    item: Item
    clause: Clause
    rounds: int
    recorded: int


class TookFromAll(NamedTuple):
    """A clause under which in some rounds (`in_all`, of those that asked for its item, `rounds`) every branch that was
    scored lost points.
    """

    item: Item
    clause: Clause
    in_all: tuple[Quarter, ...]
    rounds: int


class ClassStanding(NamedTuple):
    """A class of branches over the rounds: how often one of it took part, the mean composite (分) round by round and of
    all, those of inspection and self-assessment; in how many items the inspection took points, and in how many of
    these the branch itself did.
    """

    branch_class: str
    times: int
    by_round: tuple[Exact | None, ...]
    composite: Exact | None
    inspection: Exact | None
    self_assessment: Exact | None
    found: int
    seen: int


class Fairness(NamedTuple):
    """The complete rounds of a version, in order; `provisional` are those that are left out. `able` counts the clauses
    that could have taken something.
    """

    rubric: Rubric
    quarters: tuple[Quarter, ...]
    provisional: tuple[Quarter, ...]
    able: int
    never: tuple[NeverTook, ...]
    from_all: tuple[TookFromAll, ...]
    classes: tuple[ClassStanding, ...]


class _Seen(NamedTuple):
    """What one round shows of a clause: who was scored under it, who lost something, whether it acted, how much was
    recorded.
    """

    quarter: Quarter
    asked: int
    lost: int
    acted: bool
    recorded: int


def fairness_of(results: Sequence[RoundResult]) -> Fairness:
    """What the rounds of one version show. There is at least one."""
    rubric = results[-1].rubric
    whole = [each for each in results if each.complete]
    found: list[tuple[Item, Clause, list[_Seen]]] = []
    shown = [_shown(each) for each in whole]
    for item in rubric.items():
        for clause in item.clauses:
            seen = [one for each in shown if (one := each.get((item.id, clause.id))) is not None]
            if clause.effect in _TAKES and seen:
                found.append((item, clause, seen))
    never = (
        NeverTook(item, clause, len(seen), sum(each.recorded for each in seen))
        for item, clause, seen in found
        if not any(each.acted for each in seen)
    )
    from_all = (
        TookFromAll(item, clause, quarters, len(seen))
        for item, clause, seen in found
        if (quarters := tuple(each.quarter for each in seen if each.lost == each.asked > 1))
    )
    return Fairness(
        rubric,
        tuple(each.quarter for each in whole),
        tuple(each.quarter for each in results if not each.complete),
        len(found),
        tuple(never),
        tuple(sorted(from_all, key=lambda each: -len(each.in_all))),
        tuple(_classes(whole)),
    )


def _shown(result: RoundResult) -> Mapping[tuple[str, str], _Seen]:
    """What a round shows of each clause, by item and clause, under which anybody was scored."""
    found: dict[tuple[str, str], _Seen] = {}
    from_each = all_taken(result)
    for placing in result.placings:
        taken = from_each[placing.score.branch.id]
        parts: dict[tuple[str, str], list[Part]] = {}
        for part in (*taken.losses, *taken.gains):
            if part.item is not None and part.clause is not None and part.finding is not None:
                parts.setdefault((part.item.item.id, part.clause.clause.id), []).append(part)
        for key in _scored(placing.score):
            mine = parts.get(key, ())
            lost = any(_loss(each) > ZERO for each in mine)
            acted = lost or any(_acts(each.finding) for each in mine if each.finding is not None)
            before = found.get(key, _Seen(result.quarter, 0, 0, False, 0))
            found[key] = _Seen(
                result.quarter, before.asked + 1, before.lost + lost, before.acted or acted, before.recorded + len(mine)
            )
    return found


def _scored(score: BranchScore) -> Iterator[tuple[str, str]]:
    for item in score.inspected.items:
        if item.status == "scored":
            yield from ((item.item.id, clause.id) for clause in item.item.clauses)


def _loss(part: Part) -> Exact:
    """What a part took (分); a gain is none, nor is what was given back."""
    assert part.clause is not None
    points = part.points or ZERO
    if part.clause.effect == "penalty":
        return negative(points)
    return points if part.clause.effect in _TAKES else ZERO


def _acts(finding: FindingScore) -> bool:
    """Whether a finding would have taken something, though a cap was reached or nothing was left to take."""
    takes = finding.clause.effect in ("deduct", "penalty") and finding.points < 0
    return counts(finding) and (takes or finding.empties is not None or finding.vetoes)


def _classes(results: Sequence[RoundResult]) -> Iterator[ClassStanding]:
    for branch_class in dict.fromkeys(name for each in results for name in each.classes):
        by_round = [
            [each.score for each in result.placings if each.score.branch.branch_class == branch_class]
            for result in results
        ]
        scores = [each for several in by_round for each in several]
        gaps: list[BranchGap] = [
            branch_gap(score, result.quarter)
            for result, several in zip(results, by_round, strict=True)
            for score in several
        ]
        yield ClassStanding(
            branch_class,
            len(scores),
            tuple(_mean([each.composite for each in several]) for several in by_round),
            _mean([each.composite for each in scores]),
            _mean([each.inspection for each in scores]),
            _mean([each.self_assessment for each in scores]),
            sum(len(each.found) for each in gaps),
            sum(len(each.seen) for each in gaps),
        )


def _mean(steps: Sequence[Step | None]) -> Exact | None:
    return mean([each.value for each in steps if each is not None])


def apart(classes: Sequence[ClassStanding], index: int) -> Exact | None:
    """By how much (分) the classes' means of a round differ, the highest less the lowest; None of a single class."""
    figures = [figure for each in classes if (figure := each.by_round[index]) is not None]
    return plus(max(figures), negative(min(figures))) if len(figures) > 1 else None
