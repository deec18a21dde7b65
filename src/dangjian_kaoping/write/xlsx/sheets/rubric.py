"""The rules as an office prints them, as a workbook: how is scored, and all items in one table; or a reward policy."""

from collections.abc import Iterable, Iterator, Sequence

from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.views.rubric import NAME, items
from dangjian_kaoping.words.names import titled_version_in_words, version_in_words
from dangjian_kaoping.words.rubric.full_marks import area_in_words, total_in_words
from dangjian_kaoping.words.rubric.measure import measure_in_words
from dangjian_kaoping.words.rubric.reward import policy_in_words
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Text
from dangjian_kaoping.write.xlsx.heading import write_title
from dangjian_kaoping.write.xlsx.layout import line_count
from dangjian_kaoping.write.xlsx.looks import font_size
from dangjian_kaoping.write.xlsx.page import Page
from dangjian_kaoping.write.xlsx.table import cell_of, widths_of, write_heads

FORMAT = "kaoping.rubric/1"
"""What the workbook says that it is."""
_RULES = "考评办法"
_WIDTHS = (16.0, 110.0)
_LINES = 24
"""Lines of one row: a page holds a row of so many."""


def rubric_workbook(rubric: Rubric, edition: Edition) -> bytes:
    """The workbook of a rubric."""
    version = f"{version_in_words(rubric)}，{total_in_words(rubric)}"
    book = Book(rubric.title, edition, About(FORMAT, rubric.effective_from, titled_version_in_words(rubric)))
    rules = ((rule.title, rule.words) for rule in measure_in_words(rubric.measure, rubric) if rule is not None)
    _write_rules(book, _RULES, rubric, version, rules)
    _write_items(book, rubric, version)
    return book.to_bytes()


def policy_workbook(policy: RewardPolicy, edition: Edition) -> bytes:
    """The workbook of a reward policy."""
    book = Book(policy.title, edition, About(FORMAT, policy.effective_from, titled_version_in_words(policy)))
    _write_rules(book, "绩效奖励办法", policy, version_in_words(policy), policy_in_words(policy))
    return book.to_bytes()


def _write_rules(
    book: Book, name: str, rules: Rubric | RewardPolicy, version: str, rows: Iterable[tuple[str, str]]
) -> None:
    page = book.page(name, _WIDTHS)
    write_title(page, rules.title, version)
    head = page.row([Text(each, "head") for each in ("事项", "规定")], 22)
    page.heads(head, head, 0)
    for subject, words in (*rows, *([("说明", rules.note)] if rules.note else ())):
        page.row([Text(subject, "label"), Text(words, "text")])


def _write_items(book: Book, rubric: Rubric, version: str) -> None:
    areas = list(items(rubric))
    if not areas:
        return
    table = areas[0][1]
    page = book.page(NAME, widths_of(table.columns, table.rows))
    write_title(page, rubric.title, version)
    write_heads(page, table, table.columns, 22, 2)
    for area, own in areas:
        page.across(Text(f"{area.name}（{area_in_words(rubric, area)}）", "group"), 22)
        for row in own.rows:
            for cells in _rows(page, [cell_of(column, row) for column in own.columns]):
                page.row(cells)


def _rows(page: Page, cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The rows of an item: one, or as many as hold all of its sentences; a row that is too tall would be cut."""
    parts = [list(_parts(cell, width)) for cell, width in zip(cells, page.widths, strict=True)]
    for index in range(max(map(len, parts))):
        yield [
            part[index]
            if index < len(part)
            else part[0]._replace(text="")
            if isinstance(part[0], Text)
            else Text("", "center")
            for part in parts
        ]


def _parts(cell: Cell, width: float) -> Iterator[Cell]:
    """A cell in pieces of so many lines."""
    if not isinstance(cell, Text):
        yield cell
        return
    taken: list[str] = []
    lines = 0
    for line in cell.text.split("\n"):
        more = line_count(line, width, font_size(cell.look))
        if taken and lines + more > _LINES:
            yield cell._replace(text="\n".join(taken))
            taken, lines = [], 0
        taken.append(line)
        lines += more
    yield cell._replace(text="\n".join(taken))
