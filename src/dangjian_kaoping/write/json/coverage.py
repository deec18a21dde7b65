"""覆盖 as JSON: `kaoping.rubric-coverage/1`."""

from collections.abc import Sequence
from typing import Final, Literal

from dangjian_kaoping.proof.coverage.coverage import AreaCoverage, Coverage, Share
from dangjian_kaoping.proof.coverage.marks import Part
from dangjian_kaoping.words.coverage import MissingMark, missing_in_words, percent
from dangjian_kaoping.write.json.document import Number, Object, QuarterName
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.rubric-coverage/1"
"""The version of the contract: what it promises may grow, and not change."""


class ShareData(Object):
    """试过多少"""

    tried: int
    """情形试过几个"""
    held: int
    """各轮记录里出现过几个"""
    of: int
    """一共几个"""
    percent: Number
    """情形试过的占百分之几"""


class AreaCoverageData(Object):
    """一个方面"""

    area: str | None
    """方面编号；考评办法的为 null"""
    clauses: ShareData
    """条款"""
    marks: ShareData
    """考点"""


class MarkData(Object):
    """一个还没有情形试过的考点"""

    item: str | None
    """项目编号；考评办法的为 null"""
    clause: str | None
    """条款编号；不属于哪一条的为 null"""
    part: Part
    """试的是什么"""
    text: str
    """照屏幕上说的"""
    held: bool
    """各轮记录里有没有出现过"""
    source: str
    """写在细则的哪里，文件:行"""


class CasesData(Object):
    """有多少情形"""

    passed: int
    """通过的，只有这些算"""
    failed: int
    """不符的"""
    open: int
    """待填的"""
    later: int
    """暂不运行的"""


class VersionCoverageData(Object):
    """一版细则"""

    rubric: str
    """版本"""
    cases: CasesData
    """情形"""
    rounds: list[QuarterName]
    """看了哪几轮的记录"""
    areas: list[AreaCoverageData]
    """各方面，最后是考评办法"""
    clauses: ShareData
    """全部条款"""
    marks: ShareData
    """全部考点"""
    missing: list[MarkData]
    """还没有情形试过的"""


class CoverageDocument(Object):
    """细则测试的覆盖（rubric test --coverage）"""

    format: Literal["kaoping.rubric-coverage/1"]
    """格式和它的版本"""
    rubrics: list[VersionCoverageData]
    """各版细则"""


def coverage_json(several: Sequence[Coverage]) -> str:
    """As JSON text."""
    document: CoverageDocument = {"format": FORMAT, "rubrics": [_version(each) for each in several]}
    return as_json(document)


def _version(coverage: Coverage) -> VersionCoverageData:
    ran = coverage.ran
    return {
        "rubric": coverage.rubric.version,
        "cases": {"passed": ran.passed, "failed": ran.failed, "open": ran.open, "later": ran.later},
        "rounds": [str(each.quarter) for each in coverage.rounds],
        "areas": [_area(each) for each in coverage.areas],
        "clauses": _share(coverage.clauses),
        "marks": _share(coverage.total),
        "missing": [_mark(each) for item in missing_in_words(coverage) for each in item.marks],
    }


def _area(each: AreaCoverage) -> AreaCoverageData:
    area = None if each.area is None else each.area.id
    return {"area": area, "clauses": _share(each.clauses), "marks": _share(each.marks)}


def _share(share: Share) -> ShareData:
    return {"tried": share.tried, "held": share.held, "of": share.of, "percent": percent(share)}


def _mark(each: MissingMark) -> MarkData:
    mark = each.mark
    return {
        "item": mark.item or None,
        "clause": mark.clause or None,
        "part": mark.part,
        "text": each.words,
        "held": each.held,
        "source": str(each.place),
    }
