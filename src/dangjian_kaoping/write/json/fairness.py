"""What the rounds under one version show of it, as JSON: `kaoping.fairness/1`."""

from typing import Final, Literal, cast

from dangjian_kaoping.engine.follow.fairness import ClassStanding, Fairness, NeverTook, TookFromAll
from dangjian_kaoping.model.clause import Effect
from dangjian_kaoping.views.fairness import by_round, classes
from dangjian_kaoping.words.figures import six
from dangjian_kaoping.write.json.document import Number, Object, OfClass, QuarterName, open_ended
from dangjian_kaoping.write.json.table import fields_of
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.fairness/1"


class ClauseData(Object):
    """一个条款"""

    item: str
    """项目编号"""
    title: str
    """项目名称"""
    clause: str
    """条款"""
    departments: list[str]
    """由哪些部室记"""
    rounds: int
    """考评了这一项的轮数"""


class NeverData(ClauseData):
    """一个从未扣分的条款"""

    effect: Effect
    """后果"""
    veto: bool
    """是不是一票否决"""
    recorded: int
    """记过几条"""


class FromAllData(ClauseData):
    """一个有的轮次各支部都扣了分的条款"""

    in_all: list[QuarterName]
    """哪几轮各支部都扣了分"""


@open_ended
class ClassData(OfClass, Object):
    """一类支部；以后添了别的列，也在这里"""

    times: int
    """各轮参加考评的支部次数"""
    composite: Number | None
    """综合得分平均"""
    inspection: Number | None
    """检查得分平均"""
    self_assessment: Number | None
    """自评得分平均；没有自评的为 null"""
    found: int
    """检查失分的项目数"""
    seen: int
    """其中自评也失分的"""
    by_round: list[Number | None]
    """各轮的综合得分平均；那一轮没有这一类的为 null"""


@open_ended
class RoundData(Object):
    """一轮；以后添了别的列，也在这里"""

    quarter: QuarterName
    """哪一轮"""
    means: dict[str, Number | None]
    """各类支部的综合得分平均，按类别"""
    apart: Number | None
    """各类支部平均的相差；只有一类的为 null"""


class FairnessDocument(Object):
    """一版细则施行以来各轮看到的：从未扣分的、各支部都扣分的条款，各类支部的平均（fairness）"""

    format: Literal["kaoping.fairness/1"]
    """格式和它的版本"""
    rubric: str
    """哪一版细则"""
    rounds: list[RoundData]
    """算在内的各轮"""
    provisional: list[QuarterName]
    """还是暂定、不算在内的"""
    clauses: int
    """能扣分、否决的条款数"""
    never: list[NeverData]
    """从未扣分的"""
    from_all: list[FromAllData]
    """各支部都扣了分的"""
    classes: list[ClassData]
    """各类支部"""


def fairness_json(fairness: Fairness) -> str:
    """The clauses and the classes."""
    rounds, every = by_round(fairness), classes(fairness)
    document: FairnessDocument = {
        "format": FORMAT,
        "rubric": fairness.rubric.version,
        "rounds": [cast(RoundData, fields_of(rounds, each)) for each in rounds.rows],
        "provisional": [str(each) for each in fairness.provisional],
        "clauses": fairness.able,
        "never": [_never(each) for each in fairness.never],
        "from_all": [{**_clause(each), "in_all": [str(one) for one in each.in_all]} for each in fairness.from_all],
        "classes": [
            {**cast(ClassData, fields_of(every, each)), "by_round": _by_round(each)} for each in fairness.classes
        ],
    }
    return as_json(document)


def _never(each: NeverTook) -> NeverData:
    veto = each.clause.veto is not None
    return {**_clause(each), "effect": each.clause.effect, "veto": veto, "recorded": each.recorded}


def _clause(each: NeverTook | TookFromAll) -> ClauseData:
    return {
        "item": each.item.id,
        "title": each.item.title,
        "clause": each.clause.id,
        "departments": list(each.item.recorded_by(each.clause)),
        "rounds": each.rounds,
    }


def _by_round(standing: ClassStanding) -> list[Number | None]:
    return [None if each is None else six(each) for each in standing.by_round]
