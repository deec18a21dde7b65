"""`kaoping rubric draft`: one sentence of a rubric as clauses."""

from typing import Annotated

import typer

from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused, Stopped
from dangjian_kaoping.cli.shell.streams import answer
from dangjian_kaoping.session.drafting.sentence import drafted
from dangjian_kaoping.session.error import SessionError


def draft(
    sentence: Annotated[str, typer.Argument(metavar="句子", help="一条评分标准的原文，如 '每少1次扣0.5分，最多扣2分'")],
    total: Annotated[bool, typer.Option("--total", help="扣的从总分里扣：写在没有满分的项目里")] = False,
) -> None:
    """The clauses that a sentence says."""
    if not sentence.strip():
        raise Misused("要写一句评分标准，如 kaoping rubric draft '每少1次扣0.5分，最多扣2分'。")
    try:
        found = drafted(sentence, from_total=total)
    except SessionError as error:
        raise Stopped(FINDINGS, error.faults, error.texts) from None
    answer(found.text.rstrip("\n"))
