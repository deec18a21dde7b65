"""等次 and 评先选优 in words: how a branch came to its grade, and why it is not eligible."""

from collections.abc import Iterable, Iterator, Mapping

from dangjian_kaoping.engine.score.eligibility import Bar, Exclusion
from dangjian_kaoping.engine.score.grade import Grading
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.veto import DatedVeto
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.names import FLAG
from dangjian_kaoping.words.veto import veto_in_words

_BAR: Mapping[Bar, str] = {
    "too_few_quarters": "参加的季度太少",
    "absent": "没有参加考评，年度得分不全，不排名",
    "no_composite": "缺综合得分",
    "barred": "一票否决，不得评先选优",
    "last_place": "一票否决，排在最后",
    "total_zero": "一票否决，总分为零",
    "bottom_three": FLAG["bottom_three"],
    "task_not_done": FLAG["task_not_done"],
    "merged": "已并入别的支部",
}


UNGRADED = "得分不落在任何等次里"
"""A score that no grade takes."""


def exclusion_in_words(exclusion: Exclusion, measure: Measure, quarter: Quarter | None = None) -> str:
    """One reason, with the clause that it comes from, and with its round where that is not the one in question."""
    words = _too_low(exclusion, measure) if exclusion.kind == "grade" else _BAR[exclusion.kind]
    if exclusion.quarter is not None and exclusion.quarter != quarter:
        words = f"{exclusion.quarter.chinese}{words}"
    if exclusion.veto is not None:
        words += f"（{exclusion.veto.item.id}/{exclusion.veto.clause.id}：{exclusion.veto.clause.text}）"
    return words


def _too_low(exclusion: Exclusion, measure: Measure) -> str:
    if exclusion.grade is None:
        return UNGRADED
    return f"等次是“{exclusion.grade}”，低于“{measure.commendation.grade}”"


def exclusions_in_words(exclusions: Iterable[Exclusion], measure: Measure, quarter: Quarter | None = None) -> str:
    """All reasons, one after another."""
    return "；".join(exclusion_in_words(each, measure, quarter) for each in exclusions)


def eligibility_in_words(placing: Placing, result: RoundResult) -> str:
    """`可以`, or every reason why a branch is not eligible in a quarter."""
    if placing.eligible:
        return "可以"
    return f"不可以，原因是{exclusions_in_words(placing.exclusions, result.rubric.measure, result.quarter)}"


def grading_in_words(grading: Grading) -> str:
    """A grade, and what made it another than the score gives: `合格（按得分是优秀；2020年第二季度 JF-03……）`."""
    why = list(_lowered(grading))
    grade = "没有等次" if grading.grade is None else grading.grade
    return f"{grade}（按得分是{grading.by_score}；{'；'.join(why)}）" if why else grade


def _lowered(grading: Grading) -> Iterator[str]:
    yield from map(_cap, grading.caps)
    for short in grading.short_of:
        asked = f"“{short.grade}”要 {short.asked} 个方面达到 {plain(short.percent)}%"
        lacking = "、".join(area.name for area in short.lacking)
        yield f"{asked}，达到的 {short.reached} 个" + (f"，{lacking}没有达到" if lacking else "")
    if grading.crowded_out:
        yield f"{'、'.join(f'“{each}”' for each in grading.crowded_out)}的名额已满"


def _cap(dated: DatedVeto) -> str:
    force = dated.force
    return f"{dated.quarter.chinese} {force.item.id}/{force.clause.id} 一票否决，{veto_in_words(force.veto)}"


def shows_standing(measure: Measure) -> bool:
    """Whether grades and eligibility of a round are shown: where the measure says something of either."""
    return bool(measure.round_grades) or "commendation" in measure.model_fields_set
