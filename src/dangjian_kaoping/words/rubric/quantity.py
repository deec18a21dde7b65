"""What a number under a clause is a number of, so that its words say which way: `缺少 3 次及以上`, `合格率低于 90%`."""

from math import ceil, floor

from dangjian_kaoping.engine.score.interval import Stretch
from dangjian_kaoping.model.fact import (
    AmountFact,
    CountFact,
    EventFact,
    Fact,
    ImportedFact,
    JudgedFact,
    LateFact,
    LevelFact,
    MissingFact,
    RankFact,
    SampleFact,
    ScorersFact,
    ValueFact,
)
from dangjian_kaoping.words.rubric.interval import stretch_in_words

_PERCENT = "个百分点"
_MISSING = {"missing": "缺少", "missing_percent": "缺少的比例", "done": "完成", "done_percent": "完成率"}
_SAMPLE = {"failed": "不合格", "failed_percent": "不合格率", "passed_percent": "合格率"}
_RATES = (ValueFact, ImportedFact, ScorersFact)


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
            return _PERCENT if fact.counts_as.endswith("percent") else fact.missing
        case LateFact():
            return fact.late
        case SampleFact():
            return _PERCENT if fact.counts_as.endswith("percent") else fact.sample
        case ValueFact():
            return _PERCENT if fact.value == "%" else fact.value
        case RankFact():
            return "名"
        case JudgedFact():
            return fact.judged
        case ImportedFact() | ScorersFact():
            return "分"
        case _:
            return "起"


def scale_of(fact: Fact) -> str:
    """The unit behind a number that lies on the fact's scale: `90%`, where steps are 个百分点; judged points are 分."""
    unit = "分" if isinstance(fact, JudgedFact) else unit_of(fact)
    return "%" if unit == _PERCENT else unit


def subject_of(fact: Fact) -> str:
    """What the number is: 缺少, 完成率, 迟报; empty where the unit says it."""
    match fact:
        case MissingFact():
            return _MISSING[fact.counts_as]
        case LateFact():
            return "迟报"
        case SampleFact():
            return _SAMPLE[fact.counts_as]
        case ImportedFact():
            return "得分"
        case ScorersFact():
            return "平均分"
        case JudgedFact():
            return "合计判"
        case _:
            return ""


def with_subject(fact: Fact, words: str) -> str:
    """Words of a number, or of more or less than one, behind what it is a number of."""
    subject = subject_of(fact)
    return f"{subject} {words}" if subject and words[0].isascii() else subject + words


def is_rate(fact: Fact) -> bool:
    """Whether it is higher or lower, and not more or less."""
    return isinstance(fact, _RATES) or unit_of(fact) == _PERCENT


def range_in_words(fact: Fact, stretch: Stretch) -> str:
    """A stretch of the fact's numbers: `缺少 3 次及以上`, `第 2 至 3 名`; empty where it has no end."""
    if isinstance(fact, RankFact):
        return _ranks(stretch)
    words = stretch_in_words(stretch, scale_of(fact))
    return with_subject(fact, words) if words else ""


def _ranks(stretch: Stretch) -> str:
    """Places are whole: those after the first three are 第 4 名及以后."""
    if stretch.low is None and stretch.high is None:
        return ""
    first, last = 1, None
    if stretch.low is not None:
        first = floor(stretch.low) + 1 if stretch.low_open else ceil(stretch.low)
    if stretch.high is not None:
        last = ceil(stretch.high) - 1 if stretch.high_open else floor(stretch.high)
    if last is None:
        return f"第 {first} 名及以后"
    return f"第 {first} 名" if first >= last else f"第 {first} 至 {last} 名"


def any_in_words(fact: Fact) -> str:
    """That there is any of it at all, as a condition without a number takes it: `有缺少的`."""
    match fact:
        case MissingFact() | SampleFact() | ScorersFact() if is_rate(fact):
            return f"{subject_of(fact)}大于 0 的"
        case MissingFact() | LateFact() | SampleFact():
            return f"有{subject_of(fact)}的"
        case CountFact() | AmountFact() | EventFact():
            return "有此情形的"
        case LevelFact():
            return "不论定为哪一档，有记录的"
        case _:
            return "有记录的"
