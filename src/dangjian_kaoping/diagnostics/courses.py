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
    "check": "kaoping check --quarter {quarter}",
    "inspect": "kaoping form inspection --quarter {quarter} -o 表",
    "gather": "kaoping status --quarter {quarter}",
    "approve": "kaoping rank --quarter {quarter} --draft --publish 送审稿.docx；审定以后写进 {settings}（approved）",
    "publish": "kaoping rank --quarter {quarter} --publish report.xlsx",
    "seal": "kaoping seal --quarter {quarter}",
    "move_window": "公示期从 {since} 起，已经开始，还没有封存：在 {settings} 里把公示期（publication）往后改，再 "
    "kaoping seal --quarter {quarter}",
    "set_window": "把公示期写进 {settings}（publication）",
    "show": "kaoping rank --quarter {quarter} --publish 公示.docx，发出以后 "
    "kaoping publish 公示.docx --what 公示 --quarter {quarter} --date {since}",
    "wait": "kaoping objections --quarter {quarter}",
    "decide": "kaoping objections --quarter {quarter}",
    "adjust": "把异议成立作的复核调整写进 data/{quarter}/adjustments.yaml；不用改记录的，在决定里写 without_adjustment",
    "seal_again": "kaoping seal --quarter {quarter}",
    "finalise": "kaoping seal --quarter {quarter} --final",
    "hear": "更正使有的支部名次、等次变差，先听它的意见：把更正的审定和公示期写进 {settings}（corrections）",
    "show_correction": "kaoping rank --quarter {quarter} --as 公示 --publish 更正公示.docx，发出以后 "
    "kaoping publish 更正公示.docx --what 公示 --quarter {quarter} --date {since}",
    "wait_for_correction": "等更正公示期满（{until}）",
    "correct": "kaoping seal --quarter {quarter} --final --note 更正的依据",
    "reseal": "kaoping seal --quarter {quarter}",
    "tell_correction": "kaoping rank --quarter {quarter} --publish 更正.docx，发出以后 "
    "kaoping publish 更正.docx --what 更正 --quarter {quarter} --date {day}",
    "tell": "kaoping rank --quarter {quarter} --publish 通报.docx，发出以后 "
    "kaoping publish 通报.docx --what 通报 --quarter {quarter} --date {day}",
    "pay_difference": "kaoping reward --quarter {quarter} --difference",
    "pay": "kaoping reward --quarter {quarter} --publish 兑现表.xlsx",
    "done": "",
}
"""What is done next, keyed by `engine.course.step.Step`, on one line: mostly a command."""

_IN_A_SENTENCE: Mapping[str, str] = {
    "check": "查清哪里与封存对不上：{command}",
    "inspect": "检查：{command}",
    "gather": "把检查和自评补齐，缺什么看 {command}",
    "approve": "送审：{command}",
    "publish": "公布：{command}",
    "seal": "封存：{command}",
    "show": "公示：{command}",
    "wait": "等公示期满，有异议的先处理：{command}",
    "decide": "处理异议：{command}",
    "seal_again": "把复核调整封存：{command}",
    "finalise": "定案：{command}",
    "show_correction": "更正的公示：{command}",
    "correct": "把更正定案：{command}",
    "reseal": "把更正封存：{command}",
    "tell_correction": "发更正：{command}",
    "pay_difference": "已经定案：{command}",
    "pay": "已经定案：{command}",
    "done": "已经定案，没有要做的",
}
"""What the office does first where something may not be done yet; of any other step as above."""


def step_on_a_line(step: str, **particulars: object) -> str:
    """What is done next: `quarter`, `day`, and of a window its first and last day, `since` and `until`."""
    return NEXT_COMMANDS[step].format(settings=f"data/{particulars['quarter']}/round.yaml", **particulars)


def step_in_a_sentence(step: str, **particulars: object) -> str:
    """The same where something is refused: what the office does first."""
    return _IN_A_SENTENCE.get(step, "{command}").format(command=step_on_a_line(step, **particulars))
