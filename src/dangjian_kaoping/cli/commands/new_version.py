"""`kaoping rubric new`: a revision begins as the version before it, comments and all."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.asking.versions import asked_new_version, first_quarter
from dangjian_kaoping.cli.files.locking import held
from dangjian_kaoping.cli.files.publication import Target, write_new_or_stop
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.session.versions import Versions
from dangjian_kaoping.source.reader import top_scalars


def new(
    version: Annotated[str, typer.Argument(metavar="新版本", help="如 2021；写成 rubrics/2021.yaml")],
    origin: Annotated[
        str | None, typer.Option("--from", metavar="版本", help="在哪一版的基础上，如 2020；不写则最新的一版")
    ] = None,
    effective_from: Annotated[
        str | None,
        typer.Option("--effective-from", metavar="季度", help="从哪个季度起施行；不写则是新版本那一年的第一季度"),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Start a revision: the rubric and its cases under a new version, everything else as it was."""
    with held(opened(workspace).root) as interrupted:
        _begin(opened(workspace), version, origin, effective_from, interrupted=interrupted)


def _begin(
    session: Session, version: str, origin: str | None, effective_from: str | None, *, interrupted: bool
) -> None:
    versions = session.versions()
    # what an interrupted command has left is nothing to begin from, and in nobody's way
    known = [each for each in versions.rubrics if not (interrupted and each == version)]
    if not known:
        raise Misused("这里还没有细则，用 kaoping init 新建。")
    if origin is not None and origin not in known:
        raise Misused(f"没有“{origin}”这一版细则。{perhaps(origin, known)}有：{'、'.join(known)}。")
    before = versions.sound_rubric(origin or known[-1])
    since = _since(version, effective_from)
    if not (interrupted and version in versions.rubrics):
        _refuse(version, since, before, versions)
    files = {f"rubrics/{version}.yaml": _revised(versions.text_of(before), before.version, version, since)}
    files |= _cases(versions.cases_of(before.version), before.version, version)
    _write(session.root, files, interrupted=interrupted)
    answer(
        f"在 {before.version} 版的基础上写好了 {version} 版，{since.chinese}起施行：\n"
        + "".join(f"  {file}\n" for file in files)
        + f"接着改 rubrics/{version}.yaml（开头的注释也请看一看），随时可以：\n"
        f"  kaoping check\n  kaoping rubric test\n  kaoping rubric diff {before.version} {version}"
    )
    if since in session.quarters():
        tell(f"注意：{since} 已经有记录，从此按 {version} 版计分；现在两版内容相同，改了才会不同。")


def _since(version: str, text: str | None) -> Quarter:
    since = first_quarter(asked_new_version(version), text)
    if since is None:
        raise Misused("版本不是年份的，要用 --effective-from 写明从哪个季度起施行，如 2021Q1。")
    return since


def _refuse(version: str, since: Quarter, before: Rubric, versions: Versions) -> None:
    """What cannot stand beside the versions that are there."""
    if version in versions.files:
        raise Misused(f"已经有 {version} 版了，在 {versions.files[version]}。")
    taken = {since: name for _, name, since in versions.loader.rubric_files()}
    if str(since) in taken:
        mend = "请用 --effective-from 写别的季度"
        raise Misused(f"{taken[str(since)]} 版已经从 {since} 起施行，一个季度只能有一版。{mend}。")
    if since < before.effective_from:
        raise Misused(f"{since} 早于 {before.version} 版起施行的 {before.effective_from}，新的一版只能在它以后。")


def _revised(text: str, before: str, version: str, since: Quarter) -> str:
    """The text with its version, its first quarter and its title changed, and nothing else."""
    places = top_scalars(text)
    title = text[places["title"]].replace(before, version)
    return _replaced(text, {"version": version, "effective_from": str(since), "title": title}, places)


def _replaced(text: str, values: dict[str, str], places: dict[str, slice]) -> str:
    # from the end, so that the places before stay true
    for key in sorted(values, key=lambda each: places[each].start, reverse=True):
        text = text[: places[key].start] + values[key] + text[places[key].stop :]
    return text


def _cases(texts: Mapping[str, str], before: str, version: str) -> dict[str, str]:
    """The test cases of the version before, for the new one: they pass until the rubric is changed."""
    found = {}
    for file, text in texts.items():
        folder, _, name = file.rpartition("/")
        stem, dot, suffix = name.rpartition(".")
        renamed = stem.replace(before, version) if before in stem else f"{stem}-{version}"
        found[f"{folder}/{renamed}{dot}{suffix}"] = _replaced(text, {"rubric": version}, top_scalars(text))
    return found


def _write(root: Path, files: dict[str, str], *, interrupted: bool) -> None:
    targets = [Target(root / name, partial(str.encode, text), lambda _: False) for name, text in files.items()]
    # the rubric last: while it is not there, the version is not there
    write_new_or_stop(targets[::-1], interrupted=interrupted)
