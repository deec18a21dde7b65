"""What a change changed, in Chinese: the value before and the value after."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from dangjian_kaoping.compare.diff.kinds import ChangeKind
from dangjian_kaoping.compare.diff.revision import Change, Spot
from dangjian_kaoping.engine.score.interval import written
from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts.asked import PERCENT, with_unit
from dangjian_kaoping.facts.kinds import AnyFact
from dangjian_kaoping.facts.missing import IF_NONE_IN_WORDS
from dangjian_kaoping.model.clause import Clause, Empties, Group, Repeat, Veto
from dangjian_kaoping.model.clause import When as Condition
from dangjian_kaoping.model.factor import Factor
from dangjian_kaoping.model.measure import AreasReached, Band
from dangjian_kaoping.model.number import ByClass, PerHead
from dangjian_kaoping.model.reward import Coefficient, Penalty, Reward, When
from dangjian_kaoping.model.rubric import FOCUS_NAMES, Area, Item, NotApplicable
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.names import EFFECT_VERB, PUBLIC, ROUNDING, flags_in_words
from dangjian_kaoping.words.rubric.factors import factor_in_words
from dangjian_kaoping.words.rubric.item import due_in_words, focus_in_words, not_applicable_in_words
from dangjian_kaoping.words.rubric.limit import empties_in_words, group_in_words, repeat_in_words, vetoes_in_words
from dangjian_kaoping.words.rubric.limit import when_in_words as conditions_in_words
from dangjian_kaoping.words.rubric.measure import BONUS_ON, EDGE, MISSING_MONTH, TIED, areas_in_words, breaker_in_words
from dangjian_kaoping.words.rubric.quantity import stretch_in_words
from dangjian_kaoping.words.rubric.reward import FIGURE, part_in_words, product_in_words, when_in_words
from dangjian_kaoping.words.rubric.rule import fact_in_words, number_in_words, price_in_words

NOTHING = "无"

_POINTS = frozenset(
    {
        *("total", "area-points", "item-points", "group-points", "item-floor", "bonus-limit", "penalty-limit"),
        *("item-ceiling", "group-ceiling"),
        *(f"{scope}-{side}cap" for scope in ("item", "group") for side in ("", "loss-", "gain-")),
        *(f"{side}-{part}" for side in ("loss", "gain") for part in ("price", "level", "share", "never", "cap")),
        *("clause-full", "clause-ballot-level", "composite-floor"),
    }
)
_OF_THE_FACT = frozenset(
    {
        *("clause-required", "clause-sample-size"),
        *(f"{side}-{part}" for side in ("loss", "gain") for part in ("step", "free", "late-most", "below", "above")),
    }
)
_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("reward-fund", "reward-cap", "reward-floor", "dock-cap", "dock-floor", "net-floor"), "元"),
    **{f"{side}-times": "倍" for side in ("loss", "gain")},
    **{f"{side}-{part}": "个" for side in ("loss", "gain") for part in ("drop-highest", "drop-lowest")},
    **{f"{side}-repeat-window": "轮" for side in ("loss", "gain")},
    "measure-repeat-window": "轮",
    "clause-marks": "个",
    "grade-limit": "%",
    "self-due-day": "日",
    "grade-count": "个支部",
    "rounding-places": "位",
    "last-places": "名",
    "small-last": "名",
    "small-pool": "个支部",
    "year-quarters": "个季度",
}
_SETTINGS: Mapping[str, Mapping[object, str]] = {
    "item-start": {"full": "从满分扣起", "zero": "从零起计"},
    "group-start": {"full": "从满分扣起", "zero": "从零起计", None: "同本项"},
    "item-ceiling": {"none": "不封顶", None: "满分"},
    "group-ceiling": {"none": "不封顶", None: "组满分"},
    "loss-steps": {"exact": "按比例计", "whole": "不计", "started": "按一步计"},
    "gain-steps": {"exact": "按比例计", "whole": "不计", "started": "按一步计"},
    "clause-period": {"month": "每月", "quarter": "每季"},
    "clause-absent-scorers": {"refuse": "不能计分", "zero": "这一类按 0 分", "share": "权重按比例分给其他各类"},
    "clause-marks": {None: "1 个"},
    "clause-if-none": {None: "不许这样记", **dict(IF_NONE_IN_WORDS.items())},
    "clause-ties": {"same": "都按该名次", "mean": "取所占名次的平均分"},
    "clause-counts-as": {
        "missing": "缺额",
        "missing_percent": "缺额占应做的百分比",
        "done": "已做的数",
        "done_percent": "完成的百分比",
        "over": "超额",
        "failed": "不合格数",
        "failed_percent": "不合格率",
        "passed_percent": "合格率",
    },
    "clause-required": {"recorded": "由检查记录写明"},
    "self-assessment": {"monthly": "每月一份", "quarterly": "每季一份", "none": "不要自评"},
    "clause-record": {None: "自己记"},
    **{f"{side}-combine": {"worst": "取最不利的一条", "mean": "取平均", "sum": "相加"} for side in ("loss", "gain")},
    "missing-month": dict(MISSING_MONTH.items()),
    "bonus-on": dict(BONUS_ON.items()),
    "rounding-mode": dict(ROUNDING.items()),
    "rounding-stage": {"total": "总分一次修约", "areas": "各方面、加分、扣减先修约再相加"},
    "grade-limit-pool": {"all": "全部支部", "class": "同类支部"},
    "grade-limit-ties": {"none": "都不评", "all": "都评"},
    "grade-limit-rounding": {"down": "舍去", "half_up": "四舍五入", "up": "进一"},
    "year-combine": {"mean": "各季度平均", "sum": "各季度相加"},
    "ranking": dict(TIED.items()),
    "last-pool": {"all": "全部支部", "class": "同类支部"},
    "last-edge": dict(EDGE.items()),
}
_EFFECT: Mapping[str, str] = {
    "deduct": "扣分",
    "earn": "得分",
    "give_back": "还分",
    "bonus": "总分加分",
    "penalty": "总分扣减",
}


def values_in_words(change: Change) -> tuple[str, str]:
    """The value before and after, each as an office writes it; `无` where there is none."""
    return _value(change.kind, change.before, change.old), _value(change.kind, change.after, change.new)


def _value(kind: ChangeKind, value: Any, spot: Spot) -> str:
    part = kind.part
    settings = _SETTINGS.get(part, {})
    if (value is None or isinstance(value, str)) and value in settings:
        return settings[value]
    words = _WORDS.get(kind.id) or _WORDS.get(part)
    # from which line points are reckoned is said by the whole rule, whichever end of it is written
    found = None if words is None or (value is None and not part.endswith("-line")) else words(value, spot)
    if found is not None:
        return found
    match value:
        case None | () | "":
            return NOTHING
        case dict() if not value:
            return NOTHING
        case Decimal() | ByClass() | PerHead():
            number = number_in_words(value, None, _unit(part, spot)).strip()
            return number[1:-1] if number.startswith("（") else number
        case bool():
            return "是" if value else "否"
        case Quarter():
            return value.chinese
        case int():
            return f"{value} {_UNITS.get(part, '')}".strip()
        case Reward() | Penalty() | Coefficient():
            return part_in_words(value)
        case When():
            return when_in_words(value)
        case tuple() if any(isinstance(each, When) for each in value):
            return "；".join(map(when_in_words, value))
        case tuple():
            return "、".join(each if isinstance(each, str) else _thing(each) for each in value)
        case _:
            return _thing(value)


def _unit(part: str, spot: Spot) -> str:
    if part in _POINTS:
        return "分"
    if part in _OF_THE_FACT and spot.clause is not None:
        fact = spot.clause.fact
        if part in ("clause-required", "clause-sample-size"):
            return fact.named_unit
        return "%" if fact.unit == PERCENT and part.endswith(("below", "above")) else fact.unit
    return _UNITS.get(part, "")


def _thing(value: Any) -> str:
    match value:
        case Area():
            points = "" if value.points is None else f"，{plain(value.points)} 分"
            return f"{value.name}{points}，{len(value.items)} 个项目"
        case Item():
            points = "" if value.points is None else f"，{number_in_words(value.points, None, '分').strip()}"
            return f"{value.id} {value.title}{points}"
        case Clause():
            return value.text
        case Group():
            words = group_in_words(value)
            return value.title + (f"（{words}）" if words else "")
        case Band():
            return stretch_in_words(written(value), "分") if value.has_lines else "不看得分"
        case AreasReached():
            return areas_in_words(value)
        case _:
            return str(value)


def _price(_: object, spot: Spot) -> str | None:
    return None if spot.clause is None else price_in_words(spot.clause) or None


def _repeat(value: object, spot: Spot) -> str | None:
    if spot.clause is None or not isinstance(value, Repeat):
        return None
    # what changes is named before it
    return repeat_in_words(value, EFFECT_VERB[spot.clause.effect], None).removeprefix("屡查屡犯")


def _empties(value: object, spot: Spot) -> str | None:
    if spot.clause is None or spot.item is None or not isinstance(value, Empties):
        return None
    return empties_in_words(spot.item, spot.clause, value)


def _veto(value: object, spot: Spot) -> str | None:
    return vetoes_in_words(spot.clause, value) if spot.clause is not None and isinstance(value, Veto) else None


def _fact(value: Any, spot: Spot) -> str | None:
    return "，".join(filter(None, [value.TITLE, fact_in_words(spot.item, value)]))


def _units(value: object, _: Spot) -> str | None:
    return "、".join(f"{name}（{unit}）" for name, unit in value.items()) if isinstance(value, dict) else None


def _effect(value: Any, spot: Spot) -> str | None:
    (name,) = value
    return "：".join(filter(None, [_EFFECT[name], _price(None, spot)]))


def _conditions(value: Any, spot: Spot) -> str | None:
    return conditions_in_words(spot.item, value) if value and spot.item is not None else None


def _roles(value: Any, _: Spot) -> str | None:
    """The parts of roles; or their names, where each has points of its own at every level."""
    if isinstance(value, dict) and all(isinstance(each, Decimal) for each in value.values()):
        return "、".join(f"{role}按 {plain(part)} 折算" for role, part in value.items()) or None
    return f"各级别分写：{'、'.join(value)}" if isinstance(value, (tuple, dict)) and value else None


def _weights(value: Any, _: Spot) -> str | None:
    return "、".join(f"{name} {plain(number)}" for name, number in value.items()) or None


def _of_item(words: Callable[[Item], str]) -> Callable[[object, Spot], str | None]:
    return lambda _, spot: None if spot.item is None else words(spot.item) or None


def _area_name(_: object, spot: Spot) -> str | None:
    return None if spot.area is None else f"“{spot.area.name}”"


def _clause_names(value: Any, _: Spot) -> str | None:
    """What a clause was split from, or merged into: ids of items and clauses."""
    return "、".join("/".join(each) for each in value) if isinstance(value, tuple) else None


def _clause_name(value: Any, _: Spot) -> str | None:
    return "/".join(value)


def _ends(value: Any, spot: Spot) -> str | None:
    fact: AnyFact | None = None if spot.clause is None else spot.clause.fact
    return None if fact is None else with_unit(plain(value), fact.scale) if isinstance(value, Decimal) else None


def _tie_breakers(value: Any, _: Spot) -> str | None:
    return "、".join(map(breaker_in_words, value)) or None


def _times(value: object, _: Spot) -> str | None:
    return factor_in_words(value) if isinstance(value, Factor) else None


def _flags(value: Any, _: Spot) -> str | None:
    return flags_in_words(value) or None


def _published(value: Any, _: Spot) -> str | None:
    return "、".join(PUBLIC[each] for each in value) or None


def _aside(value: object, _: Spot) -> str | None:
    return not_applicable_in_words(value) if isinstance(value, NotApplicable) else None


def _focus(value: object, spot: Spot) -> str | None:
    if isinstance(value, str) and value in FOCUS_NAMES and spot.item is not None and spot.item.points is not None:
        points = number_in_words(spot.item.points, None, "分").strip()
        return f"{focus_in_words(spot.item)} {points}"
    return _of_item(focus_in_words)(value, spot)


def _setting(value: Any, spot: Spot) -> str | None:
    """A setting of a clause that gives now what it took; of a reward policy a product of factors, or one of a few
    words.
    """
    if spot.clause is not None:
        return _of_clause(value, spot)
    if isinstance(value, tuple) and value and not any(isinstance(each, When) for each in value):
        return product_in_words(value)
    return _POLICY.get(value, value) if isinstance(value, str) else None


def _of_clause(value: Any, spot: Spot) -> str | None:
    """What a clause writes, by what it is: conditions, roles or what is repeated; numbers are said as all are."""
    if isinstance(value, Repeat):
        return _repeat(value, spot)
    if isinstance(value, tuple) and any(isinstance(each, Condition) for each in value):
        return _conditions(value, spot)
    return _roles(value, spot)


_POLICY: Mapping[str, str] = {
    **{str(name): words for name, words in FIGURE.items()},
    "share": "由其余支部分",
    "return": "收回",
    "carry": "结转到下季度",
    "refuse": "不兑现",
    "reduce": "同比例压减",
    "rank": "按余数补",
    "drop": "舍去",
}


_WORDS: Mapping[str, Callable[[Any, Spot], str | None]] = {
    **{
        f"{side}-{part}": _price
        for side in ("loss", "gain")
        for part in ("rule", "line", "whole", "table", "range", "overlap")
    },
    **{f"{side}-repeat": _repeat for side in ("loss", "gain")},
    **{f"{side}-when": _conditions for side in ("loss", "gain")},
    "setting": _setting,
    "clause-empties": _empties,
    "clause-veto": _veto,
    **{f"{side}-role": _roles for side in ("loss", "gain")},
    "clause-fact": _fact,
    "clause-unit": _units,
    "clause-effect": _effect,
    "clause-scorer-weights": _weights,
    "clause-domain": _ends,
    "clause-moved": _clause_name,
    "clause-perhaps-renamed": lambda clause, _: clause.id,
    "item-perhaps-renamed": lambda item, _: f"{item.id} {item.title}",
    "clause-split": _clause_names,
    "clause-merged": _clause_names,
    "item-moved": _area_name,
    "item-due": _of_item(due_in_words),
    "item-deadline": _of_item(due_in_words),
    "item-focus": _focus,
    "item-not-applicable": _aside,
    "area-times": _times,
    "measure-times": _times,
    "tie-breakers": _tie_breakers,
    "published-part": _published,
    "year-flags": _flags,
    "commendation-flags": _flags,
}
"""How the values of a kind of change, or of what it changes, are said; all others by what they are."""
