"""证明: all that can be told of a rubric before anybody records anything, each with a record that shows it."""

from collections.abc import Callable

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.findings.alike import find_alike
from dangjian_kaoping.proof.findings.dead import find_dead
from dangjian_kaoping.proof.findings.full import find_out_of_reach
from dangjian_kaoping.proof.findings.jumps import find_beyond_the_total, find_jumps
from dangjian_kaoping.proof.findings.order import find_turned_round
from dangjian_kaoping.proof.findings.totals import find_in_totals
from dangjian_kaoping.proof.findings.twice import find_paid_twice
from dangjian_kaoping.proof.findings.unasked import find_unasked
from dangjian_kaoping.proof.findings.unreached import find_unreached
from dangjian_kaoping.proof.subject import ItemSubject, Subject

Finding = Callable[[ItemSubject, Faults], None]
"""Tells what it finds of one item."""
_OF_ITEMS: tuple[Finding, ...] = (
    find_dead,
    find_unreached,
    find_unasked,
    find_turned_round,
    find_out_of_reach,
    find_beyond_the_total,
    find_jumps,
)
_OF_RUBRICS: tuple[Callable[[Subject, Faults], None], ...] = (find_alike, find_paid_twice, find_in_totals)


def check_proof(rubric: Rubric, roster: Roster | None, unsound: frozenset[str] | None = None) -> Faults:
    """What of a rubric can never matter or never happen, or turns round what it means to say.

    `unsound` are its items with errors of their own, where they are known already.
    """
    faults = Faults()
    if not rubric.whole:
        return faults  # of what could not be read nobody knows what it can do
    subject = Subject(rubric, roster, unsound)
    for item in subject.proven:
        for find in _OF_ITEMS:
            find(item, faults)
    for find_in_all in _OF_RUBRICS:
        find_in_all(subject, faults)
    return faults
