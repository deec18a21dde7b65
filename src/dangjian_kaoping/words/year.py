"""The Chinese of a year's result: why a branch is not eligible, how it moved."""

from collections.abc import Sequence

from dangjian_kaoping.engine.score.eligibility import Exclusion
from dangjian_kaoping.engine.score.year import YearPlacing
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.eligibility import exclusion_in_words


def eligibility_in_words(placing: YearPlacing, measure: Measure) -> str:
    """`可以`, or every reason why not."""
    if placing.eligible:
        return "可以"
    return "；".join(_counted(each, placing, measure) for each in placing.exclusions)


def _counted(exclusion: Exclusion, placing: YearPlacing, measure: Measure) -> str:
    if exclusion.kind == "too_few_quarters":
        known = sum(each.composite is not None for each in placing.quarters) + placing.inherited
        return f"只有 {known} 个季度有综合得分，少于规定的 {measure.year.min_quarters} 个"
    if exclusion.kind == "merged":
        return f"已并入{placing.merged_into}，不参加年度排名"
    words = exclusion_in_words(exclusion, measure)
    return f"{words}，全年也是" if exclusion.kind in ("last_place", "total_zero") else words


def ranks_in_words(placing: YearPlacing, quarters: Sequence[Quarter]) -> str:
    """The ranks over the year's rounds: 5→3→2; a dash for a round in which it has none."""
    ranks = {each.quarter: each.rank for each in placing.quarters}
    return "→".join(str(ranks.get(quarter) or "-") for quarter in quarters)


def corrected_in_words(rounds: Sequence[Quarter]) -> str:
    """That a year is ranked by results that were corrected after they were final."""
    return f"更正以后：{'、'.join(each.chinese for each in rounds)}定案以后更正过，年度排名以本表为准。"
