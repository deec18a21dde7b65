"""The record nearest to one that was made by which nothing is lost: what stands in the place of one that is needed."""

from collections.abc import Iterator
from typing import NamedTuple

from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded, Refusal
from dangjian_kaoping.engine.score.clause import GIVES
from dangjian_kaoping.engine.score.corners import corners
from dangjian_kaoping.engine.score.price import price_of
from dangjian_kaoping.exact import ZERO, Exact, minus, most, negative, plus
from dangjian_kaoping.facts.asked import Stating
from dangjian_kaoping.facts.families import Adding, Measured
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER


class _Other(NamedTuple):
    """Another record, what it is worth (分), and how far it lies from the one that was made."""

    finding: Finding
    worth: Exact
    away: Exact


def worth(item: Item, recorded: Recorded, terms: Circumstances) -> Exact:
    """What one record gives by itself under all clauses that read it (分; what it takes is negative).

    The item has the numbers of the branch. Raises Refusal where a rule has no points for it.
    """
    given: Exact = ZERO
    for clause in item.readers[recorded.finding.clause]:
        if clause.rule is not None:
            points = clause.fact.alone(price_of(clause, (item.id, clause.id), terms), recorded)
            given = plus(given, points if clause.effect in GIVES else negative(points))
    return given


def without_loss(item: Item, recorded: Recorded, terms: Circumstances) -> list[Finding]:
    """The records by which a branch loses nothing, those nearest to the one that was made first: a level at the best, a
    score at full marks, a number from the line on where nothing is taken. None where none of its clause can be made up.
    """
    others = list(_others(item, recorded, terms))
    best = max((each.worth for each in others), default=ZERO)
    # equals stay in order: levels stand from the best to the worst
    return [each.finding for each in sorted(others, key=lambda each: each.away) if each.worth == best]


def _others(item: Item, recorded: Recorded, terms: Circumstances) -> Iterator[_Other]:
    asked = item.asked(item.by_clause[recorded.finding.clause], terms.branch_class, MONTHS_OF_A_QUARTER)
    for clause in item.readers[recorded.finding.clause]:
        now = _number(clause, recorded, terms)
        for number, stating in _statings(item, clause):
            other = _restated(recorded.finding, clause, stating)
            if clause.fact.problem(other, asked) is None:
                try:
                    value = worth(item, recorded._replace(finding=other), terms)
                except Refusal:
                    continue
                yield _Other(other, value, ZERO if now is None or number is None else _between(number, now))


def _statings(item: Item, clause: Clause) -> Iterator[tuple[Exact | None, Stating]]:
    """What one record may state: by number, then what no number tells apart."""
    for number in corners(item, clause):
        stating = clause.fact.stating(number, MONTHS_OF_A_QUARTER)
        if stating is not None and len(stating) == 1:
            yield number, stating[0]
    for each in clause.fact.stating_apart():
        yield None, each


def _restated(finding: Finding, clause: Clause, stating: Stating) -> Finding:
    nothing: dict[str, object] = dict.fromkeys(clause.fact.RECORDED)
    return finding.model_copy(update={**nothing, **stating})


def _number(clause: Clause, recorded: Recorded, terms: Circumstances) -> Exact | None:
    """The number that a record comes to; None of what no number tells apart."""
    fact = clause.fact
    if isinstance(fact, Measured):
        return fact.measured(recorded.finding).value
    return fact.in_all([recorded], terms).value if isinstance(fact, Adding) else None


def _between(one: Exact, other: Exact) -> Exact:
    return most(minus(one, other), minus(other, one))
