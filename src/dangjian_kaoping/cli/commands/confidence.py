"""`kaoping confidence`: how firm the last places, the first or the grades of a round are."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened, scored_round
from dangjian_kaoping.cli.commands.sensitivity import show_sensitivity
from dangjian_kaoping.cli.files.publication import write_or_stop
from dangjian_kaoping.cli.formats.confidence import CONFIDENCE, Firm
from dangjian_kaoping.cli.formats.fairness import SENSITIVITY
from dangjian_kaoping.cli.formats.writable import format_option, publish_option
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer
from dangjian_kaoping.engine.score.round import RoundResult


class AskedAbout(StrEnum):
    """Which line is looked at."""

    last = "last"
    first = "first"
    grade = "grade"


def confidence(
    quarter: QuarterOption = None,
    about: Annotated[
        AskedAbout, typer.Option("--about", metavar="什么", help="last 末位、first 第一名、grade 等次")
    ] = AskedAbout.last,
    sensitivity: Annotated[bool, typer.Option("--sensitivity", help="各方面的分值改到多少，末位才会变")] = False,
    format: Annotated[str, format_option(CONFIDENCE, SENSITIVITY)] = CONFIDENCE.default,
    publish: Annotated[list[Path] | None, publish_option(CONFIDENCE)] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Which single facts would have put other branches on another side of a line."""
    session = opened(workspace)
    if sensitivity:
        if publish or about is not AskedAbout.last:
            raise Misused("--sensitivity 只看末位，只印出来，不与 --about、--publish 合用。")
        show_sensitivity(session, quarter, format)
        return
    result = scored_round(session, quarter)
    _refuse_without_line(result, about)
    with patience(f"正在逐条试 {result.quarter} 的检查记录 …"):
        found = session.firmness(result.quarter, about.value)
    if publish:
        _write(Firm(session, found, session.edition(result.quarter)), publish, force=force)
    else:
        CONFIDENCE.show(format, Firm(session, found))


def _write(asked: Firm, publish: list[Path], *, force: bool) -> None:
    """Write it for those who decide; that it is theirs alone stands on every page."""
    targets = CONFIDENCE.targets(publish, asked)
    write_or_stop(targets, force=force, session=asked.session)
    said = f"{asked.found.edge.result.quarter} 稳定情况（内部，不公布）"
    answer("\n".join(f"{said}已写到：{each.path.absolute()}" for each in targets))


def _refuse_without_line(result: RoundResult, about: AskedAbout) -> None:
    measure, version = result.rubric.measure, result.rubric.version
    if about is AskedAbout.grade and not measure.round_grades:
        raise Misused(f"{version} 版细则没有规定一轮的等次，看不了等次；看末位的不写 --about。")
