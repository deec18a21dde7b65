"""A workspace whose rubric says every word of the language's second edition: six branches, two rounds held.

`FILES` are its documents by path; `laid` writes them, `rubric`, `roster` and `held` are they in memory.
"""

from collections.abc import Mapping
from pathlib import Path

from dangjian_kaoping.engine.score.round import RoundResult, score_round
from dangjian_kaoping.model.records import Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.round import RoundSettings
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from small_plant import changed, modelled

FIRST, SECOND = Quarter(2021, 1), Quarter(2021, 2)

RUBRIC = """\
kind: rubric
version: 2020
title: 考评细则
effective_from: 2020Q1
total: 111
note: 分值为虚构
measure:
  weights: {inspection: 0.8, self_assessment: 0.2}
  self_assessment: monthly
  due_day: 10
  bonus: {at_most: 8}
  penalty: {at_most: 10}
  floor: 0
  times: {area: XL}
  rounding: {places: 2, at: areas}
  tie_breakers: [{item: DJ-01}, {area: AQ}, inspection]
  ranking: dense
  year: {combine: sum, min_quarters: 1}
  grades:
  - {grade: 五星, at_most: 1, areas: {from_percent: 50, at_least: 2}}
  - {grade: 四星, at_most: {by_class: {生产: 2}, otherwise: 1}}
  - {grade: 三星}
areas:
- id: DJ
  name: 党建工作
  short: 党建
  points: 41
  items:
  - id: DJ-01
    title: 组织生活
    points: 15
    ceiling: 16
    due: {Q1: 03-15, Q2: 06-20, Q3: 09-20, Q4: 12-20}
    department: [党群部, 纪委办]
    standard: 补开会议
    clauses:
    - id: 缺会
      text: 每少1次扣0.5分
      fact: {missing: 次, required: 2, per: month}
      deduct: {each: 0.5}
      department: 党群部
    - {id: 多开, text: 每多1次加0.2分, fact: {same: 缺会, as: over}, earn: {each: 0.2}, at_most: 1}
    - {id: 谈话, text: 少谈一次扣1分, fact: {count: 次}, deduct: {each: 1}, department: 纪委办}
  - id: DJ-02
    title: 学习
    points: 6
    department: 党群部
    standard: 补学
    groups: {培训: {title: 培训, points: 5, ceiling: 6, highest_only: true}}
    clauses:
    - id: 参学
      text: 不少于人数的两成，每少1人扣0.5分
      fact: {missing: 人, required: {per_head: 0.2, round: up}}
      deduct: {each: 0.5}
    - id: 超学
      text: 全部参学的每超1人加0.1分
      fact: {same: 参学, as: over}
      bonus: {each: 0.1}
      when: {clause: 参学, to: 0}
    - {id: 缺训, text: 每缺一人扣1分, group: 培训, fact: {count: 人}, deduct: {each: 1}}
    - {id: 迟到, text: 迟到一人扣0.5分, group: 培训, fact: {count: 人}, deduct: {each: 0.5}}
    - {id: 授课, text: 授课一次得0.5分, group: 培训, fact: {count: 次}, earn: {each: 0.5}}
  - id: DJ-03
    title: 稿件
    points: 9
    start: zero
    department: 党群部
    standard: 补报稿件
    clauses:
    - id: 月稿
      text: 每月4篇得3分，不足的按比例
      fact: {missing: 篇, required: 4, per: month, as: done}
      combine: sum
      earn: {table: [{from: 0, points: 0, to: 4, to_points: 3}, {over: 4, points: 3}]}
  - id: DJ-04
    title: 民主测评
    points: 11
    start: zero
    not_applicable: mean
    department: 党群部
    standard: 改进工作
    clauses:
    - id: 测评
      text: 投票测评，按得分率得分
      fact:
        scorers: 党员和群众
        full: 100
        levels: {优秀: 100, 称职: 80, 不称职: 0}
        drop_highest: '10%'
        drop_lowest: '10%'
        weights: {党员: 0.6, 群众: 0.4}
        absent: share
      earn: {share: 11}
- id: AQ
  name: 安全
  points: 30
  items:
  - id: AQ-01
    title: 人身安全
    points: 20
    highest_only: true
    department: 纪委办
    standard: 落实安全措施
    clauses:
    - {id: 重伤, text: 重伤几人, fact: {count: 人}}
    - id: 一人
      text: 重伤1人的扣3至8分
      fact: {judged: 例}
      deduct: {within: [3, 8], per: item}
      when: {clause: 重伤, from: 1, to: 1}
    - id: 两人
      text: 重伤2人以上的扣8至15分
      fact: {judged: 例}
      deduct: {within: [8, 15], per: item}
      when: {clause: 重伤, from: 2}
    - {id: 火灾, text: 有火灾的全年不得分, fact: {count: 次}, deduct: {each: 5}, empties: {from: 1, for: year}}
    - {id: 违章, text: 每次扣0.5分, fact: {count: 次}, deduct: {each: 0.5}}
  - id: AQ-02
    title: 现场
    points: 10
    department: 纪委办
    standard: 治理现场
    clauses:
    - id: 定档
      text: 合格的扣1分，不合格的扣4分
      fact: {level: [优秀, 合格, 不合格]}
      deduct: {levels: {优秀: 0, 合格: 1, 不合格: 4}}
    - id: 再扣
      text: 不合格的再扣1至3分
      fact: {judged: 处}
      deduct: {within: [1, 3]}
      when: [{clause: 定档, at: [不合格]}]
- id: JY
  name: 经营
  times: {item: XS-01}
  items:
  - id: JY-01
    title: 产值
    points: 20
    start: zero
    ceiling: none
    department: 党群部
    standard: 完成计划
    clauses:
    - {id: 产值, text: 最高的得15分，其余按比例, fact: {amount: 万元}, earn: {share: 15, of: {branches: highest}}}
    - id: 增长
      text: 每增1个百分点得0.5分，最多加6分
      fact: {value: '%', min: -50}
      earn: {table: [{under: -5, points: 0}, {from: -5, points: 0, to: 10, to_points: 6}, {over: 10, points: 6}]}
  - id: JY-02
    title: 满意
    points: 10
    department: 党群部
    standard: 改进服务
    clauses:
    - id: 满意
      text: 低于同类支部平均分的，每低1分扣0.1分
      fact: {value: 分, max: 100}
      deduct: {each: 0.1, below: {branches: mean, pool: class}}
    - id: 名次
      text: 各次名次分别计分，取平均
      fact: {rank: 全公司, of: 12}
      combine: mean
      deduct: {table: [{from: 1, points: 0, to: 12, to_points: 3}]}
  - id: JY-03
    title: 上级考核
    points: 10
    start: zero
    ceiling: 12
    not_applicable: mean
    department: 厂工会
    standard: 整改
    clauses:
    - {id: 得分, text: 每10分得1分, fact: {imported: 上级考核, full: 100, max: 120}, earn: {each: 0.1}}
    - {id: 计划, text: 没有完成计划的扣分, fact: {missing: 项, required: recorded, if_none: full}, deduct: {share: 2}}
- id: XS
  name: 系数
  items:
  - id: XS-01
    title: 难度系数
    points: 1
    ceiling: 1.2
    factor: true
    not_applicable: {fixed: 1}
    department: 党群部
    standard: 重新评定
    clauses:
    - {id: 难度, text: 每高一级加0.1, fact: {count: 级}, earn: {each: 0.1}}
    - {id: 失误, text: 失误一次减0.1, fact: {count: 次}, deduct: {each: 0.1}}
- id: XL
  name: 效率
  points: 5
  items:
  - id: XL-01
    title: 效率
    points: 5
    department: 党群部
    standard: 提高效率
    clauses:
    - {id: 拖延, text: 每次扣0.5分, fact: {count: 次}, deduct: {each: 0.5}}
- id: JF
  name: 加减分
  items:
  - id: JF-01
    title: 荣誉
    department: 党群部
    clauses:
    - id: 获奖
      text: 省级主办3分、协办2分，市级主办1分、协办0.5分
      fact: {event: [省级, 市级], roles: [主办, 协办]}
      bonus: {levels: {省级: {主办: 3, 协办: 2}, 市级: {主办: 1, 协办: 0.5}}}
    - id: 评课
      text: 评课得分超过80分的每分加0.05分
      fact: {scorers: 评委, full: 100, marks: 2, drop_highest: 1}
      bonus: {each: 0.05, above: 80}
  - id: JF-02
    title: 处分
    department: 纪委办
    standard: 吸取教训
    clauses:
    - {id: 处分, text: 每人扣减1分，综合得分不超过80分, fact: {count: 人}, penalty: {each: 1},
       veto: {effect: score_cap, at_most: 80, from: 2, for: year}}
"""

ROSTER = """\
kind: roster
version: 1
classes: [生产, 机关]
departments:
  BS1: [{from: 2018-01-01, name: 党群部}]
  BS2: [{from: 2018-01-01, name: 纪委办}]
  BS3: [{from: 2018-01-01, name: 厂工会}]
branches:
  ZB1: [{from: 2018-01-01, name: 发电部党支部, class: 生产, head_count: 43}]
  ZB2: [{from: 2018-01-01, name: 燃料部党支部, class: 生产, head_count: 30}]
  ZB3: [{from: 2018-01-01, name: 化学部党支部, class: 生产, head_count: 21}]
  ZB4: [{from: 2018-01-01, name: 检修部党支部, class: 生产, head_count: 28}]
  ZB5: [{from: 2018-01-01, name: 机关党支部, class: 机关, head_count: 12}]
  ZB6: [{from: 2018-01-01, name: 后勤党支部, class: 机关, head_count: 15}]
  ZB7:
  - {from: 2018-01-01, name: 除灰部党支部, class: 生产, head_count: 9}
  - {from: 2021-01-01, ends: true, into: 化学部党支部}
"""

_STATES = """\
    - {{item: DJ-03, clause: 月稿, done: [{papers}], reason: 稿件篇数}}
    - {{item: JY-01, clause: 产值, amount: {amount}, reason: 本季产值}}
    - {{item: JY-01, clause: 增长, value: {growth}, reason: 同比增长}}
    - {{item: JY-02, clause: 满意, value: {content}, reason: 满意度}}
    - {{item: JY-02, clause: 名次, rank: {rank}, reason: 评比名次}}
"""
_VOTES = """\
    - item: DJ-04
      clause: 测评
      votes: {党员: {优秀: 10, 称职: 2}, 群众: {称职: 8, 不称职: 1}}
      issued: {党员: 14, 群众: 9}
      reason: 测评
"""
_ONLY_MEMBERS = """\
    - {item: DJ-04, clause: 测评, votes: {党员: {优秀: 6, 称职: 6}}, reason: 群众没有参加测评}
"""

_OF_BRANCHES: Mapping[str, tuple[str, str]] = {
    "发电部党支部": (
        _STATES.format(papers="4, 4, 4", amount=980, growth=3, content=92, rank=1) + _VOTES,
        "    - {item: DJ-01, clause: 缺会, done: [2, 3, 1], reason: 三月少开一次}\n"
        "    - {item: JF-01, clause: 获奖, level: 省级, role: 主办}\n"
        "    - {item: XS-01, clause: 难度, count: 2}\n",
    ),
    "燃料部党支部": (
        _STATES.format(papers="5, 2, 0", amount=882, growth=-2, content=90, rank=4) + _VOTES,
        "    - {item: DJ-02, clause: 参学, done: 4, reason: 少两人参学, rectify_by: 2021-04-30, id: 2021Q1-01}\n"
        "    - {item: DJ-02, clause: 缺训, count: 1, reason: 一人缺训, rectify_by: 2021-04-30, id: 2021Q1-02}\n"
        "    - {item: DJ-02, clause: 迟到, count: 1, reason: 一人迟到, settled: on_site}\n",
    ),
    "化学部党支部": (
        _STATES.format(papers="0, 0, 12", amount=490, growth=12, content=88, rank=7) + _ONLY_MEMBERS,
        "    - {item: JY-02, clause: 名次, rank: 3, reason: 第二次评比}\n"
        "    - {item: DJ-02, clause: 参学, done: 7}\n"
        "    - {item: XL-01, clause: 拖延, count: 2, reason: 两次拖延, rectify_by: 2021-04-30, id: 2021Q1-03}\n",
    ),
    "检修部党支部": (
        _STATES.format(papers="4, 3, 4", amount=700, growth=0, content=85, rank=12) + _VOTES,
        "    - {item: XS-01, clause: 失误, count: 1, reason: 失误一次, rectify_by: 2021-04-30, id: 2021Q1-04}\n"
        "    - {item: JF-01, clause: 评课, scores: [[90, 80], [85, 95], [70, 100]]}\n",
    ),
    "机关党支部": (
        _STATES.format(papers="4, 4, 2", amount=300, growth=-20, content=95, rank=2),
        "    - {item: DJ-02, clause: 授课, count: 3}\n",
    ),
    "后勤党支部": (
        _STATES.format(papers="1, 1, 1", amount=350, growth=1, content=93, rank=9) + _VOTES,
        "    - {item: DJ-02, clause: 参学, done: 3}\n    - {item: DJ-02, clause: 授课, count: 1}\n",
    ),
}
_ASIDE = {"机关党支部": "    not_applicable: {DJ-04: 新成立}\n"}


def _dangqun() -> str:
    branches = "".join(
        f"  {name}:\n    date: 2021-03-20\n{_ASIDE.get(name, '')}    findings:\n{states}{others}"
        for name, (states, others) in _OF_BRANCHES.items()
    )
    return f"kind: inspection\nversion: 1\nquarter: 2021Q1\ndepartment: 党群部\nbranches:\n{branches}"


DANGQUN = _dangqun()

JIWEI = """\
kind: inspection
version: 1
quarter: 2021Q1
department: 纪委办
branches:
  发电部党支部:
    date: 2021-03-25
    findings:
    - {item: AQ-02, clause: 定档, level: 优秀}
  燃料部党支部:
    date: 2021-03-25
    findings:
    - {item: AQ-01, clause: 重伤, count: 1}
    - {item: AQ-01, clause: 一人, judged: 5, reason: 重伤一人, rectify_by: 2021-04-30, id: 2021Q1-05}
    - {item: AQ-01, clause: 违章, count: 2, reason: 违章两次, settled: on_site}
    - {item: AQ-02, clause: 定档, level: 合格, reason: 有积灰, rectify_by: 2021-04-30, id: 2021Q1-06}
  化学部党支部:
    date: 2021-03-25
    findings:
    - {item: AQ-01, clause: 火灾, reason: 火灾一次, rectify_by: 2021-04-30, id: 2021Q1-07}
    - {item: AQ-02, clause: 定档, level: 优秀}
  检修部党支部:
    date: 2021-03-25
    findings:
    - {item: AQ-02, clause: 定档, level: 不合格, reason: 脏乱, rectify_by: 2021-04-30, id: 2021Q1-08}
    - {item: AQ-02, clause: 再扣, judged: 2, reason: 一处堵塞通道, rectify_by: 2021-04-30, id: 2021Q1-09}
    - {item: JF-02, clause: 处分, count: 2, reason: 处分两人}
  机关党支部:
    date: 2021-03-25
    findings:
    - {item: DJ-01, clause: 谈话, count: 1, reason: 少谈一次, rectify_by: 2021-04-30, id: 2021Q1-10}
    - {item: AQ-02, clause: 定档, level: 优秀}
  后勤党支部:
    date: 2021-03-25
    findings:
    - {item: AQ-02, clause: 定档, level: 合格, reason: 有积灰, rectify_by: 2021-04-30, id: 2021Q1-11}
"""

_IMPORTED = """\
  {name}:
    date: 2021-03-26
    findings:
    - {{item: JY-03, clause: 得分, score: {score}}}
    - {{item: JY-03, clause: 计划, required: {required}, done: {done}, reason: 计划完成情况}}
"""


def _gonghui() -> str:
    scores = {
        "发电部党支部": (110, 0, 0),
        "燃料部党支部": (95, 4, 3),
        "化学部党支部": (88, 2, 2),
        "检修部党支部": (90, 2, 1),
        "机关党支部": (99, 0, 0),
    }
    branches = "".join(
        _IMPORTED.format(name=name, score=score, required=required, done=done)
        for name, (score, required, done) in scores.items()
    )
    aside = "  后勤党支部: {date: 2021-03-26, not_applicable: {JY-03: 没有考核}}\n"
    return f"kind: inspection\nversion: 1\nquarter: 2021Q1\ndepartment: 厂工会\nbranches:\n{branches}{aside}"


GONGHUI = _gonghui()

_OWN = """\
    - {item: DJ-03, clause: 月稿, done: 4}
"""
_OWN_STATES = """\
    - {{item: JY-01, clause: 产值, amount: {amount}, reason: 自查}}
    - {{item: JY-01, clause: 增长, value: {growth}, reason: 自查}}
    - {{item: JY-02, clause: 满意, value: {content}, reason: 自查}}
    - {{item: JY-02, clause: 名次, rank: {rank}, reason: 自查}}
    - {{item: AQ-02, clause: 定档, level: 优秀}}
    - {{item: JY-03, clause: 计划, required: 2, done: 2}}
"""
_FIGURES = {
    "发电部党支部": _OWN_STATES.format(amount=990, growth=3, content=94, rank=1),
    "燃料部党支部": _OWN_STATES.format(amount=890, growth=-1, content=91, rank=3),
    "化学部党支部": _OWN_STATES.format(amount=500, growth=12, content=90, rank=6),
    "检修部党支部": _OWN_STATES.format(amount=720, growth=1, content=86, rank=10),
    "机关党支部": _OWN_STATES.format(amount=310, growth=-12, content=95, rank=2),
    "后勤党支部": _OWN_STATES.format(amount=350, growth=1, content=93, rank=8),
}
_OWN_ONLY = {
    "01": {"发电部党支部": "    - {item: DJ-01, clause: 缺会, done: 3, reason: 自查}\n"},
    "02": {"发电部党支部": "    - {item: DJ-01, clause: 缺会, done: 2}\n"},
    "03": {
        "发电部党支部": "    - {item: DJ-01, clause: 缺会, done: 1, reason: 自查}\n",
        "燃料部党支部": (
            "    - {item: AQ-01, clause: 重伤, count: 1}\n    - {item: AQ-01, clause: 一人, judged: 4, reason: 自查}\n"
        ),
    },
}
"""What some declared of a month, beside what all declared."""


def _month(month: str) -> str:
    """The self-assessments of a month; of the last, 检修部 handed in none."""
    states = _FIGURES if month == "03" else {}
    if month == "02":
        states = {"检修部党支部": _FIGURES["检修部党支部"]}
    named = [name for name in _FIGURES if month != "03" or name != "检修部党支部"]
    branches = "".join(
        f"  {name}:\n    findings:\n{_OWN}{states.get(name, '')}{_OWN_ONLY[month].get(name, '')}" for name in named
    )
    return f"kind: self\nversion: 1\nmonth: 2021-{month}\nbranches:\n{branches}"


NOTES = """\
kind: round
version: 1
quarter: 2021Q2
absent: {厂工会: 集中培训}
"""

_LATER = {
    "2021Q1": "2021Q2",
    "reason: ": "reason: 二季度",
    "2021-03": "2021-06",
    "2021-02": "2021-05",
    "2021-01": "2021-04",
    "rectify_by: 2021-04-30": "rectify_by: 2021-07-31",
    # no fire again, and other figures
    "    - {item: AQ-01, clause: 火灾, reason: 火灾一次, rectify_by: 2021-07-31, id: 2021Q2-07}\n": "",
    "amount: 882": "amount: 995",
    "value: 85": "value: 91",
    "    - {item: JY-03, clause: 计划, required: 2, done: 2}\n": "",
}

FILES: Mapping[str, str] = {
    "kaoping.yaml": "kind: workspace\nversion: 1\nunit: 测试厂\nnote: 单位和得分都是虚构的\n",
    "rubrics/2020.yaml": RUBRIC,
    "data/roster.yaml": ROSTER,
    "data/2021Q1/inspection/dangqun.yaml": DANGQUN,
    "data/2021Q1/inspection/jiwei.yaml": JIWEI,
    "data/2021Q1/inspection/gonghui.yaml": GONGHUI,
    **{f"data/2021Q1/self/2021-{month}.yaml": _month(month) for month in ("01", "02", "03")},
    "data/2021Q2/inspection/dangqun.yaml": changed(DANGQUN, _LATER),
    "data/2021Q2/inspection/jiwei.yaml": changed(JIWEI, _LATER),
    "data/2021Q2/round.yaml": NOTES,
    **{
        f"data/2021Q2/self/2021-{later}.yaml": changed(_month(month), _LATER)
        for month, later in (("01", "04"), ("02", "05"), ("03", "06"))
    },
}


def laid(root: Path, changes: Mapping[str, str] | None = None) -> Path:
    """The workspace in a folder, with texts of its documents changed beforehand."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(changed(text, changes or {}), encoding="utf-8", newline="\n")
    return root


def rubric(changes: Mapping[str, str] | None = None) -> Rubric:
    """The rubric, with some of its words changed."""
    return modelled(Rubric, changed(RUBRIC, changes or {}), "rubrics/2020.yaml")


def roster() -> Roster:
    """Who takes part."""
    return modelled(Roster, ROSTER, "data/roster.yaml")


def rounds(changes: Mapping[str, str] | None = None) -> tuple[Round, Round]:
    """The records of both rounds, with some of their words changed."""
    return _round(FIRST, changes or {}), _round(SECOND, changes or {})


def _round(quarter: Quarter, changes: Mapping[str, str]) -> Round:
    mine = {name: changed(text, changes) for name, text in FILES.items() if name.startswith(f"data/{quarter}/")}
    notes = f"data/{quarter}/round.yaml"
    return Round(
        quarter,
        [modelled(Inspection, text, name) for name, text in mine.items() if "/inspection/" in name],
        [modelled(SelfAssessment, text, name) for name, text in mine.items() if "/self/" in name],
        settings=modelled(RoundSettings, mine[notes], notes) if notes in mine else None,
    )


def results(changes: Mapping[str, str] | None = None) -> tuple[RoundResult, RoundResult]:
    """Both rounds scored, with some words of the records changed."""
    first, second = rounds(changes)
    rules, branches = rubric(), roster()
    return score_round(rules, branches, first), score_round(rules, branches, second, [first], [rules])
