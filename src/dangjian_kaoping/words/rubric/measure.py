"""考评办法 in words: how the composite is made, rounded, ranked and graded."""

from collections.abc import Iterator

from dangjian_kaoping.engine.score.interval import completed
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.measure import Band, GradeLimits, LastPlaces, Measure, Rounding, Totals
from dangjian_kaoping.words.names import FLAG, PUBLIC, ROUNDING, TIE_BREAKER
from dangjian_kaoping.words.rubric.interval import stretch_in_words


def measure_in_words(measure: Measure) -> Iterator[tuple[str, str]]:
    """Each rule of the measure: what it is about, and what it says. Defaults are told like what is written."""
    yield "综合得分", _composite(measure)
    yield "检查得分", "基础分 + 加分 - 扣减；基础分是各方面得分之和"
    yield "加分", f"{_cap(measure.bonus)}，{_bonus_on(measure)}"
    yield "扣减", _cap(measure.penalty)
    yield "自评缺月", "按已交的月数折算" if measure.missing_month == "proportional" else "不予计分，支部没有综合得分"
    rounding = measure.rounding
    yield "修约", f"{ROUNDING[rounding.mode]}，保留 {rounding.places} 位小数；{rounded_in_words(rounding)}"
    breakers = "，".join(TIE_BREAKER[each] for each in measure.tie_breakers)
    yield "得分相同", f"依次比较，{breakers}在前；都相同的并列" if breakers else "并列，下一名次空出（1、2、2、4）"
    yield "末位", _last(measure.last)
    yield "屡查屡犯", f"往前看 {measure.repeat_window} 轮"
    yield "年度", f"取各季度综合得分的平均；不足 {measure.year.min_quarters} 个季度的参加排名，不参加评先选优"
    yield (
        "公开版",
        f"公布名次、综合得分、各方面得分{''.join(f'、{PUBLIC[part]}' for part in PUBLIC if part in measure.publish)}",
    )
    if measure.grades:
        stretches = completed(measure.grades)
        bands = (
            f"{band.grade} {stretch_in_words(stretch, '分')}{_limit(band)}"
            for band, stretch in zip(measure.grades, stretches, strict=True)
        )
        yield "等次", "；".join(bands)
    if any(band.at_most_percent is not None for band in measure.grades):
        yield "等次比例", _limits(measure.grade_limits)
    yield "评先选优", _commendation(measure)


def rounded_in_words(rounding: Rounding) -> str:
    """At which stage figures are rounded, and what of what is printed therefore adds up."""
    if rounding.stage == "areas":
        return "各方面得分、加分、扣减先各修约一次，再相加减，得出检查得分；综合得分、自评得分算出后再修约一次"
    return "公布的得分各从未修约的数修约一次"


def _composite(measure: Measure) -> str:
    weights = measure.weights
    words = f"检查得分 × {plain(weights.inspection)}"
    if not weights.self_assessment:
        return f"{words}；自评得分只作对照，不计入"
    return f"{words} + 自评得分 × {plain(weights.self_assessment)}"


def _cap(totals: Totals) -> str:
    return "不封顶" if totals.at_most is None else f"合计最多 {plain(totals.at_most)} 分"


def _bonus_on(measure: Measure) -> str:
    return "计入检查得分，随权重折算" if measure.bonus_on == "inspection" else "不经权重，直接加到综合得分"


def _last(last: LastPlaces) -> str:
    pool = "全部支部" if last.pool == "all" else "同类支部"
    words = f"{pool}的后 {last.places} 名"
    if last.small_pool:
        words += f"；少于 {last.small_pool} 个支部的取后 {last.small_last} 名"
    if last.pool == "class":
        words += "；同类只有一个支部的不定末位"
    edge = "并列跨线的都算" if last.edge == "all" else "并列跨线的都不算"
    return f"{words}；{edge}"


def _limit(band: Band) -> str:
    return "" if band.at_most_percent is None else f"，最多占 {plain(band.at_most_percent)}%"


def _limits(limits: GradeLimits) -> str:
    pool = "参加考评的党支部" if limits.pool == "all" else "同类党支部"
    ties = "都不评" if limits.ties == "none" else "都评"
    return f"按{pool}的个数计，不是整数的{ROUNDING[limits.rounding]}；按名次取，并列跨线的{ties}，取不上的落到下一等"


def _commendation(measure: Measure) -> str:
    rule = measure.commendation
    words = [f"本季度{'、'.join(FLAG[flag] for flag in rule.flags)}的不能评"] if rule.flags else []
    if rule.grade is not None:
        words.append(f"等次低于“{rule.grade}”的不能评")
    if measure.year.flags:
        words.append(f"全年有一次{'、'.join(FLAG[flag] for flag in measure.year.flags)}的，不参加年度评先选优")
    return "；".join([*words, "一票否决取消资格的，到年底不能评"])
