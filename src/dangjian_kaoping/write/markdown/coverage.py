"""覆盖 as Markdown."""

from collections.abc import Sequence

from dangjian_kaoping.proof.coverage.coverage import Coverage
from dangjian_kaoping.words.coverage import HEADINGS, LEGEND, cases_in_words, missing_in_words, rows_in_words
from dangjian_kaoping.write.markdown.markdown import cell, table


def coverage_markdown(several: Sequence[Coverage]) -> str:
    """Version by version: a table of the areas, then what no case has tried, item by item."""
    lines: list[str] = []
    for coverage in several:
        lines += [f"## 细则测试的覆盖：{cell(coverage.rubric.version)}", "", f"{cases_in_words(coverage)}。", ""]
        rows = [list(map(cell, each)) for each in rows_in_words(coverage)]
        lines += [*table(HEADINGS, rows, HEADINGS[1:]), "", LEGEND, ""]
        lines += ["还没有情形试过的：" if coverage.missing else "考点都有情形试过。", ""]
        for item in missing_in_words(coverage):
            lines += [f"### {cell(item.heading)}", ""]
            for each in item.marks:
                held = "，记录里有过" if each.held else ""
                lines.append(f"- {cell(each.words)}{held}（{cell(str(each.place))}）")
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"
