"""Edges by the plain way: every trial scored as a whole round, and checked as one that was written so."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from dangjian_kaoping.checks.round.otherwise import Acceptable
from dangjian_kaoping.checks.round.scorable import check_scorable
from dangjian_kaoping.diagnostics import blocking
from dangjian_kaoping.engine.otherwise.edge import Edge, edges_of
from dangjian_kaoping.engine.otherwise.lines import ABOUTS, About
from dangjian_kaoping.engine.otherwise.trials import Fact, Trial, facts_of, trials_of
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.round import Reckoning, RoundResult
from dangjian_kaoping.model.rewriting import rewritten
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round, Workspace

from .plant import modelled, round_of
from .second_opinion import Documents

_WORDS = {"KP301", "KP302", "KP161"}
"""That a reason or a 整改标准 is missing: who records something else writes others."""


class Plain(NamedTuple):
    """What was found: how many trials no round would be, and the lines that near trials and far ones move, by fact."""

    refused: int
    near: dict[About, set[int]]
    far: dict[About, set[int]]


def reckoning_of(documents: Documents) -> Reckoning:
    """A generated round, ready to be scored."""
    rubric = modelled(Rubric, documents.rubric)
    this = round_of(documents.quarter, documents.inspections, documents.months, documents.absent)
    earlier = [round_of(quarter, held, []) for quarter, held in documents.earlier.items()]
    return Reckoning(rubric, modelled(Roster, documents.roster), this, earlier, [rubric])


def found(reckoning: Reckoning) -> Plain:
    """What the program finds."""
    edges = edges_of(reckoning, ABOUTS, Acceptable(reckoning))
    near = {edge.about: _facts(edge, far=False) for edge in edges}
    return Plain(edges[0].refused, near, {edge.about: _facts(edge, far=True) for edge in edges})


def _facts(edge: Edge, *, far: bool) -> set[int]:
    return {id(each.fact.recorded) for each in edge.deciding if each.far == far}


def plainly(reckoning: Reckoning, earlier: Sequence[Round] = ()) -> Plain:
    """The same without any short cut; of a fact, far trials only where no near one does it the same way."""
    before = _lines(reckoning.result)
    refused = 0
    near: dict[About, set[int]] = {about: set() for about in ABOUTS}
    far: dict[About, set[int]] = {about: set() for about in ABOUTS}
    for member in reckoning.members:
        for fact in facts_of(reckoning.rubric, member):
            ways: dict[tuple[About, bool], set[int]] = {}
            for trial in trials_of(fact):
                result = _result(reckoning, fact, trial, earlier)
                if result is None:
                    refused += 1
                    continue
                for about, (was, now) in zip(ABOUTS, zip(before, _lines(result), strict=True), strict=True):
                    if was != now:
                        ways.setdefault((about, trial.far), set()).add(_way(reckoning, fact, result))
            for about in ABOUTS:
                if (about, False) in ways:
                    near[about].add(id(fact.recorded))
                if ways.get((about, True), set()) - ways.get((about, False), set()):
                    far[about].add(id(fact.recorded))
    return Plain(refused, near, far)


def _result(reckoning: Reckoning, fact: Fact, trial: Trial, earlier: Sequence[Round]) -> RoundResult | None:
    try:
        result = reckoning.otherwise(fact.member.branch.id, trial.records(fact))
    except Refusal:
        return None
    if not result.complete:
        return None
    this = _written(reckoning.this, fact, trial)
    rounds = {each.quarter: each for each in (*earlier, this)}
    workspace = Workspace(None, reckoning.roster, [reckoning.rubric], rounds)
    faults = check_scorable(workspace, reckoning.rubric, this)
    return None if any(each.code not in _WORDS for each in blocking(faults)) else result


def _written(this: Round, fact: Fact, trial: Trial) -> Round:
    """The round as if the trial stood in its documents."""
    recorded = fact.recorded
    old = recorded.revisions[0].before if recorded.revisions else recorded.finding

    def other(thing: Any) -> Any:
        if isinstance(thing, tuple) and any(each is old for each in thing):
            return tuple(_others(thing, old, trial))
        return thing

    inspections = [rewritten(each, other) for each in this.inspections]
    return replace(this, inspections=inspections, adjustments=[])


def _others(findings: tuple[Any, ...], old: Any, trial: Trial) -> Iterator[Any]:
    for each in findings:
        if each is not old:
            yield each
        elif trial.after is not None:
            yield trial.after


def _lines(result: RoundResult) -> tuple[object, object, object]:
    last = {each.score.branch.id for each in result.placings if "bottom_three" in each.flags}
    first = {each.score.branch.id for each in result.placings if each.rank == 1}
    return last, first, {each.score.branch.id: each.grade for each in result.placings}


def _way(reckoning: Reckoning, fact: Fact, result: RoundResult) -> int:
    """Whether the branch stands higher among all than it did, lower, or as before."""
    ranked = (reckoning.result, result)
    figures = [next(each for each in one.placings if each.score.branch.id == fact.member.branch.id) for one in ranked]
    composites = [each.score.composite.value for each in figures if each.score.composite is not None]
    return (composites[1] > composites[0]) - (composites[1] < composites[0])


def is_sound(reckoning: Reckoning) -> bool:
    """Whether the round itself would be scored, and is complete: of no other is anything asked."""
    workspace = Workspace(None, reckoning.roster, [reckoning.rubric], {reckoning.this.quarter: reckoning.this})
    faults = check_scorable(workspace, reckoning.rubric, reckoning.this)
    try:
        return not any(each.code not in _WORDS for each in blocking(faults)) and reckoning.result.complete
    except Refusal:
        return False
