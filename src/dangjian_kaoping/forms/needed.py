"""必填数据: the facts without which a branch would have no score. The engine is asked, there is no second rule."""

from collections.abc import Iterator

from dangjian_kaoping.engine.score.absence import absences_of
from dangjian_kaoping.engine.score.branch import Scorer
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Item


class Needed:
    """Asks what each branch lacks where all departments came and nobody recorded anything."""

    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        absences = absences_of(basis.rubric, basis.roster, basis.this)
        self._scorer = Scorer(basis.rubric, basis.quarter, absences=absences)

    def of(self, branch: Branch, department_id: str) -> Iterator[tuple[Item, Clause]]:
        """The clauses that a department has to record at a branch, in the rubric's order. Raises Refusal."""
        nothing = BranchRecords({department_id: self._basis.quarter.first_day}, {}, {}, 0, {}, {})
        for score in self._scorer.items(branch, nothing):
            if score.status != "no_fact":
                continue
            item = self._basis.rubric.by_item[score.item.id]
            lacking = {each.id for each in score.lacking}
            for clause in self._basis.recorded_by(item, department_id):
                if clause.id in lacking and (item.id, clause.id) not in self._basis.fed:
                    yield item, clause
