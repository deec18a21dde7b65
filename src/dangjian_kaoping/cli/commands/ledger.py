"""`kaoping ledger`: 整改台账."""

from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_as_of
from dangjian_kaoping.cli.asking.roster import ids_of, names_of
from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.files.outgoing import remark_leaks
from dangjian_kaoping.cli.files.publication import tell_departure, write_or_stop
from dangjian_kaoping.cli.formats.work import HEADLINE, LEDGER, LedgerExtract
from dangjian_kaoping.cli.formats.writable import format_option, publish_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import PrintAllOption, WorkspaceOption, refuse_without_workbook
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.engine.follow.ledger import AsOf


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
    format: Annotated[str, format_option(LEDGER)] = LEDGER.default,
    publish: Annotated[list[Path] | None, publish_option(LEDGER)] = None,
    print_all: PrintAllOption = False,
    draft: Annotated[bool, typer.Option("--draft", help="与封存不一致的也写，标明“暂定”")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """The ledger as of a day or a round."""
    publish = publish or LEDGER.instead(format)
    if headline and publish:
        raise Misused("--summary 只在屏幕上看，不写成文件。")
    refuse_without_workbook(print_all, publish)
    when, session = _when(as_of), opened(workspace)
    with patience("正在读取各轮记录 …"):
        whole = session.ledger(when)
    branches = None if branch is None else ids_of(branch, whole.roster.branches, "支部")
    departments = None if department is None else names_of(department, whole.roster.departments, "部室")
    asked = whole.concerning(branches, departments)
    listed = LedgerExtract(
        session,
        [each for each in asked.entries if (not only_open or each.open) and (not overdue or each.state == "overdue")],
        # the headline counts all that concerns whom was asked for, also where only the open entries are listed
        asked.summary(),
        when,
        "、".join(each for each in (branch, department) if each is not None),
        session.edition(when, draft=draft) if publish else None,
        print_all,
    )
    if publish:
        targets = LEDGER.targets(publish, listed)
        session.refuse_unreleased(when, draft=draft)
        write_or_stop(targets, force=force, session=session)
        count = f"整改台账 {len(listed.entries)} 条（截至 {when.text}）"
        answer("\n".join(f"{count}已写到：{each.path.absolute()}" for each in targets))
        tell_departure(session.releases(when))
        remark_leaks(session, when)
    else:
        (HEADLINE if headline else LEDGER).show(format, listed)


def _when(text: str | None) -> AsOf:
    if text is None:
        now = today()
        tell(f"没有写 --as-of，截至今天：{now.isoformat()}")
        return AsOf(now)
    return asked_as_of(text)
