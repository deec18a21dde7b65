"""`kaoping burden`: what the rubric costs the branches."""

from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.formats.fairness import BURDEN, Costs
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.session.burden import burden as burden_of


def burden(
    versions: Annotated[
        list[str] | None,
        typer.Argument(metavar="版本", help="如 2019 2020；不写则全部各版", autocompletion=completion.versions),
    ] = None,
    format: Annotated[str, format_option(BURDEN)] = BURDEN.default,
    workspace: WorkspaceOption = None,
) -> None:
    """What the rubric costs the branches: materials, sheets, inspections, records."""
    session = opened(workspace)
    known = session.versions().rubrics
    if not known:
        raise Misused("这里还没有细则。")
    for each in versions or ():
        if each not in known:
            raise Misused(f"没有“{each}”这一版细则。{perhaps(each, known)}有：{'、'.join(known)}。")
    with patience("正在读取各版细则和各轮记录 …"):
        found = burden_of(session, list(dict.fromkeys(versions or ())))
    BURDEN.show(format, Costs(found, session.settings.limits))
