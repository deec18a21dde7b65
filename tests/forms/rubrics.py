"""Rubrics for forms: of words that a spreadsheet takes amiss, and of marks."""

HEAD = """\
kind: rubric
version: 2020
title: 试行细则
effective_from: 2020Q1
areas:
- id: DJ
  name: 党建工作
  items:
"""

MARKED = f"""{HEAD}\
  - id: DJ-01
    title: 测评
    points: 10
    department: 党群部
    clauses:
    - {{id: 评分, text: 打分, fact: {{scorers: 评委, full: 10, weights: {{领导: 0.6, 群众: 0.4}}}}, earn: {{share: 4}}}}
    - {{id: 投票, text: 投票定档, fact: {{scorers: 党员, full: 100, levels: {{优: 100, 差: 0}}}}, earn: {{share: 4}}}}
    - {{id: 多项, text: 每人三个分, fact: {{scorers: 党员, full: 10, marks: 3}}, earn: {{share: 2}}}}
"""

AWKWARD = """\
kind: rubric
version: 2020
title: 试行细则
effective_from: 2020Q1
areas:
- id: DJ
  name: 党建工作
  items:
  - id: DJ*01
    title: 是否~到位？?（=1）
    points: 9
    department: 党群部
    not_applicable: full
    clauses:
    - id: 甲|乙
      text: 分四种
      fact: {count: {一: 处, 二: 处, 三: 处, 四: 处}}
      deduct: {each: 1}
    - id: =等级
      text: LONG
      fact: {level: ['好,很好', '差']}
      deduct: {levels: {'好,很好': 0, '差': 1}}
    - id: 未开
      text: 每少一次扣一分
      fact: {missing: 次, required: recorded, per: month}
      deduct: {each: 1}
""".replace("LONG", "很长的条文" * 60)
