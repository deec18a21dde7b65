"""同一事件就高: of findings with one event id, the heaviest stands (docs/细则语言.md, 计分的先后, step 3)."""

from collections.abc import Mapping, Sequence

from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded
from dangjian_kaoping.engine.score.clause import GIVES, weight_alone
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.rubric import Item, Rubric

Records = Mapping[str, Mapping[str, Sequence[Recorded]]]
"""What is recorded at one branch: item id, then clause id, then findings in order."""


def suppressed_findings(rubric: Rubric, records: Records, terms: Circumstances) -> dict[int, Finding]:
    """The findings (by identity) that another one of the same event stands for.

    What takes and what gives are compared apart; a veto is neither compared nor suppressed; of equals the
    first in the rubric's order stands.
    """
    if not rubric.compares_events:
        return {}
    events: dict[tuple[str, bool], list[tuple[Item, Clause, Recorded]]] = {}
    for item_id, clauses in records.items():
        item = rubric.by_item[item_id].of_class(terms.branch_class)
        for clause_id, recorded in clauses.items():
            clause = item.by_clause[clause_id]
            if not clause.highest_per_event or clause.effect == "veto":
                continue
            for each in recorded:
                if each.finding.event is not None and not each.withdrawn:
                    key = (each.finding.event, clause.effect in GIVES)
                    events.setdefault(key, []).append((item, clause, each))
    result: dict[int, Finding] = {}
    for same in events.values():
        if len(same) > 1:
            same.sort(key=lambda one: rubric.position[one[0].id, one[1].id])
            weights: list[Exact] = [weight_alone(*one, terms) for one in same]
            standing = weights.index(max(weights))
            for index, (_, _, each) in enumerate(same):
                if index != standing:
                    result[id(each.finding)] = same[standing][2].finding
    return result
