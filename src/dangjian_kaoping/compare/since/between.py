"""The older round as if it had been held under the newer version, and then with the branches as they were later."""

import contextlib
from collections.abc import Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.impact.replay import Gap
from dangjian_kaoping.compare.since.ends import End
from dangjian_kaoping.compare.since.enrolled import as_they_are_later
from dangjian_kaoping.compare.since.joined import Joined
from dangjian_kaoping.compare.since.known import Asked, Known, Told, known
from dangjian_kaoping.compare.since.mixed import mixed
from dangjian_kaoping.compare.since.stage import Stage
from dangjian_kaoping.compare.since.told import Telling
from dangjian_kaoping.engine.score.branch import BranchScore, Scorer
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.table import TableScore
from dangjian_kaoping.engine.step import NOTHING
from dangjian_kaoping.exact import ZERO
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Rubric


class Between(NamedTuple):
    """The stages between both ends: with the items that cannot be replayed as they are later (`mixed`), all of it
    under the newer version (`revised`), with the branches as they are later (`enrolled`).

    `taken` are the items that cannot be replayed, and `gaps` say why; `whole`: nothing at all can be told apart.
    `entered` are the items (by id) that are as they are later with the branches, because nobody looked at them before.
    """

    mixed: Stage
    revised: Stage
    enrolled: Stage
    taken: tuple[Joined, ...] = ()
    gaps: tuple[Gap, ...] = ()
    whole: bool = False
    entered: frozenset[str] = frozenset()


def between(then: End, now: End, telling: Telling, joined: Sequence[Joined]) -> Between:
    """The stages between both ends of the way of one branch, and how the items of both versions are joined."""
    way = _Way(then, now)
    if telling.same:
        enrolled, entered = way.enrolled(telling, then.bare, then.members, frozenset())
        return Between(then.bare, then.bare, enrolled, entered=entered)
    nothing_apart = Between(now.bare, now.bare, now.bare, tuple(joined), (), whole=True)
    members = [telling.told(*each) for each in telling.concerned(then.members)]
    try:
        found = known(way.asked(telling), members)
    except Refusal:
        return nothing_apart
    taken = tuple(each for each in joined if each.has_new(found.unknown))
    later = frozenset(item.id for each in taken for item in each.new)
    revised = way.revised(found, later)
    if revised is None:
        return nothing_apart
    enrolled, entered = way.enrolled(telling, revised, members, later)
    return Between(way.mixed(taken) or revised, revised, enrolled, taken, found.gaps, entered=entered)


class _Way(NamedTuple):
    """From one end to another."""

    before: End
    after: End

    @property
    def branch(self) -> Branch:
        """The branch as it was then."""
        return self.before.placing.score.branch

    @property
    def rubric(self) -> Rubric:
        """The newer version."""
        return self.after.result.rubric

    def asked(self, telling: Telling, *, later: bool = False) -> Asked:
        """The older round under the newer version; `later` with what the newer round leaves out."""
        absences = self.after.result.absences if later else telling.absences
        return Asked(self.rubric, self.before.result.quarter, absences, self.branch.id)

    def mixed(self, taken: Sequence[Joined]) -> Stage | None:
        """The older round with some items as they are later; None where it has no sum then."""
        if not taken:
            return self.before.bare
        rubric = mixed(self.before.result.rubric, self.rubric, taken)
        if rubric is None:
            return None
        later = {item.id for each in taken for item in each.new}
        was, now = self.before.bare.score, self.after.bare.score
        inspected = [_of(now.inspected if each in later else was.inspected, each) for each in rubric.by_item]
        declared = None
        if was.declared is not None:
            own = _own_of(now)
            declared = [own[each] if each in later else _of(was.declared, each) for each in rubric.by_item]
        return self._stage(rubric, was.branch, inspected, declared, was.months)

    def revised(self, found: Known, later: frozenset[str]) -> Stage | None:
        """The older round under the newer version, with some items as they are later; None where it has no sum."""
        now, score = self.after.bare.score, found.score
        inspected = [
            _of(now.inspected, each.item.id) if each.item.id in later else each for each in score.inspected.items
        ]
        own: Sequence[ItemScore] | None = None if score.declared is None else score.declared.items
        months = score.months
        if self._assesses_itself_newly:
            own, months = (None if now.declared is None else now.declared.items), now.months
        if own is not None:
            there = _own_of(now)
            own = [there[each.item.id] if each.item.id in later else each for each in own]
        return self._stage(self.rubric, score.branch, inspected, own, months)

    def enrolled(
        self, telling: Telling, revised: Stage, members: Sequence[Told], later: frozenset[str]
    ) -> tuple[Stage, frozenset[str]]:
        """The same with branches, and what applies to them, as they are later; as it was, where that has no sum. With
        the items that only so are as they are later.
        """
        asked = self.asked(telling), self.asked(telling, later=True)
        changed = as_they_are_later(asked, members, self.after.members)
        if changed is not None:
            with contextlib.suppress(Refusal):
                found = known(asked[1], telling.concerned(changed))
                stage = self.revised(found, later | found.unknown)
                if stage is not None:
                    return stage, found.unknown - later
        return revised, frozenset()

    @property
    def _assesses_itself_newly(self) -> bool:
        """Whether only the newer version asks for a self-assessment: then there was none to be replayed."""
        before, after = self.before.result.rubric.measure, self.rubric.measure
        return not before.weights.self_assessment and bool(after.weights.self_assessment)

    def _stage(
        self,
        rubric: Rubric,
        branch: Branch,
        inspected: Sequence[ItemScore],
        declared: Sequence[ItemScore] | None,
        months: int,
    ) -> Stage | None:
        score = Scorer(rubric, self.before.result.quarter).of_items(branch, inspected, declared, months)
        return None if score.composite is None else Stage(rubric, score)


def _of(table: TableScore, item_id: str) -> ItemScore:
    return next(each for each in table.items if each.item.id == item_id)


def _own_of(score: BranchScore) -> dict[str, ItemScore]:
    """The items of a self-assessment; without points where none was filed."""
    if score.declared is not None:
        return {each.item.id: each for each in score.declared.items}
    return {each.item.id: each._replace(step=NOTHING, value=ZERO) for each in score.inspected.items}
