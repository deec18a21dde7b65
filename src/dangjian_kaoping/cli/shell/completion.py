"""补全: what the shell offers when Tab is pressed; how each shell asks and is told is in cli/shell/shells.py.

Typer knows what may stand where. Its scripts are not used: what they offered could run; nor its way of installing,
which on Windows lifts the execution policy and misreads a Chinese path.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.shells import ASKED, BREAKS, LINE, PROGRAM, SHELLS, is_offerable, parsed
from dangjian_kaoping.cli.shell.streams import answer

if TYPE_CHECKING:
    from dangjian_kaoping.loading.names import Names
    from dangjian_kaoping.periods import Quarter


def is_asked() -> bool:
    """Whether it is a shell that runs us, to know what may stand next."""
    return ASKED in os.environ


def answer_shell(program: Any) -> None:
    """Tell the shell what may stand next, a line each; of whatever it cannot be told, nothing."""
    shell = SHELLS.get(os.environ[ASKED])
    if shell is None:
        return
    before, typed = parsed(os.environ.get(LINE, ""), shell.quotes, os.environ.get(BREAKS, ""))
    encoding = sys.stdout.encoding or "utf-8"
    for name in _offers(program, before[1:], typed.value):
        if is_offerable(name, typed, encoding):
            answer(shell.offer(name, typed))


def _offers(program: Any, before: list[str], begun: str) -> list[str]:
    """What begins as the word at the cursor: the names of what is known here, and none of files, which shells know."""
    from typer._completion_classes import BashComplete  # of all shells alike, in what may stand where

    option, equals, _ = begun.partition("=") if begun.startswith("--") and "=" in begun else ("", "", "")
    items = BashComplete(program, {}, PROGRAM, ASKED).get_completions(before, begun)
    names = [option + equals + str(item.value) for item in items if item.type == "plain"]
    return [name for name in names if name.startswith(begun)]


def script(shell: str) -> str:
    """What a shell has to run once in each session. Raises Misused for a shell that is not known."""
    if shell not in SHELLS:
        raise Misused(f"不会给“{shell}”补全。可写：{'、'.join(SHELLS)}。")
    return SHELLS[shell].script


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


def lists(ctx: typer.Context) -> list[str]:
    """The lists from elsewhere that the settings describe."""
    return _names(ctx).lists()


def codes() -> list[str]:
    """The codes of the faults."""
    from dangjian_kaoping.diagnostics import catalogue

    return list(catalogue())


def notices() -> list[str]:
    """The kinds of documents in which a round's result is told."""
    from dangjian_kaoping.words.notice.kinds import NOTICE_KINDS

    return list(NOTICE_KINDS)


def documents() -> list[str]:
    """The JSON documents that have a schema."""
    from dangjian_kaoping.write.json.shipped import shipped_schemas

    return [each.name for each in shipped_schemas()]


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
