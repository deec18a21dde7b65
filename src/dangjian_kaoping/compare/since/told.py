"""The records of the older round in the words of the newer version."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.diff.partners import Partners
from dangjian_kaoping.compare.impact.impact import HeldRounds
from dangjian_kaoping.compare.impact.replay import Gap, Replayed, replayed
from dangjian_kaoping.compare.since.known import Told, members_of
from dangjian_kaoping.engine.score.absence import Absence, absences_of
from dangjian_kaoping.engine.score.circumstances import Emptied, Scoped
from dangjian_kaoping.engine.score.emptying import emptied_before
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter


class Telling(NamedTuple):
    """How a round is told under a newer version: what it leaves out there, and what earlier rounds of its year left
    nothing of, as that version calls it, by branch.

    `branch_id` is the branch that is asked about.
    """

    partners: Partners
    quarter: Quarter
    branch_id: str
    absences: Mapping[str, Absence]
    emptied: Mapping[str, Mapping[Scoped, Emptied]]

    @property
    def same(self) -> bool:
        """Whether there is nothing to tell anew: both rounds were held under one version."""
        return self.partners.old is self.partners.new

    def concerned(self, members: Sequence[Told]) -> list[Told]:
        """Those of some branches who have to do with the score of the one that is asked about."""
        return members_of(self.partners.new, members, self.branch_id)

    def told(self, branch: Branch, recorded: Replayed) -> Told:
        """A branch's records in the words of the newer version."""
        records = recorded.records._replace(emptied=self.emptied.get(branch.id, {}))
        found = replayed(self.partners, self.quarter, branch, records, {})
        rubric = self.partners.new
        if not rubric.uses_heads or branch.head_count is not None:
            return branch, found
        # what follows from a head count that nobody wrote down is not known
        counted = [item for item in rubric.items() if item.uses_heads]
        asked = (item for item in counted if item.asked_of(branch.branch_class, self.quarter.number))
        more = tuple(Gap(item, None, "no_fact") for item in asked)
        return branch._replace(head_count=0), found._replace(gaps=(*found.gaps, *more))


def telling_of(partners: Partners, this: Round, held: HeldRounds, branch_id: str) -> Telling:
    """How a round is told under the newer of two versions."""
    roster, rubric = held.roster, partners.new
    emptied = emptied_before(rubric, roster, this.quarter, held.before(this), held.rubrics)
    return Telling(partners, this.quarter, branch_id, absences_of(rubric, roster, this), emptied)
