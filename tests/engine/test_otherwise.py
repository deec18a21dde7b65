"""A round as if something else were recorded of one branch: the same as if its documents said so."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from hypothesis import given

from dangjian_kaoping.engine.score.circumstances import Recorded, Refusal
from dangjian_kaoping.engine.score.round import Reckoning, RoundResult
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.rewriting import rewritten
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from sample import roster, rubrics, workspace
from thorough import law

from .plant import modelled, round_of
from .rounds import rounds
from .second_opinion import Documents


class _Plant:
    """A round with all that it is scored by."""

    def __init__(self, basis: tuple[Rubric, Roster], this: Round, *before: Any) -> None:
        self.this, self._basis, self._before = this, basis, before
        self.reckoning = self.of(this)

    def of(self, this: Round) -> Reckoning:
        return Reckoning(*self._basis, this, *self._before)

    def recorded(self) -> Iterator[tuple[str, Recorded]]:
        """All findings of the round with the ids of their branches."""
        for member in self.reckoning.members:
            for clauses in member.records.inspected.values():
                for several in clauses.values():
                    yield from ((member.branch.id, each) for each in several)

    def without(self, branch_id: str, recorded: Recorded) -> RoundResult:
        records = next(each.records for each in self.reckoning.members if each.branch.id == branch_id)
        return self.reckoning.otherwise(branch_id, records.replacing(recorded, None))

    def written_without(self, finding: Finding) -> RoundResult:
        """The round from documents in which a finding does not stand."""

        def other(thing: Any) -> Any:
            if isinstance(thing, tuple) and any(each is finding for each in thing):
                return tuple(each for each in thing if each is not finding)
            return thing

        inspections = [rewritten(each, other) for each in self.this.inspections]
        return self.of(replace(self.this, inspections=inspections)).result


def _sample(quarter: Quarter) -> _Plant:
    every = workspace().rounds
    before = [every[each] for each in sorted(every) if each < quarter]
    return _Plant((rubrics()[quarter], roster()), every[quarter], before, workspace().rubrics)


def _generated(documents: Documents) -> _Plant:
    rubric = modelled(Rubric, documents.rubric)
    this = round_of(documents.quarter, documents.inspections, documents.months, documents.absent)
    earlier = [round_of(quarter, held, []) for quarter, held in documents.earlier.items()]
    return _Plant((rubric, modelled(Roster, documents.roster)), this, earlier, [rubric])


def _told(result: Callable[[], RoundResult]) -> Any:
    """What is published of a round, or why it has no points."""
    try:
        placings = result().placings
    except Refusal as refusal:
        return refusal.fault.code
    figures = [(each.score.composite, each.score.inspection, each.score.self_assessment) for each in placings]
    return [
        (each.score.branch.id, each.rank, each.flags, each.grade, [step and step.value for step in steps])
        for each, steps in zip(placings, figures, strict=True)
    ]


def test_without_a_finding_a_round_is_as_if_nobody_had_written_it() -> None:
    plant = _sample(Quarter(2021, 1))
    every = list(plant.recorded())
    assert len(every) == 187
    was, moved = _told(lambda: plant.reckoning.result), 0
    for branch_id, recorded in every[::5]:
        if recorded.revisions:
            continue  # the review would name a finding that is not there
        found = _told(lambda: plant.without(branch_id, recorded))  # noqa: B023 - asked at once
        assert found == _told(lambda: plant.written_without(recorded.finding))  # noqa: B023
        moved += found != was
    assert moved > 20


@law(120)
@given(rounds(reading=True))
def test_so_it_is_in_any_round_whatever_the_branches_draw_together(documents: Documents) -> None:
    plant = _generated(documents)
    for branch_id, recorded in list(plant.recorded())[:3]:
        found = _told(lambda: plant.without(branch_id, recorded))  # noqa: B023
        assert found == _told(lambda: plant.written_without(recorded.finding))  # noqa: B023
