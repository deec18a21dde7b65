"""集团.xlsx: the workbook of a group's round, a sheet a subject."""

from collections.abc import Sequence
from itertools import count

from dangjian_kaoping.compare.drift import Drift
from dangjian_kaoping.engine.group.together import GroupRound
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import parse_quarter
from dangjian_kaoping.views.group import areas, burdens, marked, ranking, spreads, units, versions
from dangjian_kaoping.views.table import Row, Table
from dangjian_kaoping.words.group import (
    ALONE,
    BURDEN,
    PROBLEMS,
    TIES,
    UNSEALED,
    counted_in_words,
    drift_heading,
    drift_lines,
    pool_in_words,
)
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Text
from dangjian_kaoping.write.xlsx.heading import write_title
from dangjian_kaoping.write.xlsx.page import Page
from dangjian_kaoping.write.xlsx.table import alike, balanced_widths, cell_of, write_heads

FORMAT = "kaoping.group-report/1"
"""What the workbook says that it is."""


def group_workbook(round: GroupRound, drift: Sequence[Drift], edition: Edition) -> bytes:
    """The units, each ranking, last places, problems, burden and versions. The same input gives the same bytes."""
    quarter = parse_quarter(round.asked.quarter)
    assert quarter is not None
    about = About(FORMAT, quarter, counted_in_words(round), counted_in_words(round), UNSEALED)
    large = round.branches > _LARGE
    book = Book(f"{round.name}{quarter.chinese}党支部量化考评汇总", edition, about, large=large)
    _write(_page(book, "各单位", "各单位", units(round)), units(round))
    numbers = count(1)
    for pool in round.pools:
        name = "排名" if len(round.pools) == 1 else f"排名{next(numbers)}"
        page = _page(book, name, "党支部量化考评排名", ranking(pool))
        page.across(Text(pool_in_words(pool, round), "plain"), 18)
        page.across(Text(ALONE if len(round.pools) > 1 else TIES, "plain"), 18)
        _write(page, ranking(pool))
    if round.pools:
        _write(_page(book, "分布", "得分分布", spreads(round.pools)), spreads(round.pools))
        _write(_page(book, "末位和单项工作", "末位、单项工作未完成", marked(round)), marked(round))
        page = _page(book, "问题", "各方面的问题", areas(round))
        page.across(Text(PROBLEMS, "plain"), 18)
        _write(page, areas(round))
    page = _page(book, "负担", "支部负担", burdens(round))
    page.across(Text(BURDEN, "plain"), 18)
    _write(page, burdens(round))
    _write_versions(_page(book, "细则", "各单位施行的细则", versions(drift)), drift)
    return book.to_bytes()


_LARGE = 500


def _page(book: Book, name: str, title: str, table: Table[Row]) -> Page:
    page = book.page(name, balanced_widths(table.on("sheet"), table.rows))
    write_title(page, f"{book.edition.unit}{book.about.period.chinese}{title}", book.about.subtitle)
    return page


def _write(page: Page, table: Table[Row]) -> None:
    columns = alike(table.on("sheet"), table.rows)
    write_heads(page, table, columns, 26, 1)
    for row in table.rows:
        page.row([cell_of(column, row) for column in columns], 20)
    if table.rows:
        page.filter_rows()
    else:
        page.across(Text("没有。", "plain"), 18)


def _write_versions(page: Page, drift: Sequence[Drift]) -> None:
    """Each version, and below the table what differs, change by change."""
    _write(page, versions(drift))
    for each in drift:
        if each.revision is None:
            continue
        page.gap()
        for line in (drift_heading(each), *drift_lines(each)):
            page.across(Text(line, "plain"), 18)
