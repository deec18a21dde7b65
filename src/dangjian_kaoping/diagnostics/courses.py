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
