"""口径说明: by which rubric and rules, from which input, by which version the figures came about."""

from collections.abc import Iterable, Iterator

from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.words.names import PROVISIONAL, why_provisional
from dangjian_kaoping.words.record.adjustment import adjusted_in_words
from dangjian_kaoping.words.rubric.full_marks import total_in_words
from dangjian_kaoping.words.rubric.measure_in_words import (
    composition_in_words,
    last_places_in_words,
    months_in_words,
    ranking_in_words,
    rounding_in_words,
    totals_in_words,
    weights_in_words,
)
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Text
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.sheets.ranking import why_unscored

NAME = "口径说明"
_WIDTHS = (18, 110)


def write_method(book: Book, result: RoundResult) -> None:
    """Write the sheet."""
    write_entries(book, _entries(result, book.edition))


def write_entries(book: Book, entries: Iterable[tuple[str, str]]) -> None:
    """Write the sheet: what each thing is about, and what is said of it."""
    page = book.page(NAME, _WIDTHS)
    write_heading(page, NAME)
    head = page.row([Text("事项", "head"), Text("内容", "head")], 20)
    page.heads(head, head, 0)
    for name, words in entries:
        page.row([Text(name, "label"), Text(words, "text")], 20)
    page.draw_in()


def _entries(result: RoundResult, edition: Edition) -> Iterator[tuple[str, str]]:
    rubric = result.rubric
    measure = rubric.measure
    yield "单位", edition.unit + (f"（{edition.committee}）" if edition.committee else "")
    yield "考评季度", f"{result.quarter.chinese}（{result.quarter}）"
    yield "考评细则", rubric_in_words(rubric)
    yield "是否暂定", _standing(result, edition)
    yield (
        "参加考评的党支部",
        f"{len(result.placings)} 个。本季度第一天和最后一天都在册的党支部参加考评，名称、类别以第一天为准。",
    )
    yield "得分的构成", composition_in_words(rubric)
    yield "权重", weights_in_words(measure)
    yield "加分和扣减", totals_in_words(measure)
    yield "修约", rounding_in_words(measure)
    yield "排名和并列", ranking_in_words(measure)
    yield "末位", last_places_in_words(measure)
    yield (
        "单项工作未完成",
        "细则标明为单项工作的项目，本季度到期、本支部涉及，检查查实没有完成的。与末位分别标记，有其一即考核。",
    )
    yield "自评缺月的计法", months_in_words(measure)
    yield "本季自评缺月", _missing_months(result)
    yield "复核调整", _adjustments(result)
    yield "公式", formulas_in_words()
    yield from edition_entries(edition, [rubric.note])
    yield (
        "怎样核对",
        f"在工作区运行 kaoping verify 本文件 逐格核对；kaoping score --quarter {result.quarter} 复算；"
        f"kaoping explain 党支部 --quarter {result.quarter} 逐步列出每个分数的来历。",
    )


def rubric_in_words(rubric: Rubric) -> str:
    """A rubric's title, version, from when it is in force, its total and its file."""
    where = f"，文件 {rubric.at.file}" if rubric.at.file else ""
    since = f"自{rubric.effective_from.chinese}起施行"
    return f"{rubric.title}，版本 {rubric.version}，{since}，{total_in_words(rubric)}{where}"


def formulas_in_words() -> str:
    """What the live formulas are, and what they do about binary numbers."""
    return (
        "小计、基础分、检查得分、自评得分、综合得分、名次都是公式，改动项目得分就会重算；单元格里存的是公布时的值。"
        "项目得分由细则和检查记录算出，是数值。"
        "修约的公式先用 ROUND 去掉二进制小数的尾差（如 0.1＋0.2 得 0.30000000000000004），再按规定修约一次；"
        "去尾差不改变精确值，不是两次修约。一票否决、附带条件的排名等公式说不清的，写数值。"
    )


def edition_entries(edition: Edition, notes: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    """Remarks on the data, and from which input by which version it was made."""
    yield "数据说明", "\n".join(dict.fromkeys(note for note in (*notes, *edition.notes) if note)) or "无"
    yield "输入摘要（SHA-256）", edition.digest
    yield "计算工具", f"kaoping {edition.tool_version}"


def _standing(result: RoundResult, edition: Edition) -> str:
    lacking = [each.score for each in result.placings if each.score.composite is None]
    if lacking:
        reasons = "\n".join(f"{score.branch.name}：{why_unscored(score)}" for score in lacking)
        return f"{PROVISIONAL}。{why_provisional(result, '本表', edition.departure)}\n{reasons}"
    if edition.draft:
        return f"{PROVISIONAL}。{why_provisional(result, '本表', edition.departure)}各党支部均已计综合得分。"
    return "否。各党支部均已计综合得分。"


def _missing_months(result: RoundResult) -> str:
    lacking = [
        f"{each.score.branch.name}（交了 {each.score.months} 个月）"
        for each in result.placings
        if each.score.months < MONTHS_OF_A_QUARTER
    ]
    return "、".join(lacking) + "。" if lacking else "无。"


def _adjustments(result: RoundResult) -> str:
    """Each branch that a review changed, with its composite before and after, and what was changed."""
    lines = []
    for score in (each.score for each in result.placings if each.score.adjusted):
        before = None if score.before is None else score.before.composite
        lines.append(f"{score.branch.name}：综合得分调整前 {published(before)}，调整后 {published(score.composite)}")
        lines += map(adjusted_in_words, score.adjusted)
    return "\n".join(lines) or "无。"
