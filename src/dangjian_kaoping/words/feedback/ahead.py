"""下季度 in words: what falls due, and which problems are to be put right by then."""

from dangjian_kaoping.engine.follow.feedback import Feedback
from dangjian_kaoping.words.feedback.sheet import Section
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.words.notice.phrases import in_a_line
from dangjian_kaoping.words.rubric.item import due_in_words
from dangjian_kaoping.words.task import name_of

_COLUMNS = (
    Column("专业方面", left=True, most=8),
    Column("考评项目", left=True, most=16),
    Column("什么时候做", most=6),
    Column("考评内容", left=True, most=36),
    Column("检查部室", most=8),
)


def ahead(feedback: Feedback) -> Section:
    """What is asked of the branch in the quarter after the round."""
    quarter = feedback.dossier.result.quarter.next
    title = f"{quarter.chinese}要做什么"
    limits = sorted(
        (entry.finding.rectify_by, entry.id)
        for entry in (*feedback.before, *feedback.found)
        if entry.open and entry.finding.rectify_by is not None
    )
    sentences = []
    if limits:
        told = "、".join(f"{number}（{day.isoformat()} 前）" for day, number in limits)
        sentences.append(f"要改好的问题 {len(limits)} 个：{told}。")
    if not feedback.due:
        return Section(title, (*sentences, "细则没有规定这个季度到期的项目。"))
    sentences.append(f"细则要求的工作 {len(feedback.due)} 项：")
    rows = tuple(
        (
            task.area.name,
            name_of(task),
            due_in_words(task.item),
            in_a_line(task.item.requirement or ""),
            "、".join(task.departments),
        )
        for task in feedback.due
    )
    return Section(title, tuple(sentences), Table(_COLUMNS, rows))
