"""更正前后: a sheet of what a correction made of a final result, and why; no amounts."""

from dangjian_kaoping.engine.follow.correction import Correction
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.views.correction import NAME, before_and_after
from dangjian_kaoping.words.notice.correction import what_changed, why_corrected
from dangjian_kaoping.words.notice.phrases import day_in_words
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Text
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.table import cell_of, widths_of, write_heads


def write_correction(book: Book, correction: Correction, result: RoundResult) -> None:
    """Write the sheet: everybody before and after, what changed, and on whose word."""
    table = before_and_after(correction, result)
    columns = table.on("sheet")
    page = book.page(NAME, widths_of(columns, table.rows))
    write_heading(page, NAME)
    write_heads(page, table, columns, 26, 1)
    for row in table.rows:
        page.row([cell_of(column, row) for column in columns], 22)
    page.gap()
    since = f"“原”是{day_in_words(correction.before.sealed_on)}定案的结果。"
    told = [f"{each.lead}：{each.text}" if each.lead else each.text for each in why_corrected(correction)]
    for line in (since, *(each.text for each in what_changed(correction)), *told):
        page.across(Text(line, "plain"), 18)
