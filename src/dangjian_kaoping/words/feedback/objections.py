"""What a branch is answered to the objections that it raised."""

from collections.abc import Iterator

from dangjian_kaoping.engine.follow.feedback import Feedback
from dangjian_kaoping.model.objections import Objection
from dangjian_kaoping.words.feedback.sheet import Section
from dangjian_kaoping.words.notice.phrases import day_in_words, in_a_line
from dangjian_kaoping.words.objections import OUTCOME, concern_in_words


def answers(feedback: Feedback) -> Section:
    """The section of the answers, one a sentence or two."""
    return Section("异议的答复", tuple(_answer(each, feedback) for each in feedback.objections))


def _answer(objection: Objection, feedback: Feedback) -> str:
    own = objection.branch in (feedback.placing.score.branch.name, feedback.placing.score.branch.id)
    whose = "" if own else f"{objection.branch}的"
    day, asks = day_in_words(objection.received), in_a_line(objection.asks)
    return f"{day}收到的异议（{whose}{concern_in_words(objection)}）：{asks}。{''.join(_became(objection))}"


def _became(objection: Objection) -> Iterator[str]:
    decision = objection.decision
    if decision is None:
        yield "正在处理。"
        return
    if decision.result == "withdrawn":
        yield "已撤回。"
        return
    word = "" if decision.approved_by is None else f"经{decision.approved_by}研究，"
    yield f"{day_in_words(decision.date, objection.received)}{word}异议{OUTCOME[decision.result]}"
    yield "。" if decision.reason is None else f"：{in_a_line(decision.reason)}。"
    if decision.without_adjustment is not None:
        yield f"得分不作调整：{in_a_line(decision.without_adjustment)}。"
