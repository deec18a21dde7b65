"""A plant of eight branches, in memory, with every kind of cell that the workbook has."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from io import BytesIO
from typing import Any, TypeVar
from xml.sax.saxutils import unescape
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.dossier import Dossier, dossier
from dangjian_kaoping.engine.score.round import Placing, score_round
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.records import Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.source.reader import read_yaml
from dangjian_kaoping.write.xlsx.report import ranking_workbook

Model = TypeVar("Model", bound=BaseModel)

QUARTER = Quarter(2021, 1)
DIGEST = "0123456789abcdef" * 4
SHEETS = ("综合排名", "各项得分", "扣分明细", "自评各项得分", "自评对照", "整改台账", "趋势", "口径说明")

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


def held(changes: Mapping[str, str] | None = None) -> Dossier:
    """The round, with texts of the documents changed beforehand; in March 物资部 handed in no self-assessment."""

    def changed(text: str) -> str:
        for old, new in (changes or {}).items():
            text = text.replace(old, new)
        return text

    months = [MONTH.format(month=month) + (WITH_ALL if month != "03" else "") for month in ("01", "02", "03")]
    rubric = modelled(Rubric, changed(RUBRIC), "rubrics/2020.yaml")
    roster = modelled(Roster, changed(ROSTER), "data/roster.yaml")
    inspections = [
        modelled(Inspection, changed(text), f"data/2021Q1/inspection/{name}.yaml")
        for name, text in (("党群部", DANGQUN), ("纪委办", JIWEI))
    ]
    filed = [
        modelled(SelfAssessment, changed(text), f"data/2021Q1/self/{n:02}.yaml") for n, text in enumerate(months, 1)
    ]
    this = Round(QUARTER, inspections, filed)
    return dossier([score_round(rubric, roster, this)], [this], roster)


@cache
def plant() -> Dossier:
    """The round as it is."""
    return held()


UNINSPECTED = {"  燃料部党支部: {date: 2021-03-25, findings: [{item: LZ-02, clause: 定档, level: 好}]}\n": ""}
"""A change that leaves one branch uninspected, and the round provisional."""


def edition(**changes: Any) -> Edition:
    """An edition for tests."""
    plain = Edition("测试厂", DIGEST, "0.1.0", committee="测试厂党委", notes=("单位是虚构的",))
    return plain._replace(**changes)


def placing(dossier: Dossier, name: str) -> Placing:
    """A branch's place in the round."""
    return next(each for each in dossier.result.placings if each.score.branch.name == name)


@cache
def report() -> bytes:
    """The plant's workbook."""
    return ranking_workbook(plant(), edition())


@lru_cache(maxsize=4)
def opened(content: bytes) -> Workbook:
    """A workbook as a reader sees it: of a formula, the value that is stored with it. Not to be changed."""
    return load_workbook(BytesIO(content), data_only=True)


@lru_cache(maxsize=4)
def formulas(content: bytes) -> dict[tuple[str, str], str]:
    """The formulas by sheet and cell, with `=`."""
    return {
        (each.title, cell.coordinate): str(cell.value)
        for each in load_workbook(BytesIO(content))
        for row in each.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def sheet(content: bytes, name: str) -> Worksheet:
    """One of its sheets."""
    found = opened(content)[name]
    assert isinstance(found, Worksheet)
    return found


Row = dict[str, Cell | MergedCell]


def table(worksheet: Worksheet, key: str) -> list[Row]:
    """The rows of a table by their heads: from the row that has the key in it to the first empty one."""
    rows = list(worksheet.iter_rows())
    head = next(index for index, row in enumerate(rows) if key in [cell.value for cell in row])
    names = [str(cell.value) for cell in rows[head]]
    found = []
    for row in rows[head + 1 :]:
        if all(cell.value is None for cell in row):
            break
        found.append(dict(zip(names, row, strict=True)))
    return found


def page_heads(content: bytes) -> list[str]:
    """The page headers and footers of the sheets, as they are written; openpyxl reads only parts of them."""
    with ZipFile(BytesIO(content)) as archive:
        texts = [archive.read(f"xl/worksheets/sheet{n}.xml").decode() for n in range(1, len(SHEETS) + 1)]
    return [unescape(re.findall("<headerFooter>(.*)</headerFooter>", text)[0]) for text in texts]


def near(value: Exact) -> Any:
    """An unrounded figure as a workbook holds it, to 1e-12."""
    return pytest.approx(float(value), abs=1e-12)


def words(worksheet: Worksheet) -> str:
    """All text of a sheet."""
    return "\n".join(str(cell.value) for row in worksheet.iter_rows() for cell in row if isinstance(cell.value, str))
