"""`kaoping rubric cases`: cases at the boundaries of a rubric, for its author to work out."""

from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.asking.sides import asked_rubric
from dangjian_kaoping.cli.files.publication import Target, write_or_stop
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.place import as_told
from dangjian_kaoping.session.covering import missing_cases, proposed_cases

_FILLED_IN = "里面可能已经填了；请换一个文件名，一定要覆盖的用 --force。"


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
    force: Annotated[bool, typer.Option("--force", help="覆盖已经在那里的文件，填过的也不留")] = False,
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
    rubric = asked_rubric(versions, version or known[-1], workspace)
    for each in item or ():
        if each not in rubric.by_item:
            raise Misused(f"{rubric.version} 版细则没有“{each}”这个项目。{perhaps(each, rubric.by_item)}")
    if missing and rubric.version not in known:
        raise Misused(f"--missing 要看工作区里的情形，这里没有 {rubric.version} 版细则。")
    with patience(f"正在试 {rubric.version} 版 …"):
        if missing:
            found = missing_cases(session, rubric.version, item or ())
        else:
            found = proposed_cases(versions, rubric, item or ())
    if not found:
        tell("没有要写的情形：" + ("各处都试过了。" if missing else "这里没有可试的。"))
        return
    from dangjian_kaoping.write.cases_yaml import cases_document

    text = cases_document(rubric, found, answers=answers)
    if output is None:
        answer(text.rstrip("\n"))
        return
    content = text.encode()
    write_or_stop([Target(output, lambda: content, lambda path: path.read_bytes() == content, _FILLED_IN)], force=force)
    answer(f"写好了 {as_told(str(output))}：{len(found)} 个情形，应得几分等着填。")
