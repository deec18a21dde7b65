"""A clause's price in words, as the program reads it: `每少 1 次扣 1 分`."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

from dangjian_kaoping.engine.price import stretches
from dangjian_kaoping.model.by_class import for_class
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.fact import (
    AmountFact,
    CountFact,
    EventFact,
    Fact,
    ImportedFact,
    JudgedFact,
    LateFact,
    MissingFact,
    RankFact,
    SampleFact,
    ScorersFact,
    ValueFact,
)
from dangjian_kaoping.model.rule import EachRule, LevelsRule, ShareRule, TableRule, WithinRule
from dangjian_kaoping.model.values import ByClass, ClassNumber, chosen
from dangjian_kaoping.numbers import ONE, plain
from dangjian_kaoping.render.interval_words import stretch_in_words, with_unit
from dangjian_kaoping.render.words import EFFECT_VERB

_UNEVEN = {"started": "，不足{step}的按{step}计", "whole": "，不足{step}的不计", "exact": "，不足的按比例计"}
Thing = TypeVar("Thing")
_OVERLAP = {"heavier": "两段重叠的取多的", "lighter": "两段重叠的取少的", "first": "两段重叠的取写在前面的"}


def number_in_words(number: ClassNumber, branch_class: str | None, unit: str) -> str:
    """A number with its unit, set off by a space; where it differs by class and none is given, each class's own."""
    if isinstance(number, Decimal) or branch_class is not None:
        return f" {with_unit(plain(chosen(number, branch_class or '')), unit)}"
    several = [f"{name} {with_unit(plain(each), unit)}" for name, each in number.by_class.items()]
    if number.otherwise is not None:
        several.append(f"其余 {with_unit(plain(number.otherwise), unit)}")
    return f"（{'、'.join(several)}）"


def in_each_class(thing: Thing, ends: Iterable[object], words: Callable[[Thing], str]) -> str:
    """The words of something whose ends may differ by class: once, or for each class that they name."""
    names: dict[str, None] = {}
    for end in ends:
        if isinstance(end, ByClass):
            names.update(dict.fromkeys(end.by_class))
            if end.otherwise is not None:
                names["其余"] = None
    if not names:
        return words(thing)
    return "；".join(f"{name}类{words(for_class(thing, name))}" for name in names)


def unit_of(fact: Fact) -> str:
    """The unit in which a fact is counted or measured; a percentage is `个百分点`."""
    match fact:
        case CountFact():
            if isinstance(fact.count, str):
                return fact.count
            units = list(dict.fromkeys(fact.count.values()))
            return units[0] if len(units) == 1 else "项"
        case AmountFact():
            return fact.amount
        case MissingFact():
            return "个百分点" if fact.counts_as.endswith("percent") else fact.missing
        case LateFact():
            return fact.late
        case SampleFact():
            return "个百分点" if fact.counts_as.endswith("percent") else fact.sample
        case ValueFact():
            return "个百分点" if fact.value == "%" else fact.value
        case RankFact():
            return "名"
        case JudgedFact():
            return fact.judged
        case ImportedFact() | ScorersFact():
            return "分"
        case _:
            return "起"


def fact_in_words(fact: Fact, branch_class: str | None = None) -> str:
    """What the rubric itself lays down about the fact, `规定每月 1 次`; empty where there is nothing to say."""
    match fact:
        case MissingFact():
            if isinstance(fact.required, str):
                return f"{'每月' if fact.per == 'month' else ''}应做数由检查记录写明"
            period = "每月" if fact.per == "month" else "每季"
            return f"规定{period}{number_in_words(fact.required, branch_class, fact.missing)}"
        case SampleFact() if fact.size is not None:
            return f"抽查{number_in_words(fact.size, branch_class, fact.sample)}"
        case RankFact():
            return f"按{fact.rank}的名次" + ("，并列的取平均分" if fact.ties == "mean" else "")
        case ImportedFact():
            return f"取自{fact.imported}，满分 {plain(fact.full)} 分"
        case ScorersFact():
            return _scorers_in_words(fact)
        case _:
            return ""


def _scorers_in_words(fact: ScorersFact) -> str:
    parts = [f"{fact.scorers}打分取平均，满分 {plain(fact.full)} 分"]
    if fact.drop_highest:
        parts.append(f"去掉 {fact.drop_highest} 个最高分")
    if fact.drop_lowest:
        parts.append(f"去掉 {fact.drop_lowest} 个最低分")
    if fact.weights:
        parts.append("、".join(f"{who}权重 {plain(weight)}" for who, weight in fact.weights.items()))
    return "，".join(parts)


def price_in_words(clause: Clause, branch_class: str | None = None) -> str:
    """The rule of a clause: what one unit, level, stretch or share costs or gives. Empty if it has no rule."""
    verb = EFFECT_VERB[clause.effect]
    match clause.rule:
        case EachRule() as rule:
            words = _each_in_words(rule, clause, verb, branch_class)
        case TableRule() as rule:
            words = _table_in_words(rule, clause, verb, branch_class)
        case LevelsRule() as rule:
            each = (f"{name}{verb}{number_in_words(n, branch_class, '分')}" for name, n in rule.levels.items())
            words = "，".join(each)
        case ShareRule() as rule:
            words = _share_in_words(rule, clause, verb, branch_class)
        case WithinRule() as rule:
            words = _within_in_words(rule, clause, verb, branch_class)
        case _:
            return ""
    return words + _more_in_words(clause.fact, branch_class)


def _each_in_words(rule: EachRule, clause: Clause, verb: str, branch_class: str | None) -> str:
    fact = clause.fact
    unit = unit_of(fact)
    points = f"{verb}{number_in_words(rule.each, branch_class, '分')}"
    step = number_in_words(rule.step, branch_class, unit)
    uneven = _UNEVEN[rule.steps].format(step=step)
    line = rule.below if rule.below is not None else rule.above
    if line is not None:
        direction = "低" if rule.below is not None else "高"
        on_line = number_in_words(line, branch_class, "%" if unit == "个百分点" else unit)
        return f"{direction}于{on_line}的，每{direction}{step}{points}{uneven}"
    single = rule.step == ONE
    match fact:
        case MissingFact() if fact.counts_as.startswith("missing"):
            phrase = f"每少{step}"
        case MissingFact():
            phrase = f"每完成{step}"
        case LateFact():
            phrase = f"每迟{step}"
        case SampleFact() if fact.counts_as == "failed":
            phrase = f"每有{step}不合格"
        case SampleFact():
            phrase = f"{'不合格率' if fact.counts_as == 'failed_percent' else '合格率'}每{step}"
        case _:
            phrase = f"每{unit}" if single else f"每{step}"
    return phrase + points + ("" if single else uneven)


def _table_in_words(rule: TableRule, clause: Clause, verb: str, branch_class: str | None) -> str:
    ends = [end for row in rule.table for end in (row.start, row.over, row.end, row.under)]
    return in_each_class(rule, ends, lambda each: _rows_in_words(each, clause, verb, branch_class))


def _rows_in_words(rule: TableRule, clause: Clause, verb: str, branch_class: str | None) -> str:
    unit = unit_of(clause.fact)
    rows = []
    for row, stretch in zip(rule.table, stretches(rule), strict=True):
        where = stretch_in_words(stretch, "%" if unit == "个百分点" else unit) or "不论多少"
        words = f"{where}{verb}{number_in_words(row.points, branch_class, '分')}"
        if row.each is not None:
            words += f"，比起点每多 1 {unit}再{verb}{number_in_words(row.each, branch_class, '分')}"
        rows.append(words)
    if rule.overlap is not None:
        rows.append(_OVERLAP[rule.overlap])
    return "；".join(rows)


def _share_in_words(rule: ShareRule, clause: Clause, verb: str, branch_class: str | None) -> str:
    whole = number_in_words(rule.share, branch_class, "分")
    takes = clause.effect in ("deduct", "penalty")
    match clause.fact:
        case MissingFact():
            part = "未完成的比例" if takes else "完成的比例"
        case ImportedFact() | ScorersFact():
            part = "所差的分占满分的比例" if takes else "得分占满分的比例"
        case SampleFact():
            part = "不合格率" if takes else "合格率"
        case _:
            part = "与 100% 相差的比例" if takes else "百分比"
    return f"满额{whole}，按{part}{verb}"


def _within_in_words(rule: WithinRule, clause: Clause, verb: str, branch_class: str | None) -> str:
    per = "全项合计" if rule.per == "item" else f"每{unit_of(clause.fact)}"
    if isinstance(rule.within, str):
        return f"酌情{verb}分，{per}不超过本项满分"
    low, high = (number_in_words(end, branch_class, "分") for end in rule.within)
    if isinstance(rule.within[0], Decimal):
        low = low.removesuffix(" 分")
    return f"酌情{verb}分，{per}{low} 至{high}"


def _more_in_words(fact: Fact, branch_class: str | None) -> str:
    if isinstance(fact, LateFact):
        words = (
            "" if fact.most is None else f"，每份最多计 {number_in_words(fact.most, branch_class, fact.late).strip()}"
        )
        if fact.never is not None:
            words += f"，始终未报的每份{number_in_words(fact.never, branch_class, '分')}"
        return words
    if isinstance(fact, EventFact) and fact.roles:
        return "，" + "、".join(f"{role}按 {plain(part)} 折算" for role, part in fact.roles.items())
    return ""
