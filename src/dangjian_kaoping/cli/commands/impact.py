"""`kaoping rubric impact`: what a revision would have made of the rounds that were held."""

from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_quarter
from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.asking.sides import asked_rubric
from dangjian_kaoping.cli.formats.versions import IMPACT
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import tell
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.trial import EditError
from dangjian_kaoping.session.versions import Versions


def impact(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="原 新", help="原来的版本，和要试的版本、文件或 git 里的；用 --try 的只写原来的"),
    ] = None,
    quarters: Annotated[
        str | None,
        typer.Option("--quarters", metavar="季度", help="如 2019Q1..2019Q4；不写则是按原来的版本考评的各轮"),
    ] = None,
    edits: Annotated[
        list[str] | None,
        typer.Option("--try", metavar="路径=值", help="试一处还没有写的改动，如 item.DJ-01.points=8；可以写几次"),
    ] = None,
    sensitivity: Annotated[bool, typer.Option("--sensitivity", hidden=True, help="改由 confidence 说")] = False,
    format: Annotated[str, format_option(IMPACT)] = IMPACT.default,
    workspace: WorkspaceOption = None,
) -> None:
    """Score the rounds held under one version as if another had been in force."""
    if sensitivity:
        raise Misused("各方面的分值改到多少、末位才会变，改用 kaoping confidence --sensitivity，--quarter 指明哪一轮。")
    asked = _asked_quarters(quarters)
    session = opened(workspace)
    versions = session.versions()
    old, new = _versions(versions, sources or [], edits or [], workspace)
    with patience("正在读取并重算各轮 …"):
        replay = session.replay(old, asked)
        if asked is not None and replay.others:
            others = "、".join(map(str, replay.others))
            tell(f"{others} 不是按 {old.version} 版考评的，不算在内。")
        result = replay.impact(new, tried=edits or ())
    IMPACT.show(format, result)


def _versions(versions: Versions, sources: list[str], edits: list[str], folder: Path | None) -> tuple[Rubric, Rubric]:
    if edits:
        if len(sources) > 1:
            raise Misused("用 --try 的只写一个版本，不写的是最新的一版。")
        if not versions.rubrics and not sources:
            raise Misused("这里还没有细则。")
        old = asked_rubric(versions, sources[0] if sources else versions.rubrics[-1], folder)
        return old, _tried(versions, old, edits)
    if len(sources) != 2:
        raise Misused("要写两个：原来的和要试的，如 kaoping rubric impact 2019 2020；试一处改动的用 --try。")
    one, other = (asked_rubric(versions, each, folder) for each in sources)
    return one, other


def _tried(versions: Versions, old: Rubric, edits: list[str]) -> Rubric:
    try:
        new = versions.tried(old, edits)
    except EditError as error:
        raise Misused(str(error)) from error
    for fault in versions.at_odds(old, new):
        tell(f"{fault.place}：{fault.message}（{fault.code}）。")
    return new


def _asked_quarters(text: str | None) -> tuple[Quarter, Quarter] | None:
    if text is None:
        return None
    first, dots, last = text.partition("..")
    begin = asked_quarter(first)
    end = asked_quarter(last) if dots else begin
    if end < begin:
        raise Misused(f"“{text}”前后写反了，要写成 {end}..{begin}。")
    return begin, end
