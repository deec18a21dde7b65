"""异议 in words: what is objected to, how it stands, and what became of it."""

from collections.abc import Mapping

from dangjian_kaoping.engine.course.objections import Stand
from dangjian_kaoping.model.objections import Decision, Objection, Outcome

OUTCOME: Mapping[Outcome, str] = {
    "upheld": "成立",
    "partly": "部分成立",
    "rejected": "不成立",
    "withdrawn": "撤回",
}
LATE = "逾期提出、未受理"
"""Of one that came when the result was public no more, and that nobody has taken up."""
STAND: Mapping[Stand, str] = {
    "overdue": "逾期未答复",
    "open": "未处理",
    "unanswered": "已决定，未答复",
    "late": LATE,
    "decided": "办结",
}


def concern_in_words(objection: Objection) -> str:
    """What it is about: `项目 LZ-02 核实不符`, `问题 2021Q1-03`, 考评结果."""
    if objection.finding is not None:
        return f"问题 {objection.finding}"
    if objection.item is None:
        return "考评结果"
    return f"项目 {objection.item}" + ("" if objection.clause is None else f" {objection.clause}")


def decision_in_words(decision: Decision) -> str:
    """What was decided, when, on whose word and why: `部分成立（2021-04-20，考评领导小组）：查明属实`."""
    word = "" if decision.approved_by is None else f"，{decision.approved_by}"
    reason = "" if decision.reason is None else f"：{decision.reason}"
    kept = "" if decision.without_adjustment is None else f"；得分不作调整：{decision.without_adjustment}"
    return f"{OUTCOME[decision.result]}（{decision.date}{word}）{reason}{kept}"
