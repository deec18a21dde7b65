"""补全: what the shell offers when Tab is pressed, and the script that teaches it to ask.

Typer's own way of installing is not used: on Windows it would lift the execution policy and misread a Chinese path.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dangjian_kaoping.cli.failure import Misused

if TYPE_CHECKING:
    from dangjian_kaoping.loading.names import Names
    from dangjian_kaoping.periods import Quarter

PROGRAM = "kaoping"
ASKED = "_KAOPING_COMPLETE"
"""The environment variable by which a shell asks."""
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def is_asked() -> bool:
    """Whether it is a shell that runs us, to know what may stand next; it gets its answer by typer's protocol."""
    return ASKED in os.environ


def prepare() -> None:
    """Teach typer the shells: it does so by itself only where it offers its own options."""
    from typer.completion import completion_init  # type: ignore[attr-defined]

    completion_init()


def script(shell: str) -> str:
    """What a shell has to run once in each session. Raises Misused for a shell that is not known."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    if shell not in SHELLS:
        raise Misused(f"不会给“{shell}”补全。可写：{'、'.join(SHELLS)}。")
    return str(get_completion_script(prog_name=PROGRAM, complete_var=ASKED, shell=shell)).strip()


def quarters(ctx: typer.Context) -> list[str]:
    """The quarters that have an inspection."""
    return _names(ctx).inspected()


def begun(ctx: typer.Context) -> list[str]:
    """The quarters that have a folder, be it that nobody inspected yet."""
    return _names(ctx).quarters()


def years(ctx: typer.Context) -> list[str]:
    """The years in which there was an inspection."""
    return list(dict.fromkeys(each[:4] for each in _names(ctx).inspected()))


def versions(ctx: typer.Context) -> list[str]:
    """The versions of the rubric."""
    return _names(ctx).versions()


def branches(ctx: typer.Context) -> list[str]:
    """The branches, by name and by id."""
    return _names(ctx).branches(_quarter(ctx))


def departments(ctx: typer.Context) -> list[str]:
    """The departments, by name and by id."""
    return _names(ctx).departments(_quarter(ctx))


def items(ctx: typer.Context) -> list[str]:
    """The items of the rubric in force."""
    return _names(ctx).items(_quarter(ctx))


def codes() -> list[str]:
    """The codes of the faults."""
    from dangjian_kaoping.diagnostics import CATALOGUE

    return list(CATALOGUE)


def _names(ctx: typer.Context) -> "Names":
    """The names of the workspace that the command line means so far; of none, there are none."""
    from dangjian_kaoping.loading.names import Names
    from dangjian_kaoping.loading.workspace import workspace_root

    folder = ctx.params.get("workspace")
    start = Path(folder or Path.cwd()).absolute()
    return Names(workspace_root(start) or start)


def _quarter(ctx: typer.Context) -> "Quarter | None":
    """The quarter that was typed already, else the newest that has an inspection."""
    from dangjian_kaoping.periods import parse_quarter

    text = ctx.params.get("quarter") or next(iter(_names(ctx).inspected()), "")
    return parse_quarter(str(text))
