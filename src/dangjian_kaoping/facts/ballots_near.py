"""打分和投票 one step away: one scorer gave nothing or full marks, or one ballot went to the label next to its own."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from dangjian_kaoping.exact import ZERO
from dangjian_kaoping.facts.ballots import Ballot, Cast, Mark, Vote
from dangjian_kaoping.facts.neighbours import Neighbour, next_to


def ballots_near(ballot: Ballot, stated: Cast) -> Iterator[Neighbour]:
    """One mark is another one; of equal marks of a class of scorers one is enough."""
    if isinstance(stated.scores, dict):
        for who, several in stated.scores.items():
            for votes in _otherwise(ballot, several):
                yield Neighbour({"scores": {**stated.scores, who: votes}})
    elif stated.scores is not None:
        yield from (Neighbour({"scores": votes}) for votes in _otherwise(ballot, stated.scores))
    if stated.votes is not None:
        yield from (Neighbour({"votes": votes}) for votes in _counted(ballot, stated.votes))


def _otherwise(ballot: Ballot, votes: Sequence[Vote]) -> Iterator[tuple[Vote, ...]]:
    tried: set[Vote] = set()
    for index, vote in enumerate(votes):
        if vote not in tried:
            tried.add(vote)
            for other in _of_one(ballot, vote):
                yield (*votes[:index], other, *votes[index + 1 :])


def _of_one(ballot: Ballot, vote: Vote) -> Iterator[Vote]:
    """What one scorer may have handed in instead: on a sheet, one of the marks is another."""
    if not isinstance(vote, tuple):
        yield from _marks(ballot, vote)
        return
    for index, mark in enumerate(vote):
        if mark not in vote[:index]:
            for other in _marks(ballot, mark):
                yield (*vote[:index], other, *vote[index + 1 :])


def _marks(ballot: Ballot, mark: Mark) -> Iterator[Mark]:
    if isinstance(mark, Decimal):
        yield from (end for end in (ZERO, ballot.full) if end != mark)
    else:
        yield from next_to(mark, _in_order(ballot))


def _in_order(ballot: Ballot) -> list[str]:
    """The labels from the worst to the best, however they are written."""
    return sorted(ballot.levels, key=lambda label: ballot.levels[label])


def _counted(ballot: Ballot, votes: Mapping[str, Any]) -> Iterator[Mapping[str, object]]:
    """One ballot less for one label and one more for another; of all scorers, or of one class of them."""
    for name, number in votes.items():
        if not isinstance(number, int):
            yield from ({**votes, name: other} for other in _counted(ballot, number))
        elif number:
            for label in next_to(name, _in_order(ballot)):
                yield {**votes, name: number - 1, label: votes.get(label, 0) + 1}
