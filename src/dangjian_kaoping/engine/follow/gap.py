"""自评对照: how far a branch's self-assessment lies from its inspection, item by item (docs/设计.md, 定下来的读法).

Compared is what both can answer: items that both scored, by clauses of their own. A clause whose points the
self-assessment takes from the inspection (imported scores, scorers, judged scores), bonus and penalties tell nothing of
whether a branch sees its own faults, nor does an item that stands apart.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.clause import answerable
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import RoundResult, branches_of
from dangjian_kaoping.engine.step import Step, summed
from dangjian_kaoping.exact import Exact, divided, minus, most, negative, total
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.periods import Quarter

Change = Literal["closer", "farther", "same"]
MOST_ROUNDS = 4
"""A course is judged by so many rounds (one year) at most, against as many before them."""


class ItemGap(NamedTuple):
    """One item that both assessed.

    `step` is the gap (分): self-assessment less inspection, whose steps are its two parts. Above 0 the branch was
    milder with itself than the inspection, below 0 stricter. `points` are the full marks for its class; `found`
    says whether the inspection took points under a clause that both can answer, `seen` whether the branch did.
    """

    item: Item
    points: Exact
    step: Step
    found: bool
    seen: bool

    @property
    def value(self) -> Exact:
        """The gap (分)."""
        return self.step.value

    @property
    def declared_step(self) -> Step:
        """The item in the self-assessment."""
        return self.step.parts[0]

    @property
    def inspected_step(self) -> Step:
        """The item in the inspection."""
        return self.step.parts[1]

    @property
    def declared(self) -> Exact:
        """The self-assessment's points (分)."""
        return self.declared_step.value

    @property
    def inspected(self) -> Exact:
        """The inspection's points (分)."""
        return self.inspected_step.value

    @property
    def overlooked(self) -> bool:
        """没有自查出: the inspection took points here, the branch none."""
        return self.found and not self.seen

    @property
    def stricter(self) -> bool:
        """自评更严: the branch gave itself less than the inspection did."""
        return self.value < 0


class BranchGap(NamedTuple):
    """One branch in one round: its items in the order of the rubric, and `net`, the sum of their gaps (分).

    Without items nothing was compared: no month was filed, or the inspection is not complete. `unanswered` are
    items that the inspection scored and the self-assessment could not, because a needed fact is missing.
    """

    branch: Branch
    quarter: Quarter
    months: int
    items: tuple[ItemGap, ...]
    unanswered: tuple[Item, ...]
    net: Step

    @property
    def size(self) -> Exact:
        """差距合计 (分): the gaps added up whatever their direction."""
        return total(most(each.value, negative(each.value)) for each in self.items)

    @property
    def mean(self) -> Exact | None:
        """The mean gap of an item (分), with its sign; None where nothing was compared."""
        return divided(self.net.value, Decimal(len(self.items))) if self.items else None

    @property
    def found(self) -> tuple[ItemGap, ...]:
        """Items in which the inspection took points."""
        return tuple(each for each in self.items if each.found)

    @property
    def seen(self) -> tuple[ItemGap, ...]:
        """Of those, the ones in which the branch took points too."""
        return tuple(each for each in self.items if each.found and each.seen)

    @property
    def overlooked(self) -> tuple[ItemGap, ...]:
        """Of those, the ones in which the branch took none."""
        return tuple(each for each in self.items if each.overlooked)

    @property
    def stricter(self) -> tuple[ItemGap, ...]:
        """Items in which the branch gave itself less than the inspection did."""
        return tuple(each for each in self.items if each.stricter)

    @property
    def sees_its_faults(self) -> bool | None:
        """Whether the branch took points too in at least half of the items in which the inspection did.

        None where the inspection took none, or nothing was compared.
        """
        return sees(len(self.found), len(self.seen))


class GapCourse(NamedTuple):
    """One branch over the rounds in which it was compared, in order; `branch` as it was in the last of them."""

    branch: Branch
    rounds: tuple[BranchGap, ...]

    @property
    def found(self) -> int:
        """In how many items, over all rounds, the inspection took points."""
        return sum(len(each.found) for each in self.rounds)

    @property
    def seen(self) -> int:
        """In how many of those the branch did too."""
        return sum(len(each.seen) for each in self.rounds)

    @property
    def sees_its_faults(self) -> bool | None:
        """The same as of one round, over all of them."""
        return sees(self.found, self.seen)

    @property
    def halves(self) -> tuple[tuple[BranchGap, ...], tuple[BranchGap, ...]]:
        """The last rounds, four at most, and as many before them; both empty where there are fewer than two."""
        count = min(len(self.rounds) // 2, MOST_ROUNDS)
        return (self.rounds[-2 * count : -count], self.rounds[-count:]) if count else ((), ())

    @property
    def sizes(self) -> tuple[Exact, Exact] | None:
        """The mean size of the gap (分 a round) before and of late; None where there are fewer than two rounds."""
        before, late = self.halves
        return (_mean_size(before), _mean_size(late)) if late else None

    @property
    def change(self) -> Change | None:
        """Whether the self-assessment has come closer to the inspection."""
        if self.sizes is None:
            return None
        before, late = self.sizes
        return "same" if before == late else "closer" if late < before else "farther"


def sees(found: int, seen: int) -> bool | None:
    """Whether of the items in which the inspection took points at least half were seen by the branch itself."""
    return 2 * seen >= found if found else None


def _is_theirs(inspected: ItemScore, declared: ItemScore) -> bool:
    """Whether both sides are the inspection's: it is taken over, or nothing is left of it for the rest of the year."""
    return declared is inspected or declared.emptied is not None


def branch_gap(score: BranchScore, quarter: Quarter) -> BranchGap:
    """How far a branch's self-assessment lies from its inspection."""
    declared = () if score.declared is None else score.declared.items
    # where no month was filed there are no items of its own to hold against the inspection's
    pairs = [
        (there, here)
        for there, here in zip(score.inspected.items, declared, strict=bool(declared))
        if there.status == "scored" and not _is_theirs(there, here) and any(map(answerable, there.item.clauses))
    ]
    items = tuple(_item_gap(there, here) for there, here in pairs if here.status == "scored")
    unanswered = tuple(there.item for there, here in pairs if here.status == "no_fact")
    net = summed(names.GAP, tuple(each.step for each in items), score.branch)
    return BranchGap(score.branch, quarter, score.months, items, unanswered, net)


def round_gaps(result: RoundResult) -> tuple[BranchGap, ...]:
    """Every branch of a round, in the order of its ranking."""
    return tuple(branch_gap(placing.score, result.quarter) for placing in result.placings)


def gap_courses(results: Sequence[RoundResult]) -> tuple[GapCourse, ...]:
    """Every branch over the rounds, in the order of the last round's ranking; those that no longer take part last."""
    found: dict[str, list[BranchGap]] = {}
    for result in sorted(results, key=lambda each: each.quarter):
        for gap in round_gaps(result):
            found.setdefault(gap.branch.id, []).append(gap)
    return tuple(
        GapCourse(branch, tuple(gap for gap in found[branch_id] if gap.items))
        for branch_id, branch in branches_of(results).items()
    )


def _item_gap(inspected: ItemScore, declared: ItemScore) -> ItemGap:
    gap = minus(declared.step.value, inspected.step.value)
    step = Step(names.ITEM_GAP, "difference", gap, (declared.step, inspected.step), inspected.item)
    return ItemGap(inspected.item, inspected.points, step, _lost(inspected), _lost(declared))


def _lost(score: ItemScore) -> bool:
    """Whether points were lost under a clause that both can answer: taken, or not earned."""
    own = {clause.id for clause in score.item.clauses if answerable(clause)}
    taken = any(
        each.clause.id in own and each.effect == "deduct" and (each.points > 0 or each.empties is not None)
        for each in score.clauses
    )
    earns = any(clause.effect == "earn" and clause.id in own for clause in score.item.clauses)
    return taken or (earns and score.step.value < score.points)


def _mean_size(rounds: Sequence[BranchGap]) -> Exact:
    return divided(total(each.size for each in rounds), Decimal(len(rounds)))
