"""考评办法 in words: how the composite is made, rounded, ranked and graded. One wording, wherever it is told."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dangjian_kaoping.engine.score.interval import completed
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.measure import (
    AreaBreaker,
    AreasReached,
    Band,
    ItemBreaker,
    LastPlaces,
    Measure,
    PublicPart,
    Ranking,
    Rounding,
    TieBreaker,
    Totals,
)
from dangjian_kaoping.model.number import ByClass
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.words.names import FLAG, PUBLIC, ROUNDING, TIE_BREAKER
from dangjian_kaoping.words.rubric.factors import times_in_words
from dangjian_kaoping.words.rubric.full_marks import area_names
from dangjian_kaoping.words.rubric.quantity import stretch_in_words
from dangjian_kaoping.words.rubric.rule import number_in_words

BONUS_ON: Mapping[str, str] = {
    "inspection": "计入检查得分，随权重折算",
    "composite": "直接加到综合得分，不随权重折算",
}
"""Where a bonus enters."""
MISSING_MONTH: Mapping[str, str] = {"proportional": "按已交月数折算", "refuse": "不予计分"}
"""How a self-assessment counts that lacks months."""
_LACKING: Mapping[str, str] = {"monthly": "自评缺月", "quarterly": "自评缺交", "none": "自查自评"}
"""What the rule is called for those who have not handed in a self-assessment."""
EDGE: Mapping[str, str] = {"all": "并列跨线的都算", "none": "并列跨线的都不算"}
"""Who stands last of those who are tied over the line."""
TIED: Mapping[Ranking, str] = {
    "standard": "并列，下一名次空出（如 1、2、2、4）",
    "dense": "并列，下一名次不空（如 1、2、2、3）",
}
"""What becomes of those who are equal in everything that ranks them."""
UNDONE = "检查查实，本季度到期的单项工作没有完成；与末位分别标记，有其一即考核"
"""单项工作未完成 as a flag: the same under every measure."""
VETOED = "发生细则规定的一票否决情形"
"""一票否决 as a flag."""


class Rule(NamedTuple):
    """One rule: what it is about, and what it says, without a full stop."""

    title: str
    words: str


class MeasureInWords(NamedTuple):
    """Each rule of a measure, in the order of reading; None where it has no such rule. Defaults are told too."""

    composite: Rule
    inspection: Rule
    bonus: Rule
    penalty: Rule
    missing_month: Rule
    handing_in: Rule | None
    rounding: Rule
    ranking: Rule
    last: Rule
    repeat: Rule
    year: Rule
    public: Rule
    grades: Rule | None
    grade_limits: Rule | None
    commendation: Rule

    @property
    def composition(self) -> str:
        """How both scores are made up, as one sentence."""
        return f"综合得分＝{self.composite.words}；检查得分＝{self.inspection.words}。"


def measure_in_words(measure: Measure, rubric: Rubric | None = None) -> MeasureInWords:
    """The whole measure; with the rubric that it goes with, areas and items by their names."""
    rounding = measure.rounding
    limited = any(band.at_most_percent is not None or band.at_most is not None for band in measure.grades)
    return MeasureInWords(
        Rule("综合得分", _composite(measure)),
        Rule("检查得分", f"基础分＋加分－扣减；基础分为各专业方面得分之和{_multiplied(measure, rubric)}"),
        Rule("加分", f"{_cap(measure.bonus)}，{BONUS_ON[measure.bonus_on]}"),
        Rule("扣减", _cap(measure.penalty)),
        Rule(_LACKING[measure.self_assessment], _missing_month(measure)),
        _handing_in(measure),
        Rule("修约", f"{ROUNDING[rounding.mode]}，保留 {rounding.places} 位小数；{rounded_in_words(rounding)}"),
        Rule("排名和并列", _ranking(measure, rubric)),
        Rule("末位", _last(measure.last)),
        Rule("屡查屡犯", f"往前看 {measure.repeat_window} 轮"),
        Rule("年度", _year(measure)),
        Rule("公开版", "、".join(["公布名次、综合得分、各方面得分", *(PUBLIC[part] for part in _published(measure))])),
        Rule("等次", _bands(measure)) if measure.grades else None,
        Rule("等次比例", _limits(measure)) if limited else None,
        Rule("评先选优", _commendation(measure)),
    )


def _multiplied(measure: Measure, rubric: Rubric | None) -> str:
    return "" if measure.times is None else f"再{times_in_words(measure.times, rubric)}"


def rounded_in_words(rounding: Rounding) -> str:
    """At which stage figures are rounded, and what of what is printed therefore adds up."""
    if rounding.stage == "areas":
        return "各方面得分、加分、扣减先各修约一次，再相加减，得出检查得分；综合得分、自评得分算出后再修约一次"
    return "综合得分、检查得分、自评得分、基础分各从未修约的数修约一次"


def tabled_in_words(rounding: Rounding, places: int) -> str:
    """How the figures of a table that shows `places` decimals go with those that are published, as a sentence."""
    if rounding.stage == "areas":
        return f"{rounded_in_words(rounding)}。"
    return f"各方面得分和加分、扣减在表上取 {places} 位小数；综合得分从未经舍入的数算出，不受影响。"


def weights_in_words(measure: Measure) -> str:
    """The weights of inspection and self-assessment."""
    weights = measure.weights
    return f"联合检查考评 {plain(weights.inspection)}，自查自评 {plain(weights.self_assessment)}"


def _composite(measure: Measure) -> str:
    weights = measure.weights
    beside = measure.bonus_on == "composite"
    words = f"{'（基础分－扣减）' if beside else '检查得分'}×{plain(weights.inspection)}"
    if weights.self_assessment:
        words += f"＋自评得分×{plain(weights.self_assessment)}"
    words += "＋加分" if beside else ""
    words += "" if measure.floor is None else f"，最低 {plain(measure.floor)} 分"
    if weights.self_assessment or measure.self_assessment == "none":
        return words
    return f"{words}；自评得分只作对照，不计入"


def _cap(totals: Totals) -> str:
    return "不封顶" if totals.at_most is None else f"合计最多 {plain(totals.at_most)} 分"


def _missing_month(measure: Measure) -> str:
    if measure.self_assessment == "none":
        return "不要自查自评"
    if not measure.weights.self_assessment:
        lacking = "没有交的" if measure.self_assessment == "quarterly" else "缺月"
        return f"自评得分不计入综合得分，{lacking}不影响得分"
    words = MISSING_MONTH[measure.missing_month]
    if measure.missing_month == "refuse":
        one = "每季一份，没有交的" if measure.self_assessment == "quarterly" else ""
        return f"{one}{words}，没有综合得分，不排名"
    if measure.self_assessment == "quarterly":
        return "每季一份，没有交的计 0 分"
    return f"{words}（自评得分×已交月数÷3）；三个月都没有交的计 0 分"


def _handing_in(measure: Measure) -> Rule | None:
    """By when a self-assessment is handed in; None where no day is named."""
    if measure.due_day is None or measure.self_assessment == "none":
        return None
    following = "次月" if measure.self_assessment == "monthly" else "下一季第一个月"
    return Rule("自评报送", f"{following} {measure.due_day} 日前")


def breaker_in_words(breaker: TieBreaker, rubric: Rubric | None = None) -> str:
    """Who stands higher by a tie-breaker: `检查得分高者`, `“党建工作”得分高者`."""
    return f"“{compared_in_words(breaker, rubric)}”得分高者" if not isinstance(breaker, str) else TIE_BREAKER[breaker]


def compared_in_words(breaker: AreaBreaker | ItemBreaker, rubric: Rubric | None = None) -> str:
    """The area or the item whose points are compared, by its name; by its id where the rubric is not at hand."""
    if isinstance(breaker, ItemBreaker):
        item = None if rubric is None else rubric.by_item.get(breaker.item)
        return breaker.item if item is None else f"{item.id} {item.title}"
    names = {} if rubric is None else area_names(rubric)
    return names.get(breaker.area, breaker.area)


def _ranking(measure: Measure, rubric: Rubric | None) -> str:
    rule, tied = "综合得分（修约后）高的在前；相同的", TIED[measure.ranking]
    if not measure.tie_breakers:
        return f"{rule}{tied}"
    breakers = "、".join(breaker_in_words(each, rubric) for each in measure.tie_breakers)
    return f"{rule}依次比较，{breakers}在前；仍相同的{tied}"


def _last(last: LastPlaces) -> str:
    words = [f"排名在{'全部' if last.pool == 'all' else '同类'}党支部末 {last.places} 名的"]
    words.append(EDGE[last.edge])
    if last.small_pool:
        words.append(f"不足 {last.small_pool} 个党支部的，只取末 {last.small_last} 名")
    if last.pool == "class":
        words.append("同类只有一个党支部的不定末位")
    return "；".join([*words, "有党支部未计综合得分时不定末位"])


def _year(measure: Measure) -> str:
    made = "取各季度综合得分的平均"
    if measure.year.combine == "sum":
        made = "各季度综合得分相加，没有参加其中一个季度的列出而不排名，等次只在年度评"
    return f"{made}；不足 {measure.year.min_quarters} 个季度的参加排名，不参加评先选优"


def _published(measure: Measure) -> list[PublicPart]:
    return [part for part in PUBLIC if part in measure.publish]


def _bands(measure: Measure) -> str:
    stretches = completed(measure.grades)
    told = []
    for band, stretch in zip(measure.grades, stretches, strict=True):
        lines = stretch_in_words(stretch, "分") if band.has_lines else "不设分数线"
        told.append("，".join([f"{band.grade} {lines}", *_conditions(band)]))
    return "；".join(told)


def _conditions(band: Band) -> Iterator[str]:
    """How many may have a grade, and what it asks of the areas."""
    if band.areas is not None:
        yield areas_in_words(band.areas)
    if band.at_most is not None:
        yield f"最多{number_in_words(band.at_most, None, '个')}"
    if band.at_most_percent is not None:
        yield f"最多占 {plain(band.at_most_percent)}%"


def areas_in_words(asked: AreasReached) -> str:
    """What a grade asks of the areas: `至少 5 个方面的检查得分达到涉及满分的 80%`."""
    reached = f"达到涉及满分的 {plain(asked.from_percent)}%"
    if asked.at_least is None:
        return f"各方面的检查得分都{reached}"
    return f"至少 {asked.at_least} 个方面的检查得分{reached}"


def _limits(measure: Measure) -> str:
    limits = measure.grade_limits
    words = []
    if any(band.at_most_percent is not None for band in measure.grades):
        pool = "参加考评的党支部" if limits.pool == "all" else "同类党支部"
        words.append(f"按{pool}的个数计，不是整数的{ROUNDING[limits.rounding]}")
    elif limits.pool == "class" or any(isinstance(band.at_most, ByClass) for band in measure.grades):
        words.append("各类党支部分别取")
    ties = "都不评" if limits.ties == "none" else "都评"
    words.append(f"按名次取，并列跨线的{ties}，取不上的落到下一等")
    if measure.grades[-1].passes_on:
        words.append("落出最后一等的没有等次")
    return "；".join(words)


def _commendation(measure: Measure) -> str:
    rule = measure.commendation
    words = [f"本季度{'、'.join(FLAG[flag] for flag in rule.flags)}的不能评"] if rule.flags else []
    if rule.grade is not None:
        words.append(f"等次低于“{rule.grade}”的不能评")
    if measure.year.flags:
        words.append(f"全年有一次{'、'.join(FLAG[flag] for flag in measure.year.flags)}的，不参加年度评先选优")
    return "；".join([*words, "一票否决取消资格的，到年底不能评"])
