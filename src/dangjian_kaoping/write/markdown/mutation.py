"""变异 as Markdown."""

from collections.abc import Sequence

from dangjian_kaoping.proof.mutation.mutation import Mutated
from dangjian_kaoping.words.mutation import (
    HEADINGS,
    LEGEND,
    NONE_FOUND,
    living_in_order,
    mutant_in_words,
    mutated_in_words,
    rows_in_words,
)
from dangjian_kaoping.write.cases_yaml import case_lines
from dangjian_kaoping.write.markdown.markdown import cell, table


def mutation_markdown(several: Sequence[Mutated]) -> str:
    """Version by version: a table of the kinds, then each change that no case tells, with a case that would."""
    lines: list[str] = []
    for found in several:
        lines += [
            f"## 改一改细则，看情形查不查得出：{cell(found.rubric.version)}",
            "",
            f"{mutated_in_words(found)}。",
            "",
        ]
        lines += [f"- 照细则本来就不符的，不算：{cell(outcome.case.name)}" for outcome in found.failing]
        rows = [list(map(cell, each)) for each in rows_in_words(found)]
        lines += [*table(HEADINGS, rows, HEADINGS[1:]), "", LEGEND, ""] if rows else []
        for shown in living_in_order(found):
            lines += [
                f"- {cell(mutant_in_words(each.mutant))}（{cell(str(each.mutant.place))}）" for each in shown.verdicts
            ]
            case = (
                [NONE_FOUND]
                if shown.case is None
                else ["```yaml", *case_lines(shown.case, shown.name, shown.keys), "```"]
            )
            lines += ["", *(f"  {line}" for line in case), ""]
    return "\n".join(lines).rstrip("\n") + "\n"
