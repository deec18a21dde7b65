"""`kaoping codes`: what each code means."""

from typing import Annotated

import typer

from dangjian_kaoping.cli.failure import Misused
from dangjian_kaoping.cli.streams import answer
from dangjian_kaoping.diagnostics import CATALOGUE, perhaps

SEVERITIES = {"error": "错误", "warning": "提醒"}


def codes(
    code: Annotated[str | None, typer.Argument(metavar="[代码]", help="如 KP301；不写则全部列出")] = None,
) -> None:
    """List the codes, or explain one."""
    if code is None:
        answer("\n".join(f"{each.code}  {SEVERITIES[each.severity]}  {each.title}" for each in CATALOGUE.values()))
        return
    kind = CATALOGUE.get(code.upper())
    if kind is None:
        raise Misused(f"没有“{code}”这个代码。{perhaps(code.upper(), CATALOGUE)}")
    answer(f"{kind.code} {kind.title}（{SEVERITIES[kind.severity]}）\n  为什么：{kind.why}\n  怎样改：{kind.mend}")
