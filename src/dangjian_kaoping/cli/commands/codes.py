"""`kaoping codes`: what each code means."""

import json
from enum import StrEnum
from importlib.resources import files as resources
from typing import Annotated

import typer

from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.streams import answer, answer_markdown
from dangjian_kaoping.diagnostics import Example, catalogue, perhaps


class CodesFormat(StrEnum):
    """How the codes are shown."""

    text = "text"
    markdown = "markdown"


def codes(
    code: Annotated[
        str | None, typer.Argument(metavar="代码", help="如 KP301；不写则全部列出", autocompletion=completion.codes)
    ] = None,
    format: Annotated[
        CodesFormat, typer.Option("--format", "-f", metavar="格式", help="text 文字、markdown 全部代码的说明")
    ] = CodesFormat.text,
) -> None:
    """List the codes, or explain one."""
    kind = None if code is None else catalogue().get(code.upper())
    if code is not None and kind is None:
        raise Misused(f"没有“{code}”这个代码。{perhaps(code.upper(), catalogue())}用 kaoping codes 看有哪些。")
    if format is CodesFormat.markdown:
        from dangjian_kaoping.write.markdown.codes import codes_markdown

        answer_markdown(codes_markdown(catalogue().values() if kind is None else [kind], _examples()))
    else:
        from dangjian_kaoping.write.text.codes import code_list, code_text

        answer(code_list(catalogue().values()) if kind is None else code_text(kind, _examples().get(kind.code)))


def _examples() -> dict[str, Example]:
    """The examples by code; written from tests/examples by the tests, which see to it that each is true."""
    text = resources("dangjian_kaoping").joinpath("templates/codes/examples.json").read_text(encoding="utf-8")
    return {code: Example(**example) for code, example in json.loads(text).items()}
