"""The Chinese of a year's result: why a branch is not eligible, how it moved."""

from collections.abc import Mapping

from dangjian_kaoping.engine.year import Bar, Exclusion, YearPlacing

_BAR: Mapping[Bar, str] = {
    "too_few_quarters": "参加的季度太少",
    "no_composite": "缺综合得分",
    "barred": "一票否决，不得评先选优",
    "last_place": "一票否决，全年排在最后",
    "total_zero": "一票否决，全年总分为零",
}


def exclusion_in_words(exclusion: Exclusion) -> str:
    """One reason, with the round and the clause that it comes from."""
    words = _BAR[exclusion.kind]
    if exclusion.quarter is not None:
        words = f"{exclusion.quarter} {words}"
    if exclusion.veto is not None:
        words += f"（{exclusion.veto.item.id}/{exclusion.veto.clause.id}：{exclusion.veto.clause.text}）"
    return words


def eligibility_in_words(placing: YearPlacing) -> str:
    """`可以`, or every reason why not."""
    if placing.eligible:
        return "可以"
    return "；".join(_counted(each, placing) for each in placing.exclusions)


def _counted(exclusion: Exclusion, placing: YearPlacing) -> str:
    if exclusion.kind == "too_few_quarters":
        known = sum(each.composite is not None for each in placing.quarters)
        return f"只有 {known} 个季度有综合得分，少于规定的季度数"
    return exclusion_in_words(exclusion)


def ranks_in_words(placing: YearPlacing) -> str:
    """The ranks over the rounds: 第5→3→2名."""
    return "→".join("-" if each.rank is None else str(each.rank) for each in placing.quarters)
