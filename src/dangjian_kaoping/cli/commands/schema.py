"""`kaoping schema`: the JSON Schemas of what `--format json` writes."""

from typing import Annotated

import typer

from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.streams import answer, answer_json
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.write.json.shipped import shipped_schemas


def schema(
    document: Annotated[
        str | None,
        typer.Argument(
            metavar="数据",
            help="如 score，也可以写 kaoping.score/1；不写则全部列出",
            autocompletion=completion.documents,
        ),
    ] = None,
) -> None:
    """List the documents, or print the schema of one."""
    shipped = shipped_schemas()
    if document is None:
        answer("".join(f"{each.name:<18}  {each.format:<28}  {each.title}\n" for each in shipped))
        return
    known = {each.name: each.text for each in shipped} | {each.format: each.text for each in shipped}
    if document not in known:
        hint = "细则文件的用 kaoping rubric schema。" if document == "rubric" else perhaps(document, known)
        raise Misused(f"没有“{document}”这种数据。{hint}用 kaoping schema 看有哪些。")
    answer_json(known[document])
