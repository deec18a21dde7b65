"""Whether a result lies within what is said of a round of which some facts are unknown."""

from collections.abc import Mapping, Sequence

from dangjian_kaoping.compare.impact.replay import Gap, Replayed
from dangjian_kaoping.compare.impact.together import together
from dangjian_kaoping.engine.score.absence import absences_of
from dangjian_kaoping.engine.score.emptying import emptied_before
from dangjian_kaoping.engine.score.gathering import gathered
from dangjian_kaoping.engine.score.occurrence import earlier_occurrences
from dangjian_kaoping.engine.score.ranges import BranchRange, PlaceRange, Range, score_estimate, score_range
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round

FIGURES = ("base", "bonus", "penalty", "inspection", "self_assessment", "composite")


def ranges_of(
    rubric: Rubric, roster: Roster, this: Round, earlier: Sequence[Round], hidden: Mapping[str, Sequence[Gap]]
) -> list[BranchRange]:
    """What is said of the records of a round, of which some are unknown at some branches, by id."""
    found = gathered(rubric, roster, this)
    occurrences = earlier_occurrences(rubric, roster, this.quarter, earlier)
    emptied = emptied_before(rubric, roster, this.quarter, earlier, [rubric])
    branches = list(roster.taking_part(this.quarter))
    told = [
        Replayed(
            found[each.id]._replace(earlier=occurrences.get(each.id, {}), emptied=emptied.get(each.id, {})),
            tuple(hidden.get(each.id, ())),
        )
        for each in branches
    ]
    scored = together(rubric, this.quarter, absences_of(rubric, roster, this), branches, told)
    found_ranges = []
    for branch, each in zip(branches, scored.replayed, strict=True):
        bound = score_range(scored.least, branch, each.records, each.unknown, scored.most)
        estimate = score_estimate(scored.least, branch, each.records, each.unknown)
        assert (bound.composite is None) == (estimate.composite is None)
        for name in FIGURES:
            assert holds(getattr(bound, name), getattr(estimate, name)), f"估计的 {name}"
        found_ranges.append(bound)
    return found_ranges


def holds(figure: Range | None, step: Step | None) -> bool:
    if step is None:
        return True
    assert figure is not None
    return (figure.low is None or figure.low <= step.value) and (figure.high is None or step.value <= figure.high)


def check_within(result: RoundResult, bounds: list[BranchRange], places: list[PlaceRange]) -> None:
    placings = {each.score.branch.id: each for each in result.placings}
    for bound, place in zip(bounds, places, strict=True):
        placing = placings[bound.branch.id]
        score = placing.score
        for name in FIGURES:
            assert holds(getattr(bound, name), getattr(score, name)), name
        assert bound.undone in (None, bool(score.undone))
        happened = {each.clause.id for each in score.vetoes}
        assert {each.clause.id for each in bound.vetoes} <= happened
        assert happened <= {each.clause.id for each in (*bound.vetoes, *bound.perhaps)}
        if placing.rank is not None and result.complete:
            assert place.best is not None
            assert place.worst is not None
            assert place.best <= placing.rank <= place.worst
            assert place.last in (None, "bottom_three" in placing.flags)
