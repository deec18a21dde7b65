"""走势 as JSON: `kaoping.trend/1`."""

from collections.abc import Sequence

from dangjian_kaoping.engine.score.round import RoundResult, branches_of, placings_of
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.write.json_text import as_json

FORMAT = "kaoping.trend/1"


def trend_json(results: Sequence[RoundResult]) -> str:
    """The series for programs; numbers are text."""
    branches = []
    for branch_id, branch in branches_of(results).items():
        rounds = []
        for result, placing in zip(results, placings_of(results, branch_id), strict=True):
            if placing is not None:
                composite = placing.score.composite
                rounds.append(
                    {
                        "quarter": str(result.quarter),
                        "composite": None if composite is None else published(composite),
                        "rank": placing.rank,
                        "flags": list(placing.flags),
                    }
                )
        branches.append({"branch": branch.name, "id": branch_id, "rounds": rounds})
    quarters = [str(result.quarter) for result in results]
    return as_json({"format": FORMAT, "quarters": quarters, "branches": branches})
