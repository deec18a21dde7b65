"""`kaoping codes`: what each code means."""

from typing import Annotated

import typer

from dangjian_kaoping.cli.formats.checking import CODES
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.diagnostics import catalogue, perhaps


def codes(
    code: Annotated[
        str | None, typer.Argument(metavar="代码", help="如 KP301；不写则全部列出", autocompletion=completion.codes)
    ] = None,
    format: Annotated[str, format_option(CODES)] = CODES.default,
) -> None:
    """List the codes, or explain one."""
    kind = None if code is None else catalogue().get(code.upper())
    if code is not None and kind is None:
        raise Misused(f"没有“{code}”这个代码。{perhaps(code.upper(), catalogue())}用 kaoping codes 看有哪些。")
    CODES.show(format, kind)
