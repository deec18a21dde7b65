"""事实 to a quantity: what is counted or measured, and what the whole of it would be."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from dangjian_kaoping.engine.circumstances import Circumstances
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
from dangjian_kaoping.numbers import ZERO, Exact, divided, least, minus, most, plus, times, total

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


def _counts(fact: CountFact, findings: Sequence[Finding], _: Circumstances) -> Iterator[Quantity]:
    so_far = 0
    for finding in findings:
        so_far += count_of(finding)
        yield Quantity(Decimal(so_far))


def _amounts(fact: AmountFact, findings: Sequence[Finding], _: Circumstances) -> Iterator[Quantity]:
    so_far: Exact = ZERO
    for finding in findings:
        so_far = plus(so_far, finding.amount or ZERO)
        yield Quantity(so_far)


def _missing(fact: MissingFact, findings: Sequence[Finding], terms: Circumstances) -> Iterator[Quantity]:
    periods = Decimal(terms.months if fact.per == "month" else 1)
    planned: Exact = ZERO
    if not isinstance(fact.required, str):
        planned = chosen(fact.required, terms.branch_class)
    done: Exact | None = None
    missing: Exact = ZERO
    for finding in findings:
        if finding.required is not None:
            # the plan of a period is one plan, however often it is recorded; it counts once a period
            planned = most(planned, finding.required)
        if finding.done is not None:
            done = plus(done or ZERO, finding.done)
        missing = plus(missing, finding.missing or ZERO)
        required = times(planned, periods)
        lacking = missing if done is None else plus(missing, most(minus(required, done), ZERO))
        achieved = most(minus(required, missing), ZERO) if done is None else done
        yield _as(fact, lacking, achieved, required)


def _as(fact: MissingFact, lacking: Exact, achieved: Exact, required: Exact) -> Quantity:
    match fact.counts_as:
        case "missing":
            value = lacking
        case "done":
            value = achieved
        case "missing_percent":
            value = _percent(lacking, required, ZERO)
        case "done_percent":
            value = _percent(achieved, required, HUNDRED)
    return Quantity(value, required, lacking=lacking)


def _percent(part: Exact, whole: Exact, of_nothing: Exact) -> Exact:
    return divided(times(part, HUNDRED), whole) if whole else of_nothing


def _late(fact: LateFact, findings: Sequence[Finding], terms: Circumstances) -> Iterator[Quantity]:
    so_far: Exact = ZERO
    most_units = None if fact.most is None else chosen(fact.most, terms.branch_class)
    never = 0
    for finding in findings:
        late: Exact = finding.late or ZERO
        so_far = plus(so_far, late if most_units is None else least(late, most_units))
        never += bool(finding.never)
        yield Quantity(so_far, never=never)


def _sample(fact: SampleFact, findings: Sequence[Finding], _: Circumstances) -> Iterator[Quantity]:
    sampled = failed = 0
    for finding in findings:
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


def _scorers(fact: ScorersFact, findings: Sequence[Finding], _: Circumstances) -> Iterator[Quantity]:
    pooled: dict[str, list[Decimal]] = {}
    for finding in findings:
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


_RUNNING: dict[type, Callable[[Any, Sequence[Finding], Circumstances], Iterator[Quantity]]] = {
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


def running(fact: Any, findings: Sequence[Finding], terms: Circumstances) -> Iterator[Quantity]:
    """The quantity after each finding, in order; for facts that add up."""
    return _RUNNING[type(fact)](fact, findings, terms)


def measured(fact: Any, finding: Finding) -> Quantity:
    """The quantity of one finding; for facts that do not add up."""
    if isinstance(fact, ValueFact):
        value = finding.value or ZERO
        return Quantity(value, HUNDRED, lacking=minus(HUNDRED, value))
    if isinstance(fact, RankFact):
        return Quantity(Decimal(finding.rank or 0))
    score = finding.score or ZERO
    return Quantity(score, fact.full, lacking=minus(fact.full, score))
