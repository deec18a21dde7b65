"""考评办法: settings that are written and never matter (KP270)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import ONE, Exact, minus, plain, rounded, total
from dangjian_kaoping.model.clause import Clause, Effect
from dangjian_kaoping.model.measure import AreaBreaker, ItemBreaker, TieBreaker
from dangjian_kaoping.model.number import ByClass
from dangjian_kaoping.periods import QUARTERS_OF_A_YEAR
from dangjian_kaoping.place import Place
from dangjian_kaoping.proof.ranges.rounds import Rounds

_PLACES = 2
_LAST = Decimal("0.01")
_LARGE = 3
"""So many times as many branches as last places are not few, whatever is written."""


class _Idle(NamedTuple):
    """A setting that never matters: what is said of it, and where it stands."""

    problem: str
    place: Place


def find_idle_settings(rounds: Rounds, faults: Faults) -> None:
    """All settings of the measure that change nothing, whatever is recorded."""
    for of in (_totals, _floor, _grades, _breakers, _last, _year, _self_assessment, _publish, _repeat, _times):
        for problem, place in of(rounds):
            faults.add(codes.KP270(problem=problem), place)


def _clauses(rounds: Rounds, effect: Effect | None = None) -> list[Clause]:
    every = (clause for item in rounds.rubric.items() for clause in item.clauses)
    return [each for each in every if effect is None or each.effect == effect]


def _totals(rounds: Rounds) -> Iterator[_Idle]:
    """Caps on bonus and penalties that nothing reaches; where a bonus goes, when there is none."""
    measure = rounds.rubric.measure
    sides: tuple[tuple[Effect, str, Exact | None], ...] = (
        ("bonus", "加分", measure.bonus.at_most),
        ("penalty", "扣减", measure.penalty.at_most),
    )
    for effect, what, cap in sides:
        place = measure.place_of(effect, "at_most")
        if cap is None:
            continue
        if not _clauses(rounds, effect):
            yield _Idle(f"没有一条{what}的条款，总分{what}的封顶 {plain(cap)} 分用不上", place)
            continue
        if not cap:
            yield _Idle(f"总分{what}封顶 0 分，{what}的条款都不起作用", place)
            continue
        found = [(_most_of(rounds, branch_class, effect), branch_class) for branch_class in rounds.classes]
        known = [most for most, _ in found if most is not None]
        if len(known) == len(found) and max(known) <= cap:
            said = f"各条{what}合起来最多 {plain(max(known))} 分，到不了总分{what}的封顶 {plain(cap)} 分"
            if max(known) == cap:
                said = f"各条{what}合起来最多正好 {plain(cap)} 分，总分{what}的封顶从来不会超过"
            yield _Idle(f"{said}；凭据：各条都记最多的，共 {plain(max(known))} 分", place)
    if measure.bonus_on == "composite":
        place = measure.place_of("bonus_on")
        if not _clauses(rounds, "bonus"):
            yield _Idle("没有一条加分的条款，bonus_on 用不上", place)
        elif measure.weights.inspection == ONE:
            yield _Idle("检查的权重是 1，加分计入检查得分、直接加在综合得分上都一样", place)


def _most_of(rounds: Rounds, branch_class: str, effect: Effect) -> Exact | None:
    """The most that all items together add, or take, each shown by the engine; None where that is not known."""
    found: list[Exact] = []
    for each in rounds.subject.items:
        if branch_class in each.item.not_applicable_to:
            continue
        own = [one.bonus if effect == "bonus" else one.penalty for one in each.range_of(branch_class)]
        if not all(one.proven for one in own):
            return None
        found.append(max(one.limit for one in own if one.limit is not None))
    return total(found)


def _floor(rounds: Rounds) -> Iterator[_Idle]:
    """A floor below all that a composite can be."""
    measure = rounds.rubric.measure
    low = rounds.weighted.low
    if measure.floor is not None and low is not None and low >= measure.floor and rounds.worst is not None:
        worst, bound = plain(rounds.worst), plain(_below(low))
        yield _Idle(
            f"{rounds.provided(most=False)}综合得分在否决以前不会低于 {bound} 分，"
            f"最低 {plain(measure.floor)} 分用不上；凭据：各项都记最差的，综合得分 {worst} 分",
            measure.place_of("floor"),
        )


def _below(number: Exact) -> Exact:
    """A number with few digits that is not above another."""
    few = rounded(number, _PLACES, "down")
    return few if few <= number else minus(few, _LAST)


def _grades(rounds: Rounds) -> Iterator[_Idle]:
    measure = rounds.rubric.measure
    limited = [band for band in measure.grades if band.at_most is not None or band.at_most_percent is not None]
    written = measure.grade_limits.model_fields_set
    if "grade_limits" in measure.model_fields_set:
        place = measure.key_of("grade_limits")
        if not limited:
            yield _Idle("没有限名额的等次，grade_limits 用不上", place)
        elif "rounding" in written and all(band.at_most_percent is None for band in limited):
            yield _Idle("没有按百分比限的等次，名额怎样取整用不上", measure.place_of("grade_limits", "rounding"))
    for band in limited:
        if band.at_most_percent is not None and band.at_most_percent == 100:
            yield _Idle(f"“{band.grade}”最多占 100%，等于不限", band.place_of("at_most_percent"))
    branches = rounds.subject.branches
    for band in limited:
        if band.at_most is not None and not isinstance(band.at_most, ByClass) and 0 < branches <= band.at_most:
            said = f"“{band.grade}”最多评 {plain(band.at_most)} 个，而名册里一共 {branches} 个支部，等于不限"
            yield _Idle(said, band.place_of("at_most"))
    if "flags" in measure.commendation.model_fields_set:
        for index, flag in enumerate(measure.commendation.flags):
            if flag == "task_not_done" and not any(item.task for item in rounds.rubric.items()):
                yield _Idle("没有单项工作，task_not_done 用不上", measure.place_of("commendation", "flags", index))
            if flag == "bottom_three" and _no_last(rounds):
                yield _Idle("不设末位，bottom_three 用不上", measure.place_of("commendation", "flags", index))


def _breakers(rounds: Rounds) -> Iterator[_Idle]:
    """What ties are broken by and cannot differ where all before it is equal."""
    measure = rounds.rubric.measure
    before: list[TieBreaker] = []
    for index, breaker in enumerate(measure.tie_breakers):
        place = measure.place_of("tie_breakers", index)
        problem = next(_of_breaker(rounds, breaker, before), None)
        if problem is not None:
            yield _Idle(f"得分相同时比的第 {index + 1} 样{problem}", place)
        before.append(breaker)


def _of_breaker(rounds: Rounds, breaker: TieBreaker, before: list[TieBreaker]) -> Iterator[str]:
    if any(_called(breaker) == _called(each) for each in before):
        yield "前面已经比过，再比还是相同"
    bonus, penalty = (bool(_clauses(rounds, effect)) for effect in _ON_TOTAL)
    if breaker == "bonus" and not bonus:
        yield "是加分，而没有一条加分的条款，大家都是 0"
    if breaker == "penalty" and not penalty:
        yield "是扣减，而没有一条扣减的条款，大家都是 0"
    if isinstance(breaker, ItemBreaker) and breaker.item in rounds.rubric.by_item:
        fixed = _only_value(rounds, breaker.item)
        if fixed is not None:
            yield f"是 {breaker.item} 的分，而它总是 {plain(fixed)} 分"
    if isinstance(breaker, AreaBreaker):
        ends = {each.areas[breaker.area] for each in rounds.spans if breaker.area in each.areas}
        if len(ends) == 1 and (found := ends.pop()).low is not None and found.low == found.high:
            yield f"是“{breaker.area}”方面的分，而它总是 {plain(found.low)} 分"
    figures = {each for each in before if isinstance(each, str)}
    deciding = {"base", *(["bonus"] if bonus else []), *(["penalty"] if penalty else [])}
    if breaker == "inspection" and deciding <= figures:
        yield "是检查得分，而基础分、加分、扣减都相同的，检查得分也相同（至多差修约的一点零头）"
    if breaker == "base" and {"inspection"} | (deciding - {"base"}) <= figures:
        yield "是基础分，而检查得分、加分、扣减都相同的，基础分也相同（至多差修约的一点零头）"
    if breaker == "bonus" and bonus and {"inspection", "base"} | (deciding - {"bonus"}) <= figures:
        yield "是加分，而检查得分、基础分、扣减都相同的，加分也相同（至多差修约的一点零头）"
    if breaker == "penalty" and penalty and {"inspection", "base"} | (deciding - {"penalty"}) <= figures:
        yield "是扣减，而检查得分、基础分、加分都相同的，扣减也相同（至多差修约的一点零头）"


_ON_TOTAL: tuple[Effect, Effect] = ("bonus", "penalty")


def _called(breaker: TieBreaker) -> tuple[str, str]:
    if isinstance(breaker, ItemBreaker):
        return "item", breaker.item
    return ("area", breaker.area) if isinstance(breaker, AreaBreaker) else ("", breaker)


def _only_value(rounds: Rounds, item_id: str) -> Exact | None:
    """The one figure that all branches have of an item; None where they may differ."""
    ends = {each.items[item_id] for each in rounds.spans if item_id in each.items}
    if len(ends) != 1:
        return None
    low, high = ends.pop()
    return low if low is not None and low == high else None


def _no_last(rounds: Rounds) -> bool:
    last = rounds.rubric.measure.last
    return not last.places and not last.small_last


def _last(rounds: Rounds) -> Iterator[_Idle]:
    """Last places of which there are as many as branches, or none."""
    measure = rounds.rubric.measure
    last, branches = measure.last, rounds.subject.branches
    if "last" not in measure.model_fields_set:
        return
    for clause in _clauses(rounds) if _no_last(rounds) else ():
        if clause.veto is not None and clause.veto.effect == "last_place":
            said = f"不设末位，“{clause.id}”排在最后的只影响名次和评先选优，不算末位"
            yield _Idle(said, clause.place_of("veto"))
    written = last.model_fields_set
    if branches > 1 and last.pool == "all" and last.among(branches) >= branches:
        yield _Idle(
            f"末位取 {last.among(branches)} 名，而名册里一共 {branches} 个支部，都是末位", measure.place_of("last")
        )
    if last.pool == "class" and rounds.subject.pools and not _no_last(rounds):
        of_classes = [many for name, many in rounds.subject.pools.items() if name]
        if of_classes and max(of_classes) <= 1:
            yield _Idle("各类都只有一个支部，在同类里谁也不是末位", measure.place_of("last", "pool"))
    # where the usual number would be most of all, the rule for few branches is what is meant
    few = branches <= _LARGE * last.places
    if (
        not few
        and branches < last.small_pool
        and {"small_pool", "places"} <= written
        and last.places != last.small_last
    ):
        said = f"名册里一共 {branches} 个支部，少于 small_pool {last.small_pool} 个，末位总是 {last.small_last} 名"
        yield _Idle(f"{said}，places 用不上", measure.place_of("last", "places"))
    if "small_last" in written and last.small_last == last.places and not _no_last(rounds):
        said = f"支部少的也取 {last.small_last} 名，与平时一样，small_last 用不上"
        yield _Idle(said, measure.place_of("last", "small_last"))
    elif "small_last" in written and last.small_pool <= 2 and not _no_last(rounds):
        said = f"支部少于 {last.small_pool} 个时才用 small_last，而只有一个支部的没有末位"
        yield _Idle(f"{said}，small_last 用不上", measure.place_of("last", "small_last"))
    if _no_last(rounds):
        for key in ("edge", "pool"):
            if key in written:
                yield _Idle(f"不设末位，last 里的 {key} 用不上", measure.place_of("last", key))


def _year(rounds: Rounds) -> Iterator[_Idle]:
    measure = rounds.rubric.measure
    year = measure.year
    if year.min_quarters > QUARTERS_OF_A_YEAR:
        said = f"一年只有 {QUARTERS_OF_A_YEAR} 个季度，要 {year.min_quarters} 个才能评先选优，谁也不能评"
        yield _Idle(said, measure.place_of("year", "min_quarters"))
    elif "min_quarters" in year.model_fields_set and year.min_quarters <= 1:
        yield _Idle(
            f"有年度得分的至少有 1 个季度，min_quarters: {year.min_quarters} 等于不要求",
            measure.place_of("year", "min_quarters"),
        )
    for index, flag in enumerate(year.flags):
        if flag == "task_not_done" and not any(item.task for item in rounds.rubric.items()):
            yield _Idle("没有单项工作，task_not_done 用不上", measure.place_of("year", "flags", index))
        if flag == "bottom_three" and _no_last(rounds):
            yield _Idle("不设末位，bottom_three 用不上", measure.place_of("year", "flags", index))


def _self_assessment(rounds: Rounds) -> Iterator[_Idle]:
    measure = rounds.rubric.measure
    if "missing_month" not in measure.model_fields_set:
        return
    place = measure.place_of("missing_month")
    if measure.self_assessment == "none":
        yield _Idle("不要自评，missing_month 用不上", place)
    elif not measure.weights.self_assessment and "self_assessment" not in measure.tie_breakers:
        yield _Idle("自评的权重是 0，missing_month 用不上", place)


def _publish(rounds: Rounds) -> Iterator[_Idle]:
    """Parts of the public version of which there is nothing."""
    measure = rounds.rubric.measure
    absent = {
        "veto": None if any(each.veto is not None for each in _clauses(rounds)) else "没有一票否决的条款",
        "undone": None if any(item.task for item in rounds.rubric.items()) else "没有单项工作",
        "self_assessment": "不要自评" if measure.self_assessment == "none" else None,
        "last_places": "不设末位" if _no_last(rounds) else None,
    }
    for index, part in enumerate(measure.publish if "publish" in measure.model_fields_set else ()):
        why = absent.get(part)
        if why is not None:
            yield _Idle(f"{why}，publish 里的 {part} 用不上", measure.place_of("publish", index))


def _repeat(rounds: Rounds) -> Iterator[_Idle]:
    measure = rounds.rubric.measure
    if "repeat_window" not in measure.model_fields_set:
        return
    repeats = [each.repeat for each in _clauses(rounds) if each.repeat is not None]
    place = measure.place_of("repeat_window")
    if not repeats:
        # the usual number, written out, is there for whoever adds one
        if measure.repeat_window != type(measure).model_fields["repeat_window"].default:
            yield _Idle("没有一条写了 repeat，repeat_window 用不上", place)
    elif all(each.window is not None for each in repeats):
        yield _Idle("写了 repeat 的各条都自己写了 window，repeat_window 用不上", place)


def _times(rounds: Rounds) -> Iterator[_Idle]:
    """A factor of 1."""
    measure = rounds.rubric.measure
    if measure.times == ONE:
        yield _Idle("各方面之和乘以 1，等于不乘", measure.place_of("times"))
    for area in rounds.rubric.areas:
        if area.times == ONE:
            yield _Idle(f"“{area.name}”乘以 1，等于不乘", area.place_of("times"))
