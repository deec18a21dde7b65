"""`kaoping ledger`: 整改台账."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.checks.workspace import rubrics_by_quarter
from dangjian_kaoping.cli.clock import today
from dangjian_kaoping.cli.failure import UNREADABLE, Misused, Stopped
from dangjian_kaoping.cli.options import WorkspaceOption
from dangjian_kaoping.cli.progress import patience
from dangjian_kaoping.cli.scoring import asked_day, loader_at
from dangjian_kaoping.cli.streams import answer, answer_json, tell, width
from dangjian_kaoping.diagnostics import blocking, perhaps
from dangjian_kaoping.engine.ledger import AsOf, Entry, Summary, as_of_quarter, summary
from dangjian_kaoping.engine.ledger import ledger as folded
from dangjian_kaoping.model.roster import BranchRow, DepartmentRow, Roster
from dangjian_kaoping.periods import parse_quarter


class LedgerFormat(StrEnum):
    """How the ledger is shown."""

    table = "table"
    json = "json"
    csv = "csv"


def ledger(
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="日期", help="截至哪天（2021-02-24）或哪一轮（2020Q4）；不写则到今天"),
    ] = None,
    only_open: Annotated[bool, typer.Option("--open", help="只看没有销号的")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="只看逾期的")] = False,
    branch: Annotated[str | None, typer.Option("--branch", "-b", metavar="支部", help="只看一个支部")] = None,
    department: Annotated[str | None, typer.Option("--department", "-d", metavar="部室", help="只看一个部室")] = None,
    headline: Annotated[bool, typer.Option("--summary", help="只看汇总")] = False,
    format: Annotated[LedgerFormat, typer.Option("--format", "-f", metavar="格式", help="table 表格、json、csv")] = (
        LedgerFormat.table
    ),
    workspace: WorkspaceOption = None,
) -> None:
    """The ledger as of a day or a round."""
    when = _when(as_of)
    entries, counted, roster = _folded(workspace, when)
    chosen = [entry for entry in entries if (not only_open or entry.open) and (not overdue or entry.state == "overdue")]
    if branch is not None:
        wanted = _known(branch, roster.branches, "支部")
        chosen = [entry for entry in chosen if entry.branch_id in wanted]
    if department is not None:
        names = _names(roster.departments, _known(department, roster.departments, "部室"))
        chosen = [entry for entry in chosen if entry.department in names]
    match format:
        case LedgerFormat.json:
            from dangjian_kaoping.render.ledger_data import ledger_json

            answer_json(ledger_json(chosen, counted, when, whole=not headline))
        case LedgerFormat.csv:
            from dangjian_kaoping.render.ledger_data import ledger_csv

            answer(ledger_csv(chosen).replace("\r\n", "\n"))
        case LedgerFormat.table if headline:
            from dangjian_kaoping.render.ledger_text import summary_text

            answer(summary_text(counted, when, width(sys.stdout)))
        case LedgerFormat.table:
            from dangjian_kaoping.render.ledger_text import ledger_text

            answer(ledger_text(chosen, when, width(sys.stdout)))


def _when(text: str | None) -> AsOf:
    if text is None:
        now = today()
        tell(f"没有写 --as-of，截至今天：{now.isoformat()}")
        return AsOf(now)
    quarter = parse_quarter(text)
    if quarter is not None:
        return as_of_quarter(quarter)
    day = asked_day(text)
    if day is None:
        raise Misused(f"“{text}”不是日期，也不是季度，要写成 2021-02-24 或 2020Q4 这样。")
    return AsOf(day)


def _folded(folder: Path | None, when: AsOf) -> tuple[tuple[Entry, ...], Summary, Roster]:
    loader = loader_at(folder)
    with patience("正在读取各轮记录 …"):
        found = loader.workspace()
        if blocking(loader.faults) or found.roster is None:
            raise Stopped(UNREADABLE, loader.faults, loader.texts)
        rubrics = rubrics_by_quarter(found)
        entries = folded(found.rounds.values(), found.roster, rubrics, when)
        return entries, summary(entries, found.rounds.values(), rubrics, when), found.roster


Rows = Mapping[str, tuple[BranchRow, ...]] | Mapping[str, tuple[DepartmentRow, ...]]


def _known(name: str, rows: Rows, what: str) -> set[str]:
    """The ids of whoever bears or has borne a name; the ledger reaches back to old ones."""
    wanted = {key for key, several in rows.items() if name == key or any(row.name == name for row in several)}
    if not wanted:
        known = sorted(row.name for several in rows.values() for row in several if row.name)
        raise Misused(f"名册里没有“{name}”这个{what}。{perhaps(name, known)}")
    return wanted


def _names(rows: Rows, ids: set[str]) -> set[str]:
    return {name for key in ids for name in (key, *(row.name for row in rows[key] if row.name))}
