"""`kaoping export`: the rounds as a database, for whoever asks in SQL."""

from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_as_of, asked_quarter
from dangjian_kaoping.cli.asking.rounds import all_rounds, opened
from dangjian_kaoping.cli.files.folders import folders_made
from dangjian_kaoping.cli.files.publication import write_or_stop
from dangjian_kaoping.cli.formats.exporting import PARQUET, export_targets, refuse_in_use, refuse_unknown
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused, Stopped
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.session import Session


def export(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="文件", help="以 .sqlite 结尾是一个文件，以 .parquet 结尾是一个文件夹；可以写几个"),
    ],
    quarters: Annotated[
        str | None,
        typer.Option("--quarters", metavar="季度", help="如 2020Q1..2021Q1，或 2020Q4,2021Q1；不写则是全部轮次"),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="日期", help="问题截至哪天（2021-06-30）；不写则到最后一轮"),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="暂定的、与封存不一致的也写，标明不能公布")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """The rounds as a database."""
    from dangjian_kaoping.session.exporting import exported

    refuse_unknown(files)
    until = None if as_of is None else asked_as_of(as_of)
    session = opened(workspace)
    asked = _asked(session, quarters)
    with patience(f"正在读取并计算 {len(asked)} 轮 …"):
        found = exported(session, asked, until, draft=draft, day=today())
    refuse_in_use(files)
    with folders_made(each for each in dict.fromkeys(files) if each.suffix.lower() == PARQUET):
        write_or_stop(export_targets(files, found), force=force, session=session)
    said = f"{len(found.rounds)} 轮（{_named(asked)}），问题 {len(found.entries)} 个（截至 {found.as_of.text}）"
    lines = [f"{_kind(each)}已写到：{each.absolute()}" for each in dict.fromkeys(files)]
    answer("\n".join([*lines, said, "原因、责任部室、奖励都在内，只在内部用；只供查询，要改请改 YAML 再导出。"]))
    unpaid = [str(each.result.quarter) for each in found.rounds if each.unpaid]
    if unpaid:
        answer(f"还不能兑现，没有写奖励：{'、'.join(unpaid)}。")
    held_back = [str(each.result.quarter) for each in found.rounds if not each.final]
    if held_back:
        answer(f"不能公布，在 rounds 里标明了：{'、'.join(held_back)}。")


def _kind(path: Path) -> str:
    return "数据库（一个文件夹，一张表一个文件）" if path.suffix.lower() == PARQUET else "数据库"


def _named(quarters: list[Quarter]) -> str:
    return str(quarters[0]) if len(quarters) == 1 else f"{quarters[0]}—{quarters[-1]}"


def _asked(session: Session, text: str | None) -> list[Quarter]:
    """The rounds that an option names, in order; all that were held where there is none."""
    if text is None:
        return [each.quarter for each in all_rounds(session)]
    known = session.quarters()
    found: set[Quarter] = set()
    for part in text.replace("，", ",").split(","):
        first, dots, last = part.strip().partition("..")
        begin = asked_quarter(first)
        if not dots:
            found.add(begin)
            continue
        end = asked_quarter(last)
        if end < begin:
            raise Misused(f"“{part.strip()}”前后写反了，要写成 {end}..{begin}。")
        found |= {each for each in known if begin <= each <= end}
    if not found:
        have = f"检查过的有 {known[0]} 到 {known[-1]}" if known else "还没有检查过的轮次"
        raise Stopped(FINDINGS, [Diagnostic(codes.KP952(quarters=text, known=have), Place("data", 0))], {})
    for each in sorted(found.difference(known)):
        tell(f"{each} 还没有检查。")
    return sorted(found)
