"""事实 to a quantity: what is counted or measured, and what the whole of it would be."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded
from dangjian_kaoping.engine.score.fulfilment import running_fulfilment
from dangjian_kaoping.exact import ZERO, Exact, divided, least, minus, plus, times, total
from dangjian_kaoping.model.fact import (
    AmountFact,
    CountFact,
    ImportedFact,
    LateFact,
    MissingFact,
    RankFact,
    SampleFact,
    ScorersFact,
    ValueFact,
)
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.values import chosen

HUNDRED = Decimal(100)


class Quantity(NamedTuple):
    """A quantity as the rule reads it, and of which whole it is a share (None: of none).

    `never` counts reports that were never submitted; `lacking` is what it falls short of the whole.
    """

    value: Exact
    whole: Exact | None = None
    never: int = 0
    lacking: Exact = ZERO


def count_of(finding: Finding) -> int:
    """Occurrences that one finding stands for; one where it says nothing."""
    if finding.count is None:
        return 1
    return finding.count if isinstance(finding.count, int) else sum(finding.count.values())


def _counts(fact: CountFact, recorded: Sequence[Recorded], _: Circumstances) -> Iterator[Quantity]:
    so_far = 0
    for finding in _stated(recorded):
        so_far += count_of(finding)
        yield Quantity(Decimal(so_far))


def _amounts(fact: AmountFact, recorded: Sequence[Recorded], _: Circumstances) -> Iterator[Quantity]:
    so_far: Exact = ZERO
    for finding in _stated(recorded):
        so_far = plus(so_far, finding.amount or ZERO)
        yield Quantity(so_far)


def _missing(fact: MissingFact, recorded: Sequence[Recorded], terms: Circumstances) -> Iterator[Quantity]:
    for so_far in running_fulfilment(fact, recorded, terms):
        match fact.counts_as:
            case "missing":
                value = so_far.lacking
            case "done":
                value = so_far.done
            case "missing_percent":
                value = _percent(so_far.lacking, so_far.required, ZERO)
            case "done_percent":
                value = _percent(so_far.done, so_far.required, HUNDRED)
        yield Quantity(value, so_far.required, lacking=so_far.lacking)


def _percent(part: Exact, whole: Exact, of_nothing: Exact) -> Exact:
    return divided(times(part, HUNDRED), whole) if whole else of_nothing


def _late(fact: LateFact, recorded: Sequence[Recorded], terms: Circumstances) -> Iterator[Quantity]:
    so_far: Exact = ZERO
    most_units = None if fact.most is None else chosen(fact.most, terms.branch_class)
    never = 0
    for finding in _stated(recorded):
        late: Exact = finding.late or ZERO
        so_far = plus(so_far, late if most_units is None else least(late, most_units))
        never += bool(finding.never)
        yield Quantity(so_far, never=never)


def _sample(fact: SampleFact, recorded: Sequence[Recorded], _: Circumstances) -> Iterator[Quantity]:
    sampled = failed = 0
    for finding in _stated(recorded):
        sampled += finding.sampled or 0
        failed += finding.failed or 0
        match fact.counts_as:
            case "failed":
                yield Quantity(Decimal(failed), Decimal(sampled))
            case "failed_percent":
                yield Quantity(_percent(Decimal(failed), Decimal(sampled), ZERO), HUNDRED)
            case "passed_percent":
                passed = _percent(Decimal(sampled - failed), Decimal(sampled), HUNDRED)
                yield Quantity(passed, HUNDRED, lacking=minus(HUNDRED, passed))


def _scorers(fact: ScorersFact, recorded: Sequence[Recorded], _: Circumstances) -> Iterator[Quantity]:
    pooled: dict[str, list[Decimal]] = {}
    for finding in _stated(recorded):
        given = finding.scores or ()
        for who, scores in given.items() if isinstance(given, dict) else [("", given)]:
            pooled.setdefault(who, []).extend(scores)
        if fact.weights:
            mean = total(times(_mean(fact, pooled.get(who, [])), weight) for who, weight in fact.weights.items())
        else:
            mean = _mean(fact, [score for scores in pooled.values() for score in scores])
        yield Quantity(mean, fact.full, lacking=minus(fact.full, mean))


def _mean(fact: ScorersFact, scores: Sequence[Decimal]) -> Exact:
    """The mean without the highest and lowest that are dropped; of too few, the mean of all."""
    low, high = fact.drop_lowest, fact.drop_highest
    kept = sorted(scores)
    if len(kept) > low + high:
        kept = kept[low : len(kept) - high]
    return divided(total(kept), Decimal(len(kept))) if kept else ZERO


def _stated(recorded: Sequence[Recorded]) -> Iterator[Finding]:
    return (each.finding for each in recorded)


_RUNNING: dict[type, Callable[[Any, Sequence[Recorded], Circumstances], Iterator[Quantity]]] = {
    CountFact: _counts,
    AmountFact: _amounts,
    MissingFact: _missing,
    LateFact: _late,
    SampleFact: _sample,
    ScorersFact: _scorers,
}

ADDS_UP = frozenset(_RUNNING)
"""Facts whose findings add up (scores of several people are pooled)."""
STANDS = frozenset({ValueFact, RankFact, ImportedFact})
"""Facts of which the least favourable stands. Levels do too, and have no quantity."""


def running(fact: Any, recorded: Sequence[Recorded], terms: Circumstances) -> Iterator[Quantity]:
    """The quantity after each finding, in order; for facts that add up."""
    return _RUNNING[type(fact)](fact, recorded, terms)


def measured(fact: Any, finding: Finding) -> Quantity:
    """The quantity of one finding; for facts that do not add up."""
    if isinstance(fact, ValueFact):
        value = finding.value or ZERO
        return Quantity(value, HUNDRED, lacking=minus(HUNDRED, value))
    if isinstance(fact, RankFact):
        return Quantity(Decimal(finding.rank or 0))
    score = finding.score or ZERO
    return Quantity(score, fact.full, lacking=minus(fact.full, score))
