"""检查代码 as a page of documentation."""

from collections.abc import Iterable, Mapping

from dangjian_kaoping.diagnostics import UNTOLD, Example, FaultKind, in_general
from dangjian_kaoping.words.names import SEVERITY

_HEAD = """\
# 检查代码

`kaoping check` 和其他命令说到问题时都带一个代码。本页由 `kaoping codes --format markdown` 印出，不要手改。

代码以百位分类：KP1 文件和 YAML，KP2 细则，KP3 记录，KP4 季度和版本，KP5 豁免和封存，KP6 绩效奖励，KP7 填的表。
“错误”不改不能计分，“提醒”可以带着往下走。
各代码的级别可以在 `kaoping.yaml` 的 `severities` 里改，个别地方可以写进 `waivers.yaml` 豁免到某一天；
守着封存的、查不能公布的（标着“不能关掉”）不能改级别，除了标着“可以豁免”的，也不能豁免。
"""


def codes_markdown(kinds: Iterable[FaultKind], examples: Mapping[str, Example]) -> str:
    """A section for each code."""
    return "\n".join([_HEAD, *(_section(kind, examples.get(kind.code)) for kind in kinds)])


def _held(kind: FaultKind) -> str:
    if not kind.firm:
        return ""
    return "，不能关掉，可以豁免" if kind.waivable else "，不能关掉"


def _section(kind: FaultKind, example: Example | None) -> str:
    told = in_general(kind)
    lines = [
        f"## {kind.code} {kind.title}（{SEVERITY[kind.severity]}{_held(kind)}）",
        "",
        *([f"- 说什么：{told.message}"] if told.message != UNTOLD else []),  # all of it depends on the case
        f"- 为什么：{told.why}",
        f"- 怎样改：{told.mend}",
        "",
    ]
    if example is not None:
        for title, excerpt in (("这样不对：", example.bad), ("这样才对：", example.good)):
            lines += [title, "", "```yaml", *excerpt.splitlines(), "```", ""]
    return "\n".join(lines)
