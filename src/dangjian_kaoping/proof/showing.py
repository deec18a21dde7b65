"""凭据 of what does nothing: the record that comes nearest to it, run as a case, in words."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.proof.around import Around
from dangjian_kaoping.proof.bench import Given, Situation
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.witness import given_in_words, in_words, witness

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
        return f"记 {in_words(self.situation.facts, self.situation.earlier)}{of}，{given_in_words(self.outcome)}"


def shown(subject: ItemSubject, around: Around, situations: Iterable[Situation]) -> Shown | None:
    """The first of several situations that can be recorded and has points; None where none does."""
    gives = around.tries.bench.gives
    possible = (each for each in situations if (known := gives(each)) is not None and known.points is not None)
    for situation in islice(possible, _MANY):
        given = witness(subject.rubric, around.tries.bench, situation, subject.roster_classes).given
        if given is not None and given.points is not None:
            matters = bool(subject.item.by_class_numbers)
            return Shown(situation, given, around.tries.bench.branch_class if matters else "")
    return None


def shown_first(subject: ItemSubject, clause: Clause, earlier: Mapping[str, int] | None = None) -> Shown | None:
    """The worst record of a clause that can be recorded, perhaps after earlier rounds."""
    for around in subject.around:
        alone = around.alone(around.item.by_clause[clause.id])
        situations = (each._replace(earlier=earlier) if earlier else each for each in alone)
        found = shown(subject, around, situations)
        if found is not None:
            return found
    return None
