"""更正: what a review made of a result that was final already: who moved, and on whose word."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.content import adjustment_part, adjustment_parts
from dangjian_kaoping.engine.score.branch import Adjusted, BranchScore
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.seal import Results, results_of, same_results
from dangjian_kaoping.model.adjustments import Adjustment, Adjustments
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.round import Correction as Approved
from dangjian_kaoping.model.seal import Seal, SealedBranch, Seals
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter

"""What was made public of each branch, by its id."""


class Shift(NamedTuple):
    """A branch whose score, rank, grade or flags a correction changed."""

    branch_id: str
    before: SealedBranch
    after: SealedBranch

    @property
    def enters_last_places(self) -> bool:
        """Whether it stands among the last places only now."""
        return "bottom_three" in self.after.flags and "bottom_three" not in self.before.flags


class Decided(NamedTuple):
    """A decision that the earlier final result did not know, and the branch whose records it changed.

    `alone`: that result knew no other decision of the item, so that its points before are those as recorded.
    """

    score: BranchScore
    adjusted: Adjusted
    alone: bool


class Correction(NamedTuple):
    """A round whose result was final, beside what it is now.

    `before` is the seal of that result; `shifts` are in the order of the ranking now. `earlier` are the rounds before
    it that were corrected since, which it looks back at.
    """

    before: Seal
    shifts: tuple[Shift, ...]
    decided: tuple[Decided, ...]
    earlier: tuple[Quarter, ...] = ()


def replaced(seals: Seals, now: Results) -> Seal | None:
    """The newest final seal with other results than those of now; None where no final result was replaced."""
    return next((each for each in reversed(seals.finals) if not same_results(each.results, now)), None)


def correction(this: Round, result: RoundResult, before: Seal, earlier: Sequence[Quarter] = ()) -> Correction:
    """What a round became since a final seal of its."""
    decided = _decided(result, {id(each) for each in since(this, before)})
    return Correction(before, tuple(shifts(before.results, results_of(result))), tuple(decided), tuple(earlier))


def _decided(result: RoundResult, new: Collection[int]) -> Iterator[Decided]:
    for score in (placing.score for placing in result.placings):
        known = {each.item.id for each in score.adjusted if id(each.adjustment) not in new}
        for each in score.adjusted:
            if id(each.adjustment) in new:
                yield Decided(score, each, each.item.id not in known)


def shifts(before: Results, now: Results) -> Iterator[Shift]:
    """The branches that have another score, rank, grade or flag than before."""
    for branch_id, after in now.items():
        was = before.get(branch_id)
        if was is not None and _shown(was) != _shown(after):
            yield Shift(branch_id, was, after)


def _shown(branch: SealedBranch) -> tuple[object, ...]:
    return branch.composite, branch.rank, branch.grade, branch.flags


def worsened(before: Results, now: Results, measure: Measure) -> tuple[Shift, ...]:
    """Whom a correction puts among the last places, or in a lower grade."""
    order = {band.grade: index for index, band in enumerate(measure.round_grades)}

    def grade(branch: SealedBranch) -> int:
        return order.get(branch.grade or "", len(order))

    found = shifts(before, now)
    return tuple(each for each in found if each.enters_last_places or grade(each.after) > grade(each.before))


def since(this: Round, seal: Seal) -> tuple[Adjustment, ...]:
    """The decisions of a round that a seal does not know."""
    known = _known(this, seal)
    return tuple(each for document in this.adjustments for each in document.adjustments if id(each) not in known)


def proposed(this: Round, seal: Seal) -> Approved | None:
    """On whose word, and in which window, what became of a sealed result since is made public before it holds; None
    where that is not written.
    """
    decided = max((each.date for each in since(this, seal)), default=seal.sealed_on)
    known = () if this.settings is None else this.settings.corrections
    return next((each for each in reversed(known) if each.publication is not None and each.date >= decided), None)


def between(this: Round, before: Seal, after: Seal | None) -> tuple[Adjustment, ...]:
    """The decisions that a seal does not know, and the one that replaces it does; None: all that it does not know."""
    later = set() if after is None else {id(each) for each in since(this, after)}
    return tuple(each for each in since(this, before) if id(each) not in later)


def as_sealed(this: Round, seal: Seal) -> list[Adjustments] | None:
    """A round's documents of decisions with exactly those that a seal knows; None where one of them is gone."""
    known = _known(this, seal)
    kept = [
        document.model_copy(update={"adjustments": tuple(each for each in document.adjustments if id(each) in known)})
        for document in this.adjustments
    ]
    sealed = {} if seal.adjustments is None else seal.adjustments.parts
    return kept if adjustment_parts(_with(this, kept)).keys() == sealed.keys() else None


def _known(this: Round, seal: Seal) -> set[int]:
    """The decisions that a seal knows, by identity: of those on one matter the first ones, for later ones follow."""
    by_part: dict[str, list[Adjustment]] = {}
    for each in (each for document in this.adjustments for each in document.adjustments):
        by_part.setdefault(adjustment_part(each), []).append(each)
    found: set[int] = set()
    for name, digest in ({} if seal.adjustments is None else seal.adjustments.parts).items():
        ordered = sorted(by_part.get(name, []), key=lambda each: each.date)
        for number in range(len(ordered), 0, -1):
            first = ordered[:number]
            if _digest(this, name, first) == digest:
                found |= set(map(id, first))
                break
    return found


def _digest(this: Round, name: str, decisions: Sequence[Adjustment]) -> str:
    document = this.adjustments[0].model_copy(update={"adjustments": tuple(decisions)})
    return adjustment_parts(_with(this, [document]))[name].digest


def _with(this: Round, adjustments: Sequence[Adjustments]) -> Round:
    return Round(this.quarter, adjustments=list(adjustments))
