"""Two versions of a small rubric, as plain data that a test edits, and what the comparison says of them."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from dangjian_kaoping.compare.diff.revision import Change, Version
from dangjian_kaoping.compare.diff.rubric import compare_rubrics
from dangjian_kaoping.model.rubric import Rubric
from engine.plant import modelled, plain

Plain = dict[str, Any]
Edit = Callable[[Plain], object]

RUBRIC = """
kind: rubric
version: 2020
title: 细则
effective_from: 2020Q1
note: 说明
total: 20
measure:
  weights: {inspection: 0.9, self_assessment: 0.1}
  bonus: {at_most: 5}
  tie_breakers: [inspection]
  grades: [{grade: 优秀, from: 95}, {grade: 合格, from: 80, under: 95}, {grade: 不合格, under: 80}]
areas:
- id: DJ
  name: 党建工作
  points: 12
  items:
  - id: DJ-01
    title: 三会一课
    points: 6
    focus: {trace: 4, effect: 2}
    department: [党群工作部]
    due: monthly
    requirement: 按期召开
    standard: 补开
    materials: [记录本, 签到表]
    groups: {召开: {title: 按期召开, points: 4, at_most: 3}}
    clauses:
    - id: 缺会
      text: 每少1次扣1分
      fact: {missing: 次, required: 2, per: quarter}
      deduct: {each: 1}
      group: 召开
      at_most: 3
    - id: 内容单一
      text: 每次扣0.5分，屡犯的加重
      fact: {count: 次}
      deduct: {each: 0.5}
      free: 1
      repeat: {prices: [0.5, 1]}
    - id: 到会率
      text: 低于90%的每低1个百分点扣0.1分
      fact: {value: '%'}
      deduct: {each: 0.1, step: 2, steps: exact, below: 90}
  - id: DJ-02
    title: 党费
    points: 6
    focus: implementation
    department: 党群工作部
    not_applicable: {fixed: 5}
    clauses:
    - id: 迟缴
      text: 每迟1天扣0.1分
      fact: {late: 天, most: 5, never: 1}
      deduct: {each: {by_class: {机关: 0.2}, otherwise: 0.1}}
    - id: 抽查
      text: 抽查3人，按不合格率分段扣分
      fact: {sample: 人, size: 3, as: failed_percent}
      deduct: {table: [{over: 0, under: 50, points: 1}, {from: 50, points: 2}]}
- id: WD
  name: 维护稳定
  points: 8
  items:
  - id: WD-01
    title: 信访
    points: 8
    floor: -1
    department: 党委办公室
    clauses:
    - id: 集访
      text: 3起以上不得分
      fact: {count: 起}
      empties: {from: 3}
      veto: {effect: barred, from: 5}
    - id: 定档
      text: 视情扣分
      fact: {judged: 件}
      deduct: {within: [1, 2]}
    - id: 到场
      text: 到场处置的还分
      fact: {event: [一般, 突出], roles: {主办: 1, 协办: 0.5}}
      give_back: {levels: {一般: 1, 突出: 2}}
      highest_per_event: true
"""


def data() -> Plain:
    """The rubric as plain data, afresh."""
    found: Plain = plain(RUBRIC)
    return found


def area(rubric: Plain, name: str) -> Plain:
    found: Plain = next(each for each in rubric["areas"] if each["id"] == name)
    return found


def item(rubric: Plain, name: str) -> Plain:
    found: Plain = next(each for one in rubric["areas"] for each in one["items"] if each["id"] == name)
    return found


def clause(rubric: Plain, name: str) -> Plain:
    """By item and id: `DJ-01/缺会`."""
    of, _, own = name.partition("/")
    found: Plain = next(each for each in item(rubric, of)["clauses"] if each["id"] == own)
    return found


def edited(*edits: Edit) -> Plain:
    """The rubric after some edits."""
    rubric = data()
    for edit in edits:
        edit(rubric)
    return rubric


def later(rubric: Plain) -> None:
    """The next version."""
    rubric |= {"version": "2021", "effective_from": "2021Q1"}


def changes(before: Plain, after: Plain, between: Iterable[Plain] = ()) -> list[Change]:
    """What changes from one to the other."""
    models = [modelled(Rubric, deepcopy(each)) for each in (before, after, *between)]
    return list(compare_rubrics(Version(models[0]), Version(models[1]), models[2:]).changes)


def told(before: Plain, after: Plain, between: Iterable[Plain] = ()) -> list[tuple[str, str]]:
    """Kinds and paths; of two versions without what any new version changes."""
    found = [(each.kind.id, each.path) for each in changes(before, after, between)]
    head = {("rubric-version-changed", "version"), ("effective-from-changed", "effective_from")}
    return [each for each in found if each not in head] if head <= {*found} else found
