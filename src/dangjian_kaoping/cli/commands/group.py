"""`kaoping group`: the plants of a group, asked together."""

from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.cluster import ChunksOption, OnOption, round_of
from dangjian_kaoping.cli.asking.periods import asked_quarter
from dangjian_kaoping.cli.files.publication import write_or_stop
from dangjian_kaoping.cli.formats.checking import DIAGNOSTICS, Diagnosis
from dangjian_kaoping.cli.formats.group import GROUP, REPORT, Report
from dangjian_kaoping.cli.formats.writable import format_option, publish_option
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.group.rows import Asked
from dangjian_kaoping.engine.group.together import GroupRound
from dangjian_kaoping.group.group import Group
from dangjian_kaoping.session.error import SessionError

GroupOption = Annotated[
    Path | None,
    typer.Option("--group", "-g", metavar="名单", help="group.yaml，或者它所在的文件夹；不写则用当前文件夹的"),
]
QuarterAsked = Annotated[
    str | None, typer.Option("--quarter", "-q", metavar="季度", help="如 2021Q1；不写则用各单位里最近的一轮")
]
UnsealedOption = Annotated[bool, typer.Option("--unsealed", help="没有封存的也算（只供内部先看）；不写则只算封存了的")]


def check(
    quarter: QuarterAsked = None,
    unsealed: UnsealedOption = False,
    group: GroupOption = None,
    format: Annotated[str, format_option(DIAGNOSTICS)] = DIAGNOSTICS.default,
) -> None:
    """Tell which units have a round that counts, and what is wrong with the others."""
    try:
        asked_group = Group(group or Path.cwd())
    except SessionError as error:
        faults = Faults()
        faults.extend(error.faults)
        DIAGNOSTICS.show(format, Diagnosis(faults, error.texts, group or Path.cwd()))
        raise typer.Exit(FINDINGS) from error
    round = _round(asked_group, quarter, unsealed)
    faults = asked_group.check(round)
    DIAGNOSTICS.show(format, Diagnosis(faults, asked_group.texts, asked_group.root))
    tell(f"{round.name} {round.asked.quarter}：单位 {len(round.units)} 个，计入 {len(round.counted)} 个。")
    if any(each.severity == "error" for each in faults):
        raise typer.Exit(FINDINGS)


def score(
    quarter: QuarterAsked = None,
    unsealed: UnsealedOption = False,
    group: GroupOption = None,
    on: OnOption = None,
    chunks: ChunksOption = None,
    format: Annotated[str, format_option(GROUP)] = GROUP.default,
) -> None:
    """Show the units' scores, ranked together where their rubrics are the same."""
    asked_group = Group(group or Path.cwd())
    round = _round(asked_group, quarter, unsealed, on, chunks)
    GROUP.show(format, round)
    _end(round)


def report(
    publish: Annotated[list[Path], publish_option(REPORT)],
    quarter: QuarterAsked = None,
    unsealed: UnsealedOption = False,
    group: GroupOption = None,
    on: OnOption = None,
    chunks: ChunksOption = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
) -> None:
    """Write the report of a group."""
    asked_group = Group(group or Path.cwd())
    round = _round(asked_group, quarter, unsealed, on, chunks)
    targets = REPORT.targets(publish, Report(round, asked_group.drift(round), asked_group.edition(round)))
    write_or_stop(targets, force=force)
    answer("\n".join(f"{round.name} {round.asked.quarter} 的报告已写到：{each.path.absolute()}" for each in targets))
    _end(round)


def _round(
    group: Group, quarter: str | None, unsealed: bool, on: str | None = None, chunks: Path | None = None
) -> GroupRound:
    if quarter is None:
        newest = group.newest()
        if newest is None:
            raise Misused("各单位都还没有检查记录，请用 --quarter 写明哪一季。")
        tell(f"没有写 --quarter，用各单位里最近的一轮：{newest}")
        quarter = str(newest)
    asked = Asked(str(asked_quarter(quarter)), unsealed)
    with patience(f"正在读取并计算 {len(group.places)} 个单位 …"):
        return round_of(group, asked, on, chunks)


def _end(round: GroupRound) -> None:
    """What is missing is told beside the answer, and a unit that cannot be read by the status too."""
    missing = [each for each in round.units if not each.counted]
    if missing:
        names = "、".join(each.name for each in missing[:10]) + ("等" if len(missing) > 10 else "")
        tell(f"没有计入 {len(missing)} 个单位：{names}；缘由用 kaoping group check 看。")
    if any(each.trouble == "unreadable" for each in missing):
        raise typer.Exit(FINDINGS)
