"""下季度 in words: what falls due."""

from dangjian_kaoping.engine.follow.feedback import Feedback
from dangjian_kaoping.words.feedback.sheet import Section
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.words.notice.phrases import in_a_line
from dangjian_kaoping.words.rubric.item import due_in_words
from dangjian_kaoping.words.task import name_of

_COLUMNS = (
    Column("专业方面", left=True, most=9),
    Column("考评项目", left=True, most=17),
    Column("时间", most=6),
    Column("考评内容", left=True, most=50),
    Column("检查部室", most=9.5),
)


def ahead(feedback: Feedback) -> Section:
    """What is asked of the branch in the quarter after the round; its tasks stand in the annex."""
    title = f"{feedback.dossier.result.quarter.next.chinese}工作"
    if not feedback.due:
        return Section(title, ("细则没有规定这个季度到期的项目。",))
    return Section(title, (f"细则要求的工作 {len(feedback.due)} 项，见“{_annex(feedback)}”。",))


def _annex(feedback: Feedback) -> str:
    return f"附表　{feedback.dossier.result.quarter.next.chinese}要做的工作"


def tasks(feedback: Feedback) -> Section:
    """The annex: the items that are due, the same for every branch of a class."""
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
    return Section(_annex(feedback), (), Table(_COLUMNS, rows))
