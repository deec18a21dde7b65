"""整改台账: a row an entry, in the order that they are given."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.views.table import (
    FIELDS,
    PAPER,
    ROWS,
    SCREEN,
    SHEET,
    Column,
    Marked,
    Several,
    Surface,
    Table,
    Width,
)
from dangjian_kaoping.words.ledger import (
    STATE,
    conclusion_in_words,
    followed_in_words,
    owner_in_words,
    reviewed_in_words,
    standing_in_words,
    task_in_words,
)
from dangjian_kaoping.words.names import PROVISIONAL

NAME, CLOSED = "整改台账", "已销号问题"
_REGISTER = ROWS | PAPER
"""As offices keep it."""
_ORDER: Mapping[Surface, Sequence[str]] = {"fields": ("problem", "found", "rectification")}
_ALL = _REGISTER | FIELDS | SHEET


def ledger(entries: Sequence[Entry], *, draft: bool = False, day: date | None = None) -> Table[Entry]:
    """The table; rows of a draft say that they are. Of what is open it says how it stands on a `day`."""
    columns = [*_problem(), *_demand(), *(_closed() if day is None else _open(day)), *_rectification()]
    if draft:
        columns.append(Column("draft", PROVISIONAL, lambda _: PROVISIONAL, surfaces=ROWS))
    return Table(tuple(columns), entries, _ORDER, heads=("id", "branch", "area", "conclusion"))


def _problem() -> Iterator[Column[Entry]]:
    """What was found, with whom, when and by whom."""
    yield Column("id", "编号", lambda each: each.id, "note", "problem", width=Width(8.5, 8.5))
    yield Column("quarter", "轮次", lambda each: str(each.quarter), part="problem", surfaces=FIELDS)
    yield Column(
        "found",
        "发现时间",
        lambda each: each.found,
        "day",
        "found",
        headings={"sheet": "发现日期"},
        surfaces=_ALL,
        width=Width(8, 8),
    )
    yield Column("branch", "党支部", owner_in_words, "note", "problem", width=Width(9, 9))
    yield Column("branch_id", "支部编号", lambda each: each.branch_id, part="problem", surfaces=FIELDS)
    yield Column("area", "专业方面", lambda each: each.area, part="problem", surfaces=FIELDS | SCREEN)
    yield Column("item", "项目", lambda each: each.finding.item, part="problem", surfaces=FIELDS)
    yield Column("clause", "条款", lambda each: each.finding.clause, part="problem", surfaces=FIELDS)
    yield Column("where", "专业方面\n项目/条款", _where, "prose", surfaces=SHEET, width=Width(10, 10))
    yield Column(
        "problem", "问题", lambda each: each.finding.reason, "prose", "problem", blank=True, width=Width(20, 20)
    )


def _demand() -> Iterator[Column[Entry]]:
    """What is asked for, of whom, by when."""
    yield Column(
        "standard",
        "整改标准",
        lambda each: each.standard,
        "prose",
        "problem",
        headings={"screen": "标准"},
        blank=True,
        width=Width(18, 18),
    )
    yield Column(
        "department", "责任部室", lambda each: each.department, "note", "problem", surfaces=_ALL, width=Width(8, 8)
    )
    yield Column(
        "rectify_by",
        "整改期限",
        lambda each: each.finding.rectify_by,
        "day",
        "rectification",
        surfaces=_ALL,
        blank=True,
        width=Width(8, 8),
    )
    yield Column("demand", "发现和期限", task_in_words, surfaces=SCREEN)


def _open(day: date) -> Iterator[Column[Entry]]:
    """How a problem stands that is still to be closed."""
    yield Column("left", "还剩\n（天）", lambda each: each.days_left(day), "count", surfaces=SHEET, width=Width(5, 5))
    yield Column("conclusion", "现在怎样", lambda each: _standing(each, day), "note", surfaces=SHEET, width=Width(8, 8))


def _closed() -> Iterator[Column[Entry]]:
    yield Column(
        "closed_on", "销号日期", lambda each: each.closed_on, "day", surfaces=SHEET, blank=True, width=Width(8, 8)
    )
    yield Column("conclusion", "结论", lambda each: STATE[each.state], "note", surfaces=SHEET, width=Width(5, 5))


def _standing(entry: Entry, day: date) -> Marked | str:
    words = standing_in_words(entry, day)
    return Marked(words, "overdue") if entry.state == "overdue" else words


def _rectification() -> Iterator[Column[Entry]]:
    """What became of it. The last two are for the screen only, in a workbook."""
    yield Column("follow_ups", "整改情况", followed_in_words, headings={"screen": "复查"}, surfaces=_REGISTER | SCREEN)
    yield Column("follow_ups", "复查情况", _visits, "prose", surfaces=SHEET, width=Width(13, 13))
    yield Column("conclusion", "复查结论", conclusion_in_words, surfaces=_REGISTER | SCREEN)
    yield Column("state", "状态", lambda each: each.state, part="rectification", surfaces=FIELDS)
    yield Column(
        "closed_on", "销号日期", lambda each: each.closed_on, "day", "rectification", surfaces=FIELDS, blank=True
    )
    yield Column(
        "rounds_open",
        "历经轮次",
        lambda each: each.rounds_open,
        "count",
        "rectification",
        surfaces=FIELDS | SHEET,
        width=Width(9, 9),
    )
    repeats = Column("repeats", "此前同样问题", _repeats, "note", "rectification", surfaces=FIELDS, width=Width(13, 13))
    yield repeats
    yield repeats._replace(value=lambda each: "\n".join(each.repeats), surfaces=SHEET)
    yield Column("reviewed", "复核", reviewed_in_words, surfaces=SCREEN)
    yield Column("source", "出处", _source, surfaces=SCREEN)


def _repeats(entry: Entry) -> Several:
    return Several(entry.repeats)


def _where(entry: Entry) -> str:
    return f"{entry.area}\n{entry.finding.item}/{entry.finding.clause}"


def _visits(entry: Entry) -> str:
    return followed_in_words(entry).replace("；", "；\n")


def _source(entry: Entry) -> str:
    return f"{entry.finding.item}/{entry.finding.clause}，{entry.finding.at}"
