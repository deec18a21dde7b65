"""A plant of four branches, in memory: every way of counting that the printed account has words for."""

from functools import cache
from typing import TypeVar

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.score.round import Placing, RoundResult, score_round
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.records import Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.source.reader import read_yaml

Model = TypeVar("Model", bound=Document)

QUARTER = Quarter(2021, 1)
BEFORE = Quarter(2020, 4)

RUBRIC = """\
kind: rubric
version: 2020
title: 试行细则
effective_from: 2020Q1
total: 50
measure:
  bonus: {at_most: 2}
  penalty: {at_most: 9}
  tie_breakers: [inspection, penalty]
  grades: [{grade: 优秀, from: 45}, {grade: 合格, under: 45}]
areas:
- id: DJ
  name: 党建工作
  points: 30
  items:
  - id: DJ-01
    title: 组织生活
    points: 10
    focus: {trace: 4, implementation: 6}
    department: 党群部
    standard: 补开会议
    groups:
      召开: {title: 按期召开, points: 6}
      记录: {title: 会议记录, at_most: 1.5}
    clauses:
    - {id: 缺会, text: 每少1次扣1分, fact: {missing: 次, required: 1, per: month}, deduct: {each: 1},
       at_most: 2, group: 召开}
    - {id: 迟开, text: 每迟1天扣0.5分, fact: {late: 天, most: 3, never: 2}, deduct: {each: 0.5}, group: 召开}
    - {id: 造假, text: 造假的不得分, fact: {count: 处}, empties: group, group: 召开}
    - {id: 漏记, text: 每处扣0.5分, fact: {count: 处}, deduct: {each: 0.5}, group: 记录, free: 1}
    - {id: 错记, text: 每处扣1分, fact: {count: 处}, deduct: {each: {by_class: {生产: 1}, otherwise: 0.5}}, group: 记录}
  - id: DJ-02
    title: 教育
    points: 6
    focus: effect
    department: 党群部
    standard: 补课
    at_most: 3
    groups:
      学: {title: 学习, points: 4}
    clauses:
    - {id: 缺学, text: 每次扣2分, fact: {count: 次}, deduct: {each: 2}, group: 学}
    - {id: 到会率, text: 低于90%每5点扣1分, fact: {value: '%'}, deduct: {each: 1, step: 5, steps: started, below: 90}}
    - {id: 屡犯, text: 屡犯加重, fact: {count: 次}, deduct: {each: 0.5}, repeat: {prices: [0.5, 1, 2]}}
  - id: DJ-03
    title: 信访
    points: 5
    floor: -1
    department: 党群部
    standard: 查清原因
    clauses:
    - {id: 集访, text: 集访的不得分, fact: {count: 起}, empties: item}
    - {id: 一般, text: 每件扣2分, fact: {count: 件}, deduct: {each: 2}, times: 2}
    - {id: 瞒报, text: 瞒报倒扣, fact: {count: 起}, deduct: {each: 3}, below_zero: true}
    - {id: 配合, text: 配合得力还分, fact: {count: 次}, give_back: {each: 3}}
  - id: DJ-04
    title: 现场
    points: 6
    start: zero
    department: 党群部
    standard: 治理现场
    not_applicable: rescale
    not_applicable_to: 机关
    clauses:
    - {id: 定档, text: 好4一般2差0, fact: {level: [好, 一般, 差]}, earn: {levels: {好: 4, 一般: 2, 差: 0}}}
    - {id: 平台, text: 按平台得分, fact: {imported: 平台, full: 100}, earn: {share: 2}}
  - id: DJ-05
    title: 年会
    points: 3
    task: true
    due: [Q1]
    department: 党群部
    standard: 补开年会
    clauses:
    - {id: 未开, text: 未开的不得分, fact: {count: 项}, empties: item, undone: true}
- id: LZ
  name: 党风廉政建设
  points: 20
  items:
  - id: LZ-01
    title: 谈话
    points: 7
    department: [纪委办, 党群部]
    standard: 补谈
    not_applicable: {fixed: 5}
    clauses:
    - {id: 缺谈, text: 按未完成比例扣, fact: {missing: 人, required: recorded}, penalty: {share: 1}}
    - {id: 抽查, text: 每1人不合格扣1分, fact: {sample: 人, size: 3}, deduct: {each: 1}}
    - {id: 酌情, text: 酌情扣分, fact: {judged: 例}, deduct: {within: [1, 3]}}
  - id: LZ-02
    title: 年度计划
    points: 8
    due: [Q4]
    department: 纪委办
    standard: 补计划
    clauses:
    - {id: 无, text: 无计划扣1分, fact: {count: 项}, deduct: {each: 1}}
  - id: LZ-03
    title: 测评
    points: 5
    start: zero
    department: 纪委办
    standard: 整改
    clauses:
    - {id: 测评, text: 测评折算, fact: {scorers: 职工, full: 100, drop_lowest: 1}, earn: {share: 3}}
    - {id: 名次, text: 名次计分, fact: {rank: 集团测评},
       earn: {table: [{to: 3, points: 2}, {over: 3, to: 6, points: 1}, {points: 0, over: 6}]}}
- id: JF
  name: 加减分
  items:
  - id: JF-01
    title: 加分
    department: 党群部
    at_most: 3
    clauses:
    - {id: 获奖, text: 按级别加分, fact: {event: [省, 厂], roles: {主办: 1, 协办: 0.5}},
       bonus: {levels: {省: 2, 厂: 1}}, highest_per_event: true}
    - {id: 推广, text: 每次加1分, fact: {event: [省, 厂]}, bonus: {each: 1}, highest_per_event: true, at_most: 2}
  - id: JF-02
    title: 否决
    department: 纪委办
    standard: 逐条整改
    clauses:
    - {id: 处分, text: 每人扣1分, fact: {count: 人}, penalty: {each: 1}}
    - {id: 事故, text: 总分为零, fact: {count: 起}, veto: total_zero}
    - {id: 犯罪, text: 限制等次, fact: {count: 人}, veto: {effect: grade_cap, grade: 合格}}
"""

ROSTER = """\
kind: roster
version: 1
classes: [生产, 机关]
departments:
  DQ: [{from: 2018-01-01, name: 党群部}]
  JW: [{from: 2018-01-01, name: 纪委办}]
branches:
  A: [{from: 2018-01-01, name: 发电党支部, class: 生产}]
  B: [{from: 2018-01-01, name: 燃料党支部, class: 生产}]
  C: [{from: 2018-01-01, name: 机关党支部, class: 机关}]
  D: [{from: 2018-01-01, name: 新成立的综合服务中心党支部, class: 机关}]
"""

PARTY = """\
kind: inspection
version: 1
quarter: 2021Q1
department: 党群部
branches:
  发电党支部:
    date: 2021-03-20
    findings:
    - {item: DJ-01, clause: 缺会, missing: 3, reason: 三个月未开, id: 2021Q1-01, rectify_by: 2021-04-30}
    - {item: DJ-01, clause: 迟开, late: 2, reason: 迟两天, settled: on_site}
    - {item: DJ-01, clause: 迟开, never: true, reason: 一次未报, settled: on_site}
    - {item: DJ-01, clause: 漏记, count: 3, reason: 漏记三处, settled: on_site}
    - {item: DJ-01, clause: 错记, count: 1, reason: '[red]错记[/red]', settled: on_site}
    - {item: DJ-02, clause: 缺学, count: 1, reason: '=1+1', settled: on_site}
    - {item: DJ-02, clause: 到会率, value: 81, reason: 到会率低}
    - {item: DJ-02, clause: 屡犯, count: 1, reason: 又犯, settled: on_site}
    - {item: DJ-03, clause: 一般, count: 1, reason: "一件\\e[31m信访", settled: on_site}
    - {item: DJ-03, clause: 配合, count: 2, reason: 到场配合}
    - {item: DJ-04, clause: 定档, level: 一般, reason: 现场一般, carried_out: 每周清扫, result: 面貌改观}
    - {item: DJ-04, clause: 平台, score: 90.5, reason: 有任务未办}
    - {item: JF-01, clause: 获奖, level: 省, role: 协办, event: 大奖, reason: 获奖}
    - {item: JF-01, clause: 推广, level: 厂, event: 大奖, reason: 推广}
    - {item: JF-01, clause: 推广, level: 厂, count: 3, reason: 推广三次}
  燃料党支部:
    date: 2021-03-21
    findings:
    - {item: DJ-01, clause: 造假, count: 1, reason: 补造记录, id: 2021Q1-02, rectify_by: 2021-04-30, standard: 重新记录}
    - {item: DJ-03, clause: 集访, count: 1, reason: 集访, id: 2021Q1-03, rectify_by: 2021-04-30}
    - {item: DJ-03, clause: 瞒报, count: 1, reason: 瞒报, id: 2021Q1-04, rectify_by: 2021-04-30}
    - {item: DJ-04, clause: 定档, level: 好}
    - {item: DJ-04, clause: 平台, score: 100}
    - {item: DJ-05, clause: 未开, reason: 未开年会, id: 2021Q1-05, rectify_by: 2021-04-30}
  机关党支部:
    date: 2021-03-22
    not_applicable: {LZ-01: 无重点岗位}
  新成立的综合服务中心党支部:
    date: 2021-03-22
"""

DISCIPLINE = """\
kind: inspection
version: 1
quarter: 2021Q1
department: 纪委办
branches:
  发电党支部:
    date: 2021-03-24
    findings:
    - {item: LZ-01, clause: 缺谈, required: 6, done: 4, reason: 缺谈两人, inspector: 检查一组}
    - {item: LZ-01, clause: 抽查, sampled: 3, failed: 1, reason: 一人未谈}
    - {item: LZ-01, clause: 酌情, judged: 1.5, reason: 流于形式, settled: on_site}
    - {item: LZ-03, clause: 测评, scores: [90, 80, 70], reason: 测评一般}
    - {item: LZ-03, clause: 名次, rank: 4, tied: 2, reason: 第四名}
  燃料党支部:
    date: 2021-03-24
    findings:
    - {item: LZ-03, clause: 测评, scores: [100, 100]}
    - {item: LZ-03, clause: 名次, rank: 1}
    - {item: JF-02, clause: 处分, count: 1, reason: 一人受处分, id: 2021Q1-06, rectify_by: 2021-04-30}
    - {item: JF-02, clause: 事故, count: 1, reason: 重大事故, id: 2021Q1-07, rectify_by: 2021-04-30}
    - {item: JF-02, clause: 犯罪, count: 1, reason: 一人犯罪, id: 2021Q1-08, rectify_by: 2021-04-30}
  机关党支部:
    date: 2021-03-25
    findings:
    - {item: LZ-03, clause: 测评, scores: [95, 95, 95]}
    - {item: LZ-03, clause: 名次, rank: 9, reason: 排在后面}
"""

LATE_COMER = """\
kind: inspection
version: 1
quarter: 2021Q1
department: 纪委办
branches:
  新成立的综合服务中心党支部:
    date: 2021-03-26
    findings:
    - {item: LZ-03, clause: 测评, scores: [90]}
    - {item: LZ-03, clause: 名次, rank: 2}
"""

OWN = """\
kind: self
version: 1
month: 2021-01
branches:
  发电党支部:
    findings:
    - {item: DJ-01, clause: 缺会, done: 1, reason: 一月开会一次}
    - {item: DJ-04, clause: 定档, level: 好}
    - {item: LZ-03, clause: 名次, rank: 4}
  燃料党支部:
    findings:
    - {item: DJ-04, clause: 定档, level: 好}
    - {item: LZ-03, clause: 名次, rank: 1}
  机关党支部:
    findings:
    - {item: LZ-03, clause: 名次, rank: 9}
"""

OWN_AGAIN = """\
kind: self
version: 1
month: 2021-02
branches:
  发电党支部:
    findings:
    - {item: DJ-01, clause: 缺会, done: 2, reason: 二月开会两次}
  燃料党支部:
  机关党支部:
"""

OWN_OF_THE_LATE_COMER = """\
  新成立的综合服务中心党支部:
    findings:
    - {item: LZ-03, clause: 名次, rank: 2}
"""

EARLIER = """\
kind: inspection
version: 1
quarter: 2020Q4
department: 党群部
branches:
  发电党支部:
    date: 2020-12-20
    findings:
    - {item: DJ-02, clause: 屡犯, reason: 初犯, settled: on_site}
"""


def document(model: type[Model], text: str, file: str) -> Model:
    """A document of the given text, with its places."""
    faults = Faults()
    data = read_yaml(text, file, faults)
    assert data is not None, [fault.message for fault in faults]
    result = validated(model, data, file, faults)
    assert result is not None, [(str(fault.place), fault.message) for fault in faults]
    return result


def rubric(text: str = RUBRIC) -> Rubric:
    return document(Rubric, text, "rubrics/2020.yaml")


@cache
def roster() -> Roster:
    return document(Roster, ROSTER, "data/roster.yaml")


def scored(rubric_text: str = RUBRIC, **changes: str) -> RoundResult:
    """The plant's round; `changes` are other words for what stands in its records, by file."""
    files = {"party": PARTY, "discipline": DISCIPLINE, "own": OWN, "own_again": OWN_AGAIN, **changes}
    this = Round(
        QUARTER,
        [
            document(Inspection, files["party"], "data/2021Q1/inspection/dq.yaml"),
            document(Inspection, files["discipline"], "data/2021Q1/inspection/jw.yaml"),
        ],
        [
            document(SelfAssessment, files["own"], "data/2021Q1/self/01.yaml"),
            document(SelfAssessment, files["own_again"], "data/2021Q1/self/02.yaml"),
        ],
    )
    if "more" in files:
        this.inspections.append(document(Inspection, files["more"], "data/2021Q1/inspection/jw2.yaml"))
    earlier = Round(BEFORE, [document(Inspection, EARLIER, "data/2020Q4/inspection/dq.yaml")])
    return score_round(rubric(rubric_text), roster(), this, [earlier])


@cache
def provisional() -> RoundResult:
    """The plant's round, in which the fourth branch lacks an inspection."""
    return scored()


@cache
def complete() -> RoundResult:
    """The same round after the fourth branch was inspected too."""
    return scored(more=LATE_COMER, own=OWN + OWN_OF_THE_LATE_COMER)


def placing(result: RoundResult, branch_id: str) -> Placing:
    return next(each for each in result.placings if each.score.branch.id == branch_id)
