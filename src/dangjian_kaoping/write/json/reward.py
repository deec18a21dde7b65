"""兑现 as JSON, `kaoping.reward/1`: amounts are text, to the fen."""

from pathlib import Path

from dangjian_kaoping.engine.money.reward import Payout, RewardResult
from dangjian_kaoping.engine.money.year import RewardYear
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.words.rubric.reward import money
from dangjian_kaoping.write.json.finding import Data
from dangjian_kaoping.write.json.score import draft_mark
from dangjian_kaoping.write.json_text import as_json

FORMAT = "kaoping.reward/1"
"""The version of the contract."""
YEAR_FORMAT = "kaoping.reward-year/1"


def reward_json(result: RewardResult, *, draft: bool = False) -> str:
    """A round's money. The rewards add up to `fund`; where the policy lets a remainder stay, with `retained`. What is
    published as a draft says so.
    """
    data: Data = {
        "format": FORMAT,
        "quarter": str(result.quarter),
        "policy": result.policy.version,
        "fund": money(result.fund),
    }
    if result.may_retain:
        data["retained"] = money(result.retained)
    if not result.complete:
        data["complete"] = False
    return as_json({**data, **draft_mark(draft), "branches": [payout_data(payout) for payout in result.payouts]})


def payout_data(payout: Payout) -> Data:
    """One branch's money (元)."""
    claim = payout.claim
    return {
        "branch": claim.branch.name,
        "rank": claim.rank,
        "score": published(claim.score),
        "reward": money(payout.reward.value),
        "penalty": money(payout.penalty.value),
        "net": money(payout.net.value),
    }


def year_json(year: RewardYear) -> str:
    """The quarters of a year and their sums, by branch."""
    return as_json(
        {
            "format": YEAR_FORMAT,
            "year": str(year.year),
            "quarters": [str(each.quarter) for each in year.quarters],
            "fund": money(year.fund),
            "retained": money(year.retained),
            "branches": [
                {
                    "branch": each.branch.name,
                    "id": each.branch.id,
                    "reward": money(each.reward),
                    "penalty": money(each.penalty),
                    "net": money(each.net),
                    "quarters": [
                        {"quarter": str(quarter), **payout_data(payout)} for quarter, payout in each.payouts.items()
                    ],
                }
                for each in year.branches
            ],
        }
    )


def is_reward_json(path: Path) -> bool:
    """Whether a file is one of ours, by how it begins: only those are overwritten unasked."""
    ours = as_json({"format": FORMAT})[: -len('"\n}\n')].rpartition("/")[0].encode()
    with path.open("rb") as file:
        return file.read(len(ours)) == ours
