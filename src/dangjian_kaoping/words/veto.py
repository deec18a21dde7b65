"""一票否决 in words: what follows from a veto."""

from collections.abc import Mapping

from dangjian_kaoping.model.clause import Veto
from dangjian_kaoping.words.rubric.rule import number_in_words

VETO: Mapping[str, str] = {
    "total_zero": "综合得分计零分",
    "last_place": "排在最后（综合得分照算）",
    "score_cap": "综合得分封顶",
    "grade_cap": "等次受限",
    "barred": "取消资格",
}
"""The consequences of a veto, by `Veto.effect`."""

BARRED_FROM: Mapping[str, str] = {"commendation": "评先选优", "money": "绩效奖励"}
"""What a veto can bar a branch from."""


def veto_in_words(veto: Veto) -> str:
    """The consequence of a veto: `最高评为“合格”，到年底`."""
    words = VETO[veto.effect]
    if veto.at_most is not None:
        words = f"综合得分最高{number_in_words(veto.at_most, None, '分')}"
    elif veto.effect == "grade_cap":
        words = f"等次最高评为“{veto.grade}”" if veto.grade else words
    elif veto.effect == "barred":
        words = f"取消{'、'.join(BARRED_FROM.get(each, each) for each in veto.barred_from)}资格"
    if veto.effect in ("grade_cap", "barred"):
        return f"{words}，到本年年底"
    return f"{words}，全年排名中也是" if veto.lasts == "year" else words
