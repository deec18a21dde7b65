"""口径说明 of a year: by which rubrics and rules, from which input, by which version."""

from collections.abc import Iterator

from dangjian_kaoping.engine.dossier import YearDossier
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.words.names import PROVISIONAL
from dangjian_kaoping.words.rubric.measure import measure_in_words
from dangjian_kaoping.write.about import why_year_provisional
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.sheets.method import (
    NAME,
    edition_entries,
    formulas_in_words,
    rubric_in_words,
    write_entries,
)

__all__ = ["NAME", "write_year_method"]


def write_year_method(book: Book, dossier: YearDossier) -> None:
    """Write the sheet."""
    write_entries(book, _entries(dossier, book.edition))


def _entries(dossier: YearDossier, edition: Edition) -> Iterator[tuple[str, str]]:
    result = dossier.result
    yield "单位", edition.unit + (f"（{edition.committee}）" if edition.committee else "")
    yield "考评年度", f"{result.year} 年，考评 {len(result.quarters)} 轮：{'、'.join(map(str, result.quarters))}"
    rubrics = {each.rubric.version: each.rubric for each in dossier.rounds}
    yield "考评细则", "\n".join(rubric_in_words(rubric) for rubric in rubrics.values())
    if result.complete and not edition.draft:
        yield "是否暂定", "否。各党支部参加的各轮都有综合得分。"
    else:
        yield "是否暂定", f"{PROVISIONAL}。{why_year_provisional(result, edition.departure)}"
    yield "参加考评的党支部", f"{len(result.placings)} 个。名称、类别以本年最后一轮为准；没有检查的季度不算一轮。"
    # the year is ranked by the measure of its last round
    told = dict(measure_in_words(result.measure))
    yield "年度得分和排名", f"{told['年度']}。{told['修约']}。得分相同的并列，下一名次空出（1、2、2、4）。"
    for name in ("等次", "等次比例", "评先选优"):
        if name in told:
            yield name, told[name]
    yield "公式", formulas_in_words()
    yield from edition_entries(edition, [each.rubric.note for each in dossier.rounds])
    yield (
        "怎样核对",
        f"在工作区运行 kaoping verify 本文件 逐格核对；kaoping rank --year {result.year} 复算年度排名；"
        "各轮的计分过程见各轮的工作簿。",
    )
