"""`kaoping ledger`: 整改台账."""

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from dangjian_kaoping.checks.workspace import rubrics_by_quarter
from dangjian_kaoping.cli.clock import today
from dangjian_kaoping.cli.failure import UNREADABLE, Misused, Stopped
from dangjian_kaoping.cli.options import WorkspaceOption
from dangjian_kaoping.cli.progress import patience
from dangjian_kaoping.cli.roster import ids_of, names_of
from dangjian_kaoping.cli.scoring import asked_day, loader_at
from dangjian_kaoping.cli.streams import answer, answer_json, tell, width
from dangjian_kaoping.diagnostics import blocking
from dangjian_kaoping.engine.ledger import AsOf, Entry, as_of_quarter, summary
from dangjian_kaoping.engine.ledger import ledger as folded
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter, parse_quarter


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
    entries, rounds, rubrics, roster = _folded(workspace, when)
    branches = None if branch is None else ids_of(branch, roster.branches, "支部")
    departments = None if department is None else names_of(department, roster.departments, "部室")
    asked = [
        entry
        for entry in entries
        if (branches is None or entry.branch_id in branches)
        and (departments is None or entry.department in departments)
    ]
    # the headline counts all that concerns whom was asked for, also where only the open entries are listed
    counted = summary(asked, _concerning(rounds, roster, branches, departments), rubrics, when)
    chosen = [entry for entry in asked if (not only_open or entry.open) and (not overdue or entry.state == "overdue")]
    match format:
        case LedgerFormat.json:
            from dangjian_kaoping.render.ledger_data import ledger_json

            answer_json(ledger_json(chosen, counted, when, whole=not headline))
        case LedgerFormat.csv:
            from dangjian_kaoping.render.ledger_data import ledger_csv

            answer(ledger_csv(chosen).replace("\r\n", "\n"))
        case LedgerFormat.table if headline:
            from dangjian_kaoping.render.ledger_text import summary_text

            whom = "、".join(each for each in (branch, department) if each is not None)
            answer(summary_text(counted, when, width(sys.stdout), whom))
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


def _concerning(
    rounds: list[Round], roster: Roster, branches: set[str] | None, departments: set[str] | None
) -> list[Round]:
    """The rounds with only the inspections of these branches by these departments; None: of all."""
    if branches is None and departments is None:
        return rounds
    found = []
    for this in rounds:
        ids = roster.in_force(this.quarter)
        inspections = [
            inspection.model_copy(
                update={
                    "branches": {
                        name: record
                        for name, record in inspection.branches.items()
                        if branches is None or ids.get(name) in branches
                    }
                }
            )
            for inspection in this.inspections
            if departments is None or inspection.department in departments
        ]
        found.append(replace(this, inspections=inspections))
    return found


class _Folded(NamedTuple):
    entries: tuple[Entry, ...]
    rounds: list[Round]
    rubrics: dict[Quarter, Rubric]
    roster: Roster


def _folded(folder: Path | None, when: AsOf) -> _Folded:
    loader = loader_at(folder)
    with patience("正在读取各轮记录 …"):
        found = loader.workspace()
        if blocking(loader.faults) or found.roster is None:
            raise Stopped(UNREADABLE, loader.faults, loader.texts)
        rounds, rubrics = list(found.rounds.values()), rubrics_by_quarter(found)
        return _Folded(folded(rounds, found.roster, rubrics, when), rounds, rubrics, found.roster)
