"""`kaoping ledger`: 整改台账."""

import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from dangjian_kaoping.cli.asking.periods import parse_day
from dangjian_kaoping.cli.asking.roster import ids_of, names_of
from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.files.publication import Target, tell_departure, write_or_stop
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, answer_csv, answer_json, tell, width
from dangjian_kaoping.engine.follow.ledger import AsOf, Entry, Summary, as_of_quarter
from dangjian_kaoping.periods import parse_quarter
from dangjian_kaoping.session.session import Session

_WORKBOOK = "整改台账.xlsx"
"""What `--format xlsx` writes where no file is named: a workbook is nothing for a screen."""


class LedgerFormat(StrEnum):
    """How the ledger is shown."""

    table = "table"
    json = "json"
    csv = "csv"
    xlsx = "xlsx"


def ledger(
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="日期",
            help="截至哪天（2021-02-24）或哪一轮（2020Q4）；不写则到今天",
            autocompletion=completion.quarters,
        ),
    ] = None,
    only_open: Annotated[bool, typer.Option("--open", help="只看没有销号的")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="只看逾期的")] = False,
    branch: Annotated[
        str | None,
        typer.Option(
            "--branch", "-b", metavar="支部", help="只看一个支部（名称或编号）", autocompletion=completion.branches
        ),
    ] = None,
    department: Annotated[
        str | None,
        typer.Option("--department", "-d", metavar="部室", help="只看一个部室", autocompletion=completion.departments),
    ] = None,
    headline: Annotated[bool, typer.Option("--summary", help="只看汇总")] = False,
    format: Annotated[
        LedgerFormat,
        typer.Option("--format", "-f", metavar="格式", help="table 表格、json、csv、xlsx 写成“整改台账.xlsx”"),
    ] = (LedgerFormat.table),
    publish: Annotated[
        list[Path] | None,
        typer.Option("--publish", "-p", metavar="文件", help="写成文件：.xlsx 工作簿、.csv、.json；可以写几次"),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="与封存不一致的也写，标明“暂定”")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """The ledger as of a day or a round."""
    if headline and (publish or format is LedgerFormat.xlsx):
        raise Misused("--summary 只在屏幕上看，不写成文件。")
    if format is LedgerFormat.xlsx and not publish:
        publish = [Path(_WORKBOOK)]
    when, session = _when(as_of), opened(workspace)
    with patience("正在读取各轮记录 …"):
        whole = session.ledger(when)
    branches = None if branch is None else ids_of(branch, whole.roster.branches, "支部")
    departments = None if department is None else names_of(department, whole.roster.departments, "部室")
    asked = whole.concerning(branches, departments)
    listed = _Listed(
        [each for each in asked.entries if (not only_open or each.open) and (not overdue or each.state == "overdue")],
        # the headline counts all that concerns whom was asked for, also where only the open entries are listed
        asked.summary(),
        when,
        "、".join(each for each in (branch, department) if each is not None),
    )
    if publish:
        targets = [_target(path, listed, session, draft=draft) for path in dict.fromkeys(publish)]
        session.refuse_unreleased(when, draft=draft)
        write_or_stop(targets, force=force)
        count = f"整改台账 {len(listed.entries)} 条（截至 {when.text}）"
        answer("\n".join(f"{count}已写到：{each.path.absolute()}" for each in targets))
        tell_departure(session.releases(when))
    else:
        _show(listed, format, headline=headline)


class _Listed(NamedTuple):
    """The entries that are shown, and the headline of all that concerns whom was asked for."""

    entries: list[Entry]
    counted: Summary
    when: AsOf
    whom: str


def _target(path: Path, listed: _Listed, session: Session, *, draft: bool) -> Target:
    entries, counted, when, whom = listed
    match path.suffix.lower():
        case ".xlsx":
            from dangjian_kaoping.write.ownership import made_by_us
            from dangjian_kaoping.write.xlsx.sheets.ledger import ledger_workbook

            edition = session.edition(when, draft=draft)
            return Target(path, lambda: ledger_workbook(entries, when, edition, whom), made_by_us)
        case ".csv":
            from dangjian_kaoping.write.csv.ledger import is_ledger_csv, ledger_csv

            # Excel takes a file without the mark for GBK
            return Target(path, lambda: ledger_csv(entries, draft=draft).encode("utf-8-sig"), is_ledger_csv)
        case ".json":
            from dangjian_kaoping.write.json.ledger import is_ledger_json, ledger_json

            text = partial(ledger_json, entries, counted, when, whole=True, draft=draft)
            return Target(path, lambda: text().encode(), is_ledger_json)
    raise Misused(f"不知道怎样写“{path}”：文件名要以 .xlsx、.csv 或 .json 结尾。")


def _show(listed: _Listed, form: LedgerFormat, *, headline: bool) -> None:
    entries, counted, when, whom = listed
    match form:
        case LedgerFormat.json:
            from dangjian_kaoping.write.json.ledger import ledger_json

            answer_json(ledger_json(entries, counted, when, whole=not headline))
        case LedgerFormat.csv:
            from dangjian_kaoping.write.csv.ledger import ledger_csv

            answer_csv(ledger_csv(entries), "请用 --publish 整改台账.csv 写成文件。")
        case _ if headline:
            from dangjian_kaoping.write.text.ledger import summary_text

            answer(summary_text(counted, when, width(sys.stdout), whom))
        case _:
            from dangjian_kaoping.write.text.ledger import ledger_text

            answer(ledger_text(entries, when, width(sys.stdout)))


def _when(text: str | None) -> AsOf:
    if text is None:
        now = today()
        tell(f"没有写 --as-of，截至今天：{now.isoformat()}")
        return AsOf(now)
    quarter = parse_quarter(text)
    if quarter is not None:
        return as_of_quarter(quarter)
    day = parse_day(text)
    if day is None:
        raise Misused(f"“{text}”不是日期，也不是季度，要写成 2021-02-24 或 2020Q4 这样。")
    return AsOf(day)
