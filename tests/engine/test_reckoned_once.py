"""What items come to of which nothing is recorded is the same whichever rounds were scored before."""

from collections.abc import Iterator

import pytest

from dangjian_kaoping.engine.score.round import RoundResult, score_round
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.periods import Quarter
from sample import roster, rubrics, workspace

pytestmark = pytest.mark.whole

ROUNDS = sorted(workspace().rounds)


def scored(quarter: Quarter) -> RoundResult:
    earlier = [each for each in workspace().rounds.values() if each.quarter < quarter]
    return score_round(rubrics()[quarter], roster(), workspace().rounds[quarter], earlier, workspace().rubrics)


def every(rubric: Rubric) -> Iterator[Item]:
    for item in rubric.items():
        yield item
        yield from item._of_class.values()


def forget(rubric: Rubric) -> int:
    """How many of a rubric's items remembered anything, which is gone then."""
    return sum(each.__dict__.pop("reckoned", None) is not None for each in every(rubric))


def test_a_round_does_not_depend_on_those_scored_before() -> None:
    before = {each: scored(each) for each in reversed(ROUNDS)}
    for quarter in ROUNDS:
        assert forget(rubrics()[quarter])
        assert scored(quarter) == before[quarter]
