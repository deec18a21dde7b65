"""`kaoping rubric cases`: cases at the boundaries of a rubric, for its author to work out."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.asking.sides import asked_items, asked_rubric
from dangjian_kaoping.cli.commands.coverage import ALL
from dangjian_kaoping.cli.files.publication import Target, in_the_way, refused_anew, write_anew, write_or_stop
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused, Stopped
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.place import as_told
from dangjian_kaoping.session.covering import missing_cases, proposed_cases
from dangjian_kaoping.source.files import read_text
from dangjian_kaoping.source.reader import read_header

_FILLED_IN = "里面可能已经填了；请换一个文件名，不要它了的，用 --force。"
_NO_CASES = "它不是细则测试（kind: cases），用 --force 也不覆盖；请换一个文件名。"
_FOLDER = "rubrics/cases"


def cases(
    version: Annotated[
        str | None,
        typer.Argument(
            metavar="版本", help="如 2020，也可以是细则文件；不写则最新的一版", autocompletion=completion.versions
        ),
    ] = None,
    item: Annotated[
        list[str] | None,
        typer.Option(
            "--item",
            "-i",
            metavar="项目",
            help="只写这个项目的，如 DJ-03；可以写几次",
            autocompletion=completion.items,
        ),
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help="只写还没有情形试过的")] = False,
    answers: Annotated[bool, typer.Option("--answers", help="在旁边注明程序算得几分，手算以后核对用")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="写成文件；不写则显示在屏幕上")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已经在那里的测试文件，填过的也不留")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Cases whose expectation is left open."""
    if output is not None and output.suffix.lower() not in (".yaml", ".yml"):
        raise Misused(f"测试的文件名要以 .yaml 结尾，不是“{as_told(output.name)}”。")
    session = opened(workspace)
    versions = session.versions()
    known = versions.rubrics
    if version is None and not known:
        raise Misused("这里还没有细则。")
    if version == ALL and ALL not in known:
        raise Misused(f"情形一次写一版，不能写 {ALL}。有：{'、'.join(known) or '没有一版'}。")
    rubric = asked_rubric(versions, version or known[-1], workspace)
    items = asked_items(rubric, item or ())
    if missing and rubric.version not in known:
        raise Misused(f"--missing 要看工作区里的情形，这里没有 {rubric.version} 版细则。")
    if output is not None:
        _stop_before(output, force=force)
    waiting: Sequence[str] = ()
    with patience(f"正在试 {rubric.version} 版 …"):
        if missing:
            found, waiting = missing_cases(session, rubric.version, items, output)
        else:
            found = proposed_cases(versions, rubric, items)
    if waiting:
        tell(f"已经写好、还待填的 {len(waiting)} 个不再写一遍，在 {'、'.join(dict.fromkeys(waiting))} 里。")
    if not found:
        none = "缺的都已经写好，等着填。" if waiting else "考点都试过了。"
        tell(f"没有要写的情形：{none if missing else '这里没有可试的。'}")
        return
    from dangjian_kaoping.write.cases_yaml import cases_document

    text = cases_document(rubric, found, answers=answers)
    if output is None:
        answer(text.rstrip("\n"))
        return
    home = session.root / _FOLDER
    target = Target(output, text.encode, _is_of_cases)
    if _lies_in(output, home) and not home.exists():
        # the one folder that is meant without a doubt
        faults = refused_anew([target]) or write_anew([target])
        if len(faults):
            raise Stopped(FINDINGS, faults, {})
    else:
        write_or_stop([target], force=False)
    answer(f"写好了 {as_told(str(output))}：{len(found)} 个情形，应得几分等着填。\n{_next_step(output, home)}")


def _is_of_cases(path: Path) -> bool:
    """Whether a file says that it holds cases; one that cannot be read says nothing."""
    return read_header(read_text(path, path.name, Faults()) or "").get("kind") == "cases"


def _stop_before(output: Path, *, force: bool) -> None:
    """Stop where a file is there: one of cases may be given up by `force`, nothing else ever is."""
    if output.is_file() and not (force and _is_of_cases(output)):
        fault = in_the_way(output, mend=_FILLED_IN if _is_of_cases(output) else _NO_CASES)
        raise Stopped(FINDINGS, [fault], {})


def _lies_in(file: Path, folder: Path) -> bool:
    return os.path.realpath(file.parent) == os.path.realpath(folder)


def _next_step(output: Path, home: Path) -> str:
    """What is to be done with the file; it is run by itself only in the folder of the cases."""
    shown = as_told(str(output))
    if _lies_in(output, home):
        return "下一步：打开它，照细则的原文手算，把“待填”改成应得的结果，再运行 kaoping rubric test。"
    return (
        f"下一步：打开它，照细则的原文手算，把“待填”改成应得的结果，用 kaoping rubric test {shown} 核对。\n"
        f"它不在 {_FOLDER} 里，不写文件名的 kaoping rubric test 不会运行它：填好了放进去。"
    )
