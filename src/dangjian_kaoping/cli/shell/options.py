"""The options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.shell import completion

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
