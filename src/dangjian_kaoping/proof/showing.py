"""凭据 of a finding: the record that shows it, run as a case, in words."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.proof.around import Around
from dangjian_kaoping.proof.bench import Bench, Given, Situation
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.witness import given_in_words, recorded, witness

_MANY = 30
"""So many situations are run as cases to find one that no check refuses."""


class Shown(NamedTuple):
    """What is recorded, and what the item gives."""

    situation: Situation
    outcome: Given
    branch_class: str

    @property
    def in_words(self) -> str:
        """Both: `记 {clause: 缺会, done: 0}，本项 7 分`, of which class of branches if that matters."""
        of = f"（{self.branch_class}类支部）" if self.branch_class else ""
        return f"{recorded(self.situation)}{of}，{given_in_words(self.outcome)}"

    @property
    def the_same(self) -> str:
        """That something else gives the same: `也是 7 分`."""
        given = self.outcome
        only_points = given.points is not None and not (given.bonus or given.penalty or given.vetoes or given.emptied)
        return f"也是 {plain(given.points)} 分" if only_points and given.points is not None else "也一样"


def shown(subject: ItemSubject, around: Around, situations: Iterable[Situation]) -> Shown | None:
    """The first of several situations that can be recorded and has points; None where none does."""
    gives = around.tries.bench.gives
    possible = (each for each in situations if (known := gives(each)) is not None and known.points is not None)
    found = (shown_by(subject, around.tries.bench, each) for each in islice(possible, _MANY))
    return next((each for each in found if each is not None), None)


def shown_by(subject: ItemSubject, bench: Bench, situation: Situation) -> Shown | None:
    """A situation, if it can be recorded and has points."""
    given = witness(subject.rubric, bench, situation, subject.roster_classes).given
    if given is None or given.points is None:
        return None
    return Shown(situation, given, bench.branch_class if subject.item.by_class_numbers else "")


def shown_first(subject: ItemSubject, clause: Clause, earlier: Mapping[str, int] | None = None) -> Shown | None:
    """The worst record of a clause that can be recorded, perhaps after earlier rounds."""
    for around in subject.around:
        alone = around.alone(around.item.by_clause[clause.id])
        situations = (each._replace(earlier=earlier) if earlier else each for each in alone)
        found = shown(subject, around, situations)
        if found is not None:
            return found
    return None
