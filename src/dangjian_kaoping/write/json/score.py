"""考评得分 as JSON, `kaoping.score/1`: the contract for programs."""

from collections.abc import Mapping
from pathlib import Path

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.eligibility import Exclusion
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import Incomplete
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.words.figures import machine, published, six
from dangjian_kaoping.words.names import incomplete_in_words
from dangjian_kaoping.words.rubric.full_marks import area_names
from dangjian_kaoping.write.json.adjustment import adjusted_data
from dangjian_kaoping.write.json.finding import Data, finding_data
from dangjian_kaoping.write.json_text import as_json

FORMAT = "kaoping.score/1"
"""The version of the contract: what it promises may grow, and not change."""


def score_json(result: RoundResult, *, draft: bool = False) -> str:
    """The round as JSON text; a draft says that it is one."""
    areas = area_names(result.rubric)
    return as_json(
        {
            "format": FORMAT,
            "quarter": str(result.quarter),
            "rubric": result.rubric.version,
            "complete": result.complete,
            **draft_mark(draft),
            "branches": [branch_data(placing, areas) for placing in result.placings],
        }
    )


def is_score_json(path: Path) -> bool:
    """Whether a file is one of ours, by how it begins: only those are overwritten unasked."""
    return begins_as(path, FORMAT)


def begins_as(path: Path, form: str) -> bool:
    """Whether a file begins as our JSON of a format, of whatever version."""
    ours = as_json({"format": form})[: -len('"\n}\n')].rpartition("/")[0].encode()
    with path.open("rb") as file:
        return file.read(len(ours)) == ours


def draft_mark(draft: bool) -> Data:
    """How all our formats say 暂定: a key that only a draft has."""
    return {"draft": True} if draft else {}


def branch_data(placing: Placing, areas: Mapping[str, str]) -> Data:
    """One branch's result. Published figures are rounded, the others have six places; null where missing."""
    score = placing.score
    return {
        "branch": score.branch.name,
        "id": score.branch.id,
        "class": score.branch.branch_class,
        "rank": placing.rank,
        "composite": _published(score.composite),
        "inspection": _published(score.inspection),
        "self_assessment": _published(score.self_assessment),
        "base": _published(score.base),
        "bonus": six(score.bonus.value),
        "penalty": six(score.penalty.value),
        "areas": {name: _machine(score.inspected.areas.get(area_id)) for area_id, name in areas.items()},
        "flags": list(placing.flags),
        **standing_data(placing),
        "incomplete": [incomplete_data(reason) for reason in score.incomplete],
        "findings": [finding_data(finding) for finding in score.findings],
        **adjustments_data(score),
    }


def adjustments_data(score: BranchScore) -> Data:
    """What a review changed, and the composite before it: null where nothing was changed, or there was none."""
    before = score.before
    return {
        "adjustments": [adjusted_data(each) for each in score.adjusted],
        "composite_before": None if before is None else _published(before.composite),
    }


def standing_data(placing: Placing) -> Data:
    """Grade (null where there is none) and eligibility for 评先选优, with each reason against it."""
    return {
        "grade": placing.grade,
        "eligible": placing.eligible,
        "exclusions": [exclusion_data(each) for each in placing.exclusions],
    }


def exclusion_data(exclusion: Exclusion) -> Data:
    """Why a branch is not eligible: the kind, and the round and clause that it comes from."""
    return {
        "kind": exclusion.kind,
        "quarter": None if exclusion.quarter is None else str(exclusion.quarter),
        "item": None if exclusion.veto is None else exclusion.veto.item.id,
        "clause": None if exclusion.veto is None else exclusion.veto.clause.id,
    }


def incomplete_data(reason: Incomplete) -> Data:
    """Something that is missing: its kind, of which item and clause, and in words."""
    item: Item | None = None
    clause: Clause | None = None
    if isinstance(reason.subject, tuple):
        item, clause = reason.subject
    elif isinstance(reason.subject, Item):
        item = reason.subject
    return {
        "kind": reason.kind,
        "item": None if item is None else item.id,
        "clause": None if clause is None else clause.id,
        "message": incomplete_in_words([reason]),
    }


def _machine(step: Step | None) -> str | None:
    return None if step is None else machine(step)


def _published(step: Step | None) -> str | None:
    return None if step is None else published(step)
