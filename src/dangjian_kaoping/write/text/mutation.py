"""变异 for a terminal."""

from collections.abc import Sequence

from dangjian_kaoping.proof.mutation.mutation import Mutated
from dangjian_kaoping.words.mutation import (
    HEADINGS,
    LEGEND,
    LIVING,
    NONE_FOUND,
    Shown,
    living_in_order,
    mutant_in_words,
    mutated_in_words,
    rows_in_words,
)
from dangjian_kaoping.write.cases_yaml import case_lines
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting


def mutation_text(several: Sequence[Mutated], width: int) -> str:
    """Version by version: a table of the kinds, then each change that no case tells, with a case that would."""
    page = Page(width)
    for found in several:
        page.blank()
        page.line(f"改一改细则，看情形查不查得出：{found.rubric.version} 版")
        page.line(f"{mutated_in_words(found)}。")
        for outcome in found.failing:
            page.line(f"照细则本来就不符的，不算：{outcome.case.name}（{outcome.case.at}）", 1)
        rows = rows_in_words(found)
        if rows:
            page.blank()
            columns = zip(*rows, strict=True)
            page.as_it_is(
                fitting(
                    [
                        Column(heading, list(cells), figures=index > 0)
                        for index, (heading, cells) in enumerate(zip(HEADINGS, columns, strict=True))
                    ],
                    page.width,
                )
            )
            page.blank()
            page.line(LEGEND)
        _living(page, living_in_order(found))
    return page.text


def _living(page: Page, several: Sequence[Shown]) -> None:
    page.blank()
    page.line(LIVING if several else "没有查不出的。")
    for shown in several:
        page.blank()
        for each in shown.verdicts:
            page.line(f"{mutant_in_words(each.mutant)}（{each.mutant.place}）")
        if shown.case is None:
            page.line(NONE_FOUND, 1)
        else:
            page.as_it_is(f"  {line}" for line in case_lines(shown.case, shown.name, shown.keys))
