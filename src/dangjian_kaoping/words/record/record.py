"""What an inspector recorded, in words: the fact, what becomes of it, and where it stands."""

from typing import Literal

from dangjian_kaoping.engine.score.clause import FindingScore
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.records import Finding

UNTOLD = "原因不公开"
"""In the place of what stays inside."""

_KIND = {"problem": "问题", "on_site": "立行立改", "shortfall": "指标差距"}
_GIVEN = {"earn": "得分", "bonus": "加分", "give_back": "还分"}


def kind_of(finding: Finding) -> Literal["problem", "on_site", "shortfall"]:
    """Which of the three kinds a finding is: `problem`, `on_site` or `shortfall`."""
    if finding.rectify_by is not None:
        return "problem"
    return "on_site" if finding.settled is not None else "shortfall"


def kind_in_words(score: FindingScore) -> str:
    """类型: a problem, 立行立改, a measured shortfall; or points given, or a fact that costs nothing."""
    finding, effect = score.recorded.finding, score.clause.effect
    if score.fault_told_elsewhere:
        return _GIVEN.get(effect, "记录")
    kind = kind_of(finding)
    if kind == "shortfall" and (finding.reason is None or effect == "bonus"):
        return _GIVEN.get(effect, _KIND[kind] if score.points else "记录")
    return _KIND[kind]


def reason_of(score: FindingScore) -> str | None:
    """原因, where the clause takes by the record or no other does: a fault that another takes by is told there."""
    return None if score.fault_told_elsewhere else score.recorded.finding.reason


def rectification_in_words(finding: Finding) -> str:
    """What becomes of a finding: a problem with its deadline, 立行立改, or nothing to rectify."""
    if finding.rectify_by is not None:
        number = f"问题 {finding.id}，" if finding.id else ""
        return f"{number}列入整改台账，限 {finding.rectify_by} 前（含当日）整改到位"
    if finding.settled is not None:
        return "立行立改，检查时已整改到位"
    return "指标差距，不列入整改台账"


def standard_of(finding: Finding, score: FindingScore) -> str | None:
    """整改标准: the finding's own, or, where it costs something, the item's."""
    if score.fault_told_elsewhere:
        return None
    if finding.standard is not None:
        return finding.standard
    takes = score.clause.effect in ("deduct", "penalty", "veto")
    falls_short = score.clause.effect == "earn" and finding.reason is not None
    costs = score.points < 0 or score.clause.effect == "veto" or score.clause.empties is not None
    return score.item.standard if falls_short or (takes and (costs or finding.reason is not None)) else None


def place_of(clause: Clause) -> str:
    """Where a clause stands in the rubric: `细则 rubrics/2020.yaml:31`; empty for one made in a program."""
    return f"细则 {clause.at}" if clause.at.line else ""
