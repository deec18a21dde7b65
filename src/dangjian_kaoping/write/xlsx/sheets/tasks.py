"""任务清单 as a workbook: a sheet to work down and to tick off, and what is still open in the ledger on another."""

from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.engine.follow.tasks import TaskList
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.views.tasks import NAME, STANDARDS, duty_table, standards
from dangjian_kaoping.words.ledger import NOT_FOR
from dangjian_kaoping.words.names import drafted
from dangjian_kaoping.words.task import filings_in_words, note_of, rubrics_in_words, title_of
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Text
from dangjian_kaoping.write.xlsx.heading import write_title
from dangjian_kaoping.write.xlsx.paper import Paper
from dangjian_kaoping.write.xlsx.sheets.ledger import write_open
from dangjian_kaoping.write.xlsx.signing import sign
from dangjian_kaoping.write.xlsx.table import balanced_widths, cell_of, write_heads

OPEN = "未销号问题"
FORMAT = "kaoping.tasks/1"


def tasks_workbook(listed: TaskList, edition: Edition, *, print_all: bool = False) -> bytes:
    """The list as a workbook. The same input gives the same bytes."""
    rules = rubrics_in_words(listed)
    why = drafted("本表", edition.departure, use=NOT_FOR)
    about = About(FORMAT, listed.period, f"考评细则 {rules}" if rules else NAME, provisional=why)
    book = Book(f"{edition.unit}{title_of(listed)}", edition, about, print_all=print_all)
    _write_tasks(book, listed, rules)
    if standards(listed).rows:
        _write_standards(book, listed)
    if listed.as_of is not None:
        whom = "" if listed.branch is None else listed.branch.name
        write_open(book, listed.entries, AsOf(listed.as_of), whom, OPEN)
    return book.to_bytes()


def _write_tasks(book: Book, listed: TaskList, rules: str) -> None:
    table = duty_table(listed)
    columns = table.on("sheet")
    page = book.page(NAME, balanced_widths(columns, table.rows))
    about = f"{len(table.rows)} 项" + (f"　按考评细则 {rules}" if rules else "")
    write_title(page, f"{book.edition.unit}{title_of(listed)}", about)
    page.across(Text("".join(filter(None, (note_of(listed), filings_in_words(listed)))), "plain"))
    write_heads(page, table, columns, 20, 2)
    for duty in table.rows:
        page.row([cell_of(column, duty) for column in columns], 15)
    if table.rows:
        page.filter_rows()
    else:
        page.across(Text("没有到期的任务。", "center"), 26)
    sign(page)


def _write_standards(book: Book, listed: TaskList) -> None:
    """A sheet beside the list, which is then short enough to hang up; for looking things up."""
    table = standards(listed)
    columns = table.on("sheet")
    page = book.page(STANDARDS, balanced_widths(columns, table.rows), Paper(tall=True, on_demand=True))
    write_title(page, f"{book.edition.unit}{title_of(listed)}：{STANDARDS}", book.about.footer)
    write_heads(page, table, columns, 20, 2)
    for item in table.rows:
        page.row([cell_of(column, item) for column in columns], 15)
