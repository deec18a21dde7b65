"""What a branch is answered to the objections that it raised."""

from collections.abc import Collection, Iterator

from dangjian_kaoping.engine.follow.feedback import Feedback
from dangjian_kaoping.model.objections import Objection
from dangjian_kaoping.words.feedback.sheet import Section
from dangjian_kaoping.words.notice.phrases import day_in_words, in_a_line
from dangjian_kaoping.words.objections import LATE, OUTCOME, concern_in_words
from dangjian_kaoping.words.record.record import UNTOLD


def answers(feedback: Feedback, private: Collection[str]) -> Section:
    """The section of the answers, one a sentence or two. Why something was decided of a `private` item of another
    branch, only that branch is told.
    """
    return Section("异议的答复", tuple(_answer(each, feedback, private) for each in feedback.objections))


def _answer(objection: Objection, feedback: Feedback, private: Collection[str]) -> str:
    own = objection.branch in (feedback.placing.score.branch.name, feedback.placing.score.branch.id)
    whose = "" if own else f"{objection.branch}的"
    untold = not own and bool(_items(objection, feedback).intersection(private))
    late = feedback.dossier.heard is not None and objection in feedback.dossier.heard.late
    became = f"{LATE}。" if late else "".join(_became(objection, untold=untold))
    day, asks = day_in_words(objection.received), in_a_line(objection.asks)
    return f"{day}收到的异议（{whose}{concern_in_words(objection)}）：{asks}。{became}"


def _items(objection: Objection, feedback: Feedback) -> set[str]:
    """The items that an objection is about: all of them where it is about the result as a whole."""
    if objection.item is not None:
        return {objection.item}
    result = feedback.dossier.result
    if objection.finding is None:
        return {item.id for area in result.rubric.areas for item in area.items}
    found = (each for placing in result.placings for each in placing.score.findings)
    return {each.item.id for each in found if each.recorded.finding.id == objection.finding}


def _became(objection: Objection, *, untold: bool) -> Iterator[str]:
    decision = objection.decision
    if decision is None:
        yield "正在处理。"
        return
    if decision.result == "withdrawn":
        yield "已撤回。"
        return
    word = "" if decision.approved_by is None else f"经{decision.approved_by}研究，"
    yield f"{day_in_words(decision.date, objection.received)}{word}异议{OUTCOME[decision.result]}"
    reason = UNTOLD if untold else decision.reason
    yield "。" if reason is None else f"：{in_a_line(reason)}。"
    if decision.without_adjustment is not None:
        yield f"得分不作调整：{UNTOLD if untold else in_a_line(decision.without_adjustment)}。"
