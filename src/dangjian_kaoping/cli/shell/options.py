"""The options that several commands share."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import Misused

WorkspaceOption = Annotated[
    Path | None, typer.Option("--workspace", "-w", metavar="文件夹", help="工作区所在的文件夹，默认从当前文件夹往上找")
]
QuarterOption = Annotated[
    str | None,
    typer.Option(
        "--quarter",
        "-q",
        metavar="季度",
        help="如 2021Q1；不写则用最近有检查记录的一轮",
        autocompletion=completion.quarters,
    ),
]
PrintAllOption = Annotated[bool, typer.Option("--print-all", help="工作簿里备查的、平常不打印的各表也打印")]

SelfAssessmentOption = Annotated[
    bool,
    typer.Option("--self-assessment", help="党支部超过 500 个的，工作簿里也写自评对照、自评各项得分（不超过的都写）"),
]


def year_option(help: str) -> Any:
    """`--year` of a command that looks at rounds that were held; `help` says what it does there."""
    return typer.Option("--year", "-y", metavar="年份", help=help, autocompletion=completion.years)


def refuse_without_workbook(asked: bool, publish: Sequence[Path] | None, name: str = "--print-all") -> None:
    """What is printed of a workbook, or stands in it, may be asked for only where one is written."""
    if asked and not any(path.suffix.lower() == ".xlsx" for path in publish or ()):
        raise Misused(f"{name} 是写工作簿用的，要和 --publish 工作簿.xlsx 一起写。")
