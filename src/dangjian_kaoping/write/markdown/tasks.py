"""任务清单 as a Markdown document."""

from dangjian_kaoping.engine.follow.tasks import Task, TaskList
from dangjian_kaoping.words.ledger import COLUMNS, cells_of
from dangjian_kaoping.words.names import PROVISIONAL
from dangjian_kaoping.words.task import (
    NOTE,
    asked_of_in_words,
    name_of,
    open_in_words,
    points_in_words,
    rubrics_in_words,
    title_of,
)
from dangjian_kaoping.write.markdown.markdown import cell, table

FORMAT = "kaoping.tasks/1"
_HEADINGS = ("期限", "任务", "分值", "要求", "整改标准", "备查材料", "检查部室")


def tasks_markdown(listed: TaskList, why_provisional: str = "") -> str:
    """The tasks as a table, and what is still open in the ledger as another; its first line says whose it is.

    A draft says 暂定 in its title, and why below it.
    """
    for_all = listed.branch is None
    mark = f"（{PROVISIONAL}）" if why_provisional else ""
    lines = [f"<!-- {FORMAT} -->", "", f"# {cell(title_of(listed))}{mark}", ""]
    lines += [f"**{PROVISIONAL}**：{cell(why_provisional)}", ""] if why_provisional else []
    rules = rubrics_in_words(listed)
    lines += [f"共 {len(listed.tasks)} 项" + (f"，按细则 {cell(rules)}" if rules else "") + "。", ""]
    headings = (*_HEADINGS, "适用") if for_all else _HEADINGS
    lines += table(headings, [_cells(task, for_all=for_all) for task in listed.tasks], ("分值",))
    lines += ["", NOTE]
    if listed.as_of is not None:
        lines += ["", f"## {open_in_words(listed.entries, listed.as_of)}", ""]
        if listed.entries:
            lines += table(COLUMNS, [[cell(each) for each in cells_of(entry)] for entry in listed.entries])
    return "\n".join(lines).rstrip("\n") + "\n"


def _cells(task: Task, *, for_all: bool) -> tuple[str, ...]:
    item = task.item
    cells = (
        task.due.isoformat(),
        name_of(task),
        points_in_words(task),
        item.requirement or "",
        item.standard or "",
        "、".join(item.materials),
        "、".join(task.departments),
        *((asked_of_in_words(task),) if for_all else ()),
    )
    return tuple(map(cell, cells))
