"""考评办法 in words: how the figures come about, how ranks and the last places are decided."""

from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.words.names import ROUNDING, TIE_BREAKER
from dangjian_kaoping.words.rubric.measure import rounded_in_words


def composition_in_words(rubric: Rubric) -> str:
    """How the composite and the inspection are made up."""
    measure = rubric.measure
    weights = measure.weights
    inspection = f"检查得分×{plain(weights.inspection)}"
    formula = "基础分＋加分－扣减"
    tail = ""
    if measure.bonus_on == "composite":
        inspection, tail = f"（基础分－扣减）×{plain(weights.inspection)}", "＋加分"
    own = f"＋自评得分×{plain(weights.self_assessment)}" if weights.self_assessment else ""
    alone = "" if own else "；自查自评不计入，只作对照"
    return f"综合得分＝{inspection}{own}{tail}；检查得分＝{formula}；基础分为各专业方面得分之和{alone}。"


def weights_in_words(measure: Measure) -> str:
    """The weights of inspection and self-assessment."""
    weights = measure.weights
    return f"联合检查考评 {plain(weights.inspection)}，自查自评 {plain(weights.self_assessment)}"


def totals_in_words(measure: Measure) -> str:
    """The caps of bonus and penalties, and where a bonus enters."""
    caps = [
        f"{name}{'不封顶' if cap.at_most is None else f'合计最多 {plain(cap.at_most)} 分'}"
        for name, cap in (("加分", measure.bonus), ("扣减", measure.penalty))
    ]
    where = "计入检查得分，随权重折算" if measure.bonus_on == "inspection" else "直接加到综合得分，不随权重折算"
    return f"{'；'.join(caps)}。加分{where}。"


def rounding_in_words(measure: Measure) -> str:
    """Which figures are rounded, once each, to how many places and how."""
    rounding = measure.rounding
    figures = "综合得分、检查得分、自评得分、基础分各由精确值一次修约"
    if rounding.stage == "areas":
        figures = rounded_in_words(rounding)
    return (
        f"{ROUNDING[rounding.mode]}，保留 {rounding.places} 位小数。{figures}；"
        "其余数字不修约，单元格里是精确值，显示至多 4 位小数。"
    )


def ranking_in_words(measure: Measure) -> str:
    """How ties are ranked."""
    rule = "综合得分（修约后）高的在前；并列的名次相同，其后的名次顺延（如 1、2、2、4）。"
    if not measure.tie_breakers:
        return f"{rule}综合得分相同即为并列。"
    order = "、".join(TIE_BREAKER[each] for each in measure.tie_breakers)
    return f"{rule}综合得分相同的依次比较：{order}在前；仍相同的并列。"


def last_places_in_words(measure: Measure) -> str:
    """Who stands in the last places; also of small pools."""
    last = measure.last
    pool = "全部党支部" if last.pool == "all" else "同类党支部"
    edge = "并列跨线的都算" if last.edge == "all" else "并列跨线的都不算"
    few = f"不足 {last.small_pool} 个党支部的，只取末 {last.small_last} 名。" if last.small_pool else ""
    alone = "同类只有一个党支部的不定末位。" if last.pool == "class" else ""
    return f"排名在{pool}末 {last.places} 名的；{edge}。{few}{alone}有党支部未计综合得分时不定末位。"


def months_in_words(measure: Measure) -> str:
    """What becomes of a self-assessment that lacks months."""
    if not measure.weights.self_assessment:
        return "自查自评不计入综合得分，缺月不影响得分。"
    if measure.missing_month == "refuse":
        return "缺月的，不计综合得分，不排名。"
    return "按已交月数折算：自评得分×已交月数÷3；三个月都没有交的计 0 分。"
