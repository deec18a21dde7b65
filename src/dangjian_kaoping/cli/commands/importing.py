"""`kaoping import`: forms that came back, taken into the records."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.lists import asked_list, pairs
from dangjian_kaoping.cli.asking.periods import asked_quarter
from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.files.locking import held
from dangjian_kaoping.cli.files.publication import Target, write_anew
from dangjian_kaoping.cli.files.received import all_read, files_in
from dangjian_kaoping.cli.files.writing import clear
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused, Stopped
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, width
from dangjian_kaoping.forms.outcome import Imported
from dangjian_kaoping.session.importing.filings import filings_of, list_of
from dangjian_kaoping.session.importing.importing import imported
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.text.imported import imported_text


class Rows(StrEnum):
    """What a row of a list is."""

    one = "one"
    marks = "marks"


ListOption = Annotated[
    str | None,
    typer.Option(
        "--list",
        metavar="清单",
        help="文件是别处导出的清单，照 kaoping.yaml 里 lists 的这一项读",
        autocompletion=completion.lists,
    ),
]


def import_forms(
    paths: Annotated[list[Path], typer.Argument(metavar="文件", help="交回来的表，或装着它们的文件夹，可以写几个")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说会怎样，什么也不写")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="与以前导入的不一样的，以这一次的表为准；手工写的文件从不改")
    ] = False,
    name: ListOption = None,
    quarter: Annotated[
        str | None,
        typer.Option(
            "--quarter", "-q", metavar="季度", help="清单是哪一季的，如 2021Q1", autocompletion=completion.begun
        ),
    ] = None,
    department: Annotated[
        str | None,
        typer.Option(
            "--department", "-d", metavar="部室", help="清单：哪个部室的记录", autocompletion=completion.departments
        ),
    ] = None,
    clause: Annotated[
        str | None, typer.Option("--clause", metavar="条款", help="清单：记在哪一条，如 DJ-11/平台得分")
    ] = None,
    branch: Annotated[str | None, typer.Option("--branch", metavar="列名", help="清单：党支部在哪一列")] = None,
    fact: Annotated[
        list[str] | None, typer.Option("--fact", metavar="键=列名", help="清单：事实在哪一列，如 score=得分")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="原因", help="清单：扣分原因怎样写，如 平台得分{score}分")
    ] = None,
    alias: Annotated[
        list[str] | None, typer.Option("--alias", metavar="叫法=支部", help="清单：表里怎样叫一个支部，可以写几次")
    ] = None,
    skip: Annotated[
        list[str] | None, typer.Option("--skip", metavar="名称", help="清单：不是支部的行，如 合计，可以写几次")
    ] = None,
    rows: Annotated[
        Rows | None, typer.Option("--rows", metavar="怎样", help="清单：one 一个支部一行，marks 一个打分人一行")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Take forms into the records; all that are taken are written together."""
    described = {
        "department": department,
        "clause": clause,
        "branch": branch,
        "facts": pairs(fact, "--fact"),
        "reason": reason,
        "aliases": pairs(alias, "--alias"),
        "skip": tuple(skip or ()),
        "rows": None if rows is None else rows.value,
    }
    files = files_in(paths)
    if not files:
        raise Misused("文件夹里没有文件。")
    if name is None and (quarter is not None or any(described.values())):
        raise Misused("--quarter 等选项只用于清单，要与 --list 同用。")
    root = opened(workspace).root
    # what is recorded is read, and written, while nobody else writes
    with nullcontext() if dry_run else held(root):
        session = opened(workspace)
        if name is None:
            with all_read(files) as returned:
                found = imported(root, filings_of(session, returned), today(), replace=replace)
        else:
            found = _of_list(session, files, name, quarter, described, replace=replace)
        if not dry_run:
            _write(root, found)
    answer(imported_text(found, width(sys.stdout)))
    _tell_next(found, dry_run=dry_run)
    if any(each.state in ("refused", "differs") for each in found.outcomes):
        raise typer.Exit(FINDINGS)


def _of_list(
    session: Session,
    files: Sequence[Path],
    name: str,
    quarter: str | None,
    described: Mapping[str, object],
    *,
    replace: bool,
) -> Imported:
    if len(files) > 1:
        raise Misused("一份清单写一个文件。")
    if quarter is None:
        raise Misused("清单里没有写季度，请写 --quarter。")
    source, asked = asked_list(name, session.settings, described), asked_quarter(quarter)
    with all_read(files) as returned:
        return imported(session.root, [list_of(session, returned[0], name, source, asked)], today(), replace=replace)


def _write(root: Path, found: Imported) -> None:
    """Write all files or none; their folders may be new. What a killed run left beside files that it had written, and
    that need no writing now, goes too.
    """
    for folder in {(root / file).parent for each in found.outcomes for file in each.files}:
        clear(folder)
    # what is there was written by an import, or is not there: all else is refused before
    targets = [
        Target(root / file, lambda text=text: text.encode(), lambda _: True)  # type: ignore[misc]
        for file, text in found.texts.items()
    ]
    faults = write_anew(targets)
    if len(faults):
        raise Stopped(FINDINGS, faults, {})


def _tell_next(found: Imported, *, dry_run: bool) -> None:
    taken = [each for each in found.outcomes if each.state in ("new", "changed")]
    if dry_run and taken:
        answer("写了 --dry-run，什么也没有写。")
    elif taken:
        quarters = sorted({file.split("/")[1] for file in found.texts})
        answer(f"下一步：用 kaoping status --quarter {quarters[-1]} 看还缺什么，用 kaoping check 检查。")
