"""检查代码 as text: all in a list, or one with its examples."""

from collections.abc import Iterable

from dangjian_kaoping.diagnostics import UNTOLD, Example, FaultKind, in_general
from dangjian_kaoping.words.names import SEVERITY


def code_list(kinds: Iterable[FaultKind]) -> str:
    """One line a code."""
    return "".join(f"{kind.code}  {SEVERITY[kind.severity]}  {kind.title}\n" for kind in kinds)


def code_text(kind: FaultKind, example: Example | None) -> str:
    """What a code means, how what it tells is mended, and how it is written wrong and right."""
    told = in_general(kind)
    lines = [
        f"{kind.code} {kind.title}（{SEVERITY[kind.severity]}）",
        *([f"  说什么：{told.message}"] if told.message != UNTOLD else []),  # all of it depends on the case
        f"  为什么：{told.why}",
        f"  怎样改：{told.mend}",
    ]
    if example is not None:
        for title, excerpt in (("这样不对：", example.bad), ("这样才对：", example.good)):
            lines += ["", f"  {title}", *(f"    {line}".rstrip() for line in excerpt.splitlines())]
    return "\n".join(lines) + "\n"
