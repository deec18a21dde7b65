"""The engine's tree of steps as data, for `kaoping explain`."""

from typing import Literal, NotRequired

from typing_extensions import TypeAliasType

from dangjian_kaoping.engine.score.circumstances import Drawn, Occurrence
from dangjian_kaoping.engine.score.clause import FindingScore
from dangjian_kaoping.engine.step import Operation, Step
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Area, Item
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.words.figures import machine
from dangjian_kaoping.words.step import STEP_TITLE
from dangjian_kaoping.write.json.document import Number, Object, QuarterName
from dangjian_kaoping.write.json.finding import FindingData, finding_data, source_of


class OccurrenceData(Object):
    """以前的一次"""

    quarter: QuarterName
    """哪一轮"""
    id: str | None
    """问题编号"""
    source: str | None
    """记在哪里，文件:行"""


Term = TypeAliasType("Term", "bool | str | list[Term] | OccurrenceData | DrawnData | None")
"""A particular of a step: numbers are text."""


class FigureData(Object):
    """一个支部的数"""

    branch: str
    """支部"""
    figure: str
    """这一条记的数"""


class DrawnData(Object):
    """与全体支部比的数"""

    kind: Literal["mean", "highest"]
    """平均 mean、最高 highest"""
    value: str
    """这个数"""
    figures: list[FigureData]
    """各支部的数"""


class SubjectData(Object):
    """一步说的是哪一个方面、项目、条款、发现"""

    area: NotRequired[str]
    """方面的编号"""
    item: NotRequired[str]
    """项目编号"""
    clause: NotRequired[str]
    """条款编号"""
    text: NotRequired[str]
    """条款原文"""
    finding: NotRequired[FindingData]
    """发现，或自评记的一条"""


class _Terms(Object):
    terms: NotRequired[dict[str, Term]]
    """说明用的细节；没有的没有这个键"""


class StepData(SubjectData, _Terms):
    """得出一个数的一步：它的值是把运算用在各部分的值上"""

    name: str
    """这一步的名称，不随字句改变"""
    title: str
    """中文叫什么"""
    operation: Operation
    """怎样得来：给定 given、相加 sum、相减 difference、相乘 product、相除 quotient、取小 least、取大 most、限幅 held、
    修约 rounded、取其一 chosen"""
    value: Number
    """值；公布的数已经修约，别的数有六位小数"""
    source: str | None
    """写在哪里，文件:行"""
    parts: list["StepData"]
    """各部分"""
    aside: list["StepData"]
    """放在旁边、没有算进去的"""


def step_data(step: Step) -> StepData:
    """A step with its parts: what it is called, how it came about, its value, and what and where it belongs to."""
    return {
        "name": step.name,
        "title": STEP_TITLE[step.name],
        "operation": step.operation,
        "value": machine(step),
        "source": _source(step.subject),
        **_subject(step.subject),
        **_terms(step),
        "parts": [step_data(part) for part in step.parts],
        "aside": [step_data(part) for part in step.aside],
    }


def _terms(step: Step) -> _Terms:
    return {"terms": {name: _term(value) for name, value in step.terms}} if step.terms else {}


def _source(subject: object) -> str | None:
    if isinstance(subject, FindingScore):
        return source_of(subject.recorded.finding.at)
    return source_of(subject.at) if isinstance(subject, Placed) else None


def _subject(subject: object) -> SubjectData:
    match subject:
        case Area():
            return {"area": subject.id}
        case Item():
            return {"item": subject.id}
        case Clause():
            return {"clause": subject.id, "text": subject.text}
        case FindingScore():
            return {"finding": finding_data(subject)}
        case _:
            return {}


def _term(value: object) -> Term:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Drawn):
        figures: list[FigureData] = [{"branch": name, "figure": plain(figure)} for name, figure in value.figures]
        return {"kind": value.kind, "value": plain(value.value), "figures": figures}
    if isinstance(value, Occurrence):
        finding = value.finding
        return {"quarter": str(value.quarter), "id": finding.id, "source": source_of(finding.at)}
    if isinstance(value, tuple):
        return [_term(each) for each in value]
    return plain(value) if hasattr(value, "numerator") and not isinstance(value, int) else str(value)  # type: ignore[arg-type]
