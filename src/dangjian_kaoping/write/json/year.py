"""年度排名 as JSON: `kaoping.year/1`."""

from pathlib import Path

from dangjian_kaoping.engine.score.year import YearPlacing, YearResult
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.write.json.finding import Data
from dangjian_kaoping.write.json.score import begins_as, draft_mark, exclusion_data
from dangjian_kaoping.write.json_text import as_json

FORMAT = "kaoping.year/1"


def year_json(result: YearResult, *, draft: bool = False) -> str:
    """The year for programs; numbers are text, and a draft says that it is one."""
    return as_json(
        {
            "format": FORMAT,
            "year": str(result.year),
            "quarters": [str(quarter) for quarter in result.quarters],
            "complete": result.complete,
            **draft_mark(draft),
            "branches": [_branch(placing) for placing in result.placings],
        }
    )


def is_year_json(path: Path) -> bool:
    """Whether a file is one of ours: only those are overwritten unasked."""
    return begins_as(path, FORMAT)


def _branch(placing: YearPlacing) -> Data:
    return {
        "branch": placing.branch.name,
        "id": placing.branch.id,
        "rank": placing.rank,
        "score": None if placing.mean is None else published(placing.mean),
        "grade": placing.grade,
        "few_quarters": placing.few,
        "eligible": placing.eligible,
        "exclusions": [exclusion_data(each) for each in placing.exclusions],
        "quarters": [
            {
                "quarter": str(each.quarter),
                "composite": None if each.composite is None else published(each.composite),
                "rank": each.rank,
                "flags": list(each.flags),
            }
            for each in placing.quarters
        ],
    }
