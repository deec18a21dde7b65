"""What a round lays down over all its branches under another version: lines and mean shares, as far as they are known.

Where the record of one branch is unknown, so is the line that it helps to draw, for all who need it; a mean share then
lies between two ends.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.compare.impact.replay import Gap, Replayed
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.absence import Absence
from dangjian_kaoping.engine.score.across import Member, acts, asked_in, drawn_rubric, with_means
from dangjian_kaoping.engine.score.branch import Scorer
from dangjian_kaoping.engine.score.circumstances import Across, Refusal
from dangjian_kaoping.engine.score.clause import answerable
from dangjian_kaoping.engine.score.ranges import BranchRange, score_range
from dangjian_kaoping.engine.score.unknown import with_readers
from dangjian_kaoping.engine.step import given
from dangjian_kaoping.exact import Exact, divided, total
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.periods import Quarter


class Together(NamedTuple):
    """The replayed branches, with what is unknown because of others; who scores them at the least and at the most of
    what all of them lay down, the very same where that is known.
    """

    replayed: tuple[Replayed, ...]
    least: Scorer
    most: Scorer


def together(
    rubric: Rubric,
    quarter: Quarter,
    absences: Mapping[str, Absence],
    branches: Sequence[Branch],
    replayed: Sequence[Replayed],
) -> Together:
    """The branches of one round under a version, from what was replayed of each. Raises Refusal."""
    return _Round(rubric, quarter, absences, branches, replayed).run()


class _Round:
    """One round under another version."""

    def __init__(
        self,
        rubric: Rubric,
        quarter: Quarter,
        absences: Mapping[str, Absence],
        branches: Sequence[Branch],
        replayed: Sequence[Replayed],
    ) -> None:
        self.rubric, self.quarter, self.absences = rubric, quarter, absences
        self.members = [Member(branch, each.records) for branch, each in zip(branches, replayed, strict=True)]
        self.replayed = list(replayed)
        self._asked = asked_in(quarter, absences)
        self.unknown = {
            branch.id: with_readers(rubric, each.unknown.inspected)
            for branch, each in zip(branches, replayed, strict=True)
        }
        self.whole = {branch.id: each.unknown.items for branch, each in zip(branches, replayed, strict=True)}

    def run(self) -> Together:
        """Lines first, then means, which follow from the points."""
        drawn, across = drawn_rubric(self.rubric, self.members, self._asked, self._seen)
        if across.lines:
            self.replayed = [
                each._replace(gaps=(*each.gaps, *self._waiting(member, each, across)))
                for member, each in zip(self.members, self.replayed, strict=True)
            ]
        scorer = self._scorer(drawn, across)
        if not self.rubric.averages:
            return Together(tuple(self.replayed), scorer, scorer)
        least, most = self._means(drawn, across, scorer)
        if least == most:
            scorer = self._scorer(drawn, least)
            return Together(tuple(self.replayed), scorer, scorer)
        return Together(tuple(self.replayed), self._scorer(drawn, least), self._scorer(drawn, most))

    def _scorer(self, rubric: Rubric, across: Across) -> Scorer:
        # every item's facts count, whichever department recorded them
        return Scorer(rubric, self.quarter, absences=self.absences, across=across)

    def _seen(self, item: Item, clause: Clause, member: Member) -> bool:
        whole = item.id in self.whole[member.branch.id]
        return not whole and (item.id, clause.id) not in self.unknown[member.branch.id]

    # ── lines ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _waiting(self, member: Member, replayed: Replayed, across: Across) -> Iterator[Gap]:
        """The clauses of a branch whose lines cannot be drawn because of others."""
        for item_id, clause_id in across.lines:
            item = self.rubric.by_item[item_id]
            clause = item.by_clause[clause_id]
            line = across.line((item_id, clause_id), member.branch.branch_class)
            if line is None or not line.missing or not self._asked(item, member):
                continue
            # who has no fact that is known is the one for whom the others wait
            if self._seen(item, clause, member) and _acts(item, clause, member):
                yield Gap(item, clause, "others")
            if replayed.records.months and answerable(clause):
                yield Gap(item, clause, "others", own=True)

    # ── means ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _means(self, rubric: Rubric, across: Across, scorer: Scorer) -> tuple[Across, Across]:
        """What the items give in the mean, at its least and at its most."""
        ranges = [
            score_range(scorer, member.branch, each.records, each.unknown)
            for member, each in zip(self.members, self.replayed, strict=True)
        ]
        tables = [(each.branch, each.ends[0].inspected.items) for each in ranges]
        known = with_means(across, rubric, tables)
        ends: dict[str, tuple[Exact, Exact]] = {}
        for index, item in enumerate(self.rubric.items()):
            if item.gives_mean and self._is_open(item):
                found = self._mean(item, index, ranges)
                if found is not None:
                    ends[item.id] = found
        lows = {key: given(names.UNKNOWN, low, None) for key, (low, _) in ends.items()}
        highs = {key: given(names.UNKNOWN, high, None) for key, (_, high) in ends.items()}
        return known._replace(means={**known.means, **lows}), known._replace(means={**known.means, **highs})

    def _is_open(self, item: Item) -> bool:
        """Whether the mean share of an item is not known: something of it is unknown at a branch."""
        return any(
            item.id in each.unknown.items or any(key[0] == item.id for key in each.unknown.inspected)
            for each in self.replayed
        )

    def _mean(self, item: Item, index: int, ranges: Sequence[BranchRange]) -> tuple[Exact, Exact] | None:
        """The least and the most of the mean share; None where nobody has any."""
        shares = []
        for each in ranges:
            found = [
                divided(score.value, score.points)
                for end in each.ends
                if (score := end.inspected.items[index]).value is not None and score.status == "scored"
            ]
            if found:
                shares.append((min(found), max(found)))
        if not shares:
            return None
        lows, highs = zip(*shares, strict=True)
        if any(item.id in each.unknown.items for each in self.replayed):
            # whom it applied to is unknown too: the mean of any of them lies between theirs
            return min(lows), max(highs)
        count = Decimal(len(shares))
        return divided(total(lows), count), divided(total(highs), count)


def _acts(item: Item, clause: Clause, member: Member) -> bool:
    try:
        return acts(item, clause, member)
    except Refusal:
        return True
