"""`kaoping import`: forms that came back, taken into the records."""

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.files.locking import held
from dangjian_kaoping.cli.files.publication import Target, write_anew
from dangjian_kaoping.cli.files.received import all_read, files_in
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused, Stopped
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, width
from dangjian_kaoping.forms.outcome import Imported
from dangjian_kaoping.session.importing.filings import filings_of
from dangjian_kaoping.session.importing.importing import imported
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.text.imported import imported_text


def import_forms(
    paths: Annotated[list[Path], typer.Argument(metavar="文件", help="交回来的表，或装着它们的文件夹，可以写几个")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说会怎样，什么也不写")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="与以前导入的不一样的，以这一次的表为准；手工写的文件从不改")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take forms into the records; all that are taken are written together."""
    files = files_in(paths)
    if not files:
        raise Misused("文件夹里没有文件。")
    root = opened(workspace).root
    # what is recorded is read, and written, while nobody else writes
    with nullcontext() if dry_run else held(root):
        session = opened(workspace)
        found = _imported(session, files, replace=replace)
        if not dry_run:
            _write(root, found)
    answer(imported_text(found, width(sys.stdout)))
    _tell_next(found, dry_run=dry_run)
    if any(each.state in ("refused", "differs") for each in found.outcomes):
        raise typer.Exit(FINDINGS)


def _imported(session: Session, files: Sequence[Path], *, replace: bool) -> Imported:
    with patience(f"正在读取 {len(files)} 个文件 …") as say:
        returned = all_read(files, lambda done: say(f"正在读取 {len(files)} 个文件，读了 {done} 个 …"))
        say("正在核对 …")
        return imported(session.root, filings_of(session, returned), today(), replace=replace)


def _write(root: Path, found: Imported) -> None:
    """Write all files or none; their folders may be new."""
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
