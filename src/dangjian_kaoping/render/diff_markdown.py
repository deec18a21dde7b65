"""修订的比较 as Markdown: the note that goes with a draft, for the page of a merge request."""

from collections.abc import Sequence
from pathlib import Path

from dangjian_kaoping.compare.rubric import Change, RubricDiff
from dangjian_kaoping.render.markdown import cell, table
from dangjian_kaoping.render.revision import (
    SHARE_COLUMNS,
    Block,
    Subject,
    counts,
    marks,
    news,
    remark,
    sections,
    share_tables,
    title,
)

_HEADINGS = ("项目、条款", "原条款", "新条款", "变化")


_TITLE = "## 细则修订："


def is_diff_markdown(path: Path) -> bool:
    """Whether a file is one of ours, by how it begins: only those are overwritten unasked."""
    ours = _TITLE.encode()
    with path.open("rb") as file:
        return file.read(len(ours)) == ours


def diff_markdown(diff: RubricDiff, changes: Sequence[Change]) -> str:
    """The comparison; `changes` are those of its changes that are asked for."""
    lines = [f"{_TITLE}{cell(diff.before.name)} → {cell(diff.after.name)}", ""]
    lines += [f"**{cell(sentence)}**\n" for sentence in news(diff)]
    lines += [f"- 原：{cell(title(diff.before.rubric))}", f"- 新：{cell(title(diff.after.rubric))}"]
    for shares in diff.shares:
        for heading, shifts in share_tables(shares):
            lines += ["", f"### {cell(heading)}", ""]
            lines += table(("", *SHARE_COLUMNS), [[cell(name), *cells] for name, cells in shifts], SHARE_COLUMNS)
    lines += ["", "### 变化", "", counts(changes)]
    for section in sections(changes):
        rows = [_cells(block, subject) for block in section.blocks for subject in block.subjects]
        lines += ["", f"#### {cell(section.title)}", "", *table(_HEADINGS, rows)]
    return "\n".join(lines) + "\n"


def _cells(block: Block, subject: Subject) -> list[str]:
    name = "<br>".join(filter(None, [cell(block.title), f"条款“{cell(subject.name)}”" if subject.name else ""]))
    said = []
    for entry in subject.entries:
        mark = marks(entry.change)
        said.append(f"**{mark}** {cell(remark(entry))}" if mark else cell(remark(entry)))
    texts = ("<br>".join(map(cell, text.split("\n"))) for text in (subject.before, subject.after))
    return [name, *texts, "<br>".join(said)]
