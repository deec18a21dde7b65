"""How far each area's weight could move before the last places change, for a terminal."""

from collections.abc import Sequence

from dangjian_kaoping.engine.otherwise.weights import RoundSlack
from dangjian_kaoping.exact import Exact, places, plain
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting

_NEVER = "不会变"
_LEGEND = (
    "一个方面的分值（和各支部在这方面的得分）按同一倍数变，别的都不动，从 0 试到各方面的合计；按未修约的综合得分比较。"
)


def sensitivity_text(rounds: Sequence[RoundSlack], width: int) -> str:
    """Round by round."""
    page = Page(width)
    page.line("各方面的分值改到多少，末位才会变")
    for one in rounds:
        page.blank()
        page.line(
            f"{one.result.quarter.chinese}，末位：{'、'.join(one.last) or '没有'}；各方面合计 {plain(one.total)} 分"
        )
        columns = [
            Column("专业方面", [each.area.name for each in one.areas], figures=False),
            Column("现在", [plain(each.points) for each in one.areas]),
            Column("降到不足", [_end(each.below) for each in one.areas]),
            Column("升到超过", [_end(each.above) for each in one.areas]),
        ]
        page.as_it_is(fitting(columns, page.width))
    page.blank()
    page.line(_LEGEND)
    return page.text


def _end(points: Exact | None) -> str:
    return _NEVER if points is None else places(points, 2)
