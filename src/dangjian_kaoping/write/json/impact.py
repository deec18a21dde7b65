"""The impact of a revision as JSON, `kaoping.rubric-impact/1`."""

from dangjian_kaoping.compare.impact.impact import BranchImpact, Impact, RoundImpact
from dangjian_kaoping.engine.score.ranges import Range
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.words.revision.impact import REASON, missing_facts
from dangjian_kaoping.words.rubric.reward import money
from dangjian_kaoping.write.json.finding import Data
from dangjian_kaoping.write.json.text import as_json

FORMAT = "kaoping.rubric-impact/1"
"""The version of the contract: what it promises may grow, and not change."""

_CERTAINTY = {True: "yes", False: "no", None: "perhaps"}


def impact_json(impact: Impact) -> str:
    """The impact as JSON text: every figure from its least to its most, null where nothing limits it."""
    return as_json(
        {
            "format": FORMAT,
            "from": impact.old.version,
            "to": impact.new.version,
            "rounds": [_round(each) for each in impact.rounds],
            "not_replayed": [
                {
                    "item": each.item,
                    "clause": each.clause,
                    "reason": each.reason,
                    "message": REASON[each.reason],
                    "quarters": list(map(str, each.quarters)),
                    "branches": list(each.branches) or None,
                }
                for each in missing_facts(impact)
            ],
            "reworded": ["/".join(each) for each in impact.reworded],
        }
    )


def _round(one: RoundImpact) -> Data:
    return {
        "quarter": str(one.before.quarter),
        "exact": one.exact,
        "branches": [_branch(each, one) for each in one.branches],
    }


def _branch(each: BranchImpact, one: RoundImpact) -> Data:
    before, after = each.before, each.after
    branch = before.score.branch
    return {
        "branch": branch.name,
        "id": branch.id,
        "before": {
            "composite": None if before.score.composite is None else published(before.score.composite),
            "rank": before.rank,
            "flags": list(before.flags),
        },
        "after": None
        if after is None
        else {
            "composite": _range(after.composite),
            "rank": {"best": each.place.best, "worst": each.place.worst},
            "certain": each.place.certain,
            "bottom_three": _CERTAINTY[each.place.last],
            "task_not_done": _CERTAINTY[after.undone],
            "veto": _CERTAINTY[each.vetoed],
        },
        "money": _money(branch.id, one),
    }


def _range(figure: Range | None) -> Data:
    return {} if figure is None else {"least": _end(figure.low), "most": _end(figure.high)}


def _end(end: Exact | None) -> str | None:
    return None if end is None else format(end, "f")


def _money(branch_id: str, one: RoundImpact) -> Data | None:
    if one.money is None:
        return None
    paid = [side.payout_of(branch_id) for side in one.money]
    before, after = (None if payout is None else money(payout.net.value) for payout in paid)
    return {"before": before, "after": after}
