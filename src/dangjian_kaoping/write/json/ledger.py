"""整改台账 as JSON: `kaoping.ledger/1`."""

from collections.abc import Sequence
from typing import Final, Literal, NotRequired, cast

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry, State, Summary
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.records import Outcome
from dangjian_kaoping.views.ledger import ledger
from dangjian_kaoping.views.table import Table
from dangjian_kaoping.write.json.document import Day, Draft, Number, Object, QuarterName, draft_mark, open_ended
from dangjian_kaoping.write.json.finding import DecisionData, decision_data, source_of
from dangjian_kaoping.write.json.table import fields_of
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.ledger/1"


class CountedData(Object):
    """几个问题"""

    problems: int
    """问题数"""
    rectified: int
    """销号数"""


class FollowUpData(Object):
    """一次复查"""

    date: Day
    """哪天"""
    outcome: Outcome
    """结果：已销号 closed、整改中 in_progress、还没有动 not_started、销号后又出现 reopened"""
    source: str | None
    """记在哪里，文件:行"""


class VisitData(FollowUpData):
    """一次复查，和谁查的"""

    department: str
    """哪个部室"""
    note: str | None
    """备注"""


class EntryRow(Object):
    """台账的一行，一列一个键"""

    id: str
    """问题编号"""
    quarter: QuarterName
    """哪一轮发现"""
    branch: str
    """党支部；问题发现以后并入别的支部的，写作“丙党支部（原乙党支部）”"""
    branch_id: str
    """支部编号；问题发现以后并入别的支部的，是那个支部的"""
    area: str
    """专业方面"""
    item: str
    """项目编号"""
    clause: str
    """条款编号"""
    problem: str | None
    """什么问题"""
    standard: str | None
    """整改标准"""
    department: str
    """发现的部室"""
    found: Day
    """哪天发现"""
    rectify_by: Day | None
    """整改期限"""
    state: State
    """状态：还没有复查 waiting、整改中 in_progress、已销号 closed、逾期 overdue、又出现 repeated、撤销 withdrawn"""
    closed_on: Day | None
    """哪天销号"""
    rounds_open: int
    """有几轮没有销号，发现的一轮也算"""
    repeats: list[str]
    """以前同样的问题"""


@open_ended
class EntryData(EntryRow):
    """台账里的一个问题；台账以后添了别的列，也在这里"""

    follow_ups: list[VisitData]
    """各次复查"""
    adjustments: list[DecisionData]
    """对它的复核调整"""
    source: str | None
    """记在哪里，文件:行"""


class _Listed(Object):
    entries: NotRequired[list[EntryData]]
    """各个问题；只要汇总的没有这个键"""


class LedgerDocument(Draft, _Listed):
    """整改台账（ledger）"""

    format: Literal["kaoping.ledger/1"]
    """格式和它的版本"""
    as_of: str
    """截至哪天（2021-02-24）或哪一轮（2020Q4）"""
    rounds: int
    """查了几轮"""
    problems: int
    """问题数，撤销的不算"""
    rectified: int
    """销号数"""
    open: int
    """未销号数"""
    overdue: int
    """逾期数"""
    withdrawn: int
    """撤销数"""
    median_days_to_close: Number | None
    """销号用的天数的中位数；没有销号的为 null"""
    by_area: dict[str, CountedData]
    """各方面的问题数"""
    by_kind: dict[str, CountedData]
    """各种的问题数"""


def ledger_json(entries: Sequence[Entry], summary: Summary, as_of: AsOf, *, whole: bool, draft: bool = False) -> str:
    """The headline, and with `whole` every entry; a draft says that it is one."""
    listed: _Listed = {"entries": entries_data(entries)} if whole else {}
    document: LedgerDocument = {
        "format": FORMAT,
        "as_of": as_of.text,
        **draft_mark(draft),
        "rounds": summary.rounds,
        "problems": summary.problems,
        "rectified": summary.rectified,
        "open": summary.open,
        "overdue": summary.overdue,
        "withdrawn": summary.withdrawn,
        "median_days_to_close": None if summary.days_to_close is None else plain(summary.days_to_close),
        "by_area": {name: {"problems": found, "rectified": done} for name, (found, done) in summary.by_area.items()},
        "by_kind": {name: {"problems": found, "rectified": done} for name, (found, done) in summary.by_kind.items()},
        **listed,
    }
    return as_json(document)


def entries_data(entries: Sequence[Entry]) -> list[EntryData]:
    """Entries for programs."""
    table = ledger(entries)
    return [_entry(table, entry) for entry in entries]


def _entry(table: Table[Entry], entry: Entry) -> EntryData:
    """The columns of the ledger, and what is more than a cell."""
    return {
        **cast(EntryRow, fields_of(table, entry)),
        "follow_ups": [
            {
                "date": each.day.isoformat(),
                "department": each.department,
                "outcome": each.record.outcome,
                "note": each.record.note,
                "source": source_of(each.record.at),
            }
            for each in entry.follow_ups
        ],
        "adjustments": [decision_data(each.adjustment, each) for each in entry.revisions],
        "source": source_of(entry.finding.at),
    }
