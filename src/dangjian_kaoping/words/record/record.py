"""What an inspector recorded, in words: the fact, what becomes of it, and where it stands."""

from decimal import Decimal

from dangjian_kaoping.engine.score.clause import FindingScore
from dangjian_kaoping.exact import plain
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
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.words.rubric.interval import with_unit

_KIND = {"problem": "问题", "on_site": "立行立改", "shortfall": "指标差距"}
_GIVEN = {"earn": "得分", "bonus": "加分", "give_back": "还分"}


def recorded_in_words(finding: Finding, fact: Fact) -> str:
    """The fact as it was recorded: `应做 10 次，已做 8 次`, `3 处`, `定为“较好”`."""
    match fact:
        case CountFact():
            return _count_in_words(finding, fact)
        case AmountFact():
            return _number(finding.amount, fact.amount)
        case MissingFact():
            named = (("应做", finding.required), ("已做", finding.done), ("缺", finding.missing))
            return "，".join(_of_periods(name, n, fact.missing) for name, n in named if n is not None)
        case LateFact():
            return "始终未报" if finding.never else f"迟 {_number(finding.late, fact.late)}"
        case SampleFact():
            return f"抽查 {finding.sampled or 0} {fact.sample}，不合格 {finding.failed or 0} {fact.sample}"
        case ValueFact():
            return _number(finding.value, fact.value)
        case RankFact():
            return f"第 {finding.rank} 名" + (f"（{finding.tied} 个并列）" if finding.tied else "")
        case EventFact():
            return _event_in_words(finding)
        case JudgedFact():
            return f"判 {_number(finding.judged, '分')}"
        case ImportedFact():
            return f"{_number(finding.score, '分')}（满分 {plain(fact.full)} 分）"
        case ScorersFact():
            return f"打分 {_scores_in_words(finding)}"
        case _:
            return f"定为“{finding.level}”"


def _of_periods(name: str, number: Decimal | tuple[Decimal, ...], unit: str) -> str:
    """One number, or that of each month in order: `已做 3 次`, `各月已做 4、2、0 次`."""
    if isinstance(number, tuple):
        return f"各月{name} {with_unit('、'.join(map(plain, number)), unit)}"
    return f"{name} {_number(number, unit)}"


def _number(number: object, unit: str) -> str:
    return with_unit(plain(number), unit) if number is not None else "未写"  # type: ignore[arg-type]


def _count_in_words(finding: Finding, fact: CountFact) -> str:
    count = finding.count
    if isinstance(count, dict):
        units = fact.count if isinstance(fact.count, dict) else {}
        return "，".join(f"{kind} {with_unit(str(number), units.get(kind, ''))}" for kind, number in count.items())
    unit = fact.count if isinstance(fact.count, str) else "次"
    return with_unit("1" if count is None else str(count), unit)


def _event_in_words(finding: Finding) -> str:
    parts = [part for part in (finding.level, finding.role) if part]
    if isinstance(finding.count, int):
        parts.append(f"{finding.count} 起")
    if finding.event:
        parts.append(f"事件“{finding.event}”")
    return "，".join(parts)


def _scores_in_words(finding: Finding) -> str:
    scores = finding.scores or ()
    if isinstance(scores, dict):
        return "；".join(f"{who} {'、'.join(map(plain, each))}" for who, each in scores.items())
    return "、".join(map(plain, scores))


def kind_of(finding: Finding) -> str:
    """Which of the three kinds a finding is: `problem`, `on_site` or `shortfall`."""
    if finding.rectify_by is not None:
        return "problem"
    return "on_site" if finding.settled is not None else "shortfall"


def kind_in_words(score: FindingScore) -> str:
    """类型: a problem, 立行立改, a measured shortfall; or points given, or a fact that costs nothing."""
    finding, effect = score.recorded.finding, score.clause.effect
    kind = kind_of(finding)
    if kind == "shortfall" and (finding.reason is None or effect == "bonus"):
        return _GIVEN.get(effect, _KIND[kind] if score.points else "记录")
    return _KIND[kind]


def rectification_in_words(finding: Finding) -> str:
    """What becomes of a finding: a problem with its deadline, 立行立改, or nothing to rectify."""
    if finding.rectify_by is not None:
        number = f"问题 {finding.id}，" if finding.id else ""
        return f"{number}列入整改台账，限 {finding.rectify_by} 前（含当日）改好"
    if finding.settled is not None:
        return "立行立改，检查时已当场改好"
    return "指标差距，不列入整改台账"


def standard_of(finding: Finding, score: FindingScore) -> str | None:
    """整改标准: the finding's own, or, where it costs something, the item's."""
    if finding.standard is not None:
        return finding.standard
    takes = score.clause.effect in ("deduct", "penalty", "veto")
    falls_short = score.clause.effect == "earn" and finding.reason is not None
    costs = score.points < 0 or score.clause.effect == "veto" or score.clause.empties is not None
    return score.item.standard if falls_short or (takes and (costs or finding.reason is not None)) else None


def place_of(clause: Clause) -> str:
    """Where a clause stands in the rubric: `细则 rubrics/2020.yaml:31`; empty for one made in a program."""
    return f"细则 {clause.at}" if clause.at.line else ""
