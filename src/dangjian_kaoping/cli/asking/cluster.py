"""Where a group's units are asked: on this computer, or on several (`--on`), which write chunks into a folder."""

import re
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.files.locking import held
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.streams import tell
from dangjian_kaoping.engine.group.rows import Asked
from dangjian_kaoping.engine.group.together import GroupRound
from dangjian_kaoping.group.group import Group

OnOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="调度程序",
        help="分到几台机器上算：Dask 调度程序的地址，如 tcp://10.0.0.7:8786；不写则在这一台上算",
    ),
]
ChunksOption = Annotated[
    Path | None,
    typer.Option(
        "--chunks", metavar="文件夹", help="与 --on 同用：各台机器把算好的写在这里（共享的），断了再运行只算剩下的"
    ),
]
_ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[\w.-]+):\d{1,5}")


def round_of(group: Group, asked: Asked, on: str | None, chunks: Path | None) -> GroupRound:
    """The group's round, asked where it is said. Raises Misused, SessionError, Stopped."""
    if on is None:
        if chunks is not None:
            raise Misused("--chunks 只与 --on 同用：在这一台上算的不写片。")
        return group.round(asked)
    if _ADDRESS.fullmatch(on) is None:
        raise Misused(f"--on 要写调度程序的地址，如 tcp://10.0.0.7:8786，不是“{on}”。")
    if chunks is None:
        raise Misused("--on 还要 --chunks：写明各台机器都能读写的一个文件夹，算好的写在那里。")
    if chunks.exists() and not chunks.is_dir():
        raise Misused(f"--chunks 要写一个文件夹，{chunks} 是文件。")
    from dangjian_kaoping.group.cluster.runner import OnCluster

    run = OnCluster(on, chunks)
    with held(chunks):
        round = group.round(asked, run)
    formers = Counter(each.former for each in run.made)
    new = len(run.made) - formers["kept"]
    told = [f"单位分成 {len(run.made)} 片：以前算好的 {formers['kept']} 片，这一次算的 {new} 片"]
    if formers["damaged"]:
        told.append(f"其中 {formers['damaged']} 片坏了，重新算了")
    if formers["differs"]:
        told.append(f"其中 {formers['differs']} 片的记录、选项或者版本变了，重新算了")
    tell("，".join(told) + "。")
    return round
