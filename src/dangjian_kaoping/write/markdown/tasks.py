"""任务清单 as a Markdown document."""

from dangjian_kaoping.engine.follow.tasks import TaskList
from dangjian_kaoping.views.ledger import ledger
from dangjian_kaoping.views.tasks import STANDARDS, duty_table, standards
from dangjian_kaoping.words.names import PROVISIONAL
from dangjian_kaoping.words.task import (
    filings_in_words,
    note_of,
    open_in_words,
    rubrics_in_words,
    title_of,
)
from dangjian_kaoping.write.markdown.markdown import cell, lines_of

FORMAT = "kaoping.tasks/1"


def tasks_markdown(listed: TaskList, why_provisional: str = "") -> str:
    """The tasks as a table, and what is still open in the ledger as another; its first line says whose it is.

    A draft says 暂定 in its title, and why below it.
    """
    mark = f"（{PROVISIONAL}）" if why_provisional else ""
    lines = [f"<!-- {FORMAT} -->", "", f"# {cell(title_of(listed))}{mark}", ""]
    lines += [f"**{PROVISIONAL}**：{cell(why_provisional)}", ""] if why_provisional else []
    rules = rubrics_in_words(listed)
    table = duty_table(listed)
    lines += [f"共 {len(table.rows)} 项" + (f"，按细则 {cell(rules)}" if rules else "") + "。", ""]
    lines += [*lines_of(table), "", note_of(listed)]
    lines += ["", filings_in_words(listed)] if listed.filings else []
    if listed.as_of is not None:
        lines += ["", f"## {open_in_words(listed.entries, listed.as_of)}", ""]
        if listed.entries:
            lines += lines_of(ledger(listed.entries))
    if standards(listed).rows:
        lines += ["", f"## {STANDARDS}", "", *lines_of(standards(listed))]
    return "\n".join(lines).rstrip("\n") + "\n"
