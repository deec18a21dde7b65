"""A plant of eight branches, in memory, with every kind of cell that a workbook has: one round of it, or two.

Of two rounds one sees who moved and what was rectified.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.dossier import Dossier, dossier
from dangjian_kaoping.engine.score.round import Placing, Reckoning, score_round
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.model.adjustments import Adjustments
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.records import Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.source.reader import read_yaml

Model = TypeVar("Model", bound=Document)

QUARTER = Quarter(2021, 1)
DIGEST = "0123456789abcdef" * 4

RUBRIC = """\
kind: rubric
version: 2020
title: 试行细则
effective_from: 2020Q1
total: 20
note: 分值为虚构
measure:
  bonus: {at_most: 2}
areas:
- id: DJ
  name: 党建工作
  points: 12
  items:
  - id: DJ-01
    title: 组织生活
    points: {by_class: {生产: 4}, otherwise: 4}
    department: 党群部
    standard: 补开会议
    clauses:
    - {id: 缺会, text: 每少1次扣1.5分, fact: {missing: 次, required: 3}, deduct: {each: 1.5}, at_most: 2}
    - {id: 漏记, text: 每处扣0.125分, fact: {count: 处}, deduct: {each: 0.125}}
  - id: DJ-02
    title: 学习
    points: 2
    department: 党群部
    standard: 补学
    clauses:
    - {id: 缺学, text: 每3人扣2分，不足的按比例, fact: {count: 人}, deduct: {each: 2, step: 3}}
  - id: DJ-03
    title: 年会
    points: 5
    task: true
    department: 党群部
    standard: 补开年会
    clauses:
    - {id: 未开, text: 未开的不得分, fact: {count: 项}, empties: item, undone: true}
  - id: DJ-04
    title: 年终总结
    points: 1
    due: [Q4]
    department: 党群部
    clauses:
    - {id: 无, text: 没有的扣1分, fact: {count: 项}, deduct: {each: 1}}
- id: LZ
  name: 党风廉政建设
  points: 8
  items:
  - id: LZ-01
    title: 谈话
    points: 5
    not_applicable: {fixed: 4.5}
    department: 纪委办
    standard: 补谈
    clauses:
    - {id: 缺谈, text: 每少1人扣1分, fact: {count: 人}, deduct: {each: 1}}
  - id: LZ-02
    title: 现场
    points: 3
    start: zero
    not_applicable: rescale
    department: 纪委办
    standard: 治理现场
    clauses:
    - {id: 定档, text: 好3一般2, fact: {level: [好, 一般]}, earn: {levels: {好: 3, 一般: 2}}}
- id: JF
  name: 加减分
  items:
  - id: JF-01
    title: 荣誉
    department: 党群部
    clauses:
    - {id: 获奖, text: 省级加1分厂级加0.5分, fact: {event: [省级, 厂级]}, bonus: {levels: {省级: 1, 厂级: 0.5}},
       highest_per_event: true}
  - id: JF-02
    title: 处分
    department: 纪委办
    clauses:
    - {id: 通报, text: 每人扣减1分, fact: {count: 人}, penalty: {each: 1}}
  - id: JF-03
    title: 否决
    department: 纪委办
    clauses:
    - {id: 事故, text: 一票否决, fact: {count: 起}, veto: barred}
"""

ROSTER = """\
kind: roster
version: 1
classes: [生产, 机关]
departments:
  BS2: [{from: 2018-01-01, name: 纪委办}]
  BS1: [{from: 2018-01-01, name: 党群部}]
branches:
  ZB1: [{from: 2018-01-01, name: 发电部党支部, class: 生产}]
  ZB2: [{from: 2018-01-01, name: 燃料部党支部, class: 生产}]
  ZB3: [{from: 2018-01-01, name: 化学部党支部, class: 生产}]
  ZB4: [{from: 2018-01-01, name: 检修部党支部, class: 生产}]
  ZB5: [{from: 2018-01-01, name: 供热部党支部, class: 生产}]
  ZB6: [{from: 2018-01-01, name: 机关党支部, class: 机关}]
  ZB7: [{from: 2018-01-01, name: 后勤党支部, class: 机关}]
  ZB8: [{from: 2018-01-01, name: 物资部党支部, class: 机关}]
"""

DANGQUN = """\
kind: inspection
version: 1
quarter: 2021Q1
department: 党群部
branches:
  发电部党支部:
    date: 2021-03-20
    findings:
    - {item: JF-01, clause: 获奖, level: 省级, event: 创新奖}
    - {item: JF-01, clause: 获奖, level: 厂级, event: 创新奖}
  燃料部党支部:
    date: 2021-03-21
    findings:
    - {item: DJ-01, clause: 缺会, done: 1, reason: 少开两次, rectify_by: 2021-04-30, id: 2021Q1-01}
  化学部党支部:
    date: 2021-03-21
    findings:
    - {item: DJ-02, clause: 缺学, count: 1, reason: 一人缺学, inspector: 组织岗}
    - {item: DJ-01, clause: 漏记, count: 3, reason: 漏记议题, settled: on_site, carried_out: 专人负责}
  检修部党支部:
    date: 2021-03-22
    findings:
    - {item: DJ-03, clause: 未开, reason: 没有开, rectify_by: 2021-05-01, id: 2021Q1-02}
  供热部党支部: {date: 2021-03-22}
  机关党支部:
    date: 2021-03-22
    findings:
    - {item: DJ-02, clause: 缺学, count: 2, reason: 一人缺学}
  后勤党支部: {date: 2021-03-23}
  物资部党支部:
    date: 2021-03-23
    findings:
    - {item: DJ-01, clause: 漏记, count: 1, reason: 漏记一处, settled: on_site}
"""

JIWEI = """\
kind: inspection
version: 1
quarter: 2021Q1
department: 纪委办
branches:
  发电部党支部: {date: 2021-03-25, findings: [{item: LZ-02, clause: 定档, level: 好}]}
  燃料部党支部: {date: 2021-03-25, findings: [{item: LZ-02, clause: 定档, level: 好}]}
  化学部党支部: {date: 2021-03-25, findings: [{item: LZ-02, clause: 定档, level: 一般, reason: 有积灰}]}
  检修部党支部:
    date: 2021-03-25
    findings:
    - {item: LZ-02, clause: 定档, level: 一般, reason: 有积灰}
    - {item: LZ-01, clause: 缺谈, count: 2, reason: 少谈两人, rectify_by: 2021-04-15, id: 2021Q1-03}
  供热部党支部:
    date: 2021-03-25
    not_applicable: {LZ-01: 新成立}
    findings: [{item: LZ-02, clause: 定档, level: 一般, reason: 有积灰}]
  机关党支部: {date: 2021-03-26, not_applicable: {LZ-02: 无现场}}
  后勤党支部:
    date: 2021-03-26
    findings:
    - {item: LZ-02, clause: 定档, level: 好}
    - {item: JF-02, clause: 通报, count: 2, reason: 两人被通报}
  物资部党支部:
    date: 2021-03-26
    findings:
    - {item: LZ-02, clause: 定档, level: 好}
    - {item: JF-03, clause: 事故, count: 1, reason: 发生事故}
"""

MONTH = """\
kind: self
version: 1
month: 2021-{month}
branches:
  发电部党支部: {{findings: [{{item: LZ-02, clause: 定档, level: 好}}]}}
  燃料部党支部: {{findings: [{{item: LZ-02, clause: 定档, level: 好}}]}}
  化学部党支部: {{findings: [{{item: LZ-02, clause: 定档, level: 好}}]}}
  检修部党支部: {{findings: [{{item: LZ-02, clause: 定档, level: 好}}]}}
  供热部党支部: {{findings: [{{item: LZ-02, clause: 定档, level: 好}}]}}
  机关党支部:
  后勤党支部: {{findings: [{{item: LZ-02, clause: 定档, level: 好}}]}}
"""
WITH_ALL = "  物资部党支部: {findings: [{item: LZ-02, clause: 定档, level: 好}]}\n"


def modelled(model: type[Model], text: str, file: str) -> Model:
    """YAML through the reader and the model, as from a file."""
    faults = Faults()
    read = read_yaml(text, file, faults)
    result = None if read is None else validated(model, read, file, faults)
    assert result is not None, [fault.message for fault in faults]
    return result


def changed(text: str, changes: Mapping[str, str]) -> str:
    """A document with some of its words changed."""
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def held(changes: Mapping[str, str] | None = None) -> Dossier:
    """The round, with texts of the documents changed beforehand; in March 物资部 handed in no self-assessment."""
    asked = reckoning(changes)
    return dossier([asked.result], [asked.this], asked.roster)


def reckoning(changes: Mapping[str, str] | None = None) -> Reckoning:
    """The same, before it is scored."""
    changes = changes or {}
    rubric = modelled(Rubric, changed(RUBRIC, changes), "rubrics/2020.yaml")
    roster = modelled(Roster, changed(ROSTER, changes), "data/roster.yaml")
    return Reckoning(rubric, roster, _round(QUARTER, changes, silent="03"))


@cache
def plant() -> Dossier:
    """The round as it is."""
    return held()


UNINSPECTED = {"  燃料部党支部: {date: 2021-03-25, findings: [{item: LZ-02, clause: 定档, level: 好}]}\n": ""}
"""A change that leaves one branch uninspected, and the round provisional."""


def edition(**changes: Any) -> Edition:
    """An edition for tests; everybody may read its ranks."""
    notes = ("单位是虚构的",)
    plain = Edition("测试厂", DIGEST, "0.1.0", committee="测试厂党委", notes=notes, public_page="ranks")
    return plain._replace(**changes)


def placing(dossier: Dossier, name: str) -> Placing:
    """A branch's place in the round."""
    return next(each for each in dossier.result.placings if each.score.branch.name == name)


BEFORE = Quarter(2020, 4)
_FOLLOWED = """\
    followups:
      2020Q4-01: {outcome: closed, note: 两次会议已补开}
      2020Q4-02: {outcome: in_progress, note: 已定日期}
"""
_FIRST = "  燃料部党支部:\n    date: 2021-03-21\n"
_LATER = {
    "quarter: 2021Q1": "quarter: 2020Q4",
    "month: 2021-01": "month: 2020-10",
    "month: 2021-02": "month: 2020-11",
    "month: 2021-03": "month: 2020-12",
    "date: 2021-03": "date: 2020-12",
    "rectify_by: 2021-04": "rectify_by: 2021-01",
    "rectify_by: 2021-05": "rectify_by: 2021-02",
    "id: 2021Q1-": "id: 2020Q4-",
    # another winner then, and nobody's honours
    "done: 1, reason: 少开两次": "done: 2, reason: 少开一次",
    "    - {item: JF-01, clause: 获奖, level: 省级, event: 创新奖}\n": "",
}


def _round(quarter: Quarter, changes: Mapping[str, str], silent: str = "") -> Round:
    """A round of the changed documents; in the month that is `silent` one branch handed in nothing."""
    months = [MONTH.format(month=month) + (WITH_ALL if month != silent else "") for month in ("01", "02", "03")]
    return Round(
        quarter,
        [
            modelled(Inspection, changed(text, changes), f"data/{quarter}/inspection/{name}.yaml")
            for name, text in (("党群部", DANGQUN), ("纪委办", JIWEI))
        ],
        [
            modelled(SelfAssessment, changed(text, changes), f"data/{quarter}/self/{number:02}.yaml")
            for number, text in enumerate(months, 1)
        ],
    )


def held_twice(
    changes: Mapping[str, str] | None = None, rubric: Mapping[str, str] | None = None, review: str | None = None
) -> Dossier:
    """Both rounds; `changes` to the newer one's records and to the roster, `rubric` to the rubric.

    `review` are the decisions of a review of the newer round.
    """
    changes = changes or {}
    rules = modelled(Rubric, changed(RUBRIC, rubric or {}), "rubrics/2020.yaml")
    roster = modelled(Roster, changed(ROSTER, changes), "data/roster.yaml")
    names = {old: new for old, new in changes.items() if old in ROSTER}
    before = _round(BEFORE, {**_LATER, **names})
    this = _round(QUARTER, {_FIRST: _FIRST + _FOLLOWED, **changes})
    if review is not None:
        text = f"kind: adjustments\nversion: 1\nquarter: {QUARTER}\nadjustments:\n{review}"
        this.adjustments.append(modelled(Adjustments, text, f"data/{QUARTER}/adjustments.yaml"))
    results = [score_round(rules, roster, before), score_round(rules, roster, this, [before])]
    return dossier(results, [before, this], roster)


@cache
def plant_twice() -> Dossier:
    """Both rounds as they are."""
    return held_twice()
