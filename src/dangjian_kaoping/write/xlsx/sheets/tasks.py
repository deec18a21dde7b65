"""任务清单 as a workbook: a sheet to work down and to tick off, and what is still open in the ledger on another."""

from collections.abc import Callable
from typing import NamedTuple

from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.engine.follow.tasks import Task, TaskList
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.words.ledger import NOT_FOR
from dangjian_kaoping.words.names import drafted
from dangjian_kaoping.words.task import NOTE, asked_of_in_words, how_often, points_in_words, rubrics_in_words, title_of
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Day, Figure, Text
from dangjian_kaoping.write.xlsx.heading import write_title
from dangjian_kaoping.write.xlsx.sheets.ledger import write_ledger

NAME = "任务清单"
OPEN = "未销号问题"
FORMAT = "kaoping.tasks/1"


class Column(NamedTuple):
    """A column: its head, its width, what stands in it."""

    head: str
    width: float
    cell: Callable[[Task], Cell]


def tasks_workbook(listed: TaskList, edition: Edition) -> bytes:
    """The list as a workbook. The same input gives the same bytes."""
    rules = rubrics_in_words(listed)
    why = drafted("本表", edition.departure, use=NOT_FOR)
    about = About(FORMAT, listed.period, f"考评细则 {rules}" if rules else NAME, provisional=why)
    book = Book(f"{edition.unit}{title_of(listed)}", edition, about)
    _write_tasks(book, listed, rules)
    if listed.as_of is not None:
        whom = "" if listed.branch is None else listed.branch.name
        write_ledger(book, listed.entries, AsOf(listed.as_of), whom, OPEN)
    return book.to_bytes()


def _write_tasks(book: Book, listed: TaskList, rules: str) -> None:
    columns = _columns(for_all=listed.branch is None)
    page = book.page(NAME, [column.width for column in columns])
    about = f"{len(listed.tasks)} 项" + (f"　按考评细则 {rules}" if rules else "")
    write_title(page, f"{book.edition.unit}{title_of(listed)}", about)
    page.across(Text(NOTE, "plain"))
    head = page.row([Text(column.head, "head") for column in columns], 30, buttons=True)
    page.heads(head, head, 3)
    for task in listed.tasks:
        page.row([column.cell(task) for column in columns], 26)
    if listed.tasks:
        page.filter_rows()
    else:
        page.across(Text("没有到期的任务。", "center"), 26)
    page.draw_in()


def _columns(*, for_all: bool) -> list[Column]:
    columns = [
        Column("期限", 10, lambda task: Day(task.due)),
        Column("编号", 8, lambda task: Text(task.item.id, "minor")),
        Column("任务", 16, _title),
        Column("频次", 6, lambda task: Text(how_often(task), "minor")),
        Column("分值", 8, _points),
        Column("要求", 32, lambda task: Text(task.item.requirement or "", "small")),
        Column("没有做到的，整改标准", 32, lambda task: Text(task.item.standard or "", "small")),
        Column("备查材料", 14, lambda task: Text("、".join(task.item.materials), "small")),
        Column("检查部室", 10, lambda task: Text("、".join(task.departments), "minor")),
    ]
    if for_all:
        columns.append(Column("适用", 12, lambda task: Text(asked_of_in_words(task), "minor")))
    return [*columns, Column("完成情况", 12, lambda _: Text("", "small"))]


def _title(task: Task) -> Cell:
    return Text(task.item.title + ("\n（单项工作）" if task.item.task else ""), "strong" if task.item.task else "text")


def _points(task: Task) -> Cell:
    several = list(task.points.values())
    if len(set(several)) == 1:
        return Figure(several[0], mark=" 分")
    return Text(points_in_words(task.points), "minor")
