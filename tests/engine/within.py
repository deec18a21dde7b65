"""Whether a result lies within what is said of a round of which some facts are unknown."""

from dangjian_kaoping.engine.score.ranges import BranchRange, PlaceRange, Range
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import Step


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
        for name in ("base", "bonus", "penalty", "inspection", "self_assessment", "composite"):
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
