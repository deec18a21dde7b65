"""修订的比较 as Markdown: the note that goes with a draft, for the page of a merge request."""

from collections.abc import Sequence

from dangjian_kaoping.compare.diff.revision import Change, Revision
from dangjian_kaoping.words.revision.revision import (
    COLUMNS,
    MARKED,
    SHARE_COLUMNS,
    Block,
    Subject,
    counts,
    label,
    marks,
    name_of,
    news,
    remark,
    sections,
    share_tables,
    title,
)
from dangjian_kaoping.write.markdown.markdown import cell, cell_of_lines, table

FORMAT = "kaoping.rubric-diff/1"


def diff_markdown(diff: Revision, changes: Sequence[Change]) -> str:
    """The comparison; `changes` are those of its changes that are asked for. The first line says whose it is."""
    names = f"{cell(diff.before.name)} → {cell(diff.after.name)}"
    lines = [f"<!-- {FORMAT} -->", "", f"## 修订{name_of(diff.after.document)}：{names}", ""]
    lines += [f"**{cell(sentence)}**\n" for sentence in news(diff)]
    lines += [f"- 原：{cell(title(diff.before.document))}", f"- 新：{cell(title(diff.after.document))}"]
    for shares in diff.shares:
        for heading, shifts in share_tables(shares):
            lines += ["", f"### {cell(heading)}", ""]
            lines += table(("", *SHARE_COLUMNS), [[cell(name), *cells] for name, cells in shifts], SHARE_COLUMNS)
    lines += ["", "### 变化", "", counts(diff, changes), *(["", MARKED] if changes else [])]
    for section in sections(changes):
        rows = [_cells(block, subject) for block in section.blocks for subject in block.subjects]
        lines += ["", f"#### {cell(section.title)}", "", *table(COLUMNS, rows)]
    return "\n".join(lines) + "\n"


def _cells(block: Block, subject: Subject) -> list[str]:
    said = []
    for entry in subject.entries:
        mark = marks(entry.change)
        said.append(f"**{mark}** {cell(remark(entry))}" if mark else cell(remark(entry)))
    return [
        cell_of_lines(label(block, subject)),
        cell_of_lines(subject.before),
        cell_of_lines(subject.after),
        "<br>".join(said),
    ]
