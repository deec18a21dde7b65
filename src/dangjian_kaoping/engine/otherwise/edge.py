"""末位稳不稳: the facts of which one step would have put other branches among the last places, or on another side of
a line. Nothing of a score follows from it; it says where to look twice.

Nothing is asked of what nobody recorded, of self-assessments, or of earlier rounds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.otherwise.lines import About, Lines, Sides, sides_of
from dangjian_kaoping.engine.otherwise.margins import Margin, margins_of
from dangjian_kaoping.engine.otherwise.trials import Fact, Trial, facts_of, trials_of
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.engine.score.ranking import standing
from dangjian_kaoping.engine.score.round import Reckoning, RoundResult
from dangjian_kaoping.exact import Exact, minus, negative
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.pace import counted

Way = Literal["milder", "harsher", "aside"]
"""Whether the branch stands better with the other record, or worse; aside: it stands as it did, and others do not."""
Accepts = Callable[[Fact, Finding | None, BranchRecords], bool]
"""Whether a round would pass what is asked before it is scored, with another record in the place of a fact's (None:
with none), and so with these records of its branch.
"""


class Regraded(NamedTuple):
    """A branch that would have another grade (None: none)."""

    branch: Branch
    before: str | None
    after: str | None


class Deciding(NamedTuple):
    """A fact, and the nearest record by which others stand where the line is drawn.

    `points` is by how much the branch's published composite is higher (分); `far`: no record nearer than the end
    does it. `comes_in` and `goes_out` are the branches that would be among the last, or be first, and would not.
    """

    fact: Fact
    after: Finding | None
    far: bool
    way: Way
    points: Exact
    comes_in: tuple[Branch, ...] = ()
    goes_out: tuple[Branch, ...] = ()
    regraded: tuple[Regraded, ...] = ()


class Edge(NamedTuple):
    """What one step decides of one kind of line: `facts` were asked, `tried` other records that come to different
    results; `refused` of them a round would not have passed.

    The facts stand in the order of the ranking, and each branch's in that of its records.
    """

    about: About
    result: RoundResult
    margins: tuple[Margin, ...]
    facts: int
    tried: int
    refused: int
    deciding: tuple[Deciding, ...]

    def facts_of(self, way: Way) -> list[Deciding]:
        """Of each fact that decides one way at a near step, the first of what does."""
        found: dict[int, Deciding] = {}
        for each in self.deciding:
            if each.way == way and not each.far:
                found.setdefault(id(each.fact.recorded), each)
        return list(found.values())

    def deciding_facts(self, *, far: bool = True) -> int:
        """How many facts decide by themselves, at a near step, or `far` ones included."""
        return len({id(each.fact.recorded) for each in self.deciding if far or not each.far})


def edges_of(reckoning: Reckoning, abouts: Sequence[About], accepts: Accepts) -> tuple[Edge, ...]:
    """What single facts decide in a complete round, for each kind of line that is asked about. Raises Refusal where
    the round itself cannot be scored.
    """
    trying = _Trying(reckoning, abouts, accepts)
    for member in counted(reckoning.members):
        for fact in facts_of(reckoning.rubric, member):
            trying.ask(fact)
    return tuple(trying.edge(about) for about in abouts)


class _Outcome(NamedTuple):
    """What came of a trial: the branch's score, by line who stands where then, where somebody may have crossed it; and
    how all stand, where others may have moved too.
    """

    trial: Trial
    score: BranchScore
    sides: Mapping[About, Sides]
    others: object = None


class _Trying:
    """A round in which one fact after the other is replaced, and what that decides."""

    def __init__(self, reckoning: Reckoning, abouts: Sequence[About], accepts: Accepts) -> None:
        self._reckoning, self._abouts, self._accepts = reckoning, abouts, accepts
        self._measure = reckoning.rubric.measure
        self._before = {each.branch.id: each for each in reckoning.scores}
        self._lines = None if reckoning.together else Lines(reckoning)
        self._sides = sides_of(reckoning.result)
        self._known_sides: dict[tuple[str, About], object] = {}
        self._facts = self._tried = self._refused = 0
        self._deciding: dict[About, list[Deciding]] = {about: [] for about in abouts}

    def edge(self, about: About) -> Edge:
        """What was found of one kind of line."""
        result = self._reckoning.result
        places = {each.score.branch.id: index for index, each in enumerate(result.placings)}
        found = sorted(self._deciding[about], key=lambda each: places[each.fact.member.branch.id])
        margins = () if about == "grade" else tuple(margins_of(result, about))
        return Edge(about, result, margins, self._facts, self._tried, self._refused, tuple(found))

    def ask(self, fact: Fact) -> None:
        """Try all that might as well have been recorded in the place of a fact."""
        self._facts += 1
        outcomes = []
        known: list[object] = []
        for trial in trials_of(fact):
            outcome = self._outcome(fact, trial)
            if outcome is None:
                self._refused += 1
                continue
            came_to = self._figures(fact, outcome)
            if came_to not in known:
                known.append(came_to)
                outcomes.append(outcome)
        self._tried += len(outcomes)
        for about in self._abouts:
            self._deciding[about] += self._nearest(fact, about, outcomes)

    def _outcome(self, fact: Fact, trial: Trial) -> _Outcome | None:
        """None where the round would not be one: it is not accepted, has no points, or lacks something."""
        records, before = trial.records(fact), self._before[fact.member.branch.id]
        try:
            if self._lines is None:
                result = self._reckoning.otherwise(before.branch.id, records)
                if not result.complete or not self._accepts(fact, trial.after, records):
                    return None
                return self._together(trial, before, result)
            score = self._reckoning.rescored(before, records, fact.item.id)
        except Refusal:
            return None
        if score.composite is None or not self._accepts(fact, trial.after, records):
            return None
        crossed = [each for each in self._abouts if self._lines.side(each, score) != self._side(each, before)]
        return _Outcome(trial, score, {each: self._lines.sides(each, score) for each in crossed})

    def _together(self, trial: Trial, before: BranchScore, result: RoundResult) -> _Outcome:
        score = next(each.score for each in result.placings if each.score.branch.id == before.branch.id)
        others = [(each.score.branch.id, standing(each.score, self._measure)) for each in result.placings]
        return _Outcome(trial, score, dict.fromkeys(self._abouts, sides_of(result)), others)

    def _side(self, about: About, before: BranchScore) -> object:
        key = before.branch.id, about
        if key not in self._known_sides:
            assert self._lines is not None
            self._known_sides[key] = self._lines.side(about, before)
        return self._known_sides[key]

    def _figures(self, fact: Fact, outcome: _Outcome) -> object:
        """All that may tell one outcome of a fact from another."""
        item = next(each for each in outcome.score.inspected.items if each.item.id == fact.item.id)
        own = (standing(outcome.score, self._measure), item.value, item.bonus.value, item.penalty.value)
        vetoes = tuple(each.veto for each in outcome.score.vetoes)
        return own, vetoes, item.undone, outcome.others

    def _nearest(self, fact: Fact, about: About, outcomes: Sequence[_Outcome]) -> Iterator[Deciding]:
        """Of the records that lead to one and the same, that by which the composite moves least; a near one first."""
        found: dict[object, Deciding] = {}
        for outcome in outcomes:
            deciding = self._deciding_by(fact, about, outcome) if about in outcome.sides else None
            if deciding is None:
                continue
            key = deciding.way, deciding.comes_in, deciding.goes_out, deciding.regraded
            if key not in found or _moves(deciding) < _moves(found[key]):
                found[key] = deciding
        near = {each.way for each in found.values() if not each.far}
        yield from (each for each in found.values() if not each.far or each.way not in near)

    def _deciding_by(self, fact: Fact, about: About, outcome: _Outcome) -> Deciding | None:
        """None where everybody stands on the side on which he stood."""
        after = outcome.sides[about]
        comes_in, goes_out = self._exchanged(after, about)
        regraded = tuple(self._regraded(after)) if about == "grade" else ()
        if not (comes_in or goes_out or regraded):
            return None
        old, new = self._before[fact.member.branch.id], outcome.score
        assert old.composite is not None
        assert new.composite is not None
        points = minus(new.composite.value, old.composite.value)
        trial = outcome.trial
        return Deciding(fact, trial.after, trial.far, self._way(old, new), points, comes_in, goes_out, regraded)

    def _exchanged(self, after: Sides, about: About) -> tuple[tuple[Branch, ...], tuple[Branch, ...]]:
        """Who would be among the last, or first, and who no longer; both in the order of the ranking as it is."""
        if about == "grade":
            return (), ()
        pair = self._sides, after
        were, are = ((each.last if about == "last" else each.first) for each in pair)
        branches = [each.score.branch for each in self._reckoning.result.placings]
        comes_in = tuple(each for each in branches if each.id in are - were)
        return comes_in, tuple(each for each in branches if each.id in were - are)

    def _regraded(self, after: Sides) -> Iterator[Regraded]:
        for each in self._reckoning.result.placings:
            branch, grade = each.score.branch, after.grades[each.score.branch.id]
            if grade != each.grade:
                yield Regraded(branch, each.grade, grade)

    def _way(self, old: BranchScore, new: BranchScore) -> Way:
        were, are = standing(old, self._measure), standing(new, self._measure)
        assert were is not None
        assert are is not None
        return "milder" if are < were else "harsher" if are > were else "aside"


def _moves(deciding: Deciding) -> tuple[bool, Exact]:
    points = deciding.points
    return deciding.far, points if points > 0 else negative(points)
