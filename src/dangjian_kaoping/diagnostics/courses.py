"""The states of a round and the next step out of each, in words: a refusal names them, and so does every heading."""

from collections.abc import Mapping

STATES: Mapping[str, str] = {
    "broken": "封存对不上",
    "not_begun": "未开始",
    "inspecting": "检查中",
    "to_approve": "待审定",
    "publishable": "可公布",
    "to_publish": "待公示",
    "public": "公示中",
    "objections": "处理异议",
    "to_finalise": "待定案",
    "to_correct": "待更正",
    "corrected": "已更正",
    "final": "已定案",
}
"""Keyed by `engine.course.state.State`."""

NEXT_COMMANDS: Mapping[str, str] = {
    "broken": "kaoping check --quarter {quarter}",
    "not_begun": "kaoping form inspection --quarter {quarter} -o 表",
    "inspecting": "kaoping status --quarter {quarter}",
    "to_approve": "kaoping rank --quarter {quarter} --draft --publish 送审稿.docx",
    "publishable": "kaoping rank --quarter {quarter} --publish report.xlsx",
    "to_publish": "kaoping seal --quarter {quarter}",
    "public": "kaoping objections --quarter {quarter}",
    "objections": "kaoping objections --quarter {quarter}",
    "to_finalise": "kaoping seal --quarter {quarter} --final",
    "to_correct": "kaoping seal --quarter {quarter} --final --note 更正的依据",
    "corrected": "kaoping reward --quarter {quarter} --difference",
    "final": "kaoping reward --quarter {quarter} --publish 兑现表.xlsx",
}
"""The command that is run next, where it depends on nothing but the state (`words/course.py` knows more)."""

NEXT_STEPS: Mapping[str, str] = {
    "broken": "查清哪里与封存对不上：{command}",
    "not_begun": "检查：{command}",
    "inspecting": "把检查和自评补齐，缺什么看 {command}",
    "to_approve": "用 {command} 写送审稿，审定以后在 data/{quarter}/round.yaml 里写上 approved",
    "publishable": "公布：{command}",
    "to_publish": "在 data/{quarter}/round.yaml 里写上公示期（publication），用 {command} 封存",
    "public": "等公示期满，有异议的先处理：{command}",
    "objections": "处理异议（{command}），有复核调整的再封存一次",
    "to_finalise": "定案：{command}",
    "to_correct": "把更正定案：{command}",
    "corrected": "已经定案：{command}",
    "final": "已经定案：{command}",
}
"""What the office does first where something may not be done yet."""


_TO_SHOW = "在 data/{quarter}/round.yaml 里写上公示期（publication），到时候公示"
"""The same where a result has been sealed and is not public yet."""


def next_step(state: str, quarter: object, *, sealed: bool = False) -> str:
    """What comes next in a state, with its command."""
    step = _TO_SHOW if sealed and state == "to_publish" else NEXT_STEPS[state]
    return step.format(quarter=quarter, command=NEXT_COMMANDS[state].format(quarter=quarter))
